"""Several objectives as one: on the same rows (BERT is two), or in turns (as GPT-BERT)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.batching.sources import Ids
from engine.models.layers import gather
from engine.objectives.objective import Loss, LossFacts, Objective, Rngs


class Combination(Objective):
    """What joints and mixtures share: all they are asked, their members answer."""

    name = ""  # it has no loss of its own

    def __init__(self, members: Mapping[str, Objective]) -> None:
        super().__init__()
        self.objectives = nn.ModuleDict(members)
        self.generates = any(member.generates for member in members.values())

    @property
    def members(self) -> dict[str, Objective]:
        """What it is made of, by name."""
        return {name: cast(Objective, member) for name, member in self.objectives.items()}

    def parts(self) -> dict[str, Objective]:
        """The single objectives, by name."""
        return {name: one for part in self.members.values() for name, one in part.parts().items()}

    def losses(self) -> dict[str, LossFacts]:
        """Of all members."""
        return {name: one for part in self.members.values() for name, one in part.losses().items()}

    def loss_weights(self) -> dict[str, float]:
        """Of all members."""
        return {
            name: weight
            for part in self.members.values()
            for name, weight in part.loss_weights().items()
        }

    def schedule(self, progress: float) -> None:
        """Passed on to all members."""
        for part in self.members.values():
            part.schedule(progress)


class Joint(Combination):
    """Corruptions chained on one batch, one pass through the trunk, losses side by side."""

    def __init__(self, members: Mapping[str, Objective]) -> None:
        super().__init__(members)
        found = [part.source for part in self.members.values() if not part.rides]
        self.source = (found or [part.source for part in self.members.values()])[0]

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Each corrupts what the one before left; ValueError where two write one answer."""
        owners: dict[str, str] = {}
        for name, part in sorted(self.members.items(), key=lambda item: item[1].order):
            for answer in part.writes:
                owner = owners.setdefault(answer, name)
                if owner != name:
                    raise ValueError(f"{name} overwrites the {answer} of {owner}")
            batch = part.corrupt(batch, rngs)
        return batch

    def on_device(self, batch: Batch) -> tuple[Batch, dict[str, Loss]]:
        """The members' work before the trunk, in turn."""
        losses: dict[str, Loss] = {}
        for part in self.members.values():
            batch, found = part.on_device(batch)
            losses |= found
        return batch, losses

    def asks(self, batch: Batch) -> Tensor | None:
        """The places of all members, one's beside the next one's."""
        asked = [part.asks(batch) for part in self.members.values()]
        known = [places for places in asked if places is not None]
        return torch.cat(known, dim=1) if len(known) == len(asked) else None

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """All losses by name."""
        losses: dict[str, Loss] = {}
        for part, own in zip(self.members.values(), self._shares(hidden, batch), strict=True):
            losses |= part(own, batch)
        return losses

    def token_targets(self, batch: Batch) -> Mapping[str, Ids]:
        """Of all members."""
        return {
            name: targets
            for part in self.members.values()
            for name, targets in part.token_targets(batch).items()
        }

    def dropout_losses(self, batch: Batch) -> frozenset[str]:
        """Of all members."""
        return frozenset().union(*(part.dropout_losses(batch) for part in self.members.values()))

    def _shares(self, hidden: Tensor, batch: Batch) -> list[Tensor]:
        """The vectors each member asked for, out of those of all."""
        asked = [part.asks(batch) for part in self.members.values()]
        known = [places.shape[1] for places in asked if places is not None]
        if len(known) == len(asked):
            return list(torch.split(hidden, known, dim=1))
        return [hidden if places is None else gather(hidden, places) for places in asked]


class Mixture(Combination):
    """Tasks in turns, a step each; `Batch.task` says whose rows it holds.

    For objectives that cannot share a pass: they read other rows, or see them otherwise. Turns are
    of whole steps, not of micro-batches: the size of a micro-batch is measured on the machine and
    must stay a matter of speed, never of what is learned. So 15 turns to 1 are fifteen steps of the
    one for each of the other (`Feed` has the order), each step is weighed by its own losses alone,
    and GradNorm, which compares the gradients of all losses at one step, is refused with turns.
    """

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """As the task at hand does."""
        return self.members[batch.task].corrupt(batch, rngs)

    def on_device(self, batch: Batch) -> tuple[Batch, dict[str, Loss]]:
        """As the task at hand does."""
        return self.members[batch.task].on_device(batch)

    def asks(self, batch: Batch) -> Tensor | None:
        """What the task at hand does."""
        return self.members[batch.task].asks(batch)

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """The losses of the task at hand."""
        losses: dict[str, Loss] = self.members[batch.task](hidden, batch)
        return losses

    def token_targets(self, batch: Batch) -> Mapping[str, Ids]:
        """Of the task at hand."""
        return self.members[batch.task].token_targets(batch)

    def dropout_losses(self, batch: Batch) -> frozenset[str]:
        """Of the task at hand."""
        return self.members[batch.task].dropout_losses(batch)

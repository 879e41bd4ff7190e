"""Joint: several objectives on the same rows and one pass through the trunk (BERT is two)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.layers import gather
from engine.objectives.objective import Loss, Objective, Rngs

ANSWERS = ("predict_at", "targets", "labels")  # a batch has one of each


class Joint(Objective):
    """Corruptions chained on one batch, losses side by side; the trainer adds them weighted."""

    name = ""  # it has no loss of its own

    def __init__(self, objectives: Mapping[str, Objective]) -> None:
        super().__init__()
        self.objectives = nn.ModuleDict(objectives)
        self.rows = "pairs" if any(o.rows == "pairs" for o in objectives.values()) else "documents"

    def parts(self) -> dict[str, Objective]:
        """The objectives it joins, by name."""
        return {name: cast(Objective, part) for name, part in self.objectives.items()}

    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Each corrupts what the one before left; ValueError where two write one answer."""
        owners: dict[str, str] = {}
        for name, part in self.parts().items():
            before, batch = batch, part.corrupt(batch, rngs)
            for answer in ANSWERS:
                if getattr(batch, answer) is not getattr(before, answer):
                    owner = owners.setdefault(answer, name)
                    if owner != name:
                        raise ValueError(f"{name} overwrites the {answer} of {owner}")
        return batch

    def on_device(self, batch: Batch) -> tuple[Batch, dict[str, Loss]]:
        """The parts' work before the trunk, in turn."""
        losses: dict[str, Loss] = {}
        for part in self.parts().values():
            batch, found = part.on_device(batch)
            losses |= found
        return batch, losses

    def asks(self, batch: Batch) -> Tensor | None:
        """The places of all parts, one part's beside the next one's."""
        asked = [part.asks(batch) for part in self.parts().values()]
        known = [places for places in asked if places is not None]
        return torch.cat(known, dim=1) if len(known) == len(asked) else None

    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """All losses by name."""
        losses: dict[str, Loss] = {}
        for part, own in zip(self.parts().values(), self._shares(hidden, batch), strict=True):
            losses |= part(own, batch)
        return losses

    def _shares(self, hidden: Tensor, batch: Batch) -> list[Tensor]:
        """The vectors each part asked for, out of those of all."""
        asked = [part.asks(batch) for part in self.parts().values()]
        known = [places.shape[1] for places in asked if places is not None]
        if len(known) == len(asked):
            return list(torch.split(hidden, known, dim=1))
        return [hidden if places is None else gather(hidden, places) for places in asked]

    def chances(self) -> dict[str, float]:
        """Of all parts."""
        return {
            name: chance
            for part in self.parts().values()
            for name, chance in part.chances().items()
        }

    def schedule(self, progress: float) -> None:
        """Passed on to all parts."""
        for part in self.parts().values():
            part.schedule(progress)

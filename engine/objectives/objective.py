"""What an objective is: a corruption of a batch and the losses that undo it.

Letters: B rows, L tokens per row, P predicted positions per row, Q places asked for, D width.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
import torch
from pydantic import field_validator
from torch import Tensor, nn

from engine.batch import IGNORE, Batch, Sight
from engine.batching.sources import Ids, Source
from engine.faults import Unfit
from engine.models.config import ModelConfig
from engine.models.counting import Count
from engine.options import Section, option
from engine.wording import translate

NEXT_TOKEN = "next token"  # what the head names that objectives of this kind share
Rngs = Sequence[np.random.Generator]  # one per row, keyed by (seed, epoch, row)


@dataclass(frozen=True, slots=True)
class Loss:
    """A sum of losses and how many targets it sums; the trainer divides."""

    total: Tensor  # [] summed, nats
    count: int  # targets in this batch, known on the host
    correct: Tensor | None = None  # [] how many were predicted right
    classes: Tensor | None = None  # [K] how often each class was the answer, where there are few


@dataclass(frozen=True, slots=True)
class LossFacts:
    """What a loss measures: what it may be held against."""

    chance: float  # of a uniform guess, nats: ln V, ln 2
    measure: str  # marked with translate("objectives", …); only equal ones can be compared
    likelihood: bool = False  # its sum is −log p of a text: bits per byte can be told
    floor: float = 0.0  # the least it can be while training, nats: targets may be smoothed


@dataclass(frozen=True, slots=True)
class Need:
    """What another field of the recipe must say for an objective to work."""

    place: str  # dotted, as "model.dropout"
    holds: Callable[[Any], bool]  # of the value there; of None where that objective is not chosen
    message: str  # why, marked with translate("faults", …); may name {objective} and {found}


@dataclass(frozen=True, slots=True)
class Card:
    """How an objective introduces itself: all of it marked with translate("objectives", …)."""

    title: str
    lines: tuple[str, str, str]  # three plain lines
    formula: str  # a line each
    good_for: str
    poor_for: str
    figure: str  # the paper's number
    source: str  # the paper


@dataclass(frozen=True, slots=True)
class Prompt:
    """A person's text as a model that writes is given it, in tokens."""

    begun: Ids  # [M] what stands there already of what is written: one token at least
    read: Ids | None = None  # [L] what an encoder reads


class ObjectiveConfig(Section):
    """What every objective lets one choose."""

    weight: float = option(
        1.0,
        translate("recipe", "Weight"),
        translate("recipe", "How much this objective counts in the sum of the losses."),
        minimum=0.0,
        maximum=100.0,
    )
    points: tuple[tuple[float, float], ...] = option(
        (),
        translate("recipe", "Weight over the budget"),
        translate(
            "recipe",
            "Where weights are scheduled: points of progress, 0 to 1, and the weight there; in "
            "between it moves evenly. Empty: the weight above throughout.",
        ),
        kind="points",
        advanced=True,
    )
    turns: int = option(
        1,
        translate("recipe", "Turns"),
        translate(
            "recipe",
            "Where objectives cannot share a pass they take turns, a whole step each: 15 here and "
            "1 at another are fifteen steps of this one for each of the other. How a step is split "
            "into micro-batches changes nothing. GradNorm, which compares all losses at one step, "
            "is refused here.",
        ),
        minimum=1,
        maximum=1000,
        source="Charpentier & Samuel 2024",
        advanced=True,
    )

    @property
    def reaches_the_trunk(self) -> bool:
        """Whether one of its losses counts that the trunk learns from."""
        return True

    @field_validator("points")
    @classmethod
    def _points_in_order(cls, points: tuple[tuple[float, float], ...]) -> Any:
        places = [place for place, _ in points]
        if places != sorted(set(places)) or not all(0.0 <= place <= 1.0 for place in places):
            raise Unfit(translate("faults", "points must be in order of progress, from 0 to 1"))
        if not all(0.0 <= weight <= 100.0 for _, weight in points):
            raise Unfit(translate("faults", "weights must be from 0 to 100"))
        return points


class Objective(nn.Module):
    """A Module, because it owns its heads. The trainer knows nothing else of it."""

    name: ClassVar[str]
    source: type[Source]  # where its rows come from
    rides: ClassVar[bool] = False  # rows of any other source of text will do as well
    architectures: ClassVar[tuple[str, ...]] = ("encoder",)  # it can train
    nearest: ClassVar[Mapping[str, str]] = {}  # for other architectures: the objective most like it
    sight: Sight = "both"  # what a token may see
    tunes: ClassVar[bool] = False  # it learns a task from examples; not a way to pre-train
    writes: ClassVar[tuple[str, ...]] = ()  # answers it sets in a batch: there is one of each
    order: ClassVar[int] = 0  # joined with others it corrupts before those with a higher number
    needs: ClassVar[tuple[Need, ...]] = ()  # of other fields of the recipe
    # The objective whose answers it learns from, in the same pass; what it costs is counted by
    # the configuration of that one.
    reads: ClassVar[str] = ""
    shared_head: ClassVar[str] = ""  # all of a recipe with one word here read with one `head`
    fills_from: ClassVar[int | None] = None  # places before a [MASK] its word is read; None: never
    head: nn.Module  # what reads the trunk's vectors, where there is one only
    spots: ClassVar[bool] = False  # its head says of every token whether it was replaced
    compares: ClassVar[bool] = False  # it learns how alike texts are, from their first token
    label_words: ClassVar[tuple[str, ...]] = ()  # the classes of `labels`, marked "objectives"
    moves: ClassVar[bool] = False  # it puts parts of a row elsewhere
    scheduled: bool = False  # `schedule` changes what it does to a row
    generates: bool = False  # `on_device` puts tokens of a generator's into the row
    keeps_dropout: bool = False  # also while it is measured: it learns from dropout
    special_tokens: ClassVar[tuple[str, ...]] = ()  # it cannot do without
    Config: ClassVar[type[ObjectiveConfig]]
    card: ClassVar[Card]

    @abstractmethod
    def corrupt(self, batch: Batch, rngs: Rngs) -> Batch:
        """Hide what is asked and note the answers. NumPy, in the loader's thread.

        Sets `batch.counts[name]` for each of its losses beside those already there.
        """

    def on_device(self, batch: Batch) -> tuple[Batch, dict[str, Loss]]:
        """Work before the trunk's forward pass; only replaced-token detection has any."""
        return batch, {}

    def asks(self, batch: Batch) -> Tensor | None:
        """[B, Q] places whose vectors are all that `forward` needs; None: of every token.

        What nobody asks for, the trunk's last block leaves undone.
        """
        return None

    @abstractmethod
    def forward(self, hidden: Tensor, batch: Batch) -> dict[str, Loss]:
        """Losses by name from hidden [B, Q, D], in the order of `asks`, or [B, L, D]."""

    def losses(self) -> dict[str, LossFacts]:
        """What each of its losses measures."""
        return {}

    def dropout_losses(self, batch: Batch) -> frozenset[str]:
        """Those of its losses on a batch that mean something with dropout alone."""
        return frozenset(self.losses() if self.keeps_dropout else ())

    def loss_weights(self) -> dict[str, float]:
        """How much each of its losses counts among them; the recipe's weight comes on top."""
        return dict.fromkeys(self.losses(), 1.0)

    def token_targets(self, batch: Batch) -> Mapping[str, Ids]:
        """The tokens asked for in a corrupted batch (NumPy), per loss that asks for any."""
        if "targets" not in self.writes or batch.targets is None:
            return {}
        return {self.name: batch.targets[batch.targets != IGNORE]}

    def parts(self) -> dict[str, Objective]:
        """This objective, or those it is made of, by name; inference finds its heads here."""
        return {self.name: self}

    def prompt(self, tokens: Ids) -> Prompt | None:
        """How the model writes on a text of a person, as it learned to; None: it does not write."""
        return None

    def restored(self, read: Ids, written: Ids) -> Ids | None:
        """The text that was read, with what was written in its place; None where it has none."""
        return None

    @classmethod
    def check(cls, config: ObjectiveConfig, source: Source) -> None:
        """Fault where its rows are not what `config` was told to expect."""

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int | None:
        """Q on rows of `length` tokens; None where it asks for every token."""
        return None

    @classmethod
    def source_length(cls, config: ObjectiveConfig, length: int) -> int:
        """How long the rows of its source are, so that they fill `length` tokens corrupted."""
        return length

    @classmethod
    def num_sentinels(cls, config: ObjectiveConfig, length: int) -> int:
        """Tokens that stand for a gap, as many as a row of `length` tokens may need."""
        return 0

    @classmethod
    def rows_together(cls, config: ObjectiveConfig) -> int:
        """How many rows are compared with each other and must stay in one micro-batch."""
        return 1

    @classmethod
    def decoder_length(cls, config: ObjectiveConfig, length: int) -> int:
        """M, the most tokens a decoder is given for a row of `length` tokens; 0 without one."""
        return 0

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """What its heads (and a generator) cost on rows of `length` tokens."""
        return Count()

    def schedule(self, progress: float) -> None:
        """Follow progress 0 … 1 (a rate that falls, say); called once a step, in the loader."""


def device_of(module: nn.Module) -> torch.device:
    """Where a module's parameters live."""
    return next(module.parameters()).device

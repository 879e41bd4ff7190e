"""What an objective is: a corruption of a batch and the losses that undo it.

Letters: B rows, L tokens per row, P predicted positions per row, Q places asked for, D width.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.models.config import ModelConfig
from engine.models.counting import Count
from engine.options import Section, option
from engine.wording import translate

Rngs = Sequence[np.random.Generator]  # one per row, keyed by (seed, epoch, row)


@dataclass(frozen=True, slots=True)
class Loss:
    """A sum of losses and how many targets it sums; the trainer divides."""

    total: Tensor  # [] summed, nats
    count: int  # targets in this batch, known on the host
    correct: Tensor | None = None  # [] how many were predicted right


@dataclass(frozen=True, slots=True)
class Card:
    """How an objective introduces itself: all of it marked with translate("objectives", …)."""

    title: str
    lines: tuple[str, str, str]  # three plain lines
    formula: str
    good_for: str
    poor_for: str
    figure: str  # the paper's number
    source: str  # the paper


class ObjectiveConfig(Section):
    """What every objective lets one choose."""

    weight: float = option(
        1.0,
        translate("recipe", "Weight"),
        translate("recipe", "How much this objective counts in the sum of the losses."),
        minimum=0.0,
        maximum=100.0,
    )


class Objective(nn.Module):
    """A Module, because it owns its heads. The trainer knows nothing else of it."""

    name: ClassVar[str]
    rows: Literal["documents", "pairs"]  # the source it reads
    special_tokens: ClassVar[tuple[str, ...]]  # it cannot do without
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

    def chances(self) -> dict[str, float]:
        """Loss of a uniform guess per loss name, nats: ln V, ln 2."""
        return {}

    def parts(self) -> dict[str, Objective]:
        """This objective, or those it joins, by name; inference finds its heads here."""
        return {self.name: self}

    @classmethod
    def num_asked(cls, config: ObjectiveConfig, length: int) -> int | None:
        """Q on rows of `length` tokens; None where it asks for every token."""
        return None

    @classmethod
    def count_heads(
        cls, config: ObjectiveConfig, model: ModelConfig, vocabulary: int, length: int
    ) -> Count:
        """What its heads cost on rows of `length` tokens."""
        return Count()

    def schedule(self, progress: float) -> None:
        """Follow progress 0 … 1 (a rate that falls, say); called once a step, in the loader."""


def device_of(module: nn.Module) -> torch.device:
    """Where a module's parameters live."""
    return next(module.parameters()).device

"""Effect: what a model says of a text with some of its heads switched off. Torch-free."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.events import Candidate, MaskPrediction, Side

Head = tuple[Side, int, int]  # side, layer, head, both from 0
Heads = frozenset[Head]
Judgements = Mapping[str, Mapping[str, float]]  # per objective: the probability of each class


@dataclass(frozen=True, slots=True)
class Effect:
    """All that a run's objectives answer on a text, with all heads and without those `off`.

    What a run has not learned is empty. `loss` is the mean per target in nats, of the same targets
    both times; None where the run only judges: `moved` then says how far its answer went.
    """

    off: Heads
    measure: str  # what `loss` is, or `moved` where there is none; marked "measures"
    loss: float | None  # with the heads off
    loss_before: float | None  # with all heads
    targets: int = 0  # that the loss is the mean of
    moved: float = 0.0  # 0: the same answer, 1: another; only where there is no loss
    predictions: tuple[MaskPrediction, ...] = ()
    predictions_before: tuple[MaskPrediction, ...] = ()
    judgements: Judgements = field(default_factory=dict)
    judgements_before: Judgements = field(default_factory=dict)
    next_tokens: tuple[Candidate, ...] = ()  # what comes after the text, or is written first
    next_before: tuple[Candidate, ...] = ()
    spotted: tuple[Candidate, ...] = ()  # each token and the probability that it was replaced
    spotted_before: tuple[Candidate, ...] = ()

    @property
    def increase(self) -> float:
        """Of the loss by switching the heads off, nats per target; else `moved`."""
        if self.loss is None or self.loss_before is None:
            return self.moved
        return self.loss - self.loss_before


@dataclass(frozen=True, slots=True)
class HeadImportance:
    """What one head is worth on a text: what is lost when it alone is switched off."""

    side: Side
    layer: int
    head: int
    increase: float  # of the loss, nats per target; below 0: it harms. Else how far the answer went
    loss: float | None  # without this head; None where the run only judges
    measure: str  # what both are; marked "measures"

"""What a model said of the pinned sentences at one step, without the attention."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.events import MaskPrediction, ProbeTaken

Shares = Mapping[str, Mapping[str, float]]  # objective -> class -> probability


@dataclass(frozen=True, slots=True)
class Said:
    """Of one sentence: what fits its masks, and how the passages of a pair relate."""

    predictions: tuple[MaskPrediction, ...] = ()
    judgements: Shares = field(default_factory=dict)

    def of_candidate(self, mask: int, token: str, *, continues: bool) -> float:
        """The probability of a token at a mask; 0 where it is not among the best."""
        if mask >= len(self.predictions):
            return 0.0
        best = self.predictions[mask].candidates
        return next(
            (c.probability for c in best if (c.token, c.continues) == (token, continues)), 0.0
        )

    def of_class(self, objective: str, name: str) -> float:
        """The probability of a class."""
        return self.judgements.get(objective, {}).get(name, 0.0)


Answers = Mapping[str, Said]  # by sentence: what is pinned may change while a run trains


def said_in(probe: ProbeTaken) -> Answers:
    """Of every sentence that was looked at."""
    return {seen.sentence: Said(seen.predictions, seen.judgements) for seen in probe.sentences}

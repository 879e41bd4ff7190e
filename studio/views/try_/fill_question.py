"""What a sentence with gaps is asked: its gaps, or how likely all of it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from studio import answers
from studio.views.try_.questions import LongQuestion

if TYPE_CHECKING:
    from engine.answers import Filled, PseudoLikelihood
    from engine.control import Control
    from studio.asking import Asked


@dataclass(frozen=True, slots=True)
class FillQuestion:
    """What fits into the gaps?"""

    text: str
    top: int
    typed: str = ""  # how likely is this word in each gap?
    looks: bool = False  # and what does each gap look at?
    whole: str = ""  # the sentence without gaps, where all hidden words are known


@dataclass(frozen=True, slots=True)
class LikelihoodQuestion(LongQuestion):
    """How likely is the whole sentence?"""

    whole: str


def put(
    asked: Asked, question: FillQuestion | LikelihoodQuestion, control: Control
) -> Filled | PseudoLikelihood:
    """Ask a checkpoint; called in a job."""
    if isinstance(question, LikelihoodQuestion):
        return answers.pseudo_likelihood(asked.run, asked.step, question.whole, control)
    return answers.fill_masks(
        asked.run,
        asked.step,
        question.text,
        question.top,
        typed=question.typed,
        looks=question.looks,
    )

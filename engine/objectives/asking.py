"""What a run can be asked for, by the class of an objective it learned."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from engine.batch import Sight
from engine.batching.answer_rows import AnswerRows
from engine.batching.class_rows import ClassRows
from engine.batching.tag_rows import TagRows
from engine.objectives.objective import Objective
from engine.objectives.writing import Writing

Can = Callable[[type[Objective]], bool]


def fills(kind: type[Objective]) -> bool:
    """Whether it names what [MASK] hides."""
    return kind.fills_from is not None


def judges(kind: type[Objective]) -> bool:
    """Whether it tells how two passages relate."""
    return "labels" in kind.writes and not kind.tunes


def continues(kind: type[Objective]) -> bool:
    """Whether it goes on with a text."""
    return kind.prompt is not Objective.prompt and not issubclass(kind, Writing)


def fills_spans(kind: type[Objective]) -> bool:
    """Whether it writes what is missing in a text it reads."""
    return issubclass(kind, Writing) and kind.source.reads == "text"


def spots(kind: type[Objective]) -> bool:
    """Whether it tells which tokens were replaced."""
    return kind.spots


def translates(kind: type[Objective]) -> bool:
    """Whether it writes in another language what it reads in one."""
    return issubclass(kind, Writing) and kind.source.reads == "parallel"


def classifies(kind: type[Objective]) -> bool:
    """Whether it learned from examples what class, or what score, a text has."""
    return issubclass(kind.source, ClassRows)


def tags(kind: type[Objective]) -> bool:
    """Whether it learned from examples what words are."""
    return issubclass(kind.source, TagRows)


def answers(kind: type[Objective]) -> bool:
    """Whether it learned from examples where in a context an answer stands."""
    return issubclass(kind.source, AnswerRows)


def shown(parts: Mapping[str, Objective]) -> Objective:
    """Whose rows a person is shown: of the one that fills masks, or the first."""
    values = parts.values()
    return next((one for one in values if one.fills_from is not None), next(iter(values)))


def sight_of(objective: Objective) -> Sight:
    """What tokens that a person types see: where a beginning is seen both ways, they are one."""
    return "causal" if objective.sight == "causal" else "both"

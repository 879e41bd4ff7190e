"""What a run can be asked for, by the class of an objective it learned."""

from __future__ import annotations

from collections.abc import Callable

from engine.objectives.objective import Objective
from engine.objectives.writing import Writing

Can = Callable[[type[Objective]], bool]


def fills(kind: type[Objective]) -> bool:
    """Whether it names what [MASK] hides."""
    return kind.fills_from is not None


def judges(kind: type[Objective]) -> bool:
    """Whether it tells how two passages relate."""
    return "labels" in kind.writes


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

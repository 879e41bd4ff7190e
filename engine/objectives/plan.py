"""Which objectives of a recipe share a pass through the trunk, and which take turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from engine.batching.sources import Source
from engine.objectives.dynamic_average import DynamicAverageConfig
from engine.objectives.gradnorm import GradNormConfig
from engine.objectives.objective import Objective
from engine.objectives.weighting import WeightingConfig
from engine.options import option
from engine.wording import translate

How = Literal["auto", "turns"]

Kinds = Mapping[str, type[Objective]]


class CombiningConfig(GradNormConfig, DynamicAverageConfig, WeightingConfig):
    """How several objectives become one: in one pass or in turns, and how much each counts."""

    how: How = option(
        "auto",
        translate("recipe", "Combined"),
        translate(
            "recipe",
            "Automatic: those that can read the same rows share one pass, as in BERT; the others "
            "take turns, a step each, as in GPT-BERT. Or all in turns.",
        ),
        source="Devlin et al. 2018; Charpentier & Samuel 2024",
        words={
            "auto": translate("recipe", "In one pass where possible"),
            "turns": translate("recipe", "In turns"),
        },
    )


@dataclass(frozen=True, slots=True)
class Task:
    """Objectives that are worked out together, on the same rows."""

    objectives: tuple[str, ...]
    source: type[Source]
    turns: int
    together: int = 1  # rows that are compared with each other

    @property
    def name(self) -> str:
        """Its objectives, joined."""
        return "+".join(self.objectives)


def plan(kinds: Kinds, turns: Mapping[str, int], how: How) -> tuple[Task, ...]:
    """The tasks of a recipe; one where all its objectives share a pass.

    `turns` of a task are the most any of its objectives is given. Who joins whom follows from the
    names alone, not from the order they are given in: those with rows of their own come first,
    then those that ride on the first that will carry them, at last those that read another's
    answers: they go where that one is, whatever `how` says.
    """
    groups: list[list[str]] = []
    for name in sorted(
        kinds, key=lambda name: (kinds[name].reads in kinds, kinds[name].rides, name)
    ):
        group = next((group for group in groups if _joins(kinds, name, group, how)), None)
        if group is None:
            groups.append([name])
        else:
            group.append(name)
    return tuple(
        Task(tuple(sorted(group)), _source(kinds, group), max(turns[name] for name in group))
        for group in sorted(groups, key=min)
    )


def _joins(kinds: Kinds, name: str, group: Sequence[str], how: How) -> bool:
    read = kinds[name].reads
    if read in kinds:
        return read in group
    return how == "auto" and joinable(kinds, [*group, name])


def joinable(kinds: Kinds, names: Sequence[str]) -> bool:
    """Whether these objectives can corrupt the same rows and read one pass.

    Who rides keeps to the material it would read alone: on labelled pairs it never saw the text.
    """
    members = [kinds[name] for name in names]
    sources = {kind.source for kind in members if not kind.rides}
    answers = [answer for kind in members for answer in kind.writes]
    return (
        len({kind.sight for kind in members}) == 1
        and len({kind.source.reads for kind in members}) == 1
        and len(sources) <= 1
        and len(answers) == len(set(answers))
    )


def _source(kinds: Kinds, group: Sequence[str]) -> type[Source]:
    """That of the objective that can do with no other."""
    choosy = [kinds[name].source for name in group if not kinds[name].rides]
    return (choosy or [kinds[name].source for name in group])[0]

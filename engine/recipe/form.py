"""Every section of a recipe, its presets and its objectives, as the window needs them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from engine.form import FieldSpec, SectionSpec, section_spec
from engine.objectives import OBJECTIVES, asking
from engine.objectives.objective import Card
from engine.recipe.presets import FAMILIES, PRESETS, preset
from engine.recipe.recipe import SECTIONS

__all__ = ["FieldSpec", "RecipeForm", "SectionSpec", "describe_recipe"]


@dataclass(frozen=True, slots=True)
class RecipeForm:
    """All there is to choose."""

    sections: tuple[SectionSpec, ...]
    presets: dict[str, dict[str, Any]]  # "bert-tiny" -> the partial recipe
    families: dict[str, tuple[str, ...]]  # "bert" -> the names of its presets
    cards: dict[str, Card]  # objective -> how it introduces itself; those of text alone
    reads: dict[str, str]  # objective -> "text", "labelled", "parallel", "examples"
    architectures: dict[str, tuple[str, ...]]  # objective -> the models it can train
    nearest: dict[str, dict[str, str]]  # objective -> for other models: what is most like it
    family_lines: dict[str, tuple[str, str]]  # "bert" -> what it learns, the paper
    fills: tuple[str, ...]  # objectives that learn to name hidden tokens
    judges: dict[str, tuple[str, ...]]  # those that class pairs -> the classes, where known
    continues: tuple[str, ...] = ()  # those that go on with a text
    fills_spans: tuple[str, ...] = ()  # that write what is missing in a text
    spots: tuple[str, ...] = ()  # that tell which tokens were replaced
    translates: tuple[str, ...] = ()  # that write in another language
    classifies: tuple[str, ...] = ()  # that tell the class or the score of a text
    tags: tuple[str, ...] = ()  # that tell what words are
    answers: tuple[str, ...] = ()  # that find the answer to a question
    task_cards: dict[str, Card] = field(default_factory=dict)  # of those learned from examples

    @property
    def every_card(self) -> dict[str, Card]:
        """Of all objectives, those of tasks among them, by their names in order."""
        return dict(sorted((self.cards | self.task_cards).items()))

    def section(self, name: str) -> SectionSpec:
        """The section of this dotted name; KeyError where there is none."""
        return {section.name: section for section in self.sections}[name]


def describe_recipe() -> RecipeForm:
    """Read the form off the configurations themselves."""
    sections = [section_spec(name, section) for name, section in SECTIONS.items()]
    sections += [
        section_spec(f"objectives.{name}", objective.Config)
        for name, objective in OBJECTIVES.items()
    ]
    return RecipeForm(
        sections=tuple(sections),
        presets={name: preset(name) for name in PRESETS},
        families={name: tuple(family.presets()) for name, family in FAMILIES.items()},
        cards={name: kind.card for name, kind in OBJECTIVES.items() if not kind.tunes},
        task_cards={name: kind.card for name, kind in OBJECTIVES.items() if kind.tunes},
        reads={name: objective.source.reads for name, objective in OBJECTIVES.items()},
        architectures={name: kind.architectures for name, kind in OBJECTIVES.items()},
        nearest={name: dict(kind.nearest) for name, kind in OBJECTIVES.items()},
        family_lines={name: (family.line, family.source) for name, family in FAMILIES.items()},
        fills=_named(asking.fills),
        judges={name: OBJECTIVES[name].label_words for name in _named(asking.judges)},
        continues=_named(asking.continues),
        fills_spans=_named(asking.fills_spans),
        spots=_named(asking.spots),
        translates=_named(asking.translates),
        classifies=_named(asking.classifies),
        tags=_named(asking.tags),
        answers=_named(asking.answers),
    )


def _named(can: asking.Can) -> tuple[str, ...]:
    """The objectives a run must have learned one of."""
    return tuple(name for name, kind in OBJECTIVES.items() if can(kind))

"""Applications: what a model can be made for, each a recipe in resources/applications/."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from engine.examples.config import TaskConfig
from engine.examples.example import KINDS
from engine.examples.example import Kind as Task
from engine.faults import Fault
from engine.resources import resource
from engine.wording import translate

Language = Literal["english", "chinese"]
LANGUAGES: tuple[Language, ...] = get_args(Language)
OTHERS = ("pretraining", "drill")  # kinds of applications that tune nothing


@dataclass(frozen=True, slots=True)
class Application:
    """One of them. Title, line and wants are English; the window has its own words for each."""

    name: str
    order: int  # in lists
    kind: str  # the task it is tuned on, or one of `OTHERS`
    title: str
    line: str  # what it does
    wants: str  # which files of one's own it takes
    preset: str  # what is trained first
    tab: str  # of Try, where it is used
    samples: Mapping[str, Mapping[str, tuple[Path, ...]]]  # language -> "train", "test", "text"
    settings: Mapping[str, Any] = field(default_factory=dict)  # laid over the recipe
    beginning: Mapping[str, str] = field(default_factory=dict)  # language -> what to go on with

    @staticmethod
    def read(path: Path) -> Application:
        """The application of a file; KeyError or TypeError where it is none."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        samples = {
            language: {
                part: tuple(resource("samples", *name.split("/")) for name in names)
                for part, names in parts.items()
            }
            for language, parts in data.pop("samples", {}).items()
        }
        return Application(path.stem, tab=data.pop("try"), samples=samples, **data)

    @property
    def task(self) -> Task | None:
        """The task it is tuned on; None where it tunes nothing."""
        return next((kind for kind in KINDS if kind == self.kind), None)

    def sample(self, language: Language = "english") -> Mapping[str, tuple[Path, ...]]:
        """The files of our own it can be tried with at once, in that language where it has any.

        Empty where there are none: then files must be named.
        """
        ours: Mapping[str, tuple[Path, ...]] = {}
        return self.samples.get(language, next(iter(self.samples.values()), ours))

    def examples(self, language: Language = "english") -> TaskConfig:
        """Our own examples as the section of a recipe. Fault where it tunes nothing."""
        if self.task is None:
            raise Fault(
                translate("faults", "“{name}” tunes nothing: {line}"),
                now=translate("faults", "Train it first: with the preset {preset}."),
                name=self.title,
                line=self.line,
                preset=self.preset,
            )
        return TaskConfig().model_copy(update=dict(self.sample(language)))

    def as_data(self) -> dict[str, Any]:
        """Plain data, paths as text."""
        samples = {
            language: {part: [str(path) for path in paths] for part, paths in parts.items()}
            for language, parts in self.samples.items()
        }
        return {
            "application": self.name,
            "kind": self.kind,
            "title": self.title,
            "line": self.line,
            "wants": self.wants,
            "preset": self.preset,
            "try": self.tab,
            "samples": samples,
            "settings": dict(self.settings),
            "beginning": dict(self.beginning),
        }


def applications() -> dict[str, Application]:
    """All that ship, by name, in their order."""
    found = [Application.read(path) for path in resource("applications").glob("*.toml")]
    return {one.name: one for one in sorted(found, key=lambda one: one.order)}


def application(name: str) -> Application:
    """That of this name; Fault where there is none."""
    known = applications()
    if name in known:
        return known[name]
    raise Fault(
        translate("faults", "There is no application “{name}”."),
        now=translate("faults", "Choose one of: {known}."),
        name=name,
        known=", ".join(known),
    )


def language_of(name: str) -> Language:
    """The language of this name; ValueError where samples are in no such language."""
    for language in LANGUAGES:
        if language == name:
            return language
    raise ValueError(f"{name} is none of {LANGUAGES}")

"""Families and sizes: a preset is `family-size`, a partial recipe the user's own is laid over.

The families stand in resources/families/, one file each: what one learns, on which model.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from engine.resources import resource

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scale:
    """What follows from a size beside the model's shape (Turc et al. 2019 for the shapes)."""

    length: int
    vocabulary: int
    batch: int
    lr: float


# lr and batch: tiny measured on 27 MB of English prose, 3 minutes, 2 cores; the larger ones
# follow the usual lr ~ width^-1/2 and a batch that keeps one update under a second per core.
SCALES = {
    "tiny": Scale(length=128, vocabulary=8192, batch=16, lr=3e-3),
    "mini": Scale(length=128, vocabulary=8192, batch=32, lr=2e-3),
    "small": Scale(length=128, vocabulary=16384, batch=32, lr=1e-3),
    "medium": Scale(length=256, vocabulary=16384, batch=32, lr=7e-4),
    "base": Scale(length=512, vocabulary=32768, batch=64, lr=5e-4),
}

RECIPE = ("tokenizer", "model", "objectives", "combining", "training")  # what a family may say


@dataclass(frozen=True, slots=True)
class Family:
    """A published way to learn: its objectives and its model, in any size and in its own."""

    name: str
    order: int  # among the families, in lists
    line: str  # what it learns, for people
    source: str
    recipe: Data
    sizes: Mapping[str, Data] = field(default_factory=dict)  # what only one of the sizes needs
    papers: Mapping[str, Data] = field(default_factory=dict)  # presets in the papers' own sizes
    paper_lines: Mapping[str, str] = field(default_factory=dict)

    @staticmethod
    def read(path: Path) -> Family:
        """The family of a file; KeyError or TypeError where it is none."""
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        recipe = {section: data.pop(section) for section in RECIPE if section in data}
        papers = data.pop("papers", {})
        lines = {name: paper.pop("line") for name, paper in papers.items()}
        return Family(path.stem, recipe=recipe, papers=papers, paper_lines=lines, **data)

    def presets(self) -> dict[str, Data]:
        """Its partial recipes by name: those of all sizes, then those of its papers."""
        found = {
            f"{self.name}-{size}": merged(_scaled(size, scale), self.recipe, self.sizes.get(size))
            for size, scale in SCALES.items()
        }
        return found | {name: merged(self.recipe, own) for name, own in self.papers.items()}


def _scaled(size: str, scale: Scale) -> Data:
    return {
        "tokenizer": {"vocabulary": scale.vocabulary},
        "model": {"size": size, "length": scale.length},
        "objectives": {},
        "training": {"batch": scale.batch, "lr": scale.lr},
    }


def merged(*layers: Mapping[str, Any] | None) -> Data:
    """Copies of tables laid over one another, key by key; the last one counts."""
    result: Data = {}
    for layer in layers:
        for key, value in (layer or {}).items():
            known = result.get(key)
            both = isinstance(value, dict) and isinstance(known, dict)
            result[key] = merged(known, value) if both else deepcopy(value)
    return result


def _read_all() -> dict[str, Family]:
    found = [Family.read(path) for path in resource("families").glob("*.toml")]
    ordered = sorted(found, key=lambda family: family.order)
    return {family.name: family for family in ordered}


FAMILIES: dict[str, Family] = _read_all()

_PRESETS: dict[str, Data] = {
    name: recipe for family in FAMILIES.values() for name, recipe in family.presets().items()
}
PRESETS = tuple(_PRESETS)


def preset(name: str) -> Data:
    """The partial recipe of a preset; KeyError where there is none of this name."""
    return deepcopy(_PRESETS[name])

"""Presets by their names, a family and a size or a paper's own; and how one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from studio.draft import Draft
    from studio.wording import Words

SIZES = ("tiny", "mini", "small", "medium", "base")
FIRST = "bert-tiny"  # where there must be one and none is chosen
OWN = ("size", "depth", "width", "heads", "feed_forward")  # of a model: what a size says

Families = Mapping[str, Sequence[str]]  # family → the names of its presets


def family_and_size(preset: str, families: Families) -> tuple[str, str]:
    """Of a preset: "electra", "tiny"; the size is "" where it is a paper's own."""
    for family, presets in families.items():
        if preset in presets:
            size = preset.removeprefix(f"{family}-")
            return family, size if size in SIZES else ""
    family, _, size = preset.rpartition("-")
    return family, size if size in SIZES else ""


def choose_family(draft: Draft, families: Families, family: str, text: Words) -> None:
    """Take a family's objectives and model as published, at the size chosen."""
    size = str(draft.value("preset", FIRST)).rpartition("-")[2]
    presets = families.get(family, ())
    same = f"{family}-{size}"
    preset = same if same in presets or not presets else presets[0]
    # What was chosen by hand belongs to the family before: it would not fit this one.
    draft.update({"preset": preset, "objectives": None, "model.architecture": None}, text)


def choose_size(draft: Draft, families: Families, size: str, text: Words) -> None:
    """Take a named size, its rate and batch included; or make the present shape one's own."""
    if size == "custom":
        shape: dict[str, Any] = {
            f"model.{key}": draft.effective(f"model.{key}") for key in ("depth", "width", "heads")
        }
        draft.update({"model.size": "custom", **shape}, text)
        return
    family = family_and_size(str(draft.value("preset", FIRST)), families)[0] or "bert"
    following = {f"model.{key}": None for key in OWN}
    following |= {"training.batch": None, "training.lr": None}
    draft.update({"preset": f"{family}-{size}", **following}, text)

"""Presets by their names: a family and a size, or a paper's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

SIZES = ("tiny", "mini", "small", "medium", "base")
FIRST = "tiny"  # where a size must be and none is given

Families = Mapping[str, Sequence[str]]  # family → the names of its presets


def family_and_size(preset: str, families: Families) -> tuple[str, str]:
    """Of a preset: "electra", "tiny"; the size is "" where it is a paper's own."""
    for family, presets in families.items():
        if preset in presets:
            size = preset.removeprefix(f"{family}-")
            return family, size if size in SIZES else ""
    family, _, size = preset.rpartition("-")
    return family, size if size in SIZES else ""

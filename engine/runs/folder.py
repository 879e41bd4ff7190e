"""What a run folder holds that is read without opening the run: its recipe, its last trace."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from engine import disk
from engine.disk import Damaged
from engine.faults import Fault
from engine.wording import translate

RECIPE, TRACE = "recipe.toml", "fault.log"


def read_trace(path: Path) -> str:
    """The trace a dying process left in a run folder; "" where there is none."""
    with suppress(Fault):
        if (path / TRACE).is_file():
            return disk.read_bytes(path / TRACE).decode("utf-8", "replace").strip()
    return ""


def read_recipe(path: Path) -> tuple[str, dict[str, Any]]:
    """The recipe of a run folder, checked against its manifest, as text and as plain data."""
    try:
        text = disk.read_verified(path, RECIPE).decode("utf-8")
        return text, tomllib.loads(text)
    except ValueError as error:
        raise Damaged(path / RECIPE, translate("faults", "It is no TOML.")) from error


def objectives_of(recipe: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What a run learns, with its fields; an objective of its preset that is off is named there."""
    found = recipe.get("objectives", {})
    return {
        name: given if isinstance(given, dict) else {}
        for name, given in found.items()
        if given is not False
    }

"""Text a run carries in its own folder, as tokens: it needs none of the files it was read from.

`shards/<key>/`, one folder for each kind it reads, as in the cache; a capsule may bring them.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.disk import Damaged
from engine.recipe import Recipe
from engine.runs.run import Run
from engine.shards.pairs import open_pairs
from engine.shards.shards import open_shards
from engine.shards.writing import FACTS
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.preparing import KINDS, Kind, PreparedText
from engine.wording import translate

FOLDER = "shards"  # of a run's
KEY = 32  # hexadecimal digits with which a fingerprint begins, and which are the folder's name


def carried_text(
    run: Run, recipe: Recipe, tokenizer: Tokenizer, control: Control | None = None
) -> PreparedText | None:
    """What the run began with, from its own folder; None where any of it is not there.

    Raises Damaged where it is not what the run began with, to the last token.
    """
    begun = run.environment
    folders = _folders(run.path / FOLDER, recipe, begun)
    if recipe.readings.examples is not None or not all(map(Path.is_dir, folders.values())):
        return None
    parts: dict[str, Any] = {}
    with ExitStack() as stack:
        for kind, folder in folders.items():
            opening = open_shards if kind == "text" else open_pairs
            try:
                part = opening(folder, control)
            except (KeyError, ValueError, TypeError, IndexError) as error:
                raise _damaged(folder) from error
            stack.callback(part.close)
            parts["shards" if kind == "text" else kind] = part
        text = PreparedText(tokenizer, **parts)
        for kind, folder in folders.items():
            if text.fingerprints[kind] != begun.get(kind):
                raise _damaged(folder)
        stack.pop_all()
    return text


def _folders(folder: Path, recipe: Recipe, begun: Mapping[str, Any]) -> dict[Kind, Path]:
    """Where what a run began with would be, by what its recipe reads."""
    readings = recipe.readings
    return {
        kind: folder / (str(begun.get(kind, ""))[:KEY] or "none")
        for kind in KINDS
        if getattr(readings, kind) is not None
    }


def _damaged(folder: Path) -> Damaged:
    return Damaged(
        folder / FACTS,
        translate("faults", "It is not the text this run began with."),
        now=translate(
            "faults", "Remove the folder: then the text is prepared anew from its files."
        ),
    )

"""One step in a process of its own, on a corpus that is prepared: ours or the rival's.

Ours also as at the first start of a kind, which measures the machine before.

Each imports only what it needs itself: the rival finds its rows and tokenizer in files, as it
would its own, and does not pay for our package.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from engine.recipe import Recipe

ROWS, TOKENIZER, RECIPE = "rows.npy", "tokenizer.json", "recipe.json"
SHAPE = ("width", "depth", "heads", "feed_forward", "length", "dropout")


def our_recipe() -> Recipe:
    """One step of 4 × 256."""
    from tests.benchmarks import ground

    return ground.recipe(
        "roberta-mini",
        model={"style": "classic"},
        training={"steps": 1, "validation_rows": 1},
        probes={"steps": 999},
    )


def prepare(folder: Path) -> None:
    """Write what the rival needs for the same step; our machine is measured."""
    from tests.benchmarks import ground

    ground.train(our_recipe())
    wanted, prepared = our_recipe(), ground.text()
    np.save(folder / ROWS, ground.packed_rows(most=wanted.training.batch))
    (folder / TOKENIZER).write_bytes(prepared.tokenizer.to_bytes())
    told = {
        "model": {name: getattr(wanted.model, name) for name in SHAPE},
        "vocabulary": prepared.tokenizer.vocabulary,
        "batch": wanted.training.batch,
        "lr": 1e-3,
    }
    (folder / RECIPE).write_text(json.dumps(told), encoding="utf-8")


def main(whose: str, folder: Path) -> None:
    """Train one step; a line on stdout says when it was done."""
    if whose.startswith("ours"):
        from engine.training import measured
        from tests.benchmarks import ground

        if whose == "ours, measuring":
            measured.FRESH = 0.0  # what is kept is too old
        ground.train(our_recipe(), watch=_told)
        return
    from tests.benchmarks.rival import RivalRecipe, tokenizer_from_file, train_rival

    told = json.loads((folder / RECIPE).read_text(encoding="utf-8"))
    recipe = RivalRecipe(**told | {"model": SimpleNamespace(**told["model"])})
    train_rival(recipe, np.load(folder / ROWS), tokenizer_from_file(folder / TOKENIZER), steps=1)
    print("stepped", flush=True)
    assert "engine" not in sys.modules, "the rival paid for our imports"


def _told(event: object) -> None:
    if type(event).__name__ == "StepFinished":
        print("stepped", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

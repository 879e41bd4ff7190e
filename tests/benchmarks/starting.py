"""One step in a process of its own, on a corpus that is prepared: ours or the rival's."""

from __future__ import annotations

import sys


def main(whose: str) -> None:
    """Train one step of 4 × 256; a line on stdout says when it was done."""
    from tests.benchmarks import ground

    wanted = ground.recipe(
        "roberta-mini",
        model={"style": "classic"},
        training={"steps": 1, "validation_rows": 1},
        probes={"steps": 999},
    )
    if whose == "ours":
        ground.train(wanted, watch=_told)
        return
    from tests.benchmarks.rival import RivalRecipe, rival_tokenizer, train_rival

    prepared = ground.text()
    recipe = RivalRecipe(wanted.model, prepared.tokenizer.vocabulary, wanted.training.batch, 1e-3)
    rows = ground.packed_rows(most=recipe.batch)
    train_rival(recipe, rows, rival_tokenizer(prepared.tokenizer), steps=1)
    print("stepped", flush=True)


def _told(event: object) -> None:
    if type(event).__name__ == "StepFinished":
        print("stepped", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])

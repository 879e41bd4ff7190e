"""What the window shows of pairs is cut with the vocabulary the run will learn."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.corpus.samples import labelled_sample, parallel_sample
from engine.recipe import read_recipe
from engine.training.preparing import prepare_text
from studio import engine_calls
from tests.engine.corpus_samples import write_books

RECIPES: dict[str, dict[str, Any]] = {
    "nli-tiny": {"labelled": {"paths": [str(labelled_sample("english")[0])]}},
    "translation-tiny": {"parallel": {"paths": [str(parallel_sample())]}},
}


@pytest.mark.parametrize("text", [False, True])
@pytest.mark.parametrize("preset", RECIPES)
def test_the_window_and_the_run_learn_the_same_words(
    tmp_path: Path, preset: str, text: bool
) -> None:
    data = RECIPES[preset] | {"preset": preset, "training": {"steps": 1}}
    data |= {"tokenizer": {"vocabulary": 500}}
    if text:
        data |= {"corpus": {"paths": [str(write_books(tmp_path / "books"))]}}
    shown = engine_calls.train_tokenizer(data, Control(), lambda event: None)
    prepared = prepare_text(read_recipe(data, folder=tmp_path), Control(), lambda event: None)
    prepared.close()
    assert shown.fingerprint == prepared.tokenizer.fingerprint()


def test_other_pairs_are_other_words(tmp_path: Path) -> None:
    found = set()
    for language in ("english", "chinese"):
        pairs = {"paths": [str(labelled_sample(language)[0])]}
        data = {"preset": "nli-tiny", "labelled": pairs, "training": {"steps": 1}}
        facts = engine_calls.train_tokenizer(data, Control(), lambda event: None)
        found.add(facts.fingerprint)
    assert len(found) == 2

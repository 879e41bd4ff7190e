"""Recipes in the making: what is wrong is left out, the rest is completed and shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import tokenizers
from tokenizers.models import WordPiece

from studio.recipes import check_recipe, read_leniently, read_recipe_file
from studio.wording import fault_words

START: dict[str, Any] = {"preset": "bert-tiny", "training": {"minutes": 2.0}}
TOO_LONG = f"/{'n' * 300}"  # a path the system refuses to look at


@pytest.mark.parametrize(
    "wrong",
    [
        {"objectives": {"masked_lm": {"rate": 2.0}}},
        {"objectives": {"masked_lm": 3, "telepathy": {}}},
        {"training": {"minutes": 2, "steps": 9}},
        {"model": {"width": "wide", "heads": 3}},
        {"tokenizer": 7},
        {"start": {"weights": "run"}},
        {"start": {"weights": "run", "run": "/nowhere", "step": -1}},
        {"start": {"weights": "run", "run": TOO_LONG}},
        {"tokenizer": {"file": TOO_LONG}},
        {"labelled": {"validation_paths": [TOO_LONG]}},
    ],
)
def test_a_wrong_field_costs_nothing_but_itself(wrong: dict[str, Any]) -> None:
    data = START | wrong
    checked = check_recipe(data)
    assert checked.faults
    assert checked.resolved["model"]["depth"] == 2
    assert set(checked.resolved["objectives"]) == {"masked_lm", "next_sentence"}
    assert "paths" not in checked.resolved["corpus"]  # a stand-in is not shown as chosen
    assert read_leniently(data).row_length == 128


def test_a_text_the_system_refuses_is_a_fault_and_the_check_ends() -> None:
    checked = check_recipe(START | {"corpus": {"paths": [TOO_LONG]}})
    (fault,) = checked.faults
    assert fault_words(fault) == f"{TOO_LONG} cannot be read: Its name is too long."
    assert checked.resolved["model"]["depth"] == 2


def test_a_recipe_file_keeps_its_choices_with_paths_that_hold_anywhere(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "one"
    run.mkdir(parents=True)
    (run / "recipe.toml").write_text("")
    words = {name: id for id, name in enumerate(("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"))}
    tokenizers.Tokenizer(WordPiece(words, unk_token="[UNK]")).save(str(run / "tokenizer.json"))
    (tmp_path / "book.txt").write_text("A harbour town.")
    path = tmp_path / "recipe.toml"
    path.write_text(
        'preset = "bert-tiny"\ncorpus.paths = ["book.txt"]\ntraining.steps = 3\n'
        '[start]\nweights = "run"\nrun = "runs/one"\n'
    )
    read = read_recipe_file(path)
    assert read["corpus"]["paths"] == [str(tmp_path / "book.txt")]
    assert read["start"] == {"weights": "run", "run": str(run)}
    assert "tokenizer" not in read  # it follows from the run


def test_a_recipe_files_pairs_lie_beside_it(tmp_path: Path) -> None:
    for name in ("pairs.tsv", "a.en", "a.zh"):
        (tmp_path / name).write_text("premise\thypothesis\tlabel\nIt rains.\tIt is wet.\tyes\n")
    path = tmp_path / "recipe.toml"
    path.write_text(
        'preset = "nli-tiny"\nlabelled.paths = ["pairs.tsv"]\ntraining.steps = 3\n'
        'parallel.source = ["a.en"]\nparallel.target = ["a.zh"]\n'
    )
    read = read_recipe_file(path)
    assert read["labelled"]["paths"] == [str(tmp_path / "pairs.tsv")]
    assert read["parallel"] == {
        "source": [str(tmp_path / "a.en")],
        "target": [str(tmp_path / "a.zh")],
    }


@pytest.mark.parametrize("family", ["nli", "translation"])
def test_pairs_nobody_named_yet_are_stood_in_for(family: str) -> None:
    recipe = read_leniently({"preset": f"{family}-tiny", "training": {"steps": 1}})
    assert len(recipe.objectives) == 1
    checked = check_recipe({"preset": f"{family}-tiny", "training": {"steps": 1}})
    assert checked.faults
    assert "english" not in str(checked.resolved.get("labelled")) + str(
        checked.resolved.get("parallel")
    )


@pytest.mark.parametrize("begin", ["", "validation_"])
def test_texts_without_their_translations_leave_the_rest_readable(
    begin: str, tmp_path: Path
) -> None:
    (tmp_path / "a.en").write_text("It rains.\n")
    table = tmp_path / "both.tsv"
    table.write_text("en\tde\nIt rains.\tEs regnet.\n")
    named = {f"{begin}source": [str(tmp_path / "a.en")]} | (
        {"paths": [str(table)]} if begin else {}
    )
    checked = check_recipe(
        {"preset": "translation-tiny", "training": {"steps": 1}, "parallel": named}
    )
    assert [fault.place for fault in checked.faults] == [f"parallel.{begin}target"]
    assert checked.resolved["model"]["width"]
    assert "english" not in str(checked.resolved["parallel"])

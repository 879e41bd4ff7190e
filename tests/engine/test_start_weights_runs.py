"""Runs that begin with the weights of another: tokenizer, resume, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from engine.assembly import resume, start
from engine.control import Control
from engine.events import Noticed, StepFinished
from engine.faults import Fault, RecipeFault
from engine.recipe import Recipe, load_recipe, recipe_of_run
from engine.runs.run import Run
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start_and_end,
    train,
    weights,
    write_recipe,
)


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of masked words and pairs; not to be changed."""
    folder = tmp_path_factory.mktemp("first")
    start_and_end(sample(folder, "training.steps=40"), folder / "runs" / "first")
    return folder / "runs" / "first"


def second(folder: Path, first: Path, *sets: str) -> Recipe:
    """A recipe that goes on with masked words alone."""
    given = ["start.weights=run", f"start.run={first}", "objectives.next_sentence=false"]
    return sample(folder, *given, "training.steps=12", "training.lr=1e-3", *sets)


def test_a_run_begins_with_the_weights_and_the_tokenizer_of_another(
    tmp_path: Path, first: Path
) -> None:
    path = tmp_path / "runs" / "second"
    events, _ = train(start(second(tmp_path, first), path))

    run = Run.open(path)
    assert run.tokenizer_path.read_bytes() == (first / "tokenizer.json").read_bytes()
    kept = recipe_of_run(run.recipe_toml, path)
    assert (kept.start.weights, kept.start.run, kept.start.step) == ("run", first, 40)
    told = [str(event) for event in events if isinstance(event, Noticed)]
    assert any(
        line.startswith("From first, step 40, ") and "model.blocks (" in line for line in told
    )
    listed = run.environment["start"]
    assert (listed["from"], listed["step"], listed["fresh"]) == ("first", 40, [])
    assert "objective.masked_lm.head.dense.weight" in listed["taken_over"]
    other = train(start(sample(tmp_path, "training.steps=12"), tmp_path / "runs" / "random"))[0]
    began = [next(e for e in one if isinstance(e, StepFinished)) for one in (events, other)]
    assert began[0].losses["masked_lm"] < began[1].losses["masked_lm"] - 0.3


def test_a_resumed_run_does_not_need_the_other_one(tmp_path: Path, first: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(first, there)
    recipe = second(tmp_path, there)
    whole, parts = tmp_path / "runs" / "whole", tmp_path / "runs" / "parts"
    start_and_end(recipe, whole)
    start_and_end(recipe, parts, stop_at=5)
    shutil.rmtree(there)

    resume_to_end(parts)

    assert largest_difference(weights(whole), weights(parts)) == 0


def test_a_run_that_saved_nothing_begins_again_with_the_same_weights(
    tmp_path: Path, first: Path
) -> None:
    there = tmp_path / "there"
    shutil.copytree(first, there)
    recipe = second(tmp_path, there)
    whole, parts = tmp_path / "runs" / "whole", tmp_path / "runs" / "parts"
    start_and_end(recipe, whole)
    start_and_end(recipe, parts, stop_at=5)
    shutil.rmtree(parts / "checkpoints")
    (parts / "checkpoints").mkdir()
    (parts / "metrics.jsonl").unlink()
    other = Run.open(there)
    saved = other.load_latest()
    assert saved is not None
    moved = {name: one + 1 for name, one in saved.model.items()}
    other.save_checkpoint(50, moved, saved.optimizer, saved.state, keep=3)  # it went on

    resume_to_end(parts)

    assert largest_difference(weights(whole), weights(parts)) == 0
    shutil.rmtree(parts / "checkpoints")
    (parts / "checkpoints").mkdir()
    (parts / "metrics.jsonl").unlink()
    shutil.rmtree(there)
    with pytest.raises(Fault, match="There is no run at"):
        train(resume(parts))


def test_where_no_size_fits_that_is_said_before_there_is_a_run(tmp_path: Path, first: Path) -> None:
    path = tmp_path / "runs" / "second"
    with pytest.raises(Fault, match="No weight of first fits"):
        start_and_end(second(tmp_path, first, "model.width=64"), path)
    assert not path.exists()


def refused(folder: Path, first: Path, *sets: str) -> dict[str, str]:
    with pytest.raises(RecipeFault) as caught:
        second(folder, first, *sets)
    return {fault.place: str(fault) for fault in caught.value.faults}


def test_a_recipe_without_its_run_is_refused(tmp_path: Path, first: Path) -> None:
    gone = refused(tmp_path, tmp_path / "gone")
    assert gone.keys() == {"start.run"}
    assert "there is no run at" in gone["start.run"]
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path, tmp_path / "empty").keys() == {"start.run"}
    with pytest.raises(RecipeFault, match="name the folder of the run"):
        load_recipe(write_recipe(tmp_path), ["start.weights=run"])


def test_weights_go_with_their_own_tokenizer(tmp_path: Path, first: Path) -> None:
    other = tmp_path / "vocab.txt"
    other.write_text("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nthe\n")
    assert refused(tmp_path, first, f"tokenizer.file={other}").keys() == {"tokenizer.file"}
    same = tmp_path / "tokenizer.json"
    shutil.copy(first / "tokenizer.json", same)
    assert second(tmp_path, first, f"tokenizer.file={same}").tokenizer.file == same
    assert second(tmp_path, first).tokenizer.file == first / "tokenizer.json"


def test_a_relative_run_is_found_beside_the_recipe(tmp_path: Path, first: Path) -> None:
    shutil.copytree(first, tmp_path / "mine")
    recipe = load_recipe(write_recipe(tmp_path), ["start.weights=run", "start.run=mine"])
    assert recipe.start.run == tmp_path / "mine"


def test_a_run_that_cannot_be_read_is_said_before_the_text_is(tmp_path: Path, first: Path) -> None:
    there = tmp_path / "there"
    shutil.copytree(first, there)
    recipe = second(tmp_path, there)
    shutil.rmtree(there / "checkpoints")
    (there / "checkpoints").mkdir()
    events: list[Any] = []

    with pytest.raises(Fault, match="there has no checkpoint"):
        start(recipe, tmp_path / "runs" / "second")(events.append, Control())

    assert not any("reading" in str(event) for event in events)
    assert not (tmp_path / "runs" / "second").exists()

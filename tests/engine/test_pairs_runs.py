"""Runs on pairs, from files to weights: what they tell, how they resume, and what they refuse."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.assembly import resume, start
from engine.control import Control
from engine.corpus.samples import labelled_sample, parallel_sample
from engine.events import Evaluated, Noticed, RunStarted
from engine.faults import Fault
from engine.inference import Writer
from engine.recipe import Recipe, load_recipe
from engine.runs.run import Run
from engine.training import preparing
from engine.training.building import build_text
from tests.engine.assembly_samples import (
    RECIPE,
    largest_difference,
    resume_to_end,
    start_and_end,
    train,
    weights,
    write_recipe,
)
from tests.engine.pair_samples import tsv, write

INFERENCE = "objectives.natural_language_inference=true"
TRANSLATION = ("model.architecture=encoder_decoder", "objectives.translation=true")
PAIRS_ALONE = RECIPE.replace('[corpus]\npaths = ["text"]\n', "")
WITHOUT = ("objectives.masked_lm=false", "objectives.next_sentence=false")


def recipe(folder: Path, *sets: str, text: bool = False) -> Recipe:
    """The small recipe of all runs, on the sample pairs; with `text` also on four files of it."""
    train_pairs, held_back = labelled_sample("english")
    pairs = write(folder / "pairs.tsv", train_pairs.read_text("utf-8"))
    held = write(folder / "held.tsv", held_back.read_text("utf-8"))
    both = write(folder / "both.tsv", parallel_sample().read_text("utf-8"))
    path = write_recipe(folder, text=text, recipe=RECIPE if text else PAIRS_ALONE)
    given = (
        f"labelled.paths={[str(pairs)]}",
        f"labelled.validation_paths={[str(held)]}",
        f"parallel.paths={[str(both)]}",
        "model.length=48",
    )
    return load_recipe(path, [*(() if text else WITHOUT), *given, *sets])


def on_pairs(folder: Path, pairs: Path, *sets: str) -> Recipe:
    """The small recipe on labelled pairs of one file."""
    path = write_recipe(folder, text=False, recipe=PAIRS_ALONE)
    return load_recipe(path, [*WITHOUT, f"labelled.paths={[str(pairs)]}", *(sets or [INFERENCE])])


def labelled(folder: Path, *sets: str) -> Recipe:
    return recipe(folder, INFERENCE, *sets)


def translated(folder: Path, *sets: str) -> Recipe:
    return recipe(folder, *TRANSLATION, *sets)


KINDS = {"labelled": labelled, "parallel": translated}
FILES = {"labelled": "pairs.tsv", "parallel": "both.tsv"}
WORDS = {"labelled": "labelled pairs", "parallel": "parallel text"}


def told(events: list[Any], kind: type[Any]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def test_inference_is_measured_against_the_shares_of_its_classes(tmp_path: Path) -> None:
    events, ended = train(start(labelled(tmp_path), tmp_path / "runs" / "one"))
    assert ended.ending == "finished"
    (started,) = told(events, RunStarted)
    assert started.chances == {"natural_language_inference": math.log(3)}
    measured = told(events, Evaluated)[-1]
    name = "natural_language_inference"
    assert 0.9 < measured.baselines[name] <= math.log(3)  # of 16 pairs of the 36
    assert 1 / 3 <= measured.majorities[name] < 0.7
    assert 0.5 < measured.losses[name] < 1.6
    assert measured.bits_per_byte == {}
    environment = Run.open(tmp_path / "runs" / "one").environment
    assert "text" not in environment
    assert len(environment["labelled"]) == 64


def test_each_task_is_counted_by_itself(tmp_path: Path) -> None:
    wanted = recipe(tmp_path, INFERENCE, text=True)
    text = preparing.prepare_text(wanted, Control(), lambda event: None)
    rows = build_text(wanted, text)
    assert text.shards is not None
    assert text.labelled is not None
    sums = {
        "text": text.shards.train.num_tokens,
        "labelled": text.labelled.train.tokens.num_tokens,
    }
    for split in (rows.training, rows.validation):
        for task, source in split.sources.items():
            assert rows.counts_of(task).sum() == sums[source.reads]
    assert rows.token_counts.sum() == sum(sums.values())
    text.close()


def test_predict_calls_the_classes_of_a_pair_by_their_labels(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    train(start(labelled(tmp_path), tmp_path / "run"))
    capfd.readouterr()
    status = main(["predict", str(tmp_path / "run"), "It rains.", "--pair", "The road is wet."])
    (line,) = map(json.loads, capfd.readouterr().out.splitlines())
    assert status == 0
    shares = line["natural_language_inference"]
    assert set(shares) == {"entailment", "neutral", "contradiction"}
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-4)
    run = Run.open(tmp_path / "run")
    assert list(shares) == run.environment["classes"]


def test_translation_is_measured_in_bits_per_byte_and_against_counting(tmp_path: Path) -> None:
    events, ended = train(start(translated(tmp_path), tmp_path / "runs" / "one"))
    assert ended.ending == "finished"
    first, *_, last = told(events, Evaluated)
    (started,) = told(events, RunStarted)
    assert started.floors["translation"] > 0.5  # its targets are smoothed
    assert last.losses["translation"] < first.losses["translation"]
    assert last.baselines["translation"] == ended.summary["unigram_entropy"]
    assert 0 < last.bits_per_byte["translation"] < 8
    written = Writer.open(Run.open(tmp_path / "runs" / "one")).write("The cat sleeps.")
    assert written[0].tokens
    assert written[0].restored is None


@pytest.mark.parametrize("filler", ["denoising", "span_corruption"])
def test_each_of_several_tasks_that_write_can_be_asked(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], filler: str
) -> None:
    sets = (*WITHOUT, *TRANSLATION, f"objectives.{filler}=true", "training.steps=4")
    train(start(recipe(tmp_path, *sets, text=True), tmp_path / "run"))
    capfd.readouterr()

    def asked(text: str, *named: str) -> dict[str, Any]:
        assert main(["predict", str(tmp_path / "run"), text, "--most", "6", *named]) == 0
        return dict(json.loads(capfd.readouterr().out))

    plain, gaps = "The cat sleeps.", "The [MASK] sleeps."
    both = {name: [asked(text, "--objective", name) for text in (plain, gaps)] for name in
            ("translation", filler)}  # fmt: skip
    assert both["translation"] != both[filler]
    assert asked(plain) == both["translation"][0]
    assert asked(gaps) == both[filler][1]
    assert ("restored" in both[filler][0]) == (filler == "span_corruption")
    assert main(["predict", str(tmp_path / "run"), plain, "--objective", "masked_lm"]) == 1
    told_of = capfd.readouterr().err
    assert "masked_lm is nothing this run could write by." in told_of
    assert f"{filler}" in told_of.partition("Choose one of")[2]
    assert "translation" in told_of.partition("Choose one of")[2]


def test_text_and_pairs_take_turns(tmp_path: Path) -> None:
    run = tmp_path / "runs" / "one"
    events, ended = train(start(recipe(tmp_path, INFERENCE, text=True), run))
    assert ended.ending == "finished"
    names = {"masked_lm", "next_sentence", "natural_language_inference"}
    assert set(told(events, Evaluated)[-1].losses) == names
    assert {"text", "labelled"} <= set(Run.open(run).environment)
    assert "parallel" not in Run.open(run).environment


@pytest.mark.parametrize("kind", KINDS)
def test_resuming_gives_what_an_uninterrupted_run_gives(tmp_path: Path, kind: str) -> None:
    given = KINDS[kind](tmp_path)
    start_and_end(given, tmp_path / "whole")
    start_and_end(given, tmp_path / "parted", stop_at=11)
    # Moved in time but not changed.
    os.utime(tmp_path / FILES[kind])
    assert resume_to_end(tmp_path / "parted").ending == "finished"
    found, expected = weights(tmp_path / "parted"), weights(tmp_path / "whole")
    assert largest_difference(found, expected) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_changed_pairs_are_refused_by_name_before_they_are_encoded(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = tmp_path / "one"
    start_and_end(KINDS[kind](tmp_path), run, stop_at=3)
    before = weights(run)
    with (tmp_path / FILES[kind]).open("a") as file:
        file.write("One more.\tAnd its other side.\tneutral\n")
    monkeypatch.setattr(preparing, "build_pairs", lambda *_, **__: pytest.fail("encoded first"))
    with pytest.raises(Fault, match=f"The {WORDS[kind]} of one ha[sv]e? changed since"):
        resume_to_end(run)
    assert Run.open(run).status().state == "stopped"
    assert largest_difference(before, weights(run)) == 0


def test_pairs_that_are_gone_are_named_and_nothing_is_harmed(tmp_path: Path) -> None:
    run = tmp_path / "one"
    start_and_end(labelled(tmp_path), run, stop_at=3)
    (tmp_path / "held.tsv").rename(tmp_path / "elsewhere.tsv")
    with pytest.raises(Fault, match=r"held\.tsv cannot be found"):
        resume_to_end(run)
    (tmp_path / "elsewhere.tsv").rename(tmp_path / "held.tsv")
    assert resume_to_end(run).ending == "finished"


def test_what_cannot_be_trained_leaves_no_run_behind(tmp_path: Path) -> None:
    rows = [("a premise", f"hypothesis {number}", "neutral") for number in range(20)]
    given = on_pairs(tmp_path, write(tmp_path / "one.tsv", tsv(rows)))
    with pytest.raises(Fault, match="too few to hold a part of them back"):
        train(start(given, tmp_path / "one"))
    assert not (tmp_path / "one").exists()


def test_other_classes_than_expected_are_told_before_training(tmp_path: Path) -> None:
    rows = [(f"premise {n}", "hypothesis", ("yes", "no")[n % 2]) for n in range(80)]
    path = write(tmp_path / "yes.tsv", tsv(rows))
    with pytest.raises(Fault, match=r"have 2 classes, not 3.*no, yes\. Set objectives\.natural_"):
        train(start(on_pairs(tmp_path, path), tmp_path / "one"))
    assert not (tmp_path / "one").exists()
    given = on_pairs(tmp_path, path, "objectives.natural_language_inference.classes=2")
    assert start_and_end(given, tmp_path / "one").ending == "finished"


def test_pairs_of_one_label_teach_nothing_and_are_refused(tmp_path: Path) -> None:
    rows = [(f"premise {number}", f"hypothesis {number}", "entailment") for number in range(80)]
    given = on_pairs(tmp_path, write(tmp_path / "one.tsv", tsv(rows)))
    with pytest.raises(Fault, match="to learn from have the label “entailment”"):
        train(start(given, tmp_path / "one"))
    assert not (tmp_path / "one").exists()


def test_a_run_once_begun_on_pairs_of_one_label_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [(f"premise {number}", f"hypothesis {number}", "yes") for number in range(80)]
    held = [(f"premise {n}", "hypothesis", ("yes", "no")[n % 2]) for n in range(80)]
    given = on_pairs(
        tmp_path,
        write(tmp_path / "one.tsv", tsv(rows)),
        "objectives.natural_language_inference.classes=2",
        f"labelled.validation_paths={[str(write(tmp_path / 'held.tsv', tsv(held)))]}",
    )
    with monkeypatch.context() as patch:  # as before this was asked
        patch.setattr("engine.assembly.refuse_one_label", lambda text: None)
        assert train(start(given, tmp_path / "one"), stop_at=1)[1].ending == "stopped"
    assert resume_to_end(tmp_path / "one").ending == "finished"


def test_many_labels_are_cut_between_two(tmp_path: Path) -> None:
    rows = [(f"premise {n}", "hypothesis", f"label number {n % 40:02}") for n in range(160)]
    with pytest.raises(Fault, match=r": label number 00, .*, label number 16 and 23 more\. Set"):
        train(start(on_pairs(tmp_path, write(tmp_path / "m.tsv", tsv(rows))), tmp_path / "one"))


def test_what_was_left_out_and_cut_is_told_once(tmp_path: Path) -> None:
    given = translated(tmp_path, "model.length=16")
    with (tmp_path / "both.tsv").open("a") as file:
        file.write("no translation\nempty\t \n" + "long " * 40 + "\tlong\n")
    events, _ = train(start(given, tmp_path / "one"), stop_at=3)
    notes = [str(notice) for notice in told(events, Noticed)]
    left = "Of the parallel text 2 lines were left out: 1 that are no pair, 1 with an empty side"
    assert any(note.startswith(left) for note in notes)
    assert any("pairs are longer than a row and lose their end" in note for note in notes)
    events, _ = train(resume(tmp_path / "one"))
    assert not any("left out" in str(notice) for notice in told(events, Noticed))


def test_prepare_tells_what_was_read(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    labelled(tmp_path)
    sets = [*WITHOUT, INFERENCE, f"labelled.paths={[str(tmp_path / 'pairs.tsv')]}"]
    given = [word for one in sets for word in ("--set", one)]
    assert main(["prepare", str(tmp_path / "recipe.toml"), *given]) == 0
    told_of = json.loads(capfd.readouterr().out.splitlines()[-1])
    pairs = told_of["labelled"]
    assert pairs["pairs"] == pairs["train_pairs"] + pairs["validation_pairs"] == 306
    assert pairs["labels"] == {"entailment": 102, "neutral": 102, "contradiction": 102}
    assert pairs["columns"] == {"first": "premise", "second": "hypothesis", "label": "label"}
    assert pairs["cut"] > 0
    assert "tokens" not in told_of

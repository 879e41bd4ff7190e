"""From files to a run and back: what window and terminal build on."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest
import torch

from engine import disk
from engine.assembly import resume
from engine.control import Control
from engine.events import Evaluated, Noticed, Prepared, ProbeTaken, RunStarted
from engine.faults import Cancelled, Fault
from engine.inference import Reader
from engine.inference.opening import open_checkpoint
from engine.recipe import recipe_of_run
from engine.runs.finding import find_run, new_run_path
from engine.runs.run import Run
from engine.runs.workspace import default_workspace
from engine.training.preparing import prepare_text
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start,
    start_and_end,
    train,
    weights,
)
from tests.engine.failing_disk import FailingDisk


def quiet(event: object) -> None:
    """Nobody listens."""


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of 30 steps; not to be changed."""
    folder = tmp_path_factory.mktemp("trained")
    start_and_end(sample(folder), folder / "runs" / "one")
    return folder / "runs" / "one"


def test_a_text_is_prepared_once(tmp_path: Path) -> None:
    recipe = sample(tmp_path)
    phases: list[str] = []

    first = prepare_text(recipe, Control(), lambda event: phases.append(event.phase))
    first.shards.close()
    assert {"tokenizer", "encoding"} <= set(phases)

    phases.clear()
    again = prepare_text(recipe, Control(), lambda event: phases.append(event.phase))
    again.shards.close()

    assert set(phases) == {"reading"}  # to see whether it is the same
    assert again.as_data(32) == first.as_data(32)
    assert first.as_data(32)["validation_tokens"] > 0
    assert first.as_data(32)["vocabulary"] == 300


def test_a_run_tells_what_was_learned(tmp_path: Path) -> None:
    events, ended = train(start(sample(tmp_path), tmp_path / "runs" / "one"))

    started = next(event for event in events if isinstance(event, RunStarted))
    assert ended.ending == "finished"
    assert ended.summary["steps"] == 30
    assert set(ended.summary["validation"]) == {"masked_lm", "next_sentence"}
    assert ended.summary["unigram_entropy"] == started.unigram_entropy > 0
    assert [event.step for event in events if isinstance(event, Evaluated)] == [10, 20, 30]
    assert any(isinstance(event, Prepared) for event in events)
    assert Run.open(tmp_path / "runs" / "one").status().state == "finished"


def test_stopped_and_resumed_equals_uninterrupted(tmp_path: Path) -> None:
    recipe = sample(tmp_path)
    whole, parts = tmp_path / "runs" / "whole", tmp_path / "runs" / "parts"

    start_and_end(recipe, whole)
    stopped = start_and_end(recipe, parts, stop_at=3)
    assert stopped.ending == "stopped"
    assert 3 <= stopped.step < 30
    assert Run.open(parts).status().state == "stopped"
    ended = resume_to_end(parts)

    assert ended.ending == "finished"
    assert ended.summary["validation"] == Run.open(whole).status().summary["validation"]
    assert largest_difference(weights(whole), weights(parts)) == 0


def test_sentences_are_pinned_with_the_run(trained: Path) -> None:
    run = Run.open(trained)
    recipe = recipe_of_run(run.recipe_toml, run.path)

    assert len(recipe.probes.sentences) >= 2
    assert all(sentence.count("[MASK]") == 1 for sentence in recipe.probes.sentences)
    assert run.probe_steps()[0] == 0
    probe = run.read_probe(run.probe_steps()[-1])
    assert tuple(look.sentence for look in probe.sentences) == recipe.probes.sentences


def test_given_sentences_stay(tmp_path: Path) -> None:
    recipe = sample(tmp_path).with_sentences(("Bara [MASK] kera.",))

    events, _ = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)

    first = next(event for event in events if isinstance(event, ProbeTaken))
    assert [look.sentence for look in first.sentences] == ["Bara [MASK] kera."]


def test_a_sentence_too_long_is_cut_and_told_of(tmp_path: Path) -> None:
    long = "ba " * 80 + "[MASK]"
    recipe = sample(tmp_path).with_sentences(("Bara [MASK] kera.", long))

    events, _ = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)

    first = next(event for event in events if isinstance(event, ProbeTaken))
    assert [look.sentence for look in first.sentences] == ["Bara [MASK] kera.", long]
    assert len(first.sentences[1].tokens) == 32
    (notice,) = [event for event in events if isinstance(event, Noticed)]
    assert long in str(notice)
    assert f"Its last {first.sentences[1].left_out} tokens are left out" in str(notice)


def test_a_sentence_without_words_costs_only_itself(tmp_path: Path) -> None:
    recipe = sample(tmp_path).with_sentences(("[MASK] [SEP]", "Bara [MASK] kera."))

    events, _ = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)

    first = next(event for event in events if isinstance(event, ProbeTaken))
    assert [look.sentence for look in first.sentences] == ["Bara [MASK] kera."]
    (notice,) = [event for event in events if isinstance(event, Noticed)]
    assert "“[MASK] [SEP]”" in str(notice)
    assert "only special tokens" in str(notice)


def test_sentences_of_which_none_can_be_read_are_told_and_stop_nothing(tmp_path: Path) -> None:
    recipe = sample(tmp_path).with_sentences(("[MASK]",))

    events, ended = train(start(recipe, tmp_path / "runs" / "one"))

    assert not [event for event in events if isinstance(event, ProbeTaken)]
    assert len([event for event in events if isinstance(event, Noticed)]) == 1
    assert ended.ending == "finished"


def test_a_copied_run_answers_without_its_text(trained: Path, tmp_path: Path) -> None:
    copy = tmp_path / "elsewhere" / "copy"
    shutil.copytree(trained, copy)
    text = trained.parent.parent / "text"
    text.rename(text.with_name("gone"))
    try:
        here = Reader.open(Run.open(trained)).probe("Bara [MASK] kera.").predictions
        there = Reader.open(Run.open(copy)).probe("Bara [MASK] kera.").predictions
    finally:
        text.with_name("gone").rename(text)

    assert here == there
    assert len(here[0].candidates) == 5


def test_a_checkpoint_is_opened_without_drawing_what_it_brings(
    trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(*_given: object, **_named: object) -> None:
        raise AssertionError("weights are drawn")

    monkeypatch.setattr(torch.Tensor, "normal_", draw)
    run = Run.open(trained)
    opened = open_checkpoint(run)
    saved = run.load_checkpoint(run.checkpoints()[-1], optimizer=False).model
    assert all(
        (tensor.numpy() == saved[name]).all() for name, tensor in opened.learner.tensors().items()
    )


def test_opening_a_checkpoint_shows_how_it_comes_on_and_can_be_given_up(trained: Path) -> None:
    control, told = Control(), list[Prepared]()

    def progress(prepared: Prepared) -> None:
        told.append(prepared)
        if prepared.phase == "building":
            control.stop()

    with pytest.raises(Cancelled):
        open_checkpoint(Run.open(trained), control=control, progress=progress)
    assert [one.phase for one in told] == ["reading", "building"]


def test_what_cannot_be_trained_leaves_no_run(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "model.length=512", "objectives.next_sentence=false")
    for number in range(1, 4):
        (tmp_path / "text" / f"{number}.txt").unlink()
    (tmp_path / "text" / "0.txt").write_text("\n\n".join(["Bara lini mora kera nuni. " * 40] * 2))

    with pytest.raises(Fault):
        start_and_end(recipe, tmp_path / "runs" / "one")

    assert not (tmp_path / "runs" / "one").exists()


def test_a_failure_before_the_first_step_is_the_runs_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*given: object, **named: object) -> None:
        raise RuntimeError("no such kernel")

    monkeypatch.setattr("engine.training.run_execution.known_execution", broken)
    path = tmp_path / "runs" / "one"

    with pytest.raises(RuntimeError):
        start_and_end(sample(tmp_path), path)

    status = Run.open(path).status()
    assert (status.state, status.message) == ("failed", "no such kernel")
    assert status.resumable


def test_a_run_is_trained_by_one_at_a_time(trained: Path) -> None:
    run = Run.open(trained)

    with run.lock(), pytest.raises(Fault, match="in use"):
        resume(trained)(quiet, Control())

    assert run.status().state == "finished"


def test_runs_are_found_by_name_and_by_path(trained: Path) -> None:
    assert find_run("one", trained.parent).path == trained
    assert find_run(str(trained)).path == trained
    with pytest.raises(Fault, match="There is no run “two”"):
        find_run("two", trained.parent)
    with pytest.raises(Fault, match="There is no run at"):
        find_run(str(trained.parent))


def test_new_runs_are_numbered_and_never_overwrite(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert new_run_path("run", trained.parent) == trained.parent / "run-01"
    assert new_run_path("run") == default_workspace() / "runs" / "run-01"
    assert new_run_path("run", trained.parent, "two") == trained.parent / "two"
    with pytest.raises(Fault, match="There is a run “one” already"):
        new_run_path("run", trained.parent, "one")
    with monkeypatch.context() as patch:
        patch.chdir(tmp_path)
        assert new_run_path("run", Path("runs")) == tmp_path / "runs" / "run-01"


def test_a_folder_that_cannot_hold_runs_is_said_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Fault, match=r"file is a file, not a folder\. Move the file away"):
        new_run_path("run", tmp_path / "file" / "runs")
    with pytest.raises(Fault, match=r"file is a file, not a folder\. Move the file away"):
        new_run_path("run", tmp_path / "file")
    # What a disk says it allows is not always what it does.
    monkeypatch.setattr(disk, "operations", FailingDisk(at=1, code=errno.EACCES))
    with pytest.raises(Fault, match="access is refused"):
        new_run_path("run", tmp_path / "runs")
    assert not (tmp_path / "runs").exists()


def test_a_folder_that_takes_no_run_is_found_before_anything_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, failing = sample(tmp_path), FailingDisk(at=1, code=errno.EROFS)
    monkeypatch.setattr(disk, "operations", failing)
    events: list[object] = []

    with pytest.raises(Fault, match=r"runs.* The disk can only be read"):
        start(recipe, tmp_path / "runs" / "one")(events.append, Control())

    assert not [event for event in events if isinstance(event, Prepared)]


def test_a_cache_that_is_a_file_is_called_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "cache").touch()
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(tmp_path / "cache"))

    with pytest.raises(Fault, match="cache is a file, not a folder"):
        prepare_text(sample(tmp_path), Control(), quiet)


def test_a_run_without_a_chosen_name_gives_way_to_another(tmp_path: Path) -> None:
    recipe, runs = sample(tmp_path), tmp_path / "runs"
    (runs / "run-01").mkdir(parents=True)
    (tmp_path / "trash" / "run-02~1").mkdir(parents=True)

    _, ended = train(start(recipe, runs / "run-01", renumber=True), stop_at=1)

    assert ended.summary["run"] == str(runs / "run-03")
    with pytest.raises(Fault, match=r"There is a .*run-01 already"):
        train(start(recipe, runs / "run-01"))
    assert not list((runs / "run-01").iterdir())


def test_a_run_on_pairs_alone_is_looked_into_too(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "objectives.masked_lm=false")

    events, _ = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)

    first = next(event for event in events if isinstance(event, ProbeTaken))
    assert first.sentences
    assert all(look.attention.shape[:2] == (1, 2) for look in first.sentences)
    assert not any(look.predictions for look in first.sentences)


def test_sentences_are_pinned_that_the_model_can_read(tmp_path: Path) -> None:
    recipe = sample(tmp_path, "model.length=16")

    events, _ = train(start(recipe, tmp_path / "runs" / "one"), stop_at=1)

    first = next(event for event in events if isinstance(event, ProbeTaken))
    assert first.sentences
    assert all(len(look.tokens) <= 16 for look in first.sentences)

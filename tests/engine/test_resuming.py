"""Going on with a run: only as the same run, and whatever is not the same is said."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from engine import disk
from engine.assembly import resume
from engine.control import Control
from engine.corpus.files import SourceFile
from engine.corpus.reader import FileReader
from engine.events import Noticed, RunStarted
from engine.faults import Fault
from engine.inference import Reader
from engine.inference.opening import open_checkpoint
from engine.limits import ChildLost, Reason
from engine.resources import cache_folder
from engine.runs.run import Run
from engine.training import preparing
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start_and_end,
    train,
    weights,
)


def test_other_text_is_another_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=3)
    before = weights(path)
    with (tmp_path / "text" / "0.txt").open("a") as file:
        file.write("\n\nOne more sentence that was not there before the run began.")
    monkeypatch.setattr(preparing, "build_shards", lambda *_, **__: pytest.fail("encoded first"))

    with pytest.raises(Fault, match="changed since the run began"):
        resume_to_end(path)

    assert Run.open(path).status().state == "stopped"
    assert largest_difference(before, weights(path)) == 0


@pytest.mark.parametrize(
    ("reason", "what"),
    [("killed", "was not read to its end"), ("time", "changed since the run began")],
)
def test_a_resume_on_text_that_lost_a_file_is_refused_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: Reason, what: str
) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=3)
    shutil.rmtree(cache_folder())
    read = FileReader._read_one

    def lose(own: FileReader, files: list[SourceFile], number: int, *others: object) -> object:
        if number == 0:
            raise ChildLost(reason)
        return read(own, files, number, *others)

    with monkeypatch.context() as patch:
        patch.setattr(FileReader, "_read_one", lose)
        with pytest.raises(Fault, match=what + r".*0\.txt was given up"):
            resume_to_end(path)

    if reason == "time":  # that was the file's own doing: not before it is another
        with pytest.raises(Fault, match=r"0\.txt was given up.*changed, it is tried again"):
            resume_to_end(path)
        (tmp_path / "text" / "0.txt").touch()
    assert resume_to_end(path).ending == "finished"


@pytest.mark.parametrize("killed", [False, True])
def test_a_resume_that_fails_while_the_model_is_built_leaves_the_run_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killed: bool
) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=3)
    if killed:
        Run.open(path).set_status(replace(Run.open(path).status(), state="running"))
    before = Run.open(path).status()

    def broken(*_: object, **__: object) -> None:
        raise Fault("There is not enough memory.")

    with monkeypatch.context() as patch:
        patch.setattr("engine.assembly.build_learner", broken)
        with pytest.raises(Fault, match="not enough memory"):
            resume_to_end(path)

    after = Run.open(path).status()
    assert after.state == before.state == ("crashed" if killed else "stopped")
    assert (after.step, after.summary) == (before.step, before.summary)
    assert after.message == "There is not enough memory."
    assert after.resumable
    assert resume_to_end(path).ending == "finished"
    assert Run.open(path).status().message == ""


def test_resuming_without_the_text_says_so_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "one"
    start_and_end(sample(tmp_path), path, stop_at=3)
    shutil.rmtree(tmp_path / "text")

    text = re.escape(str(tmp_path / "text"))
    with pytest.raises(Fault, match=f"^{text} cannot be found"):
        resume_to_end(path)

    assert Run.open(path).status().state == "stopped"
    assert Reader.open(Run.open(path)).probe("Bara [MASK] kera.").predictions


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def files_of(path: Path) -> dict[Path, bytes]:
    """What a run has measured and saved."""
    kept = [path / "metrics.jsonl", *path.glob("probes/*"), *path.glob("checkpoints/*/*")]
    return {each: each.read_bytes() for each in kept}


def test_resuming_without_a_whole_checkpoint_is_refused_and_harms_nothing(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "one"
    start_and_end(sample(tmp_path), path, stop_at=12)
    for info in Run.open(path).checkpoints():
        flip(info.path / "model.safetensors")
    before = files_of(path)

    with pytest.raises(Fault, match=r"No checkpoint of one can be read.*model\.safetensors"):
        resume_to_end(path)
    assert files_of(path) == before

    shutil.rmtree(path / "checkpoints")
    before = files_of(path)
    with pytest.raises(Fault, match="No checkpoint of one can be read"):
        resume_to_end(path)
    assert files_of(path) == before
    assert Run.open(path).status().resumable


def test_where_every_checkpoint_is_damaged_nobody_says_use_an_older(tmp_path: Path) -> None:
    recipe, path = sample(tmp_path, "training.checkpoint_seconds=0.001"), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=12)
    for checkpoint in Run.open(path).checkpoints():
        flip(checkpoint.path / "model.safetensors")

    for ask in (lambda: resume_to_end(path), lambda: open_checkpoint(Run.open(path))):
        with pytest.raises(Fault, match="No checkpoint of one can be read") as caught:
            ask()
        assert "model.safetensors is damaged" in str(caught.value)
        assert "older" not in str(caught.value)


def test_a_damaged_checkpoint_that_is_passed_over_is_named(tmp_path: Path) -> None:
    recipe, path = sample(tmp_path, "training.checkpoint_seconds=0.001"), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=12)
    older, newest = Run.open(path).checkpoints()[-2:]
    flip(newest.path / "optimizer.safetensors")

    events, ended = train(resume(path))

    told = [str(event) for event in events if isinstance(event, Noticed)]
    assert next(event for event in events if isinstance(event, RunStarted)).step == older.step
    assert len(told) == 1
    assert f"step {newest.step} was passed over" in told[0]
    assert "optimizer.safetensors" in told[0]
    assert [str(notice) for notice in Run.open(path).history().notices] == told
    assert ended.summary["steps"] == 30


def made_elsewhere(path: Path, **changes: object) -> None:
    """Let the run's environment say that it was made on another machine."""
    run = Run.open(path)
    environment = run.environment
    run.update_environment(
        packages=environment["packages"] | changes.get("packages", {}),  # type: ignore[operator]
        execution=environment["execution"] | changes.get("execution", {}),  # type: ignore[operator]
    )


def test_a_run_goes_on_where_its_device_is_not(tmp_path: Path) -> None:
    recipe, path = sample(tmp_path, "execution.device=cpu"), tmp_path / "runs" / "one"
    start_and_end(recipe, path, stop_at=12)
    toml = (path / "recipe.toml").read_text().replace('device = "cpu"', 'device = "cuda:7"')
    (path / "recipe.toml").write_text(toml)
    manifest = disk.read_json(path / "manifest.json", sealed=True)
    manifest["files"]["recipe.toml"] = {
        "bytes": len(toml.encode()),
        "sha256": disk.sha256(path / "recipe.toml"),
    }
    disk.write_json(path / "manifest.json", manifest, sealed=True)
    made_elsewhere(path, execution={"device": "cuda:7"})

    events, ended = train(resume(path))

    (notice,) = [event for event in events if isinstance(event, Noticed)]
    assert "There is no cuda:7 here: the run goes on on cpu" in str(notice)
    assert ended.summary["steps"] == 30
    assert Run.open(path).environment["execution"]["device"] == "cpu"


def test_another_torch_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "one"
    start_and_end(sample(tmp_path), path, stop_at=12)
    made_elsewhere(path, packages={"torch": "1.13.0"})

    events, _ = train(resume(path), stop_at=13)

    (notice,) = [event for event in events if isinstance(event, Noticed)]
    assert str(notice).startswith("This run began with torch 1.13.0; with ")


def test_other_versions_are_named_where_the_text_seems_changed(tmp_path: Path) -> None:
    path = tmp_path / "runs" / "one"
    start_and_end(sample(tmp_path), path, stop_at=12)
    run = Run.open(path)
    run.update_environment(text="0" * 64)
    made_elsewhere(path, packages={"sentencex": "0.0.1"})
    told: list[object] = []

    with pytest.raises(Fault, match="changed since the run began"):
        resume(path)(told.append, Control())

    (notice,) = [event for event in told if isinstance(event, Noticed)]
    assert str(notice).startswith("This run began with sentencex 0.0.1; ")

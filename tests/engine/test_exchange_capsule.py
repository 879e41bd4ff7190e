"""A run in one file: packed, opened elsewhere, read, gone on with, and trained again."""

from __future__ import annotations

import shutil
import stat
import zipfile
from pathlib import Path

import pytest

from engine.control import Control
from engine.disk import Lock, Taken
from engine.events import Evaluated, Prepared
from engine.exchange.capsule_opening import open_capsule
from engine.exchange.capsule_packing import pack_run
from engine.faults import Cancelled, Fault, RecipeFault
from engine.inference.opening import open_checkpoint
from engine.runs.metrics import read_events
from engine.runs.run import Run
from engine.runs.status import lock_path
from engine.runs.workspace import Workspace
from tests.engine.assembly_samples import (
    largest_difference,
    resume_to_end,
    sample,
    start_and_end,
    weights,
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with text, a stopped run and a finished one; not to be changed."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOZE_STUDIO_CACHE", str(folder / "cache"))
        start_and_end(sample(folder), folder / "runs" / "one")
        start_and_end(sample(folder), folder / "runs" / "stopped", stop_at=12)
        run = folder / "runs" / "one"
        (run / "notes.md").write_text("It learned 词 by 词.", "utf-8")
        Run.open(run).evaluations.write("names", {"f1": 0.5})
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The finished run; its text is prepared."""
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(home / "cache"))
    return home / "runs" / "one"


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """The runs of another workspace."""
    return Workspace.open(tmp_path / "elsewhere").runs_folder


def files(folder: Path) -> dict[str, bytes]:
    """All bytes in a folder, by place."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def told(path: Path) -> list[object]:
    """What was measured, without how long it took; training is reported by the clock."""
    return [
        (event.step, event.tokens, event.losses, event.accuracies, event.baselines)
        for event in read_events(path / "metrics.jsonl")
        if isinstance(event, Evaluated)
    ]


def test_a_capsule_opens_as_the_same_run(run: Path, tmp_path: Path, elsewhere: Path) -> None:
    contents = pack_run(run, tmp_path / "one.cloze")
    assert not [name for name in contents.parts if name.startswith("shards/")]
    opened = open_capsule(tmp_path / "one.cloze", elsewhere)

    assert opened == elsewhere / "one"
    before, after = files(run), files(opened)
    for name in (
        ".lock",
        "evaluations/.lock",
        "log.txt",
        *(name for name in before if name.startswith("probes/")),
    ):
        before.pop(name, None)  # of the machine it was trained on, or taken again
    after.pop(".lock", None)
    assert before == after  # status, checkpoint, manifests and all
    there = Run.open(opened)
    assert there.status() == Run.open(run).status()
    assert there.latest() is not None
    assert read_events(opened / "metrics.jsonl") == read_events(run / "metrics.jsonl")
    assert open_checkpoint(there).step == 30
    (summary,) = Workspace(elsewhere.parent).runs()
    assert (summary.name, summary.damaged, summary.saved) == ("one", None, True)


def test_the_same_run_gives_the_same_bytes(run: Path, tmp_path: Path, elsewhere: Path) -> None:
    pack_run(run, tmp_path / "one.cloze")
    pack_run(run, tmp_path / "two.cloze")
    assert (tmp_path / "one.cloze").read_bytes() == (tmp_path / "two.cloze").read_bytes()
    opened = open_capsule(tmp_path / "one.cloze", elsewhere)
    pack_run(opened, tmp_path / "again.cloze")
    assert (tmp_path / "one.cloze").read_bytes() == (tmp_path / "again.cloze").read_bytes()


def test_any_program_reads_the_zip(run: Path, tmp_path: Path) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none")
    with zipfile.ZipFile(tmp_path / "one.cloze") as archive:
        assert archive.testzip() is None
        assert archive.read("notes.md").decode() == "It learned 词 by 词."
        assert all(stat.S_ISREG(one.external_attr >> 16) for one in archive.infolist())


def test_it_is_trained_again_without_its_text(
    run: Path, tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none", shards=True)
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", str(tmp_path / "empty"))  # as on another machine
    opened = open_capsule(
        tmp_path / "one.cloze", elsewhere, again=True, sets=['corpus.paths=["/nowhere"]']
    )
    assert "/nowhere" in Run.open(opened).recipe_toml
    assert Run.open(opened).status().state == "new"
    assert read_events(opened / "metrics.jsonl") == []

    ended = resume_to_end(opened)

    assert ended.ending == "finished"
    assert told(opened) == told(run) != []
    assert largest_difference(weights(opened), weights(run)) == 0.0


def test_it_is_trained_again_from_text_in_another_place(
    run: Path, home: Path, tmp_path: Path, elsewhere: Path
) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none")
    shutil.copytree(home / "text", tmp_path / "copied" / "text")
    there = f'corpus.paths=["{tmp_path / "copied" / "text"}"]'
    opened = open_capsule(tmp_path / "one.cloze", elsewhere, again=True, sets=[there])

    resume_to_end(opened)

    assert told(opened) == told(run) != []
    assert largest_difference(weights(opened), weights(run)) == 0.0


def test_where_there_is_no_text_it_is_named(run: Path, tmp_path: Path, elsewhere: Path) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none")
    gone = f'corpus.paths=["{tmp_path / "gone"}"]'
    opened = open_capsule(tmp_path / "one.cloze", elsewhere, again=True, sets=[gone])
    with pytest.raises(Fault, match="gone"):
        resume_to_end(opened)


def test_a_stopped_run_is_gone_on_with(
    run: Path, home: Path, tmp_path: Path, elsewhere: Path
) -> None:
    pack_run(home / "runs" / "stopped", tmp_path / "half.cloze", shards=True)
    opened = open_capsule(tmp_path / "half.cloze", elsewhere, name="other name")
    assert opened.name == "other name"
    assert Run.open(opened).status().state == "stopped"

    resume_to_end(opened)

    assert largest_difference(weights(opened), weights(run)) == 0.0


def test_checkpoints_are_all_one_or_none(run: Path, tmp_path: Path, elsewhere: Path) -> None:
    twice = tmp_path / "twice"
    shutil.copytree(run, twice)
    before = Run.open(twice).load_latest()
    assert before is not None
    Run.open(twice).save_checkpoint(40, before.model, before.optimizer, before.state)
    for kind, steps in (("all", [30, 40]), ("newest", [40]), ("none", [])):
        pack_run(twice, tmp_path / f"{kind}.cloze", weights=kind)  # type: ignore[arg-type]
        opened = open_capsule(tmp_path / f"{kind}.cloze", elsewhere, name=kind)
        assert [info.step for info in Run.open(opened).checkpoints()] == steps
    shutil.rmtree(twice / "checkpoints")
    with pytest.raises(Fault, match=r"has no checkpoint to pack.*without weights"):
        pack_run(twice, tmp_path / "none.cloze")


def test_what_cannot_be_packed_is_named(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    with Lock(lock_path(copy)), pytest.raises(Fault, match=r"copy is at work.*Stop it"):
        pack_run(copy, tmp_path / "x.cloze")
    newest = Run.open(copy).load_latest()
    assert newest is not None
    Run.open(copy).save_checkpoint(40, newest.model, newest.optimizer, newest.state)
    older = copy / "checkpoints" / "step-00000030" / "model.safetensors"
    data = bytearray(older.read_bytes())
    data[-1] ^= 1
    older.write_bytes(data)
    with pytest.raises(Fault, match=r"step-00000030/model\.safetensors is damaged"):
        pack_run(copy, tmp_path / "x.cloze", weights="all")
    assert not (tmp_path / "x.cloze").exists()


def test_what_could_not_be_opened_again_is_not_packed(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    evaluations = Run.open(copy).evaluations
    for data in ({"a": "x" * (33 << 20)}, {"a": [[]] * 2_000_000}):
        path = evaluations.write("task", data)
        with pytest.raises(Fault, match=rf"{path.name} is too large for a capsule.*Remove it"):
            pack_run(copy, tmp_path / "x.cloze")
        evaluations.remove(path)
    pack_run(copy, tmp_path / "x.cloze")


def test_a_run_without_text_has_none_to_pack(run: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(run, copy)
    Run.open(copy).update_environment(text=None)  # as of one that was imported
    with pytest.raises(Fault, match="copy has read no text"):
        pack_run(copy, tmp_path / "x.cloze", shards=True)


def test_names_that_are_taken(run: Path, tmp_path: Path, elsewhere: Path) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none")
    assert open_capsule(tmp_path / "one.cloze", elsewhere).name == "one"
    assert open_capsule(tmp_path / "one.cloze", elsewhere).name == "one-01"
    with pytest.raises(Fault, match="already"):
        open_capsule(tmp_path / "one.cloze", elsewhere, name="one")
    with pytest.raises(Fault, match="cannot be the name"):
        open_capsule(tmp_path / "one.cloze", elsewhere, name="../one")
    with pytest.raises(RecipeFault, match=r"training\.stepz"):
        open_capsule(tmp_path / "one.cloze", elsewhere, sets=["training.stepz=1"])
    assert sorted(path.name for path in elsewhere.iterdir()) == ["one", "one-01"]


def test_both_tell_how_far_they_are_and_can_be_stopped(
    run: Path, tmp_path: Path, elsewhere: Path
) -> None:
    said: list[Prepared] = []
    pack_run(run, tmp_path / "one.cloze", progress=said.append)
    assert said[-1].done == said[-1].total > 100_000
    said.clear()
    open_capsule(tmp_path / "one.cloze", elsewhere, progress=said.append)
    assert said[-1].total
    assert 0.5 < said[-1].done / said[-1].total <= 1.0

    control = Control()
    with pytest.raises(Cancelled):
        pack_run(run, tmp_path / "2.cloze", control=control, progress=lambda _: control.stop())
    control = Control()
    with pytest.raises(Cancelled):
        open_capsule(
            tmp_path / "one.cloze", elsewhere, control=control, progress=lambda _: control.stop()
        )
    assert not (tmp_path / "2.cloze").exists()
    assert [path.name for path in elsewhere.iterdir()] == ["one"]


def test_wide_capsules_open_too(
    run: Path, tmp_path: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As of more than four gigabytes, with fewer."""
    with monkeypatch.context() as patch:
        patch.setattr(zipfile, "ZIP64_LIMIT", 1000)
        pack_run(run, tmp_path / "wide.cloze")
    assert b"PK\x06\x06" in (tmp_path / "wide.cloze").read_bytes()
    assert open_checkpoint(Run.open(open_capsule(tmp_path / "wide.cloze", elsewhere))).step == 30


def test_a_name_taken_meanwhile_is_not_written_over(
    run: Path, tmp_path: Path, elsewhere: Path
) -> None:
    pack_run(run, tmp_path / "one.cloze", weights="none")

    def taken(_: Prepared) -> None:
        (elsewhere / "one").mkdir(exist_ok=True)

    with pytest.raises(Taken):
        open_capsule(tmp_path / "one.cloze", elsewhere, progress=taken)
    assert [path.name for path in elsewhere.iterdir()] == ["one"]
    assert not list((elsewhere / "one").iterdir())

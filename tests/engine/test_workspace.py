"""A workspace lists its runs cheaply, discards them softly and keeps everything inside."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine import disk
from engine.disk import Lock
from engine.faults import Fault
from engine.runs import Run, Status, Workspace, default_workspace
from tests.engine.failing_disk import FailingDisk, Killed
from tests.engine.run_samples import new_run, save
from tests.engine.test_history import evaluated, step_finished


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace.open(tmp_path / "deep" / "workspace")


def make(workspace: Workspace, stem: str = "bert-tiny") -> Run:
    return new_run(workspace.run_path(workspace.new_name(stem)))


def test_a_workspace_makes_its_folders_once(tmp_path: Path) -> None:
    first = Workspace.open(tmp_path / "w")
    run = make(first)
    again = Workspace.open(tmp_path / "w")
    assert sorted(path.name for path in again.path.iterdir()) == [
        "corpora",
        "runs",
        "tokenizers",
        "trash",
    ]
    assert [summary.name for summary in again.runs()] == [run.name]


def test_the_default_workspace_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLOZE_STUDIO_WORKSPACE", "/somewhere/else")
    assert default_workspace() == Path("/somewhere/else")
    monkeypatch.delenv("CLOZE_STUDIO_WORKSPACE")
    assert default_workspace().name == "cloze-studio"


def test_names_count_up_and_are_never_given_twice(workspace: Workspace) -> None:
    assert workspace.new_name("bert-tiny") == "bert-tiny-01"
    for expected in ("bert-tiny-01", "bert-tiny-02"):
        assert make(workspace).name == expected
    workspace.discard("bert-tiny-02")
    assert workspace.new_name("bert-tiny") == "bert-tiny-03"
    assert workspace.new_name("bert") == "bert-01"
    assert workspace.new_name("../a b/新") == "a-b-新-01"
    assert workspace.new_name("..") == "run-01"


def test_a_summary_shows_how_a_run_stands(workspace: Workspace) -> None:
    run = make(workspace)
    run.metrics.append(evaluated(20))
    run.metrics.append(step_finished(25))
    run.metrics.close()
    run.set_status(Status("running", 0, 100))
    with run.lock():
        (summary,) = workspace.runs()
        assert (summary.status.state, summary.status.step) == ("running", 25)
    (summary,) = workspace.runs()
    assert (summary.status.step, summary.status.total_steps) == (25, 100)
    assert summary.name == "bert-tiny-01"
    assert summary.status.state == "crashed"
    assert summary.preset == "bert-tiny"
    assert summary.objectives == ("masked_lm", "next_sentence")
    assert summary.validation == {"masked_lm": 8.0}
    assert summary.damaged is None


def test_the_most_lately_changed_run_comes_first(workspace: Workspace) -> None:
    first, second = make(workspace), make(workspace)
    second.set_status(Status("stopped"))
    first.set_status(Status("finished"))
    assert [summary.name for summary in workspace.runs()] == [first.name, second.name]


def test_damaged_runs_are_listed_as_such(workspace: Workspace) -> None:
    sound, damaged, lacking = make(workspace), make(workspace), make(workspace)
    (damaged.path / "recipe.toml").write_bytes(b"preset = 1")
    (lacking.path / "recipe.toml").unlink()
    (workspace.run_path("notes") / "of mine").mkdir(parents=True)  # no run, and never was
    (workspace.runs_folder / "bert-tiny-09.partial-0123456789ab").mkdir()
    summaries = {summary.name: summary for summary in workspace.runs()}
    assert summaries.keys() == {sound.name, damaged.name, lacking.name}
    assert summaries[sound.name].damaged is None
    assert "recipe.toml" in str(summaries[damaged.name].damaged)
    assert "There is no run" in str(summaries[lacking.name].damaged)


@pytest.mark.parametrize("name", ["runs", "others"])
def test_a_folder_of_runs_is_no_workspace_and_is_left_as_it_is(
    workspace: Workspace, name: str
) -> None:
    make(workspace)
    folder = workspace.runs_folder.rename(workspace.path / name)
    with pytest.raises(Fault, match=r"there are runs in it") as caught:
        Workspace.open(folder)
    told = str(caught.value)
    assert told.endswith(
        f"Open {workspace.path}." if name == "runs" else "Move them into a folder named runs there."
    )
    assert [path.name for path in folder.iterdir()] == ["bert-tiny-01"]


def test_a_list_of_runs_reads_neither_checkpoints_nor_all_metrics(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = make(workspace)
    save(run, 10)
    opened: list[str] = []

    class Watching(disk.Operations):
        def open(self, path: Path, flags: int) -> int:
            opened.append(path.name)
            return super().open(path, flags)

    monkeypatch.setattr(disk, "operations", Watching())
    workspace.runs()
    assert set(opened) <= {"status.json", "manifest.json", "recipe.toml", "metrics.jsonl", ".lock"}


def test_a_discarded_run_can_be_taken_back(workspace: Workspace) -> None:
    run = make(workspace)
    info = save(run, 10)
    workspace.discard(run.name)
    assert workspace.runs() == []
    assert workspace.trash() == [run.name]
    assert workspace.restore(run.name) == run.name
    assert workspace.trash() == []
    assert Run.open(run.path).load_checkpoint(info).step == 10


def test_the_run_discarded_last_is_taken_back_first(workspace: Workspace) -> None:
    for step in (1, 2):
        run = new_run(workspace.run_path("same"))
        save(run, step)
        workspace.discard("same")
    assert workspace.restore("same") == "same"
    assert [info.step for info in Run.open(workspace.run_path("same")).checkpoints()] == [2]
    assert workspace.restore("same") == "same-01"
    assert [info.step for info in Run.open(workspace.run_path("same-01")).checkpoints()] == [1]


def test_a_run_at_work_is_not_discarded(workspace: Workspace) -> None:
    run = make(workspace)
    with run.lock(), pytest.raises(Fault, match="at work"):
        workspace.discard(run.name)
    workspace.discard(run.name)


def test_the_trash_is_emptied_for_good(workspace: Workspace) -> None:
    for _ in range(2):
        workspace.discard(make(workspace).name)
    workspace.empty_trash()
    assert list((workspace.path / "trash").iterdir()) == []
    with pytest.raises(Fault, match="There is no run named"):
        workspace.restore("bert-tiny-01")


@pytest.mark.parametrize(
    "name", ["..", ".", "", "../other", "a/b", "/etc", ".hidden", "a\0b", "a~1", "a ", "c:d"]
)
def test_no_name_leads_out_of_the_workspace(workspace: Workspace, name: str) -> None:
    for act in (workspace.run_path, workspace.discard, workspace.restore):
        with pytest.raises(Fault, match="cannot be the name"):
            act(name)


def test_a_name_no_disk_can_hold_is_refused(workspace: Workspace) -> None:
    assert workspace.run_path("a" * 200)
    for name in ("a" * 201, "新" * 67):
        with pytest.raises(Fault, match="too long"):
            workspace.run_path(name)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_discarding_that_fails_loses_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    run = make(workspace)
    save(run, 10)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(at))
        with pytest.raises(Fault):
            workspace.discard(run.name)
    there = workspace.run_path(run.name) if at == 1 else workspace.path / "trash" / f"{run.name}~1"
    assert len(Run.open(there).checkpoints()) == 1


def test_two_windows_on_one_workspace_are_told(workspace: Workspace) -> None:
    other = Workspace.open(workspace.path)
    with workspace.lock():
        with pytest.raises(Fault, match="in use by another"):
            Lock(other.lock().path, patience=0).acquire()
        run = make(other)  # a terminal may train beside the window
        with run.lock():
            assert [summary.name for summary in workspace.runs()] == [run.name]
    with other.lock():
        pass


def test_two_instances_never_take_the_same_run(workspace: Workspace) -> None:
    other = Workspace.open(workspace.path)
    name = workspace.new_name("bert-tiny")
    assert other.new_name("bert-tiny") == name
    new_run(workspace.run_path(name))
    with pytest.raises(Fault, match="already"):
        new_run(other.run_path(name))
    assert other.new_name("bert-tiny") == "bert-tiny-02"


def test_what_a_killed_window_left_is_swept(workspace: Workspace) -> None:
    leftover = workspace.path / "settings.json.partial-0123456789ab"
    leftover.write_text("{")
    with workspace.lock():
        workspace.sweep()
    assert not leftover.exists()


def test_what_a_killed_asker_left_among_the_runs_is_swept_and_nothing_else(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_written = workspace.runs_folder / "writable.partial-0123456789ab"  # by another program
    half_written.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(2, killing=True))
        with pytest.raises(Killed):
            disk.check_writable(workspace.runs_folder)
    assert len(list(workspace.runs_folder.iterdir())) == 2
    with workspace.lock():
        workspace.sweep()
    assert list(workspace.runs_folder.iterdir()) == [half_written]


def test_who_asks_does_not_mind_being_swept(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Swept(disk.Operations):
        def mkdir(self, path: Path) -> None:
            super().mkdir(path)
            path.rmdir()  # by a window that opens just then

    monkeypatch.setattr(disk, "operations", Swept())
    disk.check_writable(workspace.runs_folder)
    assert list(workspace.runs_folder.iterdir()) == []


def test_a_workspace_that_cannot_be_made_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("1")
    with pytest.raises(Fault, match="file is a file, not a folder"):
        Workspace.open(tmp_path / "file" / "workspace")

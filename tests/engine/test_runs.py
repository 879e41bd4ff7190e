"""A run opens the same way whether it lives, ended, crashed or was copied in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import disk
from engine.disk import Damaged
from engine.faults import Fault
from engine.runs import Run, Status
from tests.engine.failing_disk import FailingDisk, Killed
from tests.engine.run_samples import RECIPE, new_run, probe, same_probe, save
from tests.engine.test_checkpoints import empty, flip, grow, lose, truncate, zero


def test_a_run_comes_back(tmp_path: Path) -> None:
    created = new_run(tmp_path / "bert-tiny-01")
    run = Run.open(created.path)
    assert run.name == "bert-tiny-01"
    assert run.recipe_toml == created.recipe_toml == RECIPE
    assert run.recipe_data["objectives"]["masked_lm"] == {"weight": 1.0}
    assert run.environment == {"threads": 2, "attention": "sdpa"}
    assert run.tokenizer_path.read_bytes().startswith(b'{"model"')
    assert run.status().state == "new"
    assert run.checkpoints() == []
    assert run.latest() is None
    assert run.probe_steps() == []
    assert run.history().training.num_rows == 0


def test_a_folder_without_a_recipe_is_no_run(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(Fault, match="There is no run at"):
            Run.open(path)


def test_nothing_is_saved_where_the_run_was_removed(tmp_path: Path) -> None:
    run = new_run(tmp_path / "one")
    save(run, 1)
    shutil.rmtree(run.path)
    with pytest.raises(Fault, match="moved or removed"):
        save(run, 2)
    assert not run.path.exists()


def test_a_name_is_taken_once(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 1)
    with pytest.raises(Fault, match="already"):
        new_run(tmp_path / "run")
    assert len(run.checkpoints()) == 1


@pytest.mark.parametrize("killing", [False, True], ids=["fails", "kills"])
def test_creating_fails_without_trace_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool
) -> None:
    failing, created = FailingDisk(), False
    while not created:
        failing = FailingDisk(failing.at + 1, killing=killing)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                new_run(tmp_path / f"run-{failing.at}")
                created = True
            except (Fault, Killed):
                pass
        disk.sweep_partials(tmp_path)
        whole = [path.name for path in tmp_path.iterdir()]
        for name in whole:  # only a failure after the rename leaves one, and then a whole one
            assert Run.open(tmp_path / name).recipe_toml == RECIPE
            disk.remove(tmp_path / name)
        assert not created or whole == [f"run-{failing.at}"]
    assert failing.at > 25


@pytest.mark.parametrize("name", ["recipe.toml", "tokenizer.json", "manifest.json"])
@pytest.mark.parametrize("damage", [flip, truncate, zero, empty, grow], ids=lambda d: d.__name__)
def test_a_changed_recipe_or_tokenizer_is_noticed_and_named(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    run = new_run(tmp_path / "run")
    damage(run.path / name)
    with pytest.raises(Damaged, match=name.replace(".", r"\.")):
        Run.open(run.path)


@pytest.mark.parametrize("damage", [flip, truncate, zero, empty, lose], ids=lambda d: d.__name__)
def test_a_changed_environment_is_noticed_and_named(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    run = new_run(tmp_path / "run")
    damage(run.path / "environment.json")
    with pytest.raises(Fault, match=r"environment\.json"):
        _ = Run.open(run.path).environment


@pytest.mark.parametrize("name", ["recipe.toml", "tokenizer.json", "manifest.json"])
def test_the_way_out_of_a_damaged_run_is_one(tmp_path: Path, name: str) -> None:
    new_run(tmp_path / "one")
    (tmp_path / "one" / name).write_bytes(b"\xff")

    with pytest.raises(disk.Damaged, match="Put back a copy of the file, or start a new run"):
        Run.open(tmp_path / "one")


def test_an_environment_that_is_missing_is_no_lost_disk(tmp_path: Path) -> None:
    run = new_run(tmp_path / "one")
    (run.path / "environment.json").unlink()

    with pytest.raises(disk.Damaged, match=r"environment\.json .* is missing.*start a new run"):
        run.environment  # noqa: B018


def test_the_environment_is_extended(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.update_environment(attention="explicit", micro_batch=8)
    assert Run.open(run.path).environment == {
        "threads": 2,
        "attention": "explicit",
        "micro_batch": 8,
    }


def test_a_run_killed_before_its_first_status_can_go_on(tmp_path: Path) -> None:
    assert new_run(tmp_path / "run").status().state == "new"
    assert Run.open(tmp_path / "run").status().resumable


def test_the_status_comes_back(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.set_status(Status("finished", 40, 40, "", {"validation": {"masked_lm": 3.5}}))
    status = Run.open(run.path).status()
    assert (status.state, status.step, status.total_steps) == ("finished", 40, 40)
    assert status.summary == {"validation": {"masked_lm": 3.5}}
    assert status.updated > 1e9


@pytest.mark.parametrize("state", ["preparing", "running"])
def test_work_that_nobody_does_has_crashed(tmp_path: Path, state: str) -> None:
    run = new_run(tmp_path / "run")
    with run.lock():
        run.set_status(Status(state, 30))  # type: ignore[arg-type]
        assert Run.open(run.path).status().state == state
        assert run.at_work()
    assert run.status().state == "crashed"
    assert run.status().step == 30
    assert run.status().resumable
    run.set_status(Status("stopped", 30))
    assert run.status().state == "stopped"


@pytest.mark.parametrize("damage", [flip, truncate, zero, empty, lose], ids=lambda d: d.__name__)
def test_a_damaged_status_is_a_crash_that_names_the_file(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    run = new_run(tmp_path / "run")
    run.set_status(Status("finished", 30))
    damage(run.path / "status.json")
    status = Run.open(run.path).status()
    assert status.state == "crashed"
    assert "status.json" in status.message
    with run.lock():
        assert run.status().state == "running"


@pytest.mark.parametrize("killing", [False, True], ids=["fails", "kills"])
def test_writing_the_status_fails_without_loss_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool
) -> None:
    run = new_run(tmp_path / "run")
    run.set_status(Status("stopped", 1))
    failing, written = FailingDisk(), False
    while not written:
        failing = FailingDisk(failing.at + 1, killing=killing)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                run.set_status(Status("stopped", 2))
                written = True
            except (Fault, Killed):
                pass
        assert Run.open(run.path).status().step in ((2,) if written else (1, 2))
        assert not any(disk.is_partial(path) for path in run.path.iterdir())
    assert failing.at == 7


def test_opening_sweeps_unless_the_run_is_at_work(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    leftovers = [
        run.path / "status.json.partial-0123456789ab",
        run.path / "checkpoints" / "step-00000010.partial-0123456789ab",
        run.path / "probes" / "step-00000010.safetensors.partial-0123456789ab",
    ]
    for path in leftovers:
        path.write_text("half")
    with run.lock():
        Run.open(run.path)
        assert all(path.exists() for path in leftovers)
    Run.open(run.path)
    assert not any(path.exists() for path in leftovers)


def test_two_writers_on_one_run_are_refused(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    with run.lock(), pytest.raises(Fault, match="in use by another"), Run.open(run.path).lock():
        pass


def test_a_run_copied_elsewhere_opens_the_same(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    run.write_probe(probe(10))
    copied = Path(shutil.copytree(run.path, tmp_path / "elsewhere" / "copied"))
    for name in (".lock", "log.txt"):
        (copied / name).unlink(missing_ok=True)
    again = Run.open(copied)
    latest = again.latest()
    assert latest is not None
    assert again.load_checkpoint(latest).step == 10
    assert same_probe(again.read_probe(10), probe(10))


def test_a_log_line_is_added_and_never_stops_a_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = new_run(tmp_path / "run")
    run.log("first")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(1, lasting=True))
        run.log("lost")
    run.log("lone \ud800 surrogate")
    lines = (run.path / "log.txt").read_text(encoding="utf-8").splitlines()
    assert [line.split(" ", 2)[2] for line in lines] == ["first", r"lone \ud800 surrogate"]


def test_the_trace_of_a_crash_is_told(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    assert run.trace() == ""
    run.trace_path.write_bytes(b"Fatal Python error: Segmentation fault\n\xff")
    assert run.trace().startswith("Fatal Python error")


def test_runs_need_neither_torch_nor_qt() -> None:
    code = "import engine.runs, sys; print({'torch', 'PySide6'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"

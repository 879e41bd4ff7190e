"""A checkpoint that was announced is never lost, and none that is damaged is ever loaded."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from engine import disk
from engine.disk import Damaged
from engine.faults import Fault
from engine.runs import Run
from tests.engine.failing_disk import FailingDisk, Killed
from tests.engine.run_samples import new_run, save

FILES = ("model.safetensors", "optimizer.safetensors", "state.json", "manifest.json")


def steps(run: Run) -> list[int]:
    return [info.step for info in run.checkpoints()]


def test_a_checkpoint_comes_back(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    info = save(run, 20)
    loaded = Run.open(run.path).load_checkpoint(info)
    assert loaded.step == 20
    assert loaded.state == {"step_of_state": 20, "loader": {"epoch": 1, "row": [1, 2]}}
    assert loaded.model["weight"].dtype == np.float32
    assert loaded.model["weight"].flags.writeable
    np.testing.assert_array_equal(loaded.model["weight"], np.full((4, 3), 20))
    assert loaded.model["step"].shape == ()
    np.testing.assert_array_equal(loaded.optimizer["rng"], np.arange(9))
    assert run.load_checkpoint(info, optimizer=False).optimizer == {}
    assert info.num_bytes == sum((info.path / name).stat().st_size for name in FILES[:3])


def test_the_newest_is_by_step_not_by_time(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (300, 100, 200):
        info = save(run, step)
    os.utime(info.path / "manifest.json", (0, 0))
    latest = run.latest()
    assert latest is not None
    assert latest.step == 300


def test_the_newest_are_kept_and_never_fewer_than_two(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in range(10, 60, 10):
        save(run, step)
    assert steps(run) == [30, 40, 50]
    save(run, 60, keep=1)
    assert steps(run) == [50, 60]
    assert not any(disk.is_partial(path) for path in (run.path / "checkpoints").iterdir())


def test_a_damaged_checkpoint_does_not_count_as_kept(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (10, 20, 30):
        info = save(run, step)
    flip(info.path / "model.safetensors")
    save(run, 40, keep=2)
    assert 20 in steps(run), "20 and 40 are the two valid ones"
    assert 30 in run.damaged
    for step in (50, 60):
        save(run, step, keep=2)
    assert steps(run) == [50, 60]
    assert run.damaged == {}


def test_the_same_step_saved_again_counts_anew(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    info = run.save_checkpoint(10, {"weight": np.zeros(2)}, {}, {"second": True})
    assert run.load_checkpoint(info).state == {"second": True}
    assert [path.name for path in (run.path / "checkpoints").iterdir()] == ["step-00000010"]


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    run = new_run(tmp_path / "run")
    arrays = {"a": np.zeros(1000), "b": np.zeros(10)}
    run.save_checkpoint(1, arrays, {}, {}, report=lambda done, total: told.append((done, total)))
    assert [total for _, total in told] == [8080] * len(told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (8080, 8080)


@pytest.mark.parametrize("killing", [False, True], ids=["fails", "kills"])
@pytest.mark.parametrize("again", [False, True], ids=["new step", "same step"])
def test_saving_fails_without_loss_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool, again: bool
) -> None:
    run = new_run(tmp_path / "template")
    for step in (10, 20, 30):
        save(run, step)
    failing, saved = FailingDisk(), False
    while not saved or failing.failed:
        at = failing.at + 1
        shutil.copytree(run.path, tmp_path / f"run-{at}")
        failing = FailingDisk(at, killing=killing)
        victim = Run.open(tmp_path / f"run-{at}")
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                save(victim, 30 if again else 40)
                saved = True
            except (Fault, Killed):
                saved = False
        check_after_failure(Run.open(victim.path), announced=30 if again or not saved else 40)
        shutil.rmtree(victim.path)
    assert failing.at > 25


def check_after_failure(run: Run, *, announced: int) -> None:
    folder = run.path / "checkpoints"
    assert all(path.name.startswith("step-") for path in folder.iterdir())
    assert not any("partial" in path.name or "replaced" in path.name for path in folder.iterdir())
    latest = run.latest()
    assert latest is not None
    assert latest.step >= announced
    valid = [info for info in run.checkpoints() if disk.is_whole(info.path)]
    assert len(valid) >= 2
    assert run.damaged == {}


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_a_lost_disk_is_told_and_the_old_state_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(4, code=code, lasting=True))
        with pytest.raises(Fault) as caught:
            save(run, 20)
    assert str(run.path / "checkpoints" / "step-00000020") in str(caught.value)
    assert caught.value.now
    assert steps(run) == [10]
    save(run, 20)
    assert steps(Run.open(run.path)) == [10, 20]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0x10
    path.write_bytes(data)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def grow(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def lose(path: Path) -> None:
    path.unlink()


def swap(path: Path) -> None:
    """The same file of the checkpoint before."""
    shutil.copy(path.parent.with_name("step-00000010") / path.name, path)


DAMAGES = (flip, truncate, zero, empty, grow, lose, swap)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_every_damage_is_noticed_named_and_passed_over(
    tmp_path: Path, name: str, damage: Callable[[Path], None]
) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    info = save(run, 20)
    damage(info.path / name)
    again = Run.open(run.path)
    latest = again.latest()
    assert latest is not None
    assert latest.step == 10
    assert "step-00000020" in str(again.damaged[20])
    with pytest.raises(Damaged, match="step-00000020"):
        again.load_checkpoint(info)
    loaded = Run.open(run.path).load_latest()
    assert loaded is not None
    assert loaded.step == 10


def test_a_damaged_checkpoint_saved_again_is_whole(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    flip(save(run, 20).path / "model.safetensors")
    again = Run.open(run.path)
    assert again.latest() is not None
    assert again.damaged.keys() == {20}
    save(again, 20)
    assert again.damaged == {}
    assert steps(again) == [10, 20]


def test_whole_checkpoints_that_were_swapped_are_noticed(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    save(run, 10)
    info = save(run, 20)
    shutil.rmtree(info.path)
    shutil.copytree(info.path.with_name("step-00000010"), info.path)
    with pytest.raises(Damaged, match="belongs to step 10"):
        run.load_checkpoint(info)


@pytest.mark.parametrize("name", FILES)
def test_every_single_byte_counts(tmp_path: Path, name: str) -> None:
    run = new_run(tmp_path / "run")
    info = save(run, 20)
    path = info.path / name
    good = path.read_bytes()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << (place % 8)
        path.write_bytes(bad)
        with pytest.raises(Damaged, match="step-00000020"):
            disk.verify_folder(info.path)
    path.write_bytes(good)
    disk.verify_folder(info.path)


def test_a_checkpoint_thinned_out_meanwhile_is_not_called_damaged(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    info = save(run, 10)
    disk.remove(info.path)
    with pytest.raises(Fault, match="no longer there"):
        run.load_checkpoint(info)
    assert run.damaged == {}
    assert run.latest() is None
    assert run.load_latest() is None


def test_a_checkpoint_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Reading(disk.Operations):
        def __init__(self) -> None:
            self.opened: list[str] = []

        def open(self, path: Path, flags: int) -> int:
            self.opened.append(path.name)
            return super().open(path, flags)

    run = new_run(tmp_path / "run")
    save(run, 10)
    reading = Reading()
    monkeypatch.setattr(disk, "operations", reading)
    assert run.load_latest() is not None
    assert sorted(name for name in reading.opened if name in FILES[:3]) == sorted(FILES[:3])

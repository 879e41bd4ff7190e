"""What was measured of a run is kept beside it, found again, and noticed where it is changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from engine import disk
from engine.disk import Damaged, Lock, locks
from engine.faults import Fault
from engine.runs import Evaluations, Run
from tests.engine.failing_disk import FailingDisk, Killed
from tests.engine.run_samples import new_run
from tests.engine.test_checkpoints import empty, flip, grow, lose, truncate, zero

DATA = {"main": "accuracy", "metrics": [{"value": 0.1 + 0.2, "words": "“新” {n}"}], "low": None}


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock to so many seconds since 1970."""
    gmtime = time.gmtime

    def put(seconds: int) -> None:
        monkeypatch.setattr(time, "gmtime", lambda: gmtime(seconds))

    return put


def test_what_was_measured_comes_back(tmp_path: Path, at: Callable[[int], None]) -> None:
    run = new_run(tmp_path / "run")
    at(1_700_000_000)
    path = run.evaluations.write("minimal_pairs", DATA)

    assert path == run.path / "evaluations" / "minimal_pairs-20231114T221320Z.json"
    again = Run.open(run.path).evaluations
    assert again.read(path) == DATA
    (entry,) = again.entries()
    assert (entry.path, entry.name, entry.time) == (path, "minimal_pairs", 1_700_000_000)


def test_the_newest_comes_first_also_of_one_second(
    tmp_path: Path, at: Callable[[int], None]
) -> None:
    kept = Evaluations(tmp_path / "evaluations")
    assert kept.entries() == []
    written = []
    for second, name in ((5, "a"), (7, "bias-1"), (7, "bias-1"), (6, "a"), (7, "bias-1")):
        at(1_700_000_000 + second)
        written.append(kept.write(name, {"order": len(written)}))

    assert len(set(written)) == 5
    entries = kept.entries()
    assert [kept.read(entry.path)["order"] for entry in entries] == [4, 2, 1, 3, 0]
    assert [entry.name for entry in entries] == ["bias-1"] * 3 + ["a"] * 2


def test_what_is_no_evaluation_is_passed_over(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path)
    for name in ("notes.txt", "a-99999999T999999Z.json", "a.json", "A-20231114T221320Z.json"):
        (tmp_path / name).write_text("{}")
    (tmp_path / "a-20231114T221320Z.json.partial-0123456789ab").write_text("{}")
    assert kept.entries() == []


@pytest.mark.parametrize("name", ["", "../out", "A", "a b", "-a", "a.b", "情感"])
def test_a_name_that_could_leave_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="no evaluation is called"):
        Evaluations(tmp_path / "evaluations").write(name, {})
    assert list(tmp_path.iterdir()) == []


def test_what_was_measured_waits_for_another_to_be_written(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path)
    lock = Lock(tmp_path / ".lock")
    lock.acquire()
    timer = threading.Timer(2 * locks.PATIENCE, lock.release)
    timer.start()
    try:
        path = kept.write("bias", DATA)
    finally:
        timer.join()
    assert kept.read(path) == DATA


def test_one_is_removed(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path)
    first, second = kept.write("a", {}), kept.write("a", {})
    kept.remove(first)
    kept.remove(first)
    assert [entry.path for entry in kept.entries()] == [second]


def test_only_evaluations_are_removed_and_read(tmp_path: Path) -> None:
    other = tmp_path / "recipe.toml"
    other.write_text("")
    kept = Evaluations(tmp_path / "evaluations")
    outside = tmp_path / "a-20231114T221320Z.json"
    for forbidden in (other, outside, tmp_path / "evaluations" / ".lock"):
        with pytest.raises(ValueError, match="is no evaluation of"):
            kept.remove(forbidden)
        with pytest.raises(ValueError, match="is no evaluation of"):
            kept.read(forbidden)
    assert other.exists()


@pytest.mark.parametrize("damage", [flip, truncate, zero, empty, grow], ids=lambda d: d.__name__)
def test_a_changed_evaluation_is_noticed_and_named(
    tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    kept = Evaluations(tmp_path)
    path = kept.write("bias", DATA)
    damage(path)
    with pytest.raises(Damaged, match=r"bias-.*json is damaged.*Remove it, and measure again"):
        kept.read(path)


def test_one_that_is_gone_is_named(tmp_path: Path) -> None:
    kept = Evaluations(tmp_path)
    path = kept.write("bias", DATA)
    lose(path)
    with pytest.raises(Fault, match=r"bias-.*json"):
        kept.read(path)


@pytest.mark.parametrize("killing", [False, True], ids=["fails", "kills"])
def test_writing_fails_without_trace_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool
) -> None:
    failing, written = FailingDisk(), False
    kept = Evaluations(tmp_path / "evaluations")
    before = kept.write("before", DATA)
    while not written:
        failing = FailingDisk(failing.at + 1, killing=killing)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                kept.write("bias", DATA)
                written = True
            except (Fault, Killed):
                pass
        assert all(kept.read(entry.path) == DATA for entry in kept.entries())
    assert failing.at > 4
    assert kept.read(before) == DATA
    assert not [path for path in (tmp_path / "evaluations").iterdir() if disk.is_partial(path)]

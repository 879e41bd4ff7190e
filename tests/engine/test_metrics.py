"""Rows of metrics are the events they were; damaged ones are left out and said."""

from __future__ import annotations

import math
import subprocess
import sys
import tracemalloc
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine import disk
from engine.events import Evaluated, Noticed, RunEnded, StepFinished
from engine.faults import Fault
from engine.runs.metrics import event_of, last_event, read_events, row_of, stream_events
from tests.engine.failing_disk import FailingDisk
from tests.engine.run_samples import new_run
from tests.engine.test_history import evaluated, script, step_finished


@pytest.mark.parametrize("event", script(), ids=lambda event: type(event).__name__)
def test_an_event_comes_back_from_its_row(event: object) -> None:
    back = event_of(row_of(event)) if not hasattr(event, "sentences") else None
    assert back is None or back == event


def test_numbers_that_json_lacks_come_back() -> None:
    event = Evaluated(1, 2, math.inf, {"a": math.nan, "b": -math.inf, "c": np.float32(1.5)}, {})
    event = replace(event, metrics={"spearman": math.nan})
    back = event_of(row_of(event))
    assert math.isnan(back.metrics["spearman"])
    assert back.seconds == math.inf
    assert math.isnan(back.losses["a"])
    assert back.losses["b"] == -math.inf
    assert back.losses["c"] == 1.5


def test_any_error_comes_back_as_words() -> None:
    back = event_of(row_of(RunEnded("failed", 3, {}, RuntimeError("{odd} braces"))))
    assert isinstance(back.error, Fault)
    assert str(back.error) == "RuntimeError: {odd} braces"


@pytest.mark.parametrize("row", [{}, {"event": "Later"}, {"event": "Evaluated", "step": 1}])
def test_rows_of_no_known_kind_are_none(row: dict[str, object]) -> None:
    assert event_of(row) is None


def test_a_row_of_a_later_release_is_read_without_its_new_field() -> None:
    assert event_of(row_of(evaluated(5)) | {"brand_new": 1}) == evaluated(5)


def test_damaged_rows_are_left_out_and_said(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (1, 2, 3):
        run.metrics.append(evaluated(step))
    run.metrics.close()
    data = bytearray(run.metrics.path.read_bytes())
    data[len(data) // 2] ^= 1
    run.metrics.path.write_bytes(data)
    history = run.history()
    assert history.validation.num_rows == 2
    assert "metrics.jsonl" in str(history.notices[-1])
    assert str(history.notices[-1]).startswith("1 ")
    run.metrics.path.write_bytes(data[:-4])
    assert [type(event) for event in read_events(run.metrics.path)] == [Evaluated, Noticed]


def test_the_last_evaluation_is_found_without_reading_all(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    assert last_event(run.metrics.path, Evaluated) is None
    for step in range(100):
        run.metrics.append(evaluated(step) if step < 3 else step_finished(step))
    assert last_event(run.metrics.path, Evaluated) == evaluated(2)
    assert last_event(run.metrics.path, StepFinished) == step_finished(99)
    run.metrics.close()


def test_a_full_disk_is_told_and_later_rows_are_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = new_run(tmp_path / "run")
    run.metrics.append(evaluated(1))
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(1, lasting=True))
        for step in (2, 3):
            with pytest.raises(Fault, match=r"no space.*metrics\.jsonl"):
                run.metrics.append(evaluated(step))
    run.metrics.append(evaluated(4))
    run.metrics.close()
    assert read_events(run.metrics.path) == [evaluated(1), evaluated(4)]


APPEND_FOREVER = """
import sys
from pathlib import Path
from engine.runs import Run
from tests.engine.test_history import evaluated
run = Run.open(Path(sys.argv[1]))
for step in range(10**9):
    run.metrics.append(evaluated(step))
    print(step, flush=True)
"""


def test_no_row_that_was_shown_is_lost_to_kill(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    command = [sys.executable, "-c", APPEND_FOREVER, str(run.path)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=root) as child:
        assert child.stdout is not None
        for _ in range(200):
            child.stdout.readline()
        child.kill()
        shown = 199 + len(child.stdout.read().splitlines())
    steps = [event.step for event in read_events(run.metrics.path)]  # type: ignore[union-attr]
    assert steps[: shown + 1] == list(range(shown + 1))


def test_a_long_log_is_read_without_holding_it(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    line = disk.seal(row_of(step_finished(1)))
    run.metrics.path.write_text(f"{line}\n" * 10_000)

    tracemalloc.start()
    try:
        assert sum(1 for _ in stream_events(run.metrics.path)) == 10_000
        assert run.history().training.num_rows == 10_000
        assert tracemalloc.get_traced_memory()[1] < len(line) * 10_000
    finally:
        tracemalloc.stop()

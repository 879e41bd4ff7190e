"""What a run keeps of what it tells: all that matters, and of its reports no more than needed."""

from __future__ import annotations

import sys
from dataclasses import replace
from itertools import pairwise

import pytest

from engine.events import Evaluated, Event, StepFinished
from engine.faults import Fault
from engine.training import record as record_module
from engine.training.record import Record
from tests.engine.run_samples import probe
from tests.engine.test_history import step_finished


def test_a_long_run_keeps_fewer_of_its_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "REPORTS", 100)
    monkeypatch.setattr(record_module, "LONGEST_GAP", 1e9)
    told: list[Event] = []
    kept: list[Event] = []
    record = Record(told.append, kept.append)
    report = step_finished(1)

    for second in range(1, 5001):
        record.tell(replace(report, step=second, seconds=float(second)))
        if second % 1000 == 0:
            record.tell(Evaluated(second, 1, float(second), {}, {}))

    steps = [event.step for event in kept if isinstance(event, StepFinished)]
    assert len(told) == 5005
    assert len([event for event in kept if isinstance(event, Evaluated)]) == 5
    assert steps[:100] == list(range(1, 101))
    assert len(steps) < 600
    assert all(b - a <= b / 100 + 1 for a, b in pairwise(steps))


def test_no_report_is_left_out_for_long_or_before_anything_else() -> None:
    kept: list[Event] = []
    record = Record(lambda event: None, kept.append)
    report = step_finished(1)

    def tell(step: int, seconds: float) -> None:
        record.tell(replace(report, step=step, seconds=seconds))

    for step in range(1, 41):
        tell(step, 100_000 + step / 10)
    record.tell(Evaluated(40, 1, 100_004.0, {}, {}))
    tell(41, 100_004.1)
    record.flush()

    steps = [event.step for event in kept if isinstance(event, StepFinished)]
    assert steps[-2:] == [40, 41]
    assert isinstance(kept[-2], Evaluated)
    assert all(after - before <= 11 for before, after in pairwise(steps))


def test_on_a_full_disk_no_probe_is_held_back() -> None:
    offered: list[Event] = []
    full = [True]

    def append(event: Event) -> None:
        if full[0]:
            raise Fault("The disk is full.", now="Make room.")
        offered.append(event)

    record = Record(lambda event: None, append)
    rows: list[Event] = [Evaluated(step, 1, float(step), {}, {}) for step in range(3)]
    probes: list[Event] = [probe(step) for step in range(3)]
    before = [sys.getrefcount(event) for event in probes]
    for step in range(3):
        record.tell(rows[step])
        record.tell(probes[step])

    assert [sys.getrefcount(event) for event in probes] == before  # a megabyte each
    full[0] = False
    record.flush()
    assert offered == rows

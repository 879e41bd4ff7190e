"""What a run keeps of what it tells: all that matters, and of its reports no more than needed."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from engine.events import Evaluated, Event, StepFinished
from engine.training import record as record_module
from engine.training.record import Record
from tests.engine.test_history import step_finished


def test_a_long_run_keeps_fewer_of_its_reports(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_module, "REPORTS", 100)
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

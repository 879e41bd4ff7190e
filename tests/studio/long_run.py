"""The record of a run that trained all night, without the night."""

from __future__ import annotations

import numpy as np

from engine.history import History
from tests.studio.scripted_run import evaluated, probe, started, step_event

REPORTS_A_SECOND = 10
HOURS = 8


def long_history(num_rows: int = HOURS * 3600 * REPORTS_A_SECOND, *, every: int = 2) -> History:
    """So many reports of `every` steps; the losses fall and scatter."""
    history = History()
    history.record(started(num_rows * every))
    history.record(evaluated(200))
    history.last_probe = probe(num_rows * every)
    rows = np.arange(1, num_rows + 1, dtype=np.float64)
    noise = np.random.default_rng(0).normal(0, 0.1, num_rows)
    columns = {"step": rows * every, "tokens": rows * 4096, "seconds": rows / REPORTS_A_SECOND}
    columns |= {"loss/masked_lm": 3.7 + 3.4 * np.exp(-rows / num_rows * 8) + noise}
    columns |= {"loss/next_sentence": 0.4 + noise / 4}
    history.record(step_event(every))  # makes the columns; its row is the first
    for name in history.training.names():
        column = columns.get(name, np.ones(num_rows))
        history.training._columns[name].extend(column[1:])
    history.training.num_rows = num_rows
    return history


def next_report(history: History, *, every: int = 2) -> None:
    """One report more."""
    history.record(step_event((history.training.num_rows + 1) * every))

"""Inbox: where the training thread leaves its news, and the window finds them."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path

from engine.events import (
    CheckpointSaved,
    Event,
    Noticed,
    Prepared,
    ProbeTaken,
    RunEnded,
)
from engine.history import History

CAPACITY = 200_000


@dataclass(frozen=True, slots=True)
class Recalled:
    """What a resumed run had measured before; it comes before everything else."""

    history: History
    ended: RunEnded | None = None  # how it ended the last time; None where it crashed


@dataclass(frozen=True, slots=True)
class Placed:
    """The folder of a new run is there."""

    path: Path


Letter = Event | Recalled | Placed


class Inbox:
    """Where the training thread leaves events: a bounded series, and the newest of each picture."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._series: deque[Letter] = deque(maxlen=capacity)
        self._probe: ProbeTaken | None = None
        self._probe_steps: list[int] = []
        self._prepared: Prepared | None = None
        self._lock = threading.Lock()

    def put(self, event: Letter) -> None:
        """Leave an event, from any thread; never waits for the window."""
        with self._lock:
            match event:
                case ProbeTaken():
                    self._probe = event
                    self._probe_steps.append(event.step)
                case Prepared():
                    self._prepared = event
                case _:
                    self._prepared = after(event, self._prepared)
                    self._series.append(event)

    def drain(self) -> tuple[list[Letter], list[int]]:
        """All that came since the last call, and the steps of probes passed over."""
        with self._lock:
            pictures = [event for event in (self._prepared, self._probe) if event is not None]
            events = [*self._series]
            end = len(events) - 1 if events and isinstance(events[-1], RunEnded) else len(events)
            events[end:end] = pictures
            passed_over = self._probe_steps[:-1]
            self._series.clear()
            self._probe = self._prepared = None
            self._probe_steps = []
        return events, passed_over


def after(event: Letter, news: Prepared | None) -> Prepared | None:
    """What is left of the news: a save it tells of ends with a checkpoint, or with a warning.

    With nothing else: steps go on meanwhile.
    """
    if news is None or news.phase != "saving":
        return news
    warned = isinstance(event, Noticed) and event.level == "warning"
    return None if warned or isinstance(event, CheckpointSaved) else news

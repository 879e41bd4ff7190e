"""What several threads may not use at once. Knows no Qt: the terminal needs it before a window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from engine.control import Control

T = TypeVar("T")
P = ParamSpec("P")

POLL_SECONDS = 0.1


class Turns:
    """What several jobs may not use at once; one that waits in `take` can be cancelled.

    Who gives up a turn to take the next one at once stands behind those who wait.
    """

    def __init__(self) -> None:
        # Who waits for the lock holds the door: a lock alone would go to the one who has just
        # let go of it, again and again, before the others have woken up.
        self._door, self._lock = threading.Lock(), threading.Lock()

    @contextmanager
    def take(self, control: Control | None = None) -> Iterator[None]:
        """Wait for the others; raises `Cancelled` where `control` is stopped meanwhile."""
        _wait(self._door, control)
        try:
            _wait(self._lock, control)
        finally:
            self._door.release()
        try:
            yield
        finally:
            self._lock.release()

    def alone(self, function: Callable[P, T]) -> Callable[P, T]:
        """Let jobs wait for one another at this function, and at all others marked by this."""

        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.take():
                return function(*args, **kwargs)

        return guarded


def _wait(lock: threading.Lock, control: Control | None) -> None:
    """Acquire it; `Cancelled` where `control` is stopped before."""
    while not lock.acquire(timeout=POLL_SECONDS):
        if control is not None:
            control.check()

"""What several threads may not use at once. Knows no Qt: the terminal needs it before a window."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from engine.faults import Cancelled

if TYPE_CHECKING:
    from engine.control import Control

T = TypeVar("T")
P = ParamSpec("P")

POLL_SECONDS = 0.1


class Turns:
    """What several jobs may not use at once: first come, first served.

    One that waits in `take` can be cancelled; one that takes long can let others in.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._queue: deque[object] = deque()  # whose turn it is, and those who wait

    @property
    def num_waiting(self) -> int:
        """Behind the one whose turn it is."""
        return max(0, len(self._queue) - 1)

    @contextmanager
    def take(self, control: Control | None = None) -> Iterator[None]:
        """Wait for the others; raises `Cancelled` where `control` is stopped meanwhile."""
        own = object()
        if not self._wait(own, control):
            raise Cancelled
        try:
            yield
        finally:
            self._leave(own)

    def let_in(self, control: Control) -> bool:
        """Let those who wait go first, and wait while paused; False once `control` is stopped.

        Called by the one whose turn it is, which with False may be over.
        """
        with self._changed:
            own = self._queue[0]
        if not self.num_waiting and not control.paused:
            return not control.stopping
        self._leave(own)
        return control.keep_going() and self._wait(own, control)

    def _wait(self, own: object, control: Control | None) -> bool:
        """Whether its turn has come; else it was stopped."""
        with self._changed:
            self._queue.append(own)
            while self._queue[0] is not own:
                if control is not None and control.stopping:
                    self._queue.remove(own)
                    return False
                self._changed.wait(POLL_SECONDS)
        return True

    def _leave(self, own: object) -> None:
        with self._changed:
            if own in self._queue:
                self._queue.remove(own)
                self._changed.notify_all()

    def alone(self, function: Callable[P, T]) -> Callable[P, T]:
        """Let jobs wait for one another at this function, and at all others marked by this."""

        @wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> T:
            with self.take():
                return function(*args, **kwargs)

        return guarded

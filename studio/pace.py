"""How often a run that trains is told of: so that showing it takes little from training."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, QTimer, Signal

# Of one processor. All of them train, and each step waits for the last of them: what the window
# takes of one, training loses on all.
SHARE = 0.03
LONGEST = 1.0  # seconds between two, however slow they are to draw


class Pace(QObject):
    """Lets news be told once enough time has passed since the last.

    By what the event loop has worked since: drawing, painting, and whatever else it did.
    """

    due = Signal()  # tell now

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._begun, self._worked = -math.inf, 0.0  # when the last was told, by both clocks
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._draw)

    def ask(self) -> None:
        """There is something new: `due` follows, now or when it is time."""
        if self._timer.isActive():
            return
        wait = self._wait()
        if wait <= 0:
            self._draw()
        else:
            self._timer.start(math.ceil(wait * 1e3))

    def _wait(self) -> float:
        worked = time.thread_time() - self._worked
        return min(worked / SHARE, LONGEST) - (time.monotonic() - self._begun)

    def _draw(self) -> None:
        self._begun, self._worked = time.monotonic(), time.thread_time()
        self.due.emit()

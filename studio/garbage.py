"""Garbage is collected in the GUI thread alone: a Qt object must not die in another one."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 500


class GarbageCollection(QObject):
    """Does what Python does by itself elsewhere, at a pace of its own.

    All but one thing: Python looks through the oldest generation only when a quarter more is
    waiting for it, and here it is looked through as often as its threshold says. `settle` keeps
    that short.

    Python collects wherever it happens to be, in the training thread too. A widget or timer that
    is part of a forgotten cycle would be destroyed there: Qt warns, and the process may die.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """The oldest generation that is over its threshold."""
        due = zip(gc.get_count(), gc.get_threshold(), strict=True)
        late = [generation for generation, (count, limit) in enumerate(due) if count > limit > 0]
        if late:
            gc.collect(late[-1])

    def settle(self, *_: object) -> None:
        """Spare what is there now, such as all that was imported, from being looked through.

        Nothing is collected before: an import leaves little garbage, and a whole collection at
        that size is what the GUI thread is to be spared.
        """
        gc.freeze()

    def close(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

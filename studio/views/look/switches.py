"""Which heads are switched off, with the way back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from engine.probes.effects import Head, Heads

MOST_BACK = 100  # steps


class Switches(QObject):
    """Belongs to one view alone: nothing else ever sees a model with heads off."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._off: Heads = frozenset()
        self._before: list[Heads] = []

    @property
    def off(self) -> Heads:
        """The heads switched off."""
        return self._off

    def toggle(self, heads: Iterable[Head]) -> None:
        """Switch these off, or on where all of them are off."""
        heads = frozenset(heads)
        self.turn_off(self._off - heads if heads <= self._off else self._off | heads)

    def turn_off(self, heads: Iterable[Head]) -> None:
        """Switch these off and all others on."""
        heads = frozenset(heads)
        if heads != self._off:
            self._before = [*self._before[-MOST_BACK:], self._off]
            self._off = heads
            self.changed.emit()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._before)

    def undo(self) -> None:
        """Take the last switching back."""
        if self._before:
            self._off = self._before.pop()
            self.changed.emit()

    def forget(self) -> None:
        """Another model: all its heads are on, and nothing was switched."""
        self._off, self._before = frozenset(), []
        self.changed.emit()

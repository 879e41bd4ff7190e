"""The figures and habits of all heads that are seen, measured once for all who show them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.events import SentenceProbe, Side
from engine.probes.figures import HeadFigures, head_figures
from studio.asking import Asker

if TYPE_CHECKING:
    from studio.jobs import Jobs

AT_ONCE = 200_000  # weights, measured in a few milliseconds; more are measured in a job


class Measured(QObject):
    """Keeps those of one text at one step."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asker = Asker(jobs, self.tr("Measuring the heads"), self)
        self._asker.failed.connect(self._fail)
        self._of: tuple[SentenceProbe, Side] | None = None
        self._figures: HeadFigures | None = None
        self._wished: tuple[SentenceProbe, Side] | None = None

    def figures(self, seen: SentenceProbe | None, side: Side) -> HeadFigures | None:
        """Of the whole text, whatever is filtered; None while they are measured: `changed` comes.

        Nothing is measured twice, and only the newest wish waits.
        """
        if seen is None:
            return None
        if _same(self._of, seen, side):
            return self._figures
        if _same(self._wished, seen, side):
            return None
        question = partial(_measure, seen, side)
        if seen.weights(side).size <= AT_ONCE:
            self._of, self._figures = (seen, side), question()
            return self._figures
        self._wished = (seen, side)
        self._asker.ask(question, lambda found: self._arrived(seen, side, found))
        return None

    def _arrived(self, seen: SentenceProbe, side: Side, found: HeadFigures) -> None:
        self._of, self._figures = (seen, side), found
        if _same(self._wished, seen, side):
            self._wished = None
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._wished = None
        self.failed.emit(error)


def _measure(seen: SentenceProbe, side: Side) -> HeadFigures:
    return head_figures(seen.weights(side), seen.looking(side), seen.looked_at(side), side)


def _same(kept: tuple[SentenceProbe, Side] | None, seen: SentenceProbe, side: Side) -> bool:
    return kept is not None and kept[0] is seen and kept[1] == side

"""The same text at another step, which the one that is seen is compared with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.events import ProbeTaken, SentenceProbe
from engine.passages import split_pair
from studio import look_calls
from studio.asking import Asked, Asker, nearest_checkpoint
from studio.probe_shelf import ProbeShelf
from studio.views.look.own_text import OwnText

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.choice import Choice
    from studio.views.look.recorded import Recorded


class Compared(QObject):
    """Follows `Choice.beside`: reads that recorded step, or asks the checkpoint nearest to it."""

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        desk: Desk,
        choice: Choice,
        recorded: Recorded,
        own: OwnText,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._choice, self._recorded, self._own = desk, choice, recorded, own
        self._shelf = ProbeShelf(desk.jobs, self, room=0)
        self._asker = Asker(desk.jobs, self.tr("Looking at your text at another step"), self)
        self._asker.failed.connect(self._fail)
        self._probe: ProbeTaken | None = None
        self._typed: tuple[tuple[Asked, str], SentenceProbe] | None = None
        self._wished: object = None

    @property
    def step(self) -> int | None:
        """The step compared with, once it is there; of a text somebody typed its checkpoint's."""
        if self.seen is None:
            return None
        if self._own.chosen:
            return self._typed[0][0].step if self._typed is not None else None
        return self._probe.step if self._probe is not None else None

    @property
    def seen(self) -> SentenceProbe | None:
        """What was seen there; None: nothing is compared, or it is on its way."""
        beside = self._choice.beside
        if beside is None:
            return None
        if self._own.chosen:
            fits = self._typed is not None and self._typed[0] == self._key(beside)
            return self._typed[1] if fits and self._typed is not None else None
        now = self._recorded.seen
        if now is None or self._probe is None or self._probe.step != beside:
            return None
        alike = (one for one in self._probe.sentences if one.tokens == now.tokens)
        return next(alike, None)

    def fetch(self) -> None:
        """Bring what the choice asks for, where it is not there."""
        beside = self._choice.beside
        wish = None if beside is None else (self._own.chosen and self._key(beside), beside)
        if wish == self._wished:
            return
        self._wished = wish
        if beside is None:
            self._probe = self._typed = None
        elif self._own.chosen:
            self._ask(beside)
        else:
            self._shelf.open(self._recorded.run, self._fail)
            self._shelf.fetch(beside, self._arrived)

    def _key(self, beside: int) -> tuple[Asked, str] | None:
        asked = nearest_checkpoint(self._desk, beside)
        return None if asked is None else (asked, self._own.seen_text)

    def _ask(self, beside: int) -> None:
        key = self._key(beside)
        if key is None or not self._own.seen_text:
            return
        asked, text = key
        first, second = split_pair(text)

        def arrived(seen: SentenceProbe) -> None:
            self._typed = (key, seen)
            self.changed.emit()

        self._asker.ask(lambda: look_calls.look_at(asked.run, asked.step, first, second), arrived)

    def _arrived(self, probe: ProbeTaken) -> None:
        self._probe = probe
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        self._wished = None
        self._choice.compare(None)
        self.failed.emit(error)

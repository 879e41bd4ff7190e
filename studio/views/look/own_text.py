"""A text somebody typed, looked at by a checkpoint of the shown run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engine.events import SentenceProbe
from engine.passages import split_pair
from studio import look_calls
from studio.asking import Asked, Asker

if TYPE_CHECKING:
    from studio.desk import Desk

TYPED, CHOSEN = "look.typed", "look.own_text"  # options


class OwnText(QObject):
    """Asks again whenever the text or the checkpoint is another one."""

    changed = Signal()  # `seen`
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = desk.settings
        self.text = str(desk.settings.option(TYPED, ""))
        self.chosen = desk.settings.option(CHOSEN, False) is True  # before any pinned sentence
        self.seen: SentenceProbe | None = None
        self.seen_text = ""  # as it was when `seen` was asked for
        self.refused = False  # the text as it is now could not be looked at
        self.asked: Asked | None = None  # the checkpoint `seen` is of, or that is being asked
        self.asker = Asker(desk.jobs, self.tr("Looking at your text"), self)
        self.asker.failed.connect(self._fail)
        self._of: tuple[Asked, str] | None = None

    def choose(self, chosen: bool) -> None:
        """Look at it, or at a pinned sentence again."""
        self.chosen = chosen
        self._settings.set_option(CHOSEN, chosen)
        self.changed.emit()

    def type(self, text: str) -> None:
        """Take another text; it is looked at when it is asked for."""
        self.text = text
        self._settings.set_option(TYPED, text)

    def ask(self, asked: Asked | None) -> None:
        """Look at the text as it is, by this checkpoint; nothing happens where that is known.

        Of an empty one nothing is seen.
        """
        if not self.text.strip():
            if self._of is not None or self.seen is not None or self.refused:
                self.forget()
                self.changed.emit()
            return
        if asked is None or (asked, self.text) == self._of:
            return
        self._of, self.refused = (asked, self.text), False
        text = self.text
        first, second = split_pair(text)

        def question() -> SentenceProbe:
            return look_calls.look_at(asked.run, asked.step, first, second)

        self.asker.ask(question, lambda seen: self._arrived(asked, text, seen))

    def forget(self) -> None:
        """Another run, or no text: what was seen is not its."""
        self.asker.forget()
        self.seen = self.asked = self._of = None
        self.seen_text, self.refused = "", False

    def _arrived(self, asked: Asked, text: str, seen: SentenceProbe) -> None:
        self.seen, self.asked, self.seen_text = seen, asked, text
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        if not self.asker.waits:  # else it was another text that failed
            self._of, self.refused = None, True  # it may be asked again
        self.failed.emit(error)

"""Sending what is tried to Train: to the run that trains, to one that may go on, to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.desk import Desk

SENTENCES = "probes.sentences"


class PinButton(QPushButton):
    """Opens a menu of where to pin; fill it before it is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Pin to Train"))
        self.setProperty("kind", "quiet")
        self.setToolTip(
            self.tr(
                "Have this answered again at every probe of a run;\n"
                "Train shows how its probabilities change."
            )
        )
        self.setMenu(QMenu(self))


class Pinning(QObject):
    """Knows where a text can be pinned now, and pins it there."""

    pinned = Signal(str)  # what was said of it

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def fill(self, menu: QMenu, text: str) -> None:
        """Offer every place there is for a text."""
        menu.clear()
        desk, shown = self._desk, self._desk.shown
        if desk.live.active:
            words = self.tr("To {run}, which trains now").format(run=desk.live.name)
            self._offer(menu, words, lambda: self.pin_live(text))
        if shown is not None and shown.can_go_on:
            words = self.tr("To {run}, for when it goes on").format(run=shown.name)
            self._offer(menu, words, lambda: self.pin_stopped(text))
        self._offer(menu, self.tr("To the next run"), lambda: self.pin_next(text))

    def _offer(self, menu: QMenu, words: str, act: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(lambda _checked=False: act())

    def pin_live(self, text: str) -> None:
        """To the run that trains now: its next probe answers it."""
        self._desk.live.pin(text)
        self._say(self.tr("Pinned; Train shows it from the next probe on"))

    def pin_stopped(self, text: str) -> None:
        """To the shown run, kept in its folder until it goes on."""
        shown = self._desk.shown
        if shown is not None:
            words = self.tr("Pinned; it is answered once {run} goes on").format(run=shown.name)
            self._desk.jobs.run(
                lambda _control, _progress: shown.pin(text),
                title=self.tr("Pinning"),
                then=lambda _done: self._say(words),
            )

    def pin_next(self, text: str) -> None:
        """To whatever the draft starts next."""
        draft = self._desk.draft
        sentences = [str(one) for one in draft.value(SENTENCES, ())]
        if text not in sentences:
            draft.set(SENTENCES, [*sentences, text], _pin_words)
        self._say(self.tr("Pinned for the next run"))

    def _say(self, words: str) -> None:
        self._desk.saying.emit(words)
        self.pinned.emit(words)


def _pin_words() -> str:
    return QCoreApplication.translate("changes", "Pin a sentence")

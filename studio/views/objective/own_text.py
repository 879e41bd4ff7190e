"""The text the row is made of: the person's own words, else how the corpus begins."""

from __future__ import annotations

from collections.abc import Mapping
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from studio import engine_calls
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job

OPTION = "objective.text"
HEIGHT = 48


class OwnText(QPlainTextEdit):
    """A few lines to type into; what is typed is there again in the next window."""

    settled = Signal()  # the text has come

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        kept = desk.settings.option(OPTION, "")
        self._own = bool(kept)
        self._filling = False  # Qt says of text it is given, too, that it was modified
        self._begins: Mapping[str, object] | None = None  # the corpus whose beginning was asked for
        self._job: Job | None = None
        self.waiting = False
        self._chance = Random()
        usual = self.tr("She opened the door and looked out. The garden was quite empty.")
        self.setPlainText(kept or usual)
        self.setAccessibleName(self.tr("Your own text"))
        self.setToolTip(tip_html(self.tr("Type anything: the row follows as you type.")))
        self.setTabChangesFocus(True)
        self.setFixedHeight(HEIGHT)
        self.textChanged.connect(self._keep)

    def words(self) -> str:
        """What stands here."""
        return self.toPlainText()

    @property
    def filled(self) -> bool:
        """Whether there are words."""
        return bool(self.toPlainText().strip())

    def follow(self) -> None:
        """Begin as the corpus does, where the person typed nothing; `settled` follows."""
        corpus = self._desk.draft.value("corpus", {})
        if not isinstance(corpus, Mapping) or not corpus.get("paths"):
            return
        if self._own or corpus == self._begins:
            return
        if self._job is not None:
            self._job.cancel()  # or its answer might come after the next one's
        self._begins, self.waiting = corpus, True
        self._job = self._desk.jobs.run(
            lambda control, _progress: engine_calls.corpus_beginning(corpus, control),
            title=self.tr("Looking for files"),
            then=self._begin,
            failed=lambda _error: self._begin(""),  # the Data page says what is wrong with it
        )

    def take_another(self) -> None:
        """Put other sentences of the corpus here, by chance; undo brings the old ones back."""
        corpus = self._desk.draft.value("corpus", {})
        if not isinstance(corpus, Mapping) or not corpus.get("paths"):
            return
        if self._job is not None:
            self._job.cancel()
        self._begins, self.waiting = corpus, True
        number = self._chance.randrange(2**32)
        self._job = self._desk.jobs.run(
            lambda control, _progress: engine_calls.corpus_sentence(corpus, number, control),
            title=self.tr("Looking for files"),
            then=self._take,
            failed=lambda _error: self._take(""),  # as in `follow`
        )

    def _take(self, words: str) -> None:
        self._job, self.waiting = None, False
        if words:
            self._own, self._filling = False, True
            cursor = self.textCursor()
            cursor.select(QTextCursor.SelectionType.Document)
            cursor.insertText(words)
            self._filling = False
            self._desk.settings.set_option(OPTION, "")
        self.settled.emit()

    def _begin(self, words: str) -> None:
        self._job, self.waiting = None, False
        if words and not self._own:
            self._filling = True
            self.setPlainText(words)
            self._filling = False
        self.settled.emit()

    def _keep(self) -> None:
        if not self._filling:
            self._own = True
            self._desk.settings.set_option(OPTION, self.toPlainText())

"""A text and what a decoder goes on with it with, while it is written and afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton

from studio.views.try_.answer_view import AnswerView
from studio.views.try_.inked_text import InkedText
from studio.views.try_.written_words import written_words
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk


class ContinueView(AnswerView):
    """The given text and the written one, which can be taken over as the given."""

    taken = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.shown = InkedText(desk.theme, self.tr("The text and what was written"))
        self.facts = label("", "dim", wrap=True)
        self.take = QPushButton(self.tr("Take over"))
        self.take.setToolTip(self.tr("Put the whole text above, to go on from there"))
        self.take.clicked.connect(lambda _checked=False: self.taken.emit(self.shown.words))
        self._growing = False
        for part in (self.shown, self.facts):
            self.body.addWidget(part)
        self.body.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeft)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._growing = False
        self.tell_fit(answer.fitted)
        self._show(question.text, answer.behind or answer.text)
        self._tell(written_words(answer))

    def show_part(self, question: Any, text: str) -> None:
        self._growing = True
        self.tell_fit(None)
        self._show(question.text, text)
        self._tell(self.tr("being written…"))

    def end_part(self) -> None:
        if self._growing:
            self._growing = False
            self._tell(self.tr("stopped"))

    def clear(self) -> None:
        self._growing = False
        self.tell_fit(None)
        self.shown.show_parts()
        self._tell("")

    def text(self) -> str:
        return self.shown.words

    def recolour(self) -> None:
        self.shown.set_theme(self.desk.theme)

    def _show(self, given: str, written: str) -> None:
        self.shown.show_parts((given, False), (written, True))

    def _tell(self, words: str) -> None:
        self.facts.setText(words)
        there = bool(self.shown.words)
        for part in (self.shown, self.facts, self.take):
            part.setVisible(there)
        self.take.setEnabled(not self._growing)

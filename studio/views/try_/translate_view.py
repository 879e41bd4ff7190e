"""Translations, the likeliest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.try_.answer_view import AnswerView, empty
from studio.views.try_.inked_text import InkedText
from studio.views.try_.written_words import written_words
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.answers import Written
    from studio.desk import Desk


class TranslateView(AnswerView):
    """Each with its log probability beneath."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._found: tuple[Written, ...] = ()
        inside = QWidget()
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        self.body.addWidget(inside)

    def show_answer(self, question: Any, answer: Any) -> None:
        self._found = answer
        self.tell_fit(answer[0].fitted if answer else None)
        self._show()

    def clear(self) -> None:
        self._found = ()
        self.tell_fit(None)
        self._show()

    def text(self) -> str:
        return "\n".join(one.text for one in self._found)

    def recolour(self) -> None:
        self._show()

    def _show(self) -> None:
        empty(self._rows)
        for number, one in enumerate(self._found, start=1):
            name = self.tr("Translation {number}").format(number=number)
            shown = InkedText(self.desk.theme, name)
            shown.show_parts((one.text or self.tr("(nothing)"), True))
            self._rows.addWidget(shown)
            self._rows.addWidget(label(written_words(one), "dim", wrap=True))

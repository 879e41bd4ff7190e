"""What stands beneath a question: one checkpoint's answer, drawn as its kind asks for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.try_.fitting import fitting_words
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.answers import Fitted
    from studio.desk import Desk

GAP = 6


class AnswerView(QWidget):
    """Empty until `show_answer`; put widgets into `body`, above what is told of the fit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self.fit = label("", "warn", wrap=True)
        self.fit.hide()
        layout.addWidget(self.fit)
        layout.addLayout(self.body)

    @abstractmethod
    def show_answer(self, question: Any, answer: Any) -> None:
        """Draw an answer."""

    def show_part(self, question: Any, text: str) -> None:
        """Show what has come so far of an answer told in pieces."""

    def end_part(self) -> None:
        """No more comes of it, though it is not whole."""

    @abstractmethod
    def clear(self) -> None:
        """There is no answer."""

    def text(self) -> str:
        """The answer for the clipboard; "" where there is none."""
        return ""

    def recolour(self) -> None:
        """Follow the theme of the desk."""

    def tell_fit(self, fitted: Fitted | None, tokens: Sequence[str] = ()) -> None:
        """Say how much of the text was read, where that is not all at once and as it stands."""
        words = fitting_words(fitted, tokens) if fitted is not None else ""
        self.fit.setText(words)
        self.fit.setVisible(bool(words))


def empty(layout: QVBoxLayout) -> None:
    """Take everything out of a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()

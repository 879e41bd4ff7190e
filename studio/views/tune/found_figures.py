"""The figures of a result: the one that matters large, the others beneath, another beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.views.tune.found_words import (
    CONTEXT,
    interval_words,
    verdict,
    written,
    yardstick_words,
)
from studio.widgets.text import Role, label
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.result import Figure, Result


class FoundFigures(QWidget):
    """Built anew for every result."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = label("", "number")
        self.name = label("", wrap=True)
        self.held = label("", "dim", wrap=True)  # interval and yardstick
        self.verdict = label("", "name", wrap=True)
        self.others: list[QLabel] = []
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.name)
        words.addWidget(self.held)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self.verdict)
        column.addLayout(self._grid)

    def show_result(self, result: Result, other: Result | None, other_name: str) -> None:
        """Show figures, and where there is another result what it says of the same."""
        first = result.figures[0]
        self.number.setText(written(first.value, first.unit))
        self.name.setText(say(CONTEXT, first.title))
        self.held.setText(
            "  ·  ".join(filter(None, (interval_words(first), yardstick_words(first))))
        )
        self.verdict.setText(verdict(first))
        self.verdict.setVisible(bool(verdict(first)))
        told = f"{self.number.text()}, {self.held.text()}"
        self.setAccessibleName(f"{self.name.text()}: {told}")
        self._clear()
        if other is not None:
            self._heads(other_name)
        for figure in result.figures if other is not None else result.figures[1:]:
            self._add(figure, _same(figure, other))

    def _heads(self, other_name: str) -> None:
        for column, words in enumerate((self.tr("this result"), other_name), start=1):
            self._put(words, 0, column, "dim")

    def _add(self, figure: Figure, other: Figure | None) -> None:
        row = self._grid.rowCount()
        self._put(say(CONTEXT, figure.title), row, 0, "dim", wrap=True)
        self._put(_told(figure), row, 1)
        if other is not None:
            self._put(_told(other), row, 2)

    def _put(
        self, words: str, row: int, column: int, role: Role = "", *, wrap: bool = False
    ) -> None:
        part = label(words, role, wrap=wrap)
        right = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
        part.setAlignment(right | Qt.AlignmentFlag.AlignTop)
        part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(part, row, column)
        self.others.append(part)

    def _clear(self) -> None:
        for part in self.others:
            self._grid.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.others = []


def _same(figure: Figure, other: Result | None) -> Figure | None:
    """What another result says of the same."""
    figures = other.figures if other is not None else ()
    return next((one for one in figures if one.name == figure.name), None)


def _told(figure: Figure) -> str:
    extra = "\n".join(filter(None, (interval_words(figure), yardstick_words(figure))))
    return "\n".join(filter(None, (written(figure.value, figure.unit), extra)))

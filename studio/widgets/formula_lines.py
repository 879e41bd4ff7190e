"""Formulas one beneath another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.formula import Formula

if TYPE_CHECKING:
    from studio.theme import Theme


class FormulaLines(QWidget):
    """As many as there are to show."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: list[Formula] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def text(self) -> str:
        """All formulas, a line each."""
        return "\n".join(line.text() for line in self._lines if not line.isHidden())

    def show_formulas(self, texts: Sequence[str]) -> None:
        """Show these and no others."""
        while len(self._lines) < len(texts):
            self._lines.append(Formula(self._theme))
            self._column.addWidget(self._lines[-1])
        for place, line in enumerate(self._lines):
            if place < len(texts):
                line.set_text(texts[place])
            line.setVisible(place < len(texts))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        for line in self._lines:
            line.set_theme(theme)

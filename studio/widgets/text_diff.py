"""Text with the parts that cleaning removed struck through."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from studio.theme import Theme


class TextDiff(QPlainTextEdit):
    """Read-only text in pieces, each kept or removed; never interpreted as HTML."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pieces: tuple[tuple[str, bool], ...] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)

    def show_pieces(self, pieces: Iterable[tuple[str, bool]]) -> None:
        """Show (text, removed) pieces one after the other."""
        self._pieces = tuple(pieces)
        self._write()

    def show_text(self, text: str) -> None:
        """Show text of which nothing was removed."""
        self.show_pieces([(text, False)])

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self._write()

    def _write(self) -> None:
        place = self.verticalScrollBar().value()
        kept, removed = QTextCharFormat(), QTextCharFormat()
        kept.setForeground(QColor(self._theme.text))
        removed.setForeground(QColor(self._theme.bad))
        removed.setFontStrikeOut(True)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        for text, gone in self._pieces:
            cursor.insertText(_visible(text) if gone else text, removed if gone else kept)
        cursor.endEditBlock()
        self.verticalScrollBar().setValue(place)


def _visible(text: str) -> str:
    """Removed white space, made visible: a struck-through space cannot be seen."""
    if text.strip():
        return text
    return text.replace(" ", "·").replace("\t", "→").replace("\r", "␍").replace("\n", "↵\n")

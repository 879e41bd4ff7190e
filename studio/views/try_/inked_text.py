"""A text of which a part was written by a model, in another ink."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit

if TYPE_CHECKING:
    from studio.theme import Theme

LEAST, MOST = 34, 260  # pixels; beyond, it scrolls
MARGIN = 22  # of the frame and the padding within it


class InkedText(QTextEdit):
    """To be read and copied; as tall as its text, up to a point."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._parts: tuple[tuple[str, bool], ...] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().contentsChanged.connect(self.updateGeometry)

    @property
    def words(self) -> str:
        """All of the text."""
        return "".join(text for text, _written in self._parts)

    def show_parts(self, *parts: tuple[str, bool]) -> None:
        """Texts and whether the model wrote them; the end is in sight."""
        self._parts = parts
        self.clear()
        cursor = QTextCursor(self.document())
        for text, written in parts:
            cursor.insertText(text, self._ink(written))
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.show_parts(*self._parts)

    def _ink(self, written: bool) -> QTextCharFormat:
        ink = QTextCharFormat()
        ink.setForeground(QColor(self._theme.accent if written else self._theme.text))
        if written:  # a ground as well, for never colour alone tells
            ink.setBackground(QColor(self._theme.raised))
        return ink

    def sizeHint(self) -> QSize:
        height = round(self.document().size().height()) + MARGIN
        return QSize(240, max(LEAST, min(height, MOST)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

"""A box of paths, one a line, of which long ones are cut: the end says which file it is."""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QFocusEvent, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPlainTextEdit, QToolTip

from studio.widgets.rich_tip import tip_html

LEAST_OF_FOLDER = 32  # pixels: fewer tell nothing of it


class PathLines(QPlainTextEdit):
    """While somebody types in it, lines stand there whole and the box scrolls."""

    def __init__(self) -> None:
        super().__init__()
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def shown_line(self, number: int) -> str:
        """A line, counted from 0, as it is drawn while nobody types."""
        return self._shortened(self.document().findBlockByNumber(number).text())

    def _shortened(self, path: str) -> str:
        """The folder gives way to the name; where that is too long itself, its end is left."""
        metrics, room = self.fontMetrics(), self._room()
        if metrics.horizontalAdvance(path) <= room:
            return path
        name = os.path.basename(path)
        folder = path.removesuffix(name)
        left = room - metrics.horizontalAdvance(name)
        if left < LEAST_OF_FOLDER:
            return metrics.elidedText(path, Qt.TextElideMode.ElideLeft, room)
        return metrics.elidedText(folder, Qt.TextElideMode.ElideMiddle, left) + name

    def _room(self) -> int:
        return self.viewport().width() - 2 * round(self.document().documentMargin())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalScrollBar().setValue(0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus() or self.document().isEmpty():  # a placeholder, then
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        painter.setPen(self.palette().color(self.foregroundRole()))
        block = self.firstVisibleBlock()
        left, height = round(self.document().documentMargin()), self.viewport().height()
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if area.top() > height:
                return
            room = QRect(left, round(area.top()), self._room(), round(area.height()))
            shown = self.shown_line(block.blockNumber())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
            block = block.next()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            block = self.cursorForPosition(event.pos()).block()
            if self.shown_line(block.blockNumber()) != block.text():
                QToolTip.showText(event.globalPos(), tip_html(block.text()) + self.toolTip(), self)
                return True
        return super().viewportEvent(event)

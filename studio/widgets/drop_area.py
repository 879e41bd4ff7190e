"""A field that files, folders and text can be dropped on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from studio.theme import Theme


def local_paths(data: QMimeData) -> list[str]:
    """The files and folders of this machine in what is dragged."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


class DropArea(QWidget):
    """A dashed field with one sentence; a click or Enter asks to browse instead."""

    paths_dropped = Signal(list)  # list[str]
    text_dropped = Signal(str)
    browse = Signal()

    def __init__(self, theme: Theme, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sentence = sentence
        self._over = False
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(sentence)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 84)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 64)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._over or self.hasFocus()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        pen = QPen(QColor(self._theme.accent if lit else self._theme.line), 1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(QColor(self._theme.raised if self._over else self._theme.surface))
        painter.drawRoundedRect(box, 8, 8)
        self._paint_arrow(painter, box.center().x(), box.center().y() - 14)
        painter.setPen(QColor(self._theme.text if lit else self._theme.dim))
        below = box.adjusted(12, box.height() / 2 - 4, -12, -4)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, flags | Qt.TextFlag.TextWordWrap, self._sentence)

    def _paint_arrow(self, painter: QPainter, x: float, y: float) -> None:
        painter.setPen(QPen(QColor(self._theme.accent), 1.8))
        painter.drawLine(round(x), round(y - 9), round(x), round(y + 3))
        painter.drawLine(round(x - 5), round(y - 2), round(x), round(y + 3))
        painter.drawLine(round(x + 5), round(y - 2), round(x), round(y + 3))
        painter.drawLine(round(x - 9), round(y + 7), round(x + 9), round(y + 7))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        paths = local_paths(event.mimeData())
        if paths:
            self.paths_dropped.emit(paths)
        elif event.mimeData().hasText():
            self.text_dropped.emit(event.mimeData().text())
        event.acceptProposedAction()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.pos()):
            self.browse.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.browse.emit()
        else:
            super().keyPressEvent(event)

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

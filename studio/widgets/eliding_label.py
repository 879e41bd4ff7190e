"""A line of text that ends in an ellipsis where it has too little room."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolTip, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.text import Role

LEAST = 24  # pixels


class ElidingLabel(QLabel):
    """Takes the width it is given; the whole line stands in its tooltip where it is cut."""

    def __init__(self, text: str = "", role: Role = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if role:
            self.setProperty("role", role)

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    def text_is_cut(self) -> bool:
        """Whether an ellipsis stands in the place of some of it."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            whole = tip_html(self.text()) if self.text_is_cut() else ""
            if whole and self.toolTip() != whole:
                QToolTip.showText(event.globalPos(), whole + self.toolTip(), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        # The pen of a new painter is the one the style sheet gives.
        painter.drawText(room, self.alignment(), shown)

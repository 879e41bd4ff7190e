"""A column that scrolls by itself where a card has too little room: pages do not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.widgets.sheet import Sheet


class ScrollColumn(QScrollArea):
    """Scrolls up and down only, so it asks for the width its content cannot do without.

    A bar at the foot of a card is clumsy, and without one what stands beyond the edge is lost.
    """

    def __init__(self, inside: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inside = inside
        inside.setObjectName("inside")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        least = self._inside.minimumSizeHint().expandedTo(self._inside.minimumSize()).width()
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(least + bar, super().minimumSizeHint().height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget() and event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # Qt itself takes no notice
        return super().eventFilter(watched, event)


def scrolling(column: QVBoxLayout) -> ScrollColumn:
    """An area around a column; as wide as there is room, as low as it must be."""
    inside = Sheet()
    inside.setLayout(column)
    area = ScrollColumn(inside)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area

"""A column that scrolls by itself where a card has too little room: pages do not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout

from studio.widgets.sheet import Sheet


def scrolling(column: QVBoxLayout) -> QScrollArea:
    """An area around a column; as wide as there is room, as low as it must be."""
    inside = Sheet()
    inside.setObjectName("inside")
    inside.setLayout(column)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area

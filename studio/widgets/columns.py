"""Columns: parts side by side; where the window is narrow, beneath one another."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from studio.widgets.sheet import Sheet

GAP = 12
NARROW = 1056  # pixels between the margins of a page in a window of less than 1280
Way = QBoxLayout.Direction


class Columns(Sheet):
    """Asks for no more width than its parts need beneath one another."""

    def __init__(self, narrow: int = NARROW, parent: QWidget | None = None) -> None:
        """Below `narrow` pixels the right goes under the left."""
        super().__init__(parent)
        self._narrow = narrow
        self._parts: list[tuple[QWidget, int]] = []
        self._box = QBoxLayout(Way.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(GAP)

    def add(self, part: QWidget, share: int, least: int) -> None:
        """Add a part: its share of the width, and its height where it stands beneath another."""
        self._parts.append((part, least))
        self._box.addWidget(part, share)

    def set_gap(self, pixels: int) -> None:
        """Leave so much between the parts."""
        self._box.setSpacing(pixels)

    @property
    def stacked(self) -> bool:
        """Whether they stand beneath one another."""
        return self._box.direction() is Way.TopToBottom

    def minimumSizeHint(self) -> QSize:
        widths = [part.minimumSizeHint().expandedTo(part.minimumSize()) for part, _ in self._parts]
        least = max((size.width() for size in widths), default=0)
        return QSize(least, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        stacked = self.width() < self._narrow
        if stacked != self.stacked:
            self._box.setDirection(Way.TopToBottom if stacked else Way.LeftToRight)
            for part, least in self._parts:
                part.setMinimumHeight(least if stacked else 0)

"""The rows of a form; a row too wide for the form has its name above its editor."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QWidget

from studio.widgets.editor import Editor

NAME = 96  # pixels of the names, at least
ACROSS, DOWN = 10, 4
Middle = Qt.AlignmentFlag.AlignVCenter


class Row(Protocol):
    """What stands on a row."""

    label: QLabel
    editor: Editor
    back: QToolButton
    fault: QLabel
    wide: bool  # always has its name above


class FormGrid(QWidget):
    """Asks for no more width than its widest editor; three lines of the grid are a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._above: list[bool] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(ACROSS)
        self._grid.setVerticalSpacing(DOWN)
        self._grid.setColumnMinimumWidth(0, NAME)
        self._grid.setColumnStretch(1, 1)

    def add(self, row: Row) -> None:
        """Put a row beneath the others."""
        self._rows.append(row)
        self._above.append(row.wide)
        self._place(len(self._rows) - 1)

    def minimumSizeHint(self) -> QSize:
        widths = map(self._least, self._rows)
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:  # an editor may need more room than before
            self.fit()
        return super().event(event)

    def fit(self) -> None:
        """Put the name of a row above it where both have no room side by side."""
        for index, row in enumerate(self._rows):
            above = row.wide or NAME + ACROSS + self._least(row) > self.width()
            if above != self._above[index]:
                self._above[index] = above
                self._place(index)

    def _least(self, row: Row) -> int:
        """Pixels that the editor and the way back cannot do without."""
        return row.editor.minimumSizeHint().width() + ACROSS + row.back.sizeHint().width()

    def _place(self, index: int) -> None:
        row, top, grid = self._rows[index], 3 * index, self._grid
        for part in (row.label, row.editor, row.back, row.fault):
            grid.removeWidget(part)
        if self._above[index]:
            grid.addWidget(row.label, top, 0, 1, 3)
            grid.addWidget(row.editor, top + 1, 0, 1, 2)
            place = Qt.AlignmentFlag.AlignTop if row.wide else Middle
            grid.addWidget(row.back, top + 1, 2, place)
        else:
            grid.addWidget(row.label, top + 1, 0, Middle)
            grid.addWidget(row.editor, top + 1, 1)
            grid.addWidget(row.back, top + 1, 2, Middle)
        grid.addWidget(row.fault, top + 2, 0, 1, 3)

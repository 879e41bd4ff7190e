"""The frame of the main window: bars around one page, and how the keyboard goes through them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.tab_order import next_stop
from studio.widgets.rail import Rail
from studio.widgets.run_bar import RunBar
from studio.widgets.top_bar import TopBar

MINIMUM = QSize(1024, 640)
NARROW = 1280  # below, words give way


class Frame(QMainWindow):
    """Top bar, rail, notes, the stack of pages, run bar."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self.setMinimumSize(MINIMUM)

    def place(self, top: TopBar, rail: Rail, notes: tuple[QFrame, ...], run_bar: RunBar) -> None:
        """Put the parts where they belong."""
        self.top, self.rail, self.run_bar = top, rail, run_bar
        content = QVBoxLayout()
        content.setContentsMargins(0, 0, 0, 0)
        content.setSpacing(0)
        lines = QVBoxLayout()
        lines.setContentsMargins(16, 0, 16, 0)
        for note in notes:
            note.setProperty("place", "top")
            lines.addWidget(note)
        content.addLayout(lines)
        content.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addLayout(content, 1)
        whole = QVBoxLayout()
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addLayout(middle, 1)
        whole.addWidget(self.run_bar)
        centre = QWidget()
        centre.setLayout(whole)
        self.setCentralWidget(centre)

    def add_page(self, page: QWidget) -> None:
        """Add a page to the stack; it scrolls only where the window is smaller than it can be."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.viewport().setAutoFillBackground(False)
        self.stack.addWidget(area)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        self.top.title.setVisible(wide)
        self.top.facts.setVisible(wide)
        self.run_bar.queue.setVisible(wide)

    def focusNextPrevChild(self, forward: bool) -> bool:
        stop = next_stop(self, self.focusWidget(), forward=forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if stop is not None:
            stop.setFocus(reason)
        return stop is not None

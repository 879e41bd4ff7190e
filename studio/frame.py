"""The frame of the main window: bars around one page, and how the keyboard goes through them."""

from __future__ import annotations

from PySide6.QtCore import QChildEvent, QEvent, QSize, Qt, Signal
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

    activated = Signal()  # somebody comes back to the window from elsewhere

    _sheet = ""  # what everything that can be seen is dressed in

    def __init__(self) -> None:
        super().__init__()
        self.stack = QStackedWidget()
        self.setMinimumSize(MINIMUM)

    def place(self, top: TopBar, rail: Rail, notes: tuple[QFrame, ...], run_bar: RunBar) -> None:
        """Put the parts where they belong."""
        self.top, self.rail, self.run_bar = top, rail, run_bar
        self._bars = (top, rail, run_bar, *notes)
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

    def show_area(self, index: int) -> None:
        """Show a page, in the colours of the moment."""
        self._dress(self.stack.widget(index))
        self.stack.setCurrentIndex(index)

    def wear(self, sheet: str) -> None:
        """Dress what can be seen in a style sheet; a hidden page follows when it is shown.

        A sheet of the whole application takes ten times as long: Qt goes over all widgets there
        are, and over each of them once for every one it stands in.
        """
        self._sheet = sheet
        own = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        for part in (*self._bars, *(child for child in own if child.isWindow())):
            self._dress(part)
        self._dress(self.stack.currentWidget())

    def childEvent(self, event: QChildEvent) -> None:
        super().childEvent(event)
        child = event.child()
        if event.polished() and isinstance(child, QWidget) and child.isWindow():  # a dialog
            self._dress(child)

    def _dress(self, part: QWidget | None) -> None:
        if part is not None and part.styleSheet() != self._sheet:
            part.setStyleSheet(self._sheet)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= NARROW
        self.top.title.setVisible(wide)
        self.top.facts.setVisible(wide)

    def focusNextPrevChild(self, forward: bool) -> bool:
        stop = next_stop(self, self.focusWidget(), forward=forward)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        if stop is not None:
            stop.setFocus(reason)
        return stop is not None

"""Card: what belongs together, with a title at the left and one quiet hint at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.widgets.busy_bar import BusyBar
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.jobs import Job

PADDING = 16
GAP = 12
MOMENT_MS = 500


class Card(QFrame):
    """A rounded surface; put things into `body`."""

    def __init__(self, title: str = "", hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._busy: BusyBar | None = None
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(PADDING, 12, PADDING, PADDING)
        outer.setSpacing(GAP)
        self.title = label(title, "title")
        self.hint = ElidingLabel(hint, "hint")
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.header = QHBoxLayout()
        self.header.setSpacing(8)
        self.header.addWidget(self.title)
        self.header.addWidget(self.hint, 1)
        self._head = QWidget()
        self.header.setContentsMargins(0, 0, 0, 0)
        self._head.setLayout(self.header)
        outer.addWidget(self._head)
        self._head.setVisible(bool(title or hint))  # shown without a parent it is a window
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        outer.addLayout(self.body, 1)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self.title.setText(title)
        self._head.setVisible(bool(title or self.hint.text()))

    def set_hint(self, hint: str, tip: str = "") -> None:
        """Show another hint; `tip` explains it."""
        self.hint.setText(hint)
        self.hint.setToolTip(tip_html(tip))
        self._head.setVisible(bool(self.title.text() or hint))

    def show_work(self, job: Job) -> None:
        """Show work on what stands here, once it takes longer than a moment."""
        if self._busy is None:
            self._busy = BusyBar()
            self._outer.insertWidget(1, self._busy)
        self._busy.follow(job, patience=MOMENT_MS)

    def add_to_header(self, widget: QWidget) -> None:
        """Put a control at the right end of the header."""
        self.header.addWidget(widget)
        self._head.setVisible(True)

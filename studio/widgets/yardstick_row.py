"""One loss and what it is held against, in three short lines."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.widgets.colour_dot import ColourDot
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label


class YardstickRow(QWidget):
    """Its name and value; how far below its baseline; what else is known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dot = ColourDot("#000000")
        self.name = ElidingLabel()
        self.value = label("", "name")
        self.below = label("", "dim", wrap=True)
        self.known = label("", "dim", wrap=True)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.dot)
        head.addWidget(self.name, 1)
        head.addWidget(self.value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 6, 4)
        column.setSpacing(1)
        column.addLayout(head)
        column.addWidget(self.below)
        column.addWidget(self.known)

    def show_loss(self, colour: str, name: str, value: str) -> None:
        """Its hue, what it is called, and where it stands."""
        self.dot.set_colour(colour)
        self.name.setText(name)
        self.value.setText(value)
        self.setAccessibleName(f"{name}: {value}")

    def show_yardsticks(self, below: str, known: str, tip: str) -> None:
        """What it is held against; what else is known of it, and what it measures."""
        self.below.setText(below)
        self.below.setVisible(bool(below))
        self.known.setText(known)
        self.known.setVisible(bool(known))
        self.setToolTip(tip_html(tip))
        self.setAccessibleDescription(f"{below} {known}".strip())

"""StatTile: the one number that matters, its unit, and its yardstick beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.widgets.card import Card
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

NARROW = 170  # pixels; a narrower tile leaves more of them to its words
NOTHING = "\u2013"  # an en dash stands for "not known yet"


class StatTile(Card):
    """A card with a name, a large number and a line beneath."""

    def __init__(self, name: str, tip: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = ElidingLabel(name, "dim")
        self.number = label(NOTHING, "number")
        self.unit = ElidingLabel("", "dim")
        self.note = ElidingLabel(" ", "dim")
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self.unit, 1)
        self.unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
        self.unit.setContentsMargins(0, 0, 0, 5)
        self.body.setSpacing(2)
        self.body.addWidget(self.name)
        self.body.addLayout(row)
        self.body.addWidget(self.note)
        self.call(name, tip)

    def call(self, name: str, tip: str) -> None:
        """Say what the number is, in a word and in full."""
        self.name.setText(name)
        self.setToolTip(tip_html(tip))
        self.setAccessibleName(name)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        side = 16 if self.width() >= NARROW else 10
        self._outer.setContentsMargins(side, 12, side, 12)

    def set(self, number: str, unit: str = "", note: str = "") -> None:
        """Show a value; an empty number means that it is not known yet."""
        self.number.setText(number or NOTHING)
        self.unit.setText(unit)
        self.note.setText(note or " ")
        self.setAccessibleDescription(f"{number} {unit}. {note}".strip())

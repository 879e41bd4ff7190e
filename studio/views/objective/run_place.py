"""At which point of the run the row is shown, where what is hidden changes on the way."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.widgets.number_input import NumberInput, Reach
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label


class RunPlace(QWidget):
    """A slider from the start of the run to its end; hidden where nothing is scheduled."""

    chosen = Signal(float)  # 0 … 1

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        words = self.tr("Progress of the run")
        self.input = NumberInput(whole=False, percent=True, reach=Reach(0.0, 1.0))
        self.input.name(words)
        self.input.show_value(0.0)
        self.input.edited.connect(self._choose)
        row.addWidget(label(words, "dim"))
        row.addWidget(self.input, 1)
        self.setToolTip(
            tip_html(
                self.tr("The share hidden changes on the way: see the row at any point of it.")
            )
        )
        self.hide()

    def _choose(self, value: object) -> None:
        if isinstance(value, (int, float)) and 0.0 <= value <= 1.0:
            self.chosen.emit(float(value))

"""A combo box whose long choice ends in an ellipsis instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from studio.widgets.rich_tip import tip_html


class ElidingCombo(QComboBox):
    """Takes the width it is given; the whole choice stands in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        # The arrow's room is taken off the text once, not twice.
        self.setStyleSheet(
            "QComboBox { padding-right: 2px; }QComboBox:focus, QComboBox:on { padding-right: 1px; }"
        )

    def offer(self, words: list[str], at: int) -> None:
        """Replace the choices where they differ, and stand on one; silent."""
        blocked = self.blockSignals(True)
        if [self.itemText(index) for index in range(self.count())] != words:
            self.clear()
            self.addItems(words)
        self.setCurrentIndex(at)
        self.blockSignals(blocked)
        self.setToolTip(tip_html(self.currentText()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, field.width()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

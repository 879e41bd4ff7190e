"""A combo box whose long choice ends in an ellipsis instead of being cut."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QToolTip,
    QWidget,
)

from studio.widgets.rich_tip import tip_html


class ElidingBox(QComboBox):
    """Takes the width it is given; the whole choice stands in its tooltip where it is cut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(80)
        # The arrow's room is taken off the text once, not twice.
        self.setStyleSheet(
            "QComboBox { padding-right: 2px; }QComboBox:focus, QComboBox:on { padding-right: 1px; }"
        )

    def text_is_cut(self) -> bool:
        """Whether an ellipsis stands in the place of some of the choice."""
        return self.fontMetrics().horizontalAdvance(self.currentText()) > self._room()

    def _room(self) -> int:
        """Pixels there are for the words."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        kind, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        return self.style().subControlRect(kind, option, field, self).width()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            whole = tip_html(self.currentText()) if self.text_is_cut() else ""
            if whole and self.toolTip() != whole:
                QToolTip.showText(event.globalPos(), whole + self.toolTip(), self)
                return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, self._room()
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)


class ElidingCombo(ElidingBox):
    """One of a few texts."""

    def offer(self, words: list[str], at: int) -> None:
        """Replace the choices where they differ, and stand on one; silent."""
        blocked = self.blockSignals(True)
        if [self.itemText(index) for index in range(self.count())] != words:
            self.clear()
            self.addItems(words)
        self.setCurrentIndex(at)
        self.blockSignals(blocked)
        self.setToolTip(tip_html(self.currentText()))

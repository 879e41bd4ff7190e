"""The chosen heads in their colours; a click hides or shows one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QToolButton, QWidget

from studio.widgets.arc_map import ArcHead

if TYPE_CHECKING:
    from studio.theme import Theme

SWATCH = QSize(26, 12)  # the last pixels keep the name off


class HeadLegend(QWidget):
    """A button a head, in as many lines as they need."""

    toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heads: tuple[ArcHead, ...] = ()
        self._buttons: list[QToolButton] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(4)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setAccessibleName(self.tr("Heads drawn"))

    def show_heads(self, heads: Sequence[ArcHead]) -> None:
        """Offer these; a head that was hidden, by its name, stays so."""
        if tuple(heads) == self._heads:
            return
        hidden = self._hidden_names()
        self._heads = tuple(heads)
        while len(self._buttons) > len(heads):
            gone = self._buttons.pop()
            self._grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self._buttons) < len(heads):
            self._buttons.append(self._make())
        for button, head in zip(self._buttons, heads, strict=True):
            button.setText(head.name)
            button.setAccessibleName(head.name)
            button.setIcon(QIcon(self._swatch(head)))
            button.blockSignals(True)
            button.setChecked(head.name not in hidden)
            button.blockSignals(False)
        self._arrange(force=True)

    def hidden(self) -> frozenset[int]:
        """The places of those that are switched off."""
        return frozenset(at for at, button in enumerate(self._buttons) if not button.isChecked())

    def button(self, at: int) -> QToolButton:
        """The button of a head."""
        return self._buttons[at]

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme

    def minimumSizeHint(self) -> QSize:
        return QSize(80, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _hidden_names(self) -> set[str]:
        return {self._heads[at].name for at in self.hidden()}

    def _arrange(self, *, force: bool = False) -> None:
        widest = max((button.sizeHint().width() for button in self._buttons), default=1)
        across = max(1, (self.width() + 4) // (widest + 4))
        if across == self._across and not force:
            return
        self._across = across
        for at, button in enumerate(self._buttons):
            self._grid.addWidget(button, at // across, at % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        self._grid.setColumnStretch(across, 1)

    def _make(self) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setIconSize(SWATCH)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Show or hide this head's arcs"))
        button.toggled.connect(lambda _checked: self.toggled.emit())
        return button

    def _swatch(self, head: ArcHead) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(SWATCH * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(head.colour), 2.5)
        if head.dashed:
            pen.setDashPattern([2.0, 1.2])
        painter.setPen(pen)
        middle = SWATCH.height() / 2
        painter.drawLine(QPointF(1, middle), QPointF(SWATCH.width() - 5, middle))
        painter.end()
        return pixmap

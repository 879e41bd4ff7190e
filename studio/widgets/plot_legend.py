"""The legend above a plot: a button per group of curves, and what solid and dashed mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme

SWATCH = QSize(22, 12)


class PlotLegend(QWidget):
    """Names in ink, colours as swatches; a click hides or shows a group."""

    toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[tuple[str, str, str], ...] = ()
        self._buttons: dict[str, QToolButton] = {}
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._layout.addStretch(1)
        self._keys = [(label(), label(words, "dim")) for words in self._key_words()]
        for swatch, words in self._keys:
            self._layout.addSpacing(8)
            self._layout.addWidget(swatch)
            self._layout.addWidget(words)
        self.set_theme(theme)

    def _key_words(self) -> tuple[str, str]:
        return self.tr("training"), self.tr("validation")

    def show_groups(self, groups: Sequence[tuple[str, str, str]]) -> None:
        """Offer these (name, words, colour); what was hidden stays hidden."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        names = {name for name, _, _ in groups}
        for name in [name for name in self._buttons if name not in names]:
            button = self._buttons.pop(name)
            button.hide()
            button.deleteLater()
        for place, (name, words, colour) in enumerate(groups):
            if name not in self._buttons:
                self._layout.insertWidget(place, self._make(name))
            self._buttons[name].setText(words)
            self._buttons[name].setAccessibleName(words)
            self._buttons[name].setIcon(QIcon(self._swatch(colour, dashed=False)))

    def _make(self, name: str) -> QToolButton:
        button = self._buttons[name] = QToolButton()
        button.setCheckable(True)
        button.setChecked(True)
        button.setIconSize(SWATCH)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setToolTip(self.tr("Show or hide this objective's curves"))
        button.toggled.connect(lambda _checked: self.toggled.emit())
        return button

    def shown(self) -> set[str]:
        """The groups that are not hidden."""
        return {name for name, button in self._buttons.items() if button.isChecked()}

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        for (swatch, _), dashed in zip(self._keys, (False, True), strict=True):
            swatch.setPixmap(self._swatch(theme.dim, dashed=dashed))
        groups, self._groups = self._groups, ()
        self.show_groups(groups)

    def _swatch(self, colour: str, *, dashed: bool) -> QPixmap:
        ratio = self.devicePixelRatioF()
        pixmap = QPixmap(SWATCH * ratio)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(colour), 2.0)
        if dashed:
            pen.setDashPattern([2.5, 1.5])
        painter.setPen(pen)
        middle = SWATCH.height() / 2
        painter.drawLine(QPointF(1, middle), QPointF(SWATCH.width() - 1, middle))
        if dashed:
            painter.setBrush(QColor(colour))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawEllipse(QPointF(SWATCH.width() / 2, middle), 3.0, 3.0)
        painter.end()
        return pixmap

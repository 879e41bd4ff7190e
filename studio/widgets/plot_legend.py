"""The legend above a plot: a button per group of curves, and what solid and dashed mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme

SWATCH = QSize(22, 12)
KEY = 26  # pixels, as high as a button


@dataclass(frozen=True, slots=True)
class Group:
    """Curves that one button shows or hides."""

    name: str
    words: str
    colour: str
    measure: str = ""  # only what measures the same can be compared


class PlotLegend(QWidget):
    """Names in ink, colours as swatches; a click hides or shows a group.

    Where groups measure different things, those that can be compared share a line that says what.
    """

    toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[Group, ...] = ()
        self._buttons: dict[str, QToolButton] = {}
        self._kept: list[QWidget] = []  # the lines
        self._arranged: list[tuple[str, str]] = []  # name and measure, as they stand on them
        self.measures: list[ElidingLabel] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(self._lines, 1)
        self._keys = [(label(), label(words, "dim")) for words in self._key_words()]
        for key in self._keys:
            row.addSpacing(8)
            for part in key:
                row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
                part.setMinimumHeight(KEY)
        self.set_theme(theme)

    def _key_words(self) -> tuple[str, str]:
        return self.tr("training"), self.tr("validation")

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Offer these; what was hidden stays hidden."""
        if tuple(groups) == self._groups:
            return
        self._groups = tuple(groups)
        names = {group.name for group in groups}
        for name in [name for name in self._buttons if name not in names]:
            button = self._buttons.pop(name)
            button.hide()
            button.deleteLater()
        for group in groups:
            button = self._buttons.get(group.name) or self._make(group.name)
            button.setText(group.words)
            button.setAccessibleName(group.words)
            button.setIcon(QIcon(self._swatch(group.colour, dashed=False)))
        self._arrange()

    def _arrange(self) -> None:
        """A line for each measure, in the order in which they come."""
        lines = [(group.name, group.measure) for group in self._groups]
        if lines == self._arranged:
            return
        self._arranged = lines
        held = next((one for one in self._buttons.values() if one.hasFocus()), None)
        before, self._kept, self.measures = self._kept, [], []
        measures = dict.fromkeys(group.measure for group in self._groups)
        for measure in measures:
            alike = [group for group in self._groups if group.measure == measure]
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
            for group in alike:
                row.addWidget(self._buttons[group.name])
                self._buttons[group.name].setAccessibleDescription("")
            if len(measures) > 1:
                row.addSpacing(6)
                row.addWidget(self._apart(measure, alike), 1)
            else:
                row.addStretch(1)
            self._kept.append(line)
            self._lines.addWidget(line)
        for line in before:  # the buttons have moved on
            self._lines.removeWidget(line)
            line.hide()
            line.deleteLater()
        if held is not None:  # a widget that is moved lets go of the keyboard
            held.setVisible(True)
            held.setFocus()

    def _apart(self, measure: str, alike: Sequence[Group]) -> ElidingLabel:
        """What these are, and no others."""
        words = ElidingLabel(f"≠ {measure}".strip(), "dim")
        words.setToolTip(
            tip_html(self.tr("Curves on different lines measure different things: do not compare."))
        )
        self.measures.append(words)
        for group in alike:
            self._buttons[group.name].setAccessibleDescription(words.text())
        return words

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

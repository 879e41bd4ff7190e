"""Rail: the eight numbered places, each with its mark."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.theme import Theme

WIDTH = 168
HEIGHT = 38
MARK = 14.0


@dataclass(frozen=True, slots=True)
class RailMark:
    """What stands at the right: "", "done", "wished", "warning", or "busy" with its share."""

    kind: str = ""
    share: float | None = None
    why: str = ""


class RailButton(QAbstractButton):
    """One place: number, icon, name, mark."""

    def __init__(self, theme: Theme, number: int, words: str, keys: str) -> None:
        super().__init__()
        self._theme, self._number, self._keys = theme, number, keys
        self._mark = RailMark()
        self.setText(words)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_mark(self._mark)

    def show_mark(self, mark: RailMark) -> None:
        """Show how the place stands."""
        if mark == self._mark and self.accessibleName():
            return  # it is told with every report of a run
        self._mark = mark
        self.setToolTip(tip_html(f"{self.text()} ({self._keys})\n{mark.why}".strip()))
        self.setAccessibleName(f"{self._number} {self.text()}")
        self.setAccessibleDescription(mark.why)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, box = self._theme, QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.raised))
            painter.setOpacity(1.0 if self.isChecked() else 0.6)
            painter.drawRoundedRect(box, 8, 8)
            painter.setOpacity(1.0)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 8, 8)
        self._paint_words(painter, box)
        self._paint_mark(painter, QRectF(box.right() - MARK - 10, 0, MARK, MARK), box)

    def _paint_words(self, painter: QPainter, box: QRectF) -> None:
        theme, left = self._theme, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        small = QFont(self.font())
        small.setPixelSize(11)
        painter.setFont(small)
        painter.setPen(QColor(theme.dim))
        painter.drawText(box.adjusted(8, 0, 0, 0), left, str(self._number))
        if not self.icon().isNull():
            side = 18
            self.icon().paint(
                painter, int(box.left()) + 22, int(box.center().y()) - side // 2 + 1, side, side
            )
        name = QFont(self.font())
        name.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(name)
        painter.setPen(QColor(theme.text if self.isChecked() else theme.dim))
        painter.drawText(box.adjusted(48, 0, -24, 0), left, self.text())

    def _paint_mark(self, painter: QPainter, mark: QRectF, box: QRectF) -> None:
        mark.moveCenter(QPointF(mark.center().x(), box.center().y()))
        if self._mark.kind == "done":
            painter.setPen(_pen(self._theme.good))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            x, y = mark.left(), mark.top()
            painter.drawPolyline(
                QPolygonF(
                    [QPointF(x + 2, y + 7.5), QPointF(x + 5.5, y + 11), QPointF(x + 12, y + 4)]
                )
            )
        elif self._mark.kind == "wished":
            painter.setPen(_pen(self._theme.accent, 1.6))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark.adjusted(2.5, 2.5, -2.5, -2.5))
        elif self._mark.kind == "warning":
            painter.setPen(QColor(self._theme.warn))
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.Bold)
            painter.setFont(bold)
            painter.drawText(mark, Qt.AlignmentFlag.AlignCenter, "!")
            painter.setPen(_pen(self._theme.warn, 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark)
        elif self._mark.kind == "busy":
            painter.setPen(_pen(self._theme.line, 2.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = mark.adjusted(1, 1, -1, -1)
            painter.drawEllipse(ring)
            painter.setPen(_pen(self._theme.accent, 2.4))
            share = max(0.04, self._mark.share or 0.0)
            painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))


class Rail(QFrame):
    """The places, one below the other; the arrow keys move between them."""

    chosen = Signal(str)  # the page's name, by the person

    def __init__(self, theme: Theme, titles: Mapping[str, str], parent: QWidget | None = None):
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setProperty("edge", "right")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Places"))
        self.buttons: dict[str, RailButton] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 16, 8, 16)
        layout.setSpacing(4)
        for number, (name, words) in enumerate(titles.items(), start=1):
            button = RailButton(theme, number, words, f"Ctrl+{number}")
            button.clicked.connect(lambda _checked=False, name=name: self.chosen.emit(name))
            self.buttons[name] = button
            layout.addWidget(button)
        layout.addStretch(1)

    def show_page(self, name: str) -> None:
        """Mark a place as the one on show."""
        self.buttons[name].setChecked(True)

    def show_mark(self, name: str, mark: RailMark) -> None:
        """Show how a place stands."""
        self.buttons[name].show_mark(mark)

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """The icons, in the colours of the moment."""
        for name, made in icons.items():
            self.buttons[name].setIcon(made)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        for button in self.buttons.values():
            button.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        names = list(self.buttons)
        focused = [name for name in names if self.buttons[name].hasFocus()]
        if step is None or not focused:
            super().keyPressEvent(event)
            return
        self.buttons[names[(names.index(focused[0]) + step) % len(names)]].setFocus()


def _pen(colour: str, width: float = 2.0) -> QPen:
    return QPen(
        QColor(colour),
        width,
        Qt.PenStyle.SolidLine,
        Qt.PenCapStyle.RoundCap,
        Qt.PenJoinStyle.RoundJoin,
    )

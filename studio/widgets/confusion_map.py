"""How often each class was taken for each: a table of shares in colour, cell by cell to choose.

Rows are what is right, columns what was predicted; a colour is the share of its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontInfo,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.theme import contrast, mixed
from studio.widgets.rich_tip import tip_html
from studio.widgets.table import Table, small_table
from studio.wording import number, small_share

if TYPE_CHECKING:
    from studio.theme import Theme

LEAST, MOST = 22.0, 92.0  # pixels of a cell
SMALLEST = 8  # pixels of a figure that must fit its cell
NAMES = 0.34  # of the width: the names of the rows at most
GAP = 6.0
STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class ConfusionMap(QWidget):
    """A click, or Enter where the arrow keys went, chooses a cell."""

    chosen = Signal(int, int)  # row, column; by the person

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: tuple[str, ...] = ()
        self._counts: tuple[tuple[int, ...], ...] = ()
        self._at = (-1, -1)  # under the pointer or the keys
        self.cell = (-1, -1)  # chosen
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix"))

    def show_counts(self, labels: Sequence[str], counts: Sequence[Sequence[int]]) -> None:
        """Replace it; `counts[i][j]`: examples of class i that were taken for class j."""
        if any(len(row) != len(labels) for row in counts) or len(counts) != len(labels):
            raise ValueError(f"no square of {len(labels)} classes")
        self._labels = tuple(labels)
        self._counts = tuple(tuple(row) for row in counts)
        self._at = self.cell = (-1, -1)
        self.setAccessibleDescription("")
        self.updateGeometry()
        self.update()

    def choose(self, row: int, column: int) -> None:
        """Stand on a cell without saying so; −1, −1: on none."""
        self.cell = (row, column)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    # what is read

    def reading(self) -> str:
        """The cell at hand in words; what the colours say where there is none."""
        cell = self._at if self._at[0] >= 0 else self.cell
        return self._told(cell) if cell[0] >= 0 else self.tr("Colour: share of its row.")

    def _told(self, cell: tuple[int, int]) -> str:
        row, column = cell
        total, count = sum(self._counts[row]), self._counts[row][column]
        words = self.tr("right: {right} · predicted: {said} · {count} of {total} ({share})")
        return words.format(
            right=self._labels[row],
            said=self._labels[column],
            count=number(count),
            total=number(total),
            share=small_share(count / total) if total else "–",
        )

    def table(self) -> Table:
        """The counts, right classes in rows."""
        headings = [self.tr("right \\ predicted"), *self._labels]
        rows = [
            [label, *map(str, row)] for label, row in zip(self._labels, self._counts, strict=True)
        ]
        return small_table(headings, rows)

    # places

    def sizeHint(self) -> QSize:
        return QSize(420, 360)

    def minimumSizeHint(self) -> QSize:
        count = len(self._labels)
        return QSize(round(84 + count * LEAST), round(150 + count * LEAST))

    def rect_of(self, row: int, column: int) -> QRectF:
        """Where a cell stands."""
        return self._cell_at(self._frame(QRectF(self.rect())), row, column)

    def _frame(self, area: QRectF) -> QRectF:
        """The cells together: as large as fits beside the names and above the reading."""
        metrics = QFontMetricsF(self.font())
        count = max(1, len(self._labels))
        widest = max((metrics.horizontalAdvance(one) for one in self._labels), default=0.0)
        head = max(map(metrics.horizontalAdvance, self._corner()))
        left = max(head + 1.5 * GAP, min(widest + 2 * GAP, area.width() * NAMES))
        high = 2 * metrics.height() + GAP  # of the words in the corner
        side = min((area.width() - left - GAP) / count, (area.height() - 3 * high) / count, MOST)
        if widest > side - GAP:  # the names of the columns stand on end
            high = max(high, min(widest, area.height() * NAMES) + 2 * GAP)
            side = min(side, (area.height() - high - 2 * metrics.height() - 3 * GAP) / count)
        side = max(side, 4.0)
        return QRectF(area.left() + left, area.top() + high, side * count, side * count)

    def _cell_at(self, frame: QRectF, row: int, column: int) -> QRectF:
        side = frame.width() / max(1, len(self._labels))
        return QRectF(frame.left() + column * side, frame.top() + row * side, side, side)

    def _cells(self, frame: QRectF, seen: QRectF) -> Iterator[tuple[int, int]]:
        """Those of which something is seen: of many classes hardly one in a hundred is."""
        count, side = len(self._labels), frame.width() / max(1, len(self._labels))
        ends = (seen.top() - frame.top(), seen.bottom() - frame.top())
        sides = (seen.left() - frame.left(), seen.right() - frame.left())
        rows, columns = (
            range(max(0, int(first // side)), min(count, int(last // side) + 1))
            for first, last in (ends, sides)
        )
        return ((row, column) for row in rows for column in columns)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        self.draw(QPainter(self), QRectF(self.rect()), QRectF(event.rect()))

    def draw(self, painter: QPainter, area: QRectF, seen: QRectF | None = None) -> None:
        """Draw it all into any painter: the screen's or a file's; of cells only those `seen`."""
        if not self._labels:
            return
        painter.setFont(self.font())
        frame = self._frame(area)
        for row, column in self._cells(frame, frame if seen is None else seen):
            self._draw_cell(painter, frame, row, column)
        self._draw_names(painter, area, frame)
        for cell, colour, width in (
            (self._at, self._theme.text, 1.5),
            (self.cell, self._theme.accent, 2.5),
        ):
            if cell[0] >= 0:
                painter.setPen(QPen(QColor(colour), width))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self._cell_at(frame, *cell).adjusted(1, 1, -1, -1))
        painter.setPen(QColor(self._theme.text))
        metrics = QFontMetricsF(painter.font())
        below = QRectF(area.left(), frame.bottom() + GAP, area.width(), 2 * metrics.height() + GAP)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(below, flags, self.reading())

    def _draw_cell(self, painter: QPainter, frame: QRectF, row: int, column: int) -> None:
        box = self._cell_at(frame, row, column)
        count, total = self._counts[row][column], sum(self._counts[row])
        ground = mixed(self._theme.surface, self._theme.series[0], count / total if total else 0.0)
        painter.fillRect(box, QColor(ground))
        painter.setPen(QPen(QColor(self._theme.border if row == column else self._theme.line), 1.0))
        painter.drawRect(box)
        told = number(count)
        font = self.figure_font(told, box.width()) if count else None
        if font is not None:
            inks = (self._theme.text, self._theme.on_accent, self._theme.bg)
            painter.setPen(QColor(max(inks, key=lambda ink: contrast(ink, ground))))
            painter.setFont(font)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, told)
            painter.setFont(self.font())

    def figure_font(self, told: str, width: float) -> QFont | None:
        """The type in which a figure fits a cell; None: in none that can be read."""
        font = QFont(self.font())
        for pixels in range(round(QFontInfo(font).pixelSize()), SMALLEST - 1, -1):
            font.setPixelSize(pixels)
            if QFontMetricsF(font).horizontalAdvance(told) <= width - 2:
                return font
        return None

    def _corner(self) -> tuple[str, str]:
        return self.tr("right ↓"), self.tr("predicted →")

    def _draw_names(self, painter: QPainter, area: QRectF, frame: QRectF) -> None:
        metrics, flags = QFontMetricsF(painter.font()), Qt.AlignmentFlag
        side, cut = frame.width() / len(self._labels), Qt.TextElideMode.ElideRight
        painter.setPen(QColor(self._theme.dim))
        left = QRectF(area.left(), area.top(), frame.left() - area.left() - GAP, frame.top())
        room = left.adjusted(0, max(0.0, left.height() - 2 * metrics.height() - GAP), 0, -GAP / 2)
        painter.drawText(
            room, flags.AlignRight | flags.AlignBottom, "\n".join(self._corner()[::-1])
        )
        painter.setPen(QColor(self._theme.text))
        upright = max(map(metrics.horizontalAdvance, self._labels)) > side - GAP
        for at, name in enumerate(self._labels):
            if side >= metrics.height() * 0.8 or at % 2 == 0:
                box = QRectF(area.left(), frame.top() + at * side, left.width(), side)
                words = metrics.elidedText(name, cut, box.width())
                painter.drawText(box, flags.AlignRight | flags.AlignVCenter, words)
                self._draw_column(painter, frame, at, upright=upright)

    def _draw_column(self, painter: QPainter, frame: QRectF, at: int, *, upright: bool) -> None:
        metrics, side = QFontMetricsF(painter.font()), frame.width() / len(self._labels)
        high = frame.top() - GAP
        cut, name = Qt.TextElideMode.ElideRight, self._labels[at]
        middle = QPointF(frame.left() + (at + 0.5) * side, frame.top() - GAP)
        painter.save()
        painter.translate(middle)
        if upright:
            painter.rotate(-90)
            words = metrics.elidedText(name, cut, high - GAP)
            painter.drawText(QPointF(0, metrics.ascent() / 2 - 1), words)
        else:
            painter.drawText(QPointF(-metrics.horizontalAdvance(name) / 2, -2), name)
        painter.restore()

    # pointer and keyboard

    def _cell_under(self, place: QPointF) -> tuple[int, int]:
        frame = self._frame(QRectF(self.rect()))
        return next(self._cells(frame, QRectF(place, QSizeF(0, 0))), (-1, -1))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cell = self._cell_under(QPointF(event.pos()))
            words = self._told(cell) if cell[0] >= 0 else ""
            QToolTip.showText(event.globalPos(), tip_html(words) if words else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look_at(self._cell_under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        cell = self._cell_under(event.position())
        if event.button() is Qt.MouseButton.LeftButton and cell[0] >= 0:
            self._choose(cell)

    def leaveEvent(self, event: QEvent) -> None:
        self._look_at((-1, -1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and self._labels:
            last = len(self._labels) - 1
            row, column = self._at if self._at[0] >= 0 else self.cell
            down, right = STEPS[key]
            moved = (0, 0) if row < 0 else (row + down, column + right)
            self._look_at((min(max(moved[0], 0), last), min(max(moved[1], 0), last)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._at[0] >= 0:
            self._choose(self._at)
        else:
            super().keyPressEvent(event)

    def _look_at(self, cell: tuple[int, int]) -> None:
        if cell != self._at:
            self._at = cell
            self.setAccessibleDescription(self.reading() if cell[0] >= 0 else "")
            self.update()

    def _choose(self, cell: tuple[int, int]) -> None:
        self.choose(*cell)
        self.chosen.emit(*cell)

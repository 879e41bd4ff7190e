"""One attention head as a map: who looks at whom, with names, a scale and a reading.

Letters: R rows (tokens that look), C columns (tokens looked at).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.colour_maps import Colours
from studio.widgets.colour_scale import ColourScale, nice_top, scale_words
from studio.widgets.heat_drawing import paint_isolation, paint_names, strong_names
from studio.widgets.heat_reading import HeatReading
from studio.widgets.map_picture import MapPicture
from studio.widgets.map_places import Room
from studio.widgets.rich_tip import tip_html
from studio.widgets.zoomed_map import STEPS, ZoomedMap

if TYPE_CHECKING:
    from studio.theme import Theme
    from studio.widgets.table import Table

Weights = NDArray[np.floating]
READING = 22.0  # pixels beneath the map


class HeatMap(ZoomedMap):
    """Attention weights of one head; beside its own reading others may show `read`.

    The pointer or the arrow keys isolate a row, or on its name a column. A click or Enter holds
    it until the next, or Escape; a column for this map alone. Wheel, pinch, + and − zoom, a drag
    moves, 0 or a double click shows all.
    """

    read = Signal(str)  # the number under the pointer, in words; "": none
    held = Signal(int)  # the row held by the person; −1: let go

    def __init__(
        self, theme: Theme, *, tells: bool = True, zooms: bool = True, parent: QWidget | None = None
    ) -> None:
        """`tells`: write the reading beneath the map; else only `read` says it.

        Without `zooms` the wheel is left to what the map stands in.
        """
        super().__init__(zooms=zooms, parent=parent)
        self._theme = theme
        self._below = READING if tells else 6.0
        self._values: Weights = np.zeros((0, 0), dtype=np.float32)  # [R, C]
        self._top, self._diverging = 1.0, False
        self._colours: Colours = "viridis"
        self._row = self._column = self._held = self._held_column = -1
        self._picture, self._scale, self._reading = MapPicture(), ColourScale(), HeatReading()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Attention map"))
        what = self.tr(
            "Each row is a token that looks, each column a token looked at; a row sums to 1.\n"
            "softmax(QKᵀ/√d), Vaswani et al. 2017."
        )
        keys = self.tr(
            "Point or use the arrow keys to isolate a row, or point at the name of a column; click "
            "or press Enter to hold it, Esc to let go.\n"
            "Wheel, + and − zoom, drag to move, 0 or a double click shows all."
        )
        self.setToolTip(tip_html(f"{what}\n{keys}") if zooms else what)

    # what is shown

    def show_map(
        self,
        values: Weights,
        rows: Sequence[str],
        columns: Sequence[str] | None = None,
        *,
        top: float | None = None,
        diverging: bool = False,
    ) -> None:
        """Show [R, C] values of the tokens `rows` at the tokens `columns` (default: the same).

        `top` ends the scale (default: the next round number); `diverging`: it begins at −top.
        """
        columns = rows if columns is None else columns
        if self.places.set_names(rows, columns):
            self._row = self._column = self._held = self._held_column = -1
        self._values, self._diverging = values, diverging
        size = np.abs(values) if diverging else values
        self._top = top if top is not None else nice_top(float(np.max(size, initial=0.0)))
        self._picture.show(values, self._top, diverging=diverging)
        self._reading.show(values, tuple(rows), tuple(columns), diverging=diverging)
        self._dress()
        self._describe()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self.show_map(np.zeros((0, 0), dtype=np.float32), ())

    def set_colours(self, colours: Colours) -> None:
        """Show weights in another map; differences have their own."""
        self._colours = colours
        self._dress()
        self.update()

    def isolate(self, row: int, column: int = -1) -> None:
        """Show a row apart from the others, or a column where `row` is −1; both −1: all alike."""
        if (row, column) == (self._row, self._column):
            return
        self._row, self._column = row, column
        self._describe()
        self.update()

    def hold(self, row: int) -> None:
        """Keep a row isolated until another is held, or −1; silent."""
        if row != self._held:
            self._held, self._held_column = row, -1
            self._row, self._column = row, -1
            self._describe()
            self.update()

    def hold_column(self, column: int) -> None:
        """Keep a column isolated, or −1; a row that was held is let go."""
        if self._held >= 0:
            self._hold(-1)
        self._held_column = column
        self._row, self._column = -1, column
        self._describe()
        self.update()

    @property
    def values(self) -> Weights:
        """What is shown, [R, C]."""
        return self._values

    @property
    def top(self) -> float:
        """Where the scale ends."""
        return self._top

    @property
    def row(self) -> int:
        """The isolated row; −1 where there is none."""
        return self._held if self._held >= 0 else self._row

    @property
    def row_names(self) -> tuple[str, ...]:
        """The tokens that look."""
        return self._reading.rows

    @property
    def column_names(self) -> tuple[str, ...]:
        """The tokens looked at."""
        return self._reading.columns

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self._dress()
        self.update()

    def reading(self) -> str:
        """The number under the pointer, in words."""
        if self._column < 0 and self._held_column >= 0:
            return self._reading.words(-1, self._held_column)
        return self._reading.words(self._row if self._column >= 0 else self.row, self._column)

    def table(self) -> Table:
        """The values with their tokens, for a spreadsheet."""
        return self._reading.table()

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The values and their tokens, for numpy."""
        return self._reading.arrays()

    def sizeHint(self) -> QSize:
        return QSize(420, 380)

    def minimumSizeHint(self) -> QSize:
        return QSize(150, 112)

    def _dress(self) -> None:
        dark: Colours = "diverging-dark" if self._theme.dark else "diverging"
        self._picture.colours = dark if self._diverging else self._colours

    # geometry

    def room(self, area: QRectF) -> Room:
        right = self._scale.width(QFontMetricsF(self.font())) + 12
        return Room(area, self.font(), right, self._below)

    def _at(self, place: QPointF) -> tuple[int, int]:
        """The row and the column under a pixel: −1 for a row where it is on a column's name."""
        return self.placed().named_at(place) if self._values.size else (-1, -1)

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw map, names, scale and reading into any painter: the screen's or a file's."""
        if not self._values.size:
            return
        painter.setFont(self.font())
        placed, theme = self.places.place(self.room(area)), self._theme
        self._picture.paint(painter, placed, painter.device().devicePixelRatioF())
        if self.places.zoomed:
            self._picture.paint_numbers(painter, placed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row, column = self._isolated()
        paint_isolation(painter, placed, theme, row, column, held=self._holds)
        names = self._reading.rows, self._reading.columns
        paint_names(painter, placed, theme, names, strong_names(self._values, row, column))
        painter.setFont(placed.row_names.font)
        frame = placed.frame
        left = frame.right() + 12
        bar = QRectF(left, frame.top(), area.right() - left, min(frame.height(), 220.0))
        words = scale_words(self._top, diverging=self._diverging)
        self._scale.paint(painter, bar, theme, words, self._picture.colours)
        if self._below == READING:
            painter.setFont(self.font())
            painter.setPen(QColor(theme.text))
            place = QRectF(area.left(), frame.bottom() + 2, area.width(), READING)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.reading())

    @property
    def _holds(self) -> bool:
        return self._held >= 0 or self._held_column >= 0

    def _isolated(self) -> tuple[int, int]:
        if self._held_column >= 0:
            return -1, self._held_column
        if self._held < 0:
            return self._row, self._column
        return self._held, self._column if self._row == self._held else -1

    # pointer and keyboard

    def pointed(self, place: QPointF) -> None:
        self.isolate(*self._at(place))

    def clicked(self, place: QPointF) -> None:
        row, column = self._at(place)
        if row >= 0:
            self._hold(-1 if row == self._held else row)
        elif column >= 0:
            self.hold_column(-1 if column == self._held_column else column)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.isolate(-1)

    def _hold(self, row: int) -> None:
        self._held_column = -1
        self.hold(row)
        self.held.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in STEPS and self._values.size:
            self._step(*STEPS[key])
        elif key == Qt.Key.Key_Escape and (self._holds or self._row >= 0 or self._column >= 0):
            self.hold_column(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.row >= 0:
            self._hold(-1 if self._held >= 0 else self.row)
        else:
            super().keyPressEvent(event)

    def _step(self, down: int, right: int) -> None:
        num_rows, num_columns = self._values.shape
        row = max(0, min(self._row + down, num_rows - 1))
        self.isolate(row, max(-1, min(self._column + right, num_columns - 1)))
        self.places.reveal(self.placed(), self._row, self._column)

    def _describe(self) -> None:
        reading = self.reading()
        if reading != self.accessibleDescription():
            self.setAccessibleDescription(reading)
            self.read.emit(reading)

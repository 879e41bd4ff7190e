"""All heads of all layers as one picture.

Letters: N layers, H heads, R rows (tokens that look), C columns (tokens looked at).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.widgets.colour_maps import Colours
from studio.widgets.colour_scale import ColourScale, scale_words
from studio.widgets.grid_drawing import HeadsPicture, paint_frames, paint_habits, paint_numbers
from studio.widgets.grid_places import GridPlaces, place_heads
from studio.widgets.head_mosaic import Heads
from studio.widgets.table import Table

if TYPE_CHECKING:
    from studio.theme import Theme

Place = tuple[int, int]  # layer and head, from 0
Together = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def weight_rows(weights: Heads) -> Iterator[list[str]]:
    """Layer, head, row, column and weight, one by one."""
    for layer, head, row in np.ndindex(weights.shape[:3]):
        place = [str(layer + 1), str(head + 1), str(row)]
        for column, weight in enumerate(weights[layer, head, row].tolist()):
            yield [*place, str(column), f"{weight:.5f}"]


class HeadGrid(QWidget):
    """Layers down, heads across, drawn as one image; one or several heads are chosen.

    A click or an arrow key chooses a head, with Ctrl or Shift one more; Escape leaves one.
    """

    chosen = Signal(int, int)  # layer and head, from 0: this one alone
    added = Signal(int, int)  # this one too, or no longer

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture, self._scale = HeadsPicture(), ColourScale()
        self._colours: Colours = "viridis"
        self._chosen: tuple[Place, ...] = ((0, 0),)
        self._hover: Place = (-1, -1)
        self._names: tuple[Sequence[str], Sequence[str]] = ((), ())
        self._habits: Sequence[Sequence[str]] = ()
        self._tips: Sequence[Sequence[str]] = ()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Attention heads"))
        self.setToolTip(
            self.tr(
                "Every attention head of every layer. Click one, or use the arrow keys;\n"
                "Ctrl+click or Shift and an arrow chooses several.\n"
                "Heads learn different things: the previous token, the separator, the mask."
            )
        )

    # what is shown

    def show_heads(
        self,
        weights: Heads,
        rows: Sequence[str] = (),
        columns: Sequence[str] = (),
        *,
        diverging: bool = False,
    ) -> None:
        """Show [N, H, R, C] weights, or differences; chosen heads stay chosen where they exist.

        `rows` and `columns` name the tokens in what is saved.
        """
        if self._picture.weights.shape[:2] != weights.shape[:2]:
            self._habits = self._tips = ()
        self._picture.show(np.ascontiguousarray(weights, dtype=np.float16), diverging=diverging)
        self._names = rows, columns
        last = [max(0, count - 1) for count in weights.shape[:2]]
        within = ((min(one[0], last[0]), min(one[1], last[1])) for one in self._chosen)
        self._chosen = tuple(dict.fromkeys(within))
        self._dress()
        self._describe()
        self.update()

    def show_habits(self, names: Sequence[Sequence[str]], tips: Sequence[Sequence[str]]) -> None:
        """What every head does, [N][H]: a name under it where there is room, a tooltip over it."""
        self._habits, self._tips = names, tips
        self._describe()
        self.update()

    def set_alike(self, alike: bool) -> None:
        """One scale for all heads, or each head by its own highest weight."""
        self._picture.alike = alike
        self.update()

    def set_colours(self, colours: Colours) -> None:
        """Show weights in another map; differences have their own."""
        self._colours = colours
        self._dress()
        self.update()

    def choose(self, layer: int, head: int) -> None:
        """Choose one head without saying so."""
        self.choose_all(((layer, head),))

    def choose_all(self, heads: Sequence[Place]) -> None:
        """Choose several, the last chosen first, without saying so."""
        num_layers, num_heads = self._picture.weights.shape[:2]
        within = tuple(one for one in heads if one[0] < num_layers and one[1] < num_heads)
        if within and within != self._chosen:
            self._chosen = within
            self._describe()
            self.update()

    @property
    def head(self) -> Place:
        """The layer and head chosen last, from 0."""
        return self._chosen[0]

    @property
    def heads(self) -> tuple[Place, ...]:
        """All chosen ones, the last chosen first."""
        return self._chosen

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self._dress()
        self.update()

    def table(self) -> Table:
        """Every weight with its layer, head and places, for a spreadsheet."""
        weights = self._picture.weights
        headings = ["layer", "head", "row", "column", "weight"]
        return Table(headings, weights.size, lambda: weight_rows(weights))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The weights [N, H, R, C] and the tokens of rows and columns, for numpy."""
        return {
            "weights": self._picture.weights,
            "rows": np.array(self._names[0], dtype=np.str_),
            "columns": np.array(self._names[1], dtype=np.str_),
        }

    def sizeHint(self) -> QSize:
        return QSize(400, 420)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    def _dress(self) -> None:
        dark: Colours = "diverging-dark" if self._theme.dark else "diverging"
        self._picture.colours = dark if self._picture.diverging else self._colours

    # drawing

    def places(self, area: QRectF) -> GridPlaces:
        """Where the heads stand in a picture."""
        metrics = QFontMetricsF(self.font())
        left = metrics.horizontalAdvance(self.tr("layer {number}").format(number=99)) + 12
        above, right = metrics.height() + 12, self._scale.width(metrics) + 14
        room = area.adjusted(left, above, -right, -4)
        shape = self._picture.weights.shape
        return place_heads(room, shape, with_names=bool(self._habits))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(self._theme.accent), 1.0, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the heads with their names and scale into any painter."""
        picture = self._picture
        if not picture.weights.size:
            return
        places, theme = self.places(area), self._theme
        picture.prepare(places, painter.device().devicePixelRatioF())
        painter.setFont(self.font())
        picture.paint(painter, places)
        paint_numbers(painter, places, theme, self.head, self.tr("layer {number}"))
        if self._habits:
            paint_habits(painter, places, theme, self._habits)
        paint_frames(painter, places, theme, self._chosen, self._hover)
        whole = places.whole
        bar = QRectF(whole.right() + 14, whole.top(), 40, min(whole.height(), 180.0))
        self._scale.paint(painter, bar, theme, self._scale_words(), picture.colours)

    def _scale_words(self) -> tuple[str, str, str]:
        top, diverging = self._picture.top, self._picture.diverging
        if self._picture.alike:
            return scale_words(top, diverging=diverging)
        most = self.tr("max")
        return (f"−{most}", "0", f"+{most}") if diverging else ("0", "", most)

    # pointer and keyboard

    def _at(self, event: QMouseEvent | QHelpEvent) -> Place:
        if not self._picture.weights.size:
            return -1, -1
        place = event.position() if isinstance(event, QMouseEvent) else event.pos().toPointF()
        return self.places(QRectF(self.rect())).at(place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hover = self._at(event)
        if hover != self._hover:
            self._hover = hover
            if hover[0] >= 0:
                self.setCursor(Qt.CursorShape.PointingHandCursor)
            else:
                self.unsetCursor()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover = (-1, -1)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        place = self._at(event)
        if event.button() is Qt.MouseButton.LeftButton and place[0] >= 0:
            if event.modifiers() & Together:
                self.added.emit(*place)
            else:
                self._take(place)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            layer, head = self._at(event)
            if layer >= 0 and self._tips:
                QToolTip.showText(event.globalPos(), self._tips[layer][head], self)
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        num_layers, num_heads = self._picture.weights.shape[:2]
        if key in STEPS and num_layers:
            layer = max(0, min(self.head[0] + STEPS[key][0], num_layers - 1))
            place = layer, max(0, min(self.head[1] + STEPS[key][1], num_heads - 1))
            if event.modifiers() & Together:
                self._add(place)
            else:
                self._take(place)
        elif key == Qt.Key.Key_Escape and len(self._chosen) > 1:
            self._take(self.head)
        else:
            super().keyPressEvent(event)

    def _take(self, place: Place) -> None:
        if (place,) != self._chosen:
            self.choose(*place)
            self.chosen.emit(*place)

    def _add(self, place: Place) -> None:
        """One more; back over the one before it, the last is left out again."""
        if place not in self._chosen:
            self.added.emit(*place)
        elif place != self.head:
            self.added.emit(*self.head)

    def _describe(self) -> None:
        told = [
            self.tr("layer {layer}, head {head}").format(layer=layer + 1, head=head + 1)
            for layer, head in self._chosen
        ]
        if len(told) == 1 and self._habits:
            told.append(self._habits[self.head[0]][self.head[1]])
        self.setAccessibleDescription(" · ".join(one for one in told if one))


STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}

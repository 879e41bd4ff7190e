"""Curves over steps, tokens or time: zoomed by dragging, read by pointing, saved from a corner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.widgets.curves import Baseline, Curve, Numbers, as_table, extent, with_room
from studio.widgets.plot_axes import XKind, dress, label_counts, label_seconds, label_values
from studio.widgets.plot_keys import PlotKeys
from studio.widgets.plot_lines import PlotLines
from studio.widgets.plot_marks import Frame, PlotMarks
from studio.wording import clock, number, short_number

if TYPE_CHECKING:
    from studio.theme import Theme
    from studio.widgets.table import Table


class CurvePlot(QWidget):
    """A plot that follows its data until somebody zooms, and again after a double click.

    Drag: zoom to a rectangle (a flat one: to a stretch). Right drag or Shift and arrows: move.
    Wheel, + and −: zoom. 0 or a double click: fit. Left and Right move the crosshair.
    """

    zoomed = Signal(bool)  # whether less than everything is seen
    pointed = Signal(float)  # x of a click

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curves: list[Curve] = []
        self._baselines: list[Baseline] = []
        self._kind: XKind = "step"
        self._log = False
        self._following = True
        self._view: Any = pg.PlotWidget()
        self._item: Any = self._view.getPlotItem()
        self._box: Any = self._item.getViewBox()
        self._lines = PlotLines(self._item)
        self._marks = PlotMarks(theme, self._frame)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._view)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._arrange()
        self.set_theme(theme)

    def _arrange(self) -> None:
        self._view.scene().addItem(self._marks)
        self._item.setMenuEnabled(False)
        self._item.hideButtons()
        self._item.showGrid(y=True, alpha=0.12)
        self._item.setContentsMargins(0, 6, 2, 0)
        self._box.setMouseEnabled(x=True, y=False)
        self._box.disableAutoRange()
        drag = self._box.mouseDragEvent

        def choose_and_drag(event: Any, axis: int | None = None) -> None:
            self._before_drag(event)
            drag(event, axis)

        self._box.mouseDragEvent = choose_and_drag
        self._box.sigRangeChangedManually.connect(self._take_over)
        self._view.scene().sigMouseMoved.connect(self._point)
        self._view.scene().sigMouseClicked.connect(self._click)
        self._view.viewport().installEventFilter(self)
        self.set_x("step")
        label_values(self._item.getAxis("left"), log=False)

    # what is shown

    def show_curves(
        self,
        curves: Sequence[Curve],
        baselines: Sequence[Baseline] = (),
        ticks: Sequence[float] | Numbers = (),
    ) -> None:
        """Replace what is shown; a line keeps its place by its key."""
        self._curves, self._baselines = list(curves), list(baselines)
        self._marks.curves, self._marks.baselines = self._curves, self._baselines
        self._show_lines()
        self._describe()
        if self._following:
            self._fit_view()
        self.show_ticks(ticks)

    def show_ticks(self, ticks: Sequence[float] | Numbers) -> None:
        """Put signs under the axis at these x."""
        self._marks.ticks = np.asarray(ticks, dtype=np.float64)
        self._marks.update()

    def _show_lines(self) -> None:
        self._lines.show(self._curves, log=self._log, every=not self._following)

    def set_x(self, kind: XKind) -> None:
        """What the horizontal axis counts."""
        self._kind = kind
        axis = self._item.getAxis("bottom")
        if kind == "seconds":
            label_seconds(axis)
        else:
            label_counts(axis)
        axis.picture = None
        names = {
            "step": lambda x: self.tr("step {number}").format(number=number(x)),
            "tokens": lambda x: self.tr("{number} tokens").format(number=short_number(x)),
            "seconds": lambda x: self.tr("after {time}").format(time=clock(x)),
        }
        self._marks.name_x = names[kind]
        self.fit()

    def set_log(self, log: bool) -> None:
        """Whether the vertical axis is logarithmic."""
        self._log = self._marks.log = log
        axis = self._item.getAxis("left")
        label_values(axis, log=log)
        axis.picture = None
        self._following = True
        self.show_curves(self._curves, self._baselines, self._marks.ticks)
        self.zoomed.emit(False)

    def set_cursor(self, x: float | None) -> None:
        """Draw a lasting line at x."""
        self._marks.line_at = x
        self._marks.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = self._marks.theme = theme
        self._view.setBackground(QColor(theme.surface))
        small = QFont(self.font())
        small.setPixelSize(12)
        self._marks.font = small
        for side in ("left", "bottom"):
            dress(self._item.getAxis(side), theme, small)
        self._item.getAxis("left").setWidth(46)
        self._marks.update()

    def keys(self, width: float) -> PlotKeys:
        """Which curve is which, for a picture of this width."""
        return PlotKeys(self._curves, self._theme, self._marks.font, width)

    def table(self) -> Table:
        """All curves, for a spreadsheet."""
        return as_table(self._curves, self._kind)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw the plot into any painter."""
        marks = self._marks
        before = marks.crosshair, marks.focused
        marks.crosshair, marks.focused = None, False
        self._view.render(painter, area, self._view.viewport().rect())
        marks.crosshair, marks.focused = before

    def sizeHint(self) -> QSize:
        return QSize(520, 320)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 90)

    # the view

    def fit(self) -> None:
        """Show everything, and follow what comes."""
        self._following = True
        self._show_lines()
        self._fit_view(exactly=True)
        self.zoomed.emit(False)

    def _fit_view(self, *, exactly: bool = False) -> None:
        """Show everything; while it grows with a little room, so that few ticks move the view."""
        lines = [self._lines.outlined(curve, log=self._log) for curve in self._curves]
        found = extent(lines, self._baselines, log=self._log)
        if found is None:
            return
        left, right, bottom, top = found
        if self._log:
            bottom, top = np.log10(max(bottom, 1e-12)), np.log10(max(top, 1e-12))
        width, room = max(self._box.width(), 1.0), self._marks.end_room()
        right += (right - left or 1.0) * room / max(width - room, 60.0)
        margin = (top - bottom or abs(top) or 1.0) * 0.06
        across, down = (left, right), (bottom - margin, top + margin)
        if not exactly:
            across, down = (
                with_room(wanted, tuple(shown), grows)
                for wanted, shown, grows in zip(
                    (across, down), self._box.viewRange(), (0.05, 0.03), strict=True
                )
            )
        self._box.setRange(xRange=across, yRange=down, padding=0)
        self._box.updateMatrix()  # now, not while painting: that would paint twice

    def _take_over(self, *_: object) -> None:
        if self._following:
            self._following = False
            self._show_lines()
            self.zoomed.emit(True)
        self._marks.update()

    def _before_drag(self, event: Any) -> None:
        """Left: zoom to a rectangle, a flat one to a stretch of x; any other button: move."""
        box, left = self._box, event.button() is Qt.MouseButton.LeftButton
        box.setMouseMode(box.RectMode if left else box.PanMode)
        box.setMouseEnabled(x=True, y=not left)
        flat = abs(event.pos().y() - event.buttonDownPos().y()) < 12
        if left and event.isFinish() and flat:
            low, high = (box.mapToView(p).x() for p in (event.buttonDownPos(), event.pos()))
            bottom, top = box.viewRange()[1]
            event.pos = lambda: box.mapFromView(QPointF(high, top))
            event.buttonDownPos = lambda *_: box.mapFromView(QPointF(low, bottom))
        if event.isFinish():
            box.setMouseEnabled(x=True, y=False)

    def _frame(self) -> Frame:
        area = self._box.sceneBoundingRect()
        return Frame(
            area,
            lambda x, y: self._box.mapViewToScene(QPointF(x, y if np.isfinite(y) else 0.0)),
            self._box.mapSceneToView,
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._marks.set_rect(QRectF(self._view.viewport().rect()))
        if self._following:
            self._fit_view()

    # pointer and keyboard

    def _point(self, at: QPointF | None) -> None:
        self._marks.crosshair = at
        self._marks.update()
        self._describe()

    def _click(self, event: Any) -> None:
        if event.double():
            self.fit()
        elif event.button() is Qt.MouseButton.LeftButton:
            self.setFocus()
            self.pointed.emit(float(self._box.mapSceneToView(event.scenePos()).x()))

    def eventFilter(self, watched: Any, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self._point(None)
        return super().eventFilter(watched, event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._marks.focused = True
        self._marks.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._marks.focused = False
        self._marks.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._step(
                -1 if key == Qt.Key.Key_Left else 1,
                move=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier),
            )
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1.25 if key == Qt.Key.Key_Minus else 0.8
            self._box.scaleBy(x=factor)
            self._take_over()
        elif key in (Qt.Key.Key_0, Qt.Key.Key_Home):
            self.fit()
        else:
            super().keyPressEvent(event)

    def _step(self, direction: int, *, move: bool) -> None:
        left, right = self._box.viewRange()[0]
        if move:
            self._box.translateBy(x=direction * (right - left) / 10)
            self._take_over()
            return
        area = self._box.sceneBoundingRect()
        at = self._marks.crosshair or area.center()
        x = min(max(at.x() + direction * area.width() / 50, area.left()), area.right() - 1)
        self._point(QPointF(x, area.center().y()))

    def _describe(self) -> None:
        """Tell a screen reader what the crosshair reads, else the last values."""
        ends = [curve for curve in self._curves if len(curve.y) and not curve.faint]
        last = [f"{curve.label}: {curve.tells(float(curve.y[-1]))}" for curve in ends]
        self.setAccessibleDescription(self._marks.reading() or ", ".join(last))

"""Curves that are slid over instead of zoomed into: the film's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from studio.widgets.curve_plot import CurvePlot

if TYPE_CHECKING:
    from studio.theme import Theme


class FilmPlot(CurvePlot):
    """A click or a drag points at a step, with Shift at one to compare with. The wheel zooms."""

    marked = Signal(float)  # x of a click with Shift

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        move = self._box.mouseDragEvent

        def slide_or_move(event: Any, axis: int | None = None) -> None:
            if event.button() is Qt.MouseButton.LeftButton:
                event.accept()
                self.pointed.emit(float(self._box.mapToView(event.pos()).x()))
            else:
                move(event, axis)

        self._box.mouseDragEvent = slide_or_move

    def set_compared(self, x: float | None) -> None:
        """Draw a dashed line at what is compared with."""
        self._marks.also_at = x
        self._marks.update()

    def _click(self, event: Any) -> None:
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if shift and event.button() is Qt.MouseButton.LeftButton and not event.double():
            self.setFocus()
            self.marked.emit(float(self._box.mapSceneToView(event.scenePos()).x()))
        else:
            super()._click(event)

"""Points of a schedule, on a curve and as “progress: value” pairs on one line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from studio.widgets.editor import Editor
from studio.widgets.points_curve import PointsCurve
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.theme import Theme


class PointsEditor(Editor):
    """“0: 1, 0.5: 0.3, 1: 0”: what a value is at the start, half-way and at the end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.curve = PointsCurve(theme)
        self.curve.setToolTip(
            tip_html(
                QCoreApplication.translate(
                    "PointsEditor",
                    "Click to make a point, drag it, Delete removes it. Arrow keys move it, with "
                    "Ctrl they go from point to point; Space makes one.",
                )
            )
        )
        self.curve.moved.connect(self._dragged)
        self.line = QLineEdit()
        self.line.setPlaceholderText("0: 1, 1: 0.2")
        self.line.textEdited.connect(self._typed)
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(self.curve)
        column.addWidget(self.line)
        self.row.addLayout(column, 1)
        self.setFocusProxy(self.line)

    def set_theme(self, theme: Theme) -> None:
        self.curve.set_theme(theme)

    def show_value(self, value: Any) -> None:
        """Show points as (progress, value) pairs."""
        points = [tuple(map(float, point)) for point in value or ()]
        if self._points() != points:
            self.line.setText(_written(points))
        self.curve.show_points([(place, weight) for place, weight in points])

    def _dragged(self, points: list[tuple[float, float]]) -> None:
        self.line.setText(_written(points))
        self.refused.emit("")
        self.edited.emit([list(point) for point in points])

    def _typed(self) -> None:
        points = self._points()
        if points is None:
            self.refused.emit(
                QCoreApplication.translate("PointsEditor", "Write pairs such as 0: 1, 1: 0.2")
            )
            return
        self.refused.emit("")
        self.edited.emit([list(point) for point in points])

    def _points(self) -> list[tuple[float, ...]] | None:
        """What is written, or None where it is no list of points."""
        written = [pair for pair in self.line.text().replace("，", ",").split(",") if pair.strip()]
        try:
            found = [tuple(float(number) for number in pair.split(":")) for pair in written]
        except ValueError:
            return None
        return found if all(len(point) == 2 for point in found) else None


def _written(points: Sequence[Sequence[float]]) -> str:
    return ", ".join(f"{place:g}: {weight:g}" for place, weight in points)

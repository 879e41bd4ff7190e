"""Points of a schedule, as “progress: value” pairs on one line."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit

from studio.widgets.editor import Editor


class PointsEditor(Editor):
    """“0: 1, 0.5: 0.3, 1: 0”: what a value is at the start, half-way and at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText("0: 1, 1: 0.2")
        self.line.textEdited.connect(self._typed)
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)

    def show_value(self, value: Any) -> None:
        """Show points as (progress, value) pairs."""
        points = [tuple(map(float, point)) for point in value or ()]
        if self._points() != points:
            self.line.setText(", ".join(f"{place:g}: {weight:g}" for place, weight in points))

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

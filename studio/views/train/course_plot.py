"""The course of answers over a run: a line for each, and which is which above."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.curve_plot import CurvePlot
from studio.widgets.curves import Curve
from studio.widgets.token_strip import Chip, TokenStrip

if TYPE_CHECKING:
    from studio.theme import Theme

LEAST, MOST = 88, 170  # pixels of the plot


@dataclass(frozen=True, slots=True)
class Course:
    """One answer's probabilities over the steps at which it was given."""

    name: str
    steps: Sequence[int]
    shares: Sequence[float]


class CoursePlot(QWidget):
    """Probability over steps."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._courses: tuple[Course, ...] = ()
        self.plot = CurvePlot(theme)
        self.plot.setAccessibleName(self.tr("Probability over the run"))
        self.plot.setToolTip(
            self.tr(
                "The probability of each answer at every probe; 0 where it was not among the best."
            )
        )
        self.plot.setMinimumHeight(LEAST)
        self.plot.setMaximumHeight(MOST)
        self.legend = TokenStrip(theme)
        self.legend.set_clickable(False)
        self.legend.setAccessibleName(self.tr("Which line is which"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.legend)
        layout.addWidget(self.plot, 1)

    def show_courses(self, courses: Sequence[Course]) -> None:
        """Replace all lines."""
        self._courses = tuple(courses)
        self._draw()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.plot.set_theme(theme)
        self.legend.set_theme(theme)
        self._draw()

    def _colour(self, index: int) -> str:
        return self._theme.series[index % len(self._theme.series)]

    def _draw(self) -> None:
        self.legend.show_chips(
            [
                Chip(course.name, fill=self._colour(index))
                for index, course in enumerate(self._courses)
            ]
        )
        self.plot.show_curves(
            [
                Curve(
                    course.name,
                    course.name,
                    course.name,
                    self._colour(index),
                    np.asarray(course.steps, dtype=np.float64),
                    np.asarray(course.shares, dtype=np.float64),
                )
                for index, course in enumerate(self._courses)
            ]
        )

"""The timeline: all recorded steps under the loss curve they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtWidgets import QCheckBox

from studio.icons import icon
from studio.run_curves import LossCurves, objective_title
from studio.views.look.looking import Looking
from studio.widgets.card import Card
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun

SMOOTHING = 0.6


class FilmCard(Card):
    """Slide, play, click into the curve, or follow the live run."""

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__()
        self._desk, self._looking, self._recorded = desk, looking, looking.recorded
        self._curves = LossCurves()
        self._ticks = np.empty(0)
        self._drawn: ShownRun | None = None
        self.set_title(self.tr("When did it form?"))
        self.plot = CurvePlot(desk.theme)
        self.plot.setAccessibleName(self.tr("Loss, with the recorded step"))
        self.plot.setToolTip(self.tr("Click to go to the nearest recorded step"))
        self.plot.setMinimumHeight(80)
        self.plot.pointed.connect(self._point)
        self.scrubber = Scrubber()
        self.scrubber.moved.connect(self._move)
        self.follow = QCheckBox(self.tr("Follow"))
        self.follow.toggled.connect(self._follow)
        self.add_to_header(self.follow)
        self.body.setSpacing(6)
        self.body.addWidget(self.plot, 1)
        self.body.addWidget(self.scrubber)
        looking.recorded.steps_changed.connect(self._steps_changed)
        self.recolour()

    def redraw(self) -> None:
        """Show the curve, and the line at the step chosen."""
        run = self._recorded.run
        if run is None:
            self.plot.show_curves([])
            return
        self._show_steps()
        titles = {name: objective_title(self._desk, name) for name in run.history.objectives()}
        theme = self._desk.theme
        curves = self._curves.training(run.history, theme, titles, "step", SMOOTHING)
        self.plot.show_curves(curves, (), self._ticks)
        if run is not self._drawn:  # a zoom does not outlive its run
            self._drawn = run
            self.plot.fit()
        live = run.is_live and not self._looking.own.chosen
        self.follow.setEnabled(live)
        self.follow.blockSignals(True)
        self.follow.setChecked(live and self._recorded.following)
        self.follow.blockSignals(False)
        why = self.tr("Only while this run is training")
        self.follow.setToolTip(self.tr("Always show the newest look") if live else why)

    def recolour(self) -> None:
        """Follow the theme."""
        theme = self._desk.theme
        self.plot.set_theme(theme)
        self.scrubber.set_icons(icon("play", theme, theme.text), icon("pause", theme, theme.text))

    def step_by(self, by: int) -> None:
        """So many recorded steps on, or back."""
        self.scrubber.step_by(by)

    def _steps_changed(self) -> None:
        self._show_steps()
        self.plot.show_ticks(self._ticks)

    def _show_steps(self) -> None:
        """Stand on the step asked for, also while it is still being read."""
        wished = self._looking.wished
        self._ticks = np.array(self._looking.steps, dtype=np.float64)
        self.plot.set_cursor(float(wished) if wished is not None else None)
        self.scrubber.show_steps(self._looking.steps, wished)

    def _move(self, step: int) -> None:
        self._looking.go_to(step)
        self.plot.set_cursor(float(step))

    def _point(self, step: float) -> None:
        self.scrubber.move_to(step)

    def _follow(self, on: bool) -> None:
        self.scrubber.halt()
        self._recorded.follow(on)

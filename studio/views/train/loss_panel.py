"""The loss of each objective over the run, training and validation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QPushButton, QSlider

from studio.run_curves import LossCurves, objective_title, places_of
from studio.run_yardsticks import loss_levels, measure_of
from studio.views.train.panel import Panel
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.export_button import ExportButton
from studio.widgets.plot_legend import Group, PlotLegend
from studio.widgets.plot_picture import PlotPicture
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.views.train.watch import Watch
    from studio.widgets.plot_axes import XKind

AXES: tuple[XKind, ...] = ("step", "tokens", "seconds")
MOST_SMOOTH = 0.99


class LossPanel(Panel):
    """Curves with their yardsticks; what is chosen here is remembered."""

    place, order, stretch = "main", 0, 1

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Loss"))
        self.axis: XKind = "step"
        self._curves = LossCurves()
        self.plot = CurvePlot(desk.theme)
        self.plot.setAccessibleName(self.tr("Loss curves"))
        self.plot.setToolTip(
            self.tr(
                "Drag to zoom, double-click to see all, right-drag to move.\n"
                "Triangles under the axis are checkpoints that can be opened."
            )
        )
        self.legend = PlotLegend(desk.theme)
        self.legend.toggled.connect(self.redraw)
        self.fit = QPushButton(self.tr("Show all"))
        self.fit.setProperty("kind", "link")
        self.fit.setToolTip(self.tr("Undo the zoom (double click, or 0)"))
        self.fit.clicked.connect(lambda _checked=False: self.plot.fit())
        self.fit.hide()
        self.plot.zoomed.connect(self.fit.setVisible)
        self.export = ExportButton(PlotPicture(self.plot), "loss", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the curves")))
        desk.checkpoints_changed.connect(self.redraw_if_visible)
        self._add_controls()
        self.body.setSpacing(6)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.plot, 1)
        self._restore()
        self.recolour()

    def _add_controls(self) -> None:
        words = {"step": self.tr("Steps"), "tokens": self.tr("Tokens"), "seconds": self.tr("Time")}
        self.axes = Segmented(self.theme, [(axis, words[axis]) for axis in AXES])
        self.axes.setAccessibleName(self.tr("Horizontal axis"))
        self.axes.setToolTip(self.tr("What the horizontal axis counts"))
        self.axes.chosen.connect(self._choose_axis)
        self.log = QCheckBox(self.tr("Log"))
        self.log.setToolTip(self.tr("Logarithmic vertical axis"))
        self.log.setAccessibleName(self.tr("Logarithmic axis"))
        self.log.toggled.connect(self._choose_log)
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setRange(0, 99)
        self.smoothing.setFixedWidth(76)
        self.smoothing.setAccessibleName(self.tr("Smoothing"))
        self.smoothing.setToolTip(
            self.tr(
                "Smoothing of the training curves: an exponential moving average.\n"
                "The measured values stay visible, faint. Validation is never smoothed."
            )
        )
        self.smoothing.valueChanged.connect(self._choose_smoothing)
        self.smoothing_words = label("", "dim")
        self.smoothing_words.setMinimumWidth(28)
        for part in (
            self.fit,
            self.axes,
            self.log,
            label(self.tr("Smooth"), "dim"),
            self.smoothing,
            self.smoothing_words,
            self.export,
        ):
            self.add_to_header(part)

    def redraw(self) -> None:
        history = self.history
        names = history.objectives() if history is not None else ()
        titles = {name: objective_title(self.desk, name) for name in names}
        self.legend.show_groups(self._groups(history, titles))
        if history is None:
            self.plot.show_curves([])
            return
        shown = self.legend.shown()
        titles = {name: words for name, words in titles.items() if name in shown}
        self.plot.show_curves(
            self._curves.all(history, self.theme, titles, self.axis, self.smoothing.value() / 100),
            loss_levels(history, self.theme, titles),
            places_of(history, self._kept(history), self.axis),
        )
        if self.is_another(history):
            self.plot.fit()
        self.export.set_name(f"{self.desk.shown.name}-loss" if self.desk.shown else "loss")

    def _groups(self, history: History | None, titles: dict[str, str]) -> list[Group]:
        measures = {} if history is None else {name: measure_of(history, name) for name in titles}
        return [
            Group(name, words, self.theme.objective_colour(name), say("objectives", measures[name]))
            for name, words in titles.items()
        ]

    def _kept(self, history: History) -> list[int]:
        """The steps of which a checkpoint can still be opened."""
        shown = self.desk.shown
        steps = [saved.step for saved in history.checkpoints]
        return [step for step in steps if shown is not None and shown.keeps(step)]

    def recolour(self) -> None:
        self.plot.set_theme(self.theme)
        self.legend.set_theme(self.theme)
        self.axes.set_theme(self.theme)
        self.export.set_theme(self.theme)

    def _restore(self) -> None:
        settings = self.desk.settings
        axis = settings.option("train.axis", "step")
        self.axes.choose(axis if axis in AXES else "step")
        self._set_axis(self.axes.value)
        self.smoothing.setValue(settings.option("train.smoothing", 60))
        self._tell_smoothing()
        self.log.setChecked(settings.option("train.log", False))

    def _choose_axis(self, axis: str) -> None:
        self.desk.settings.set_option("train.axis", axis)
        self._set_axis(axis)
        self.redraw()

    def _set_axis(self, axis: str) -> None:
        self.axis = next(known for known in AXES if known == axis)
        self.plot.set_x(self.axis)

    def _choose_log(self, on: bool) -> None:
        self.desk.settings.set_option("train.log", on)
        self.plot.set_log(on)

    def _choose_smoothing(self, value: int) -> None:
        self.desk.settings.set_option("train.smoothing", value)
        self._tell_smoothing()
        self.redraw_if_visible()

    def _tell_smoothing(self) -> None:
        self.smoothing_words.setText(f"{self.smoothing.value() / 100:.2f}")


PANEL = LossPanel

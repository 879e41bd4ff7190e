"""A small plot of what stands beside the loss: learning rate, gradient norm, speed, accuracy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.run_curves import objective_title
from studio.task_curves import metric_curve, metric_level
from studio.task_metrics import PREFIX, measured_metrics, metric_title
from studio.views.train.panel import Panel
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.curves import Curve
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.export_button import ExportButton
from studio.widgets.plot_picture import PlotPicture

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.views.train.watch import Watch

WEIGHTS = "weights"
WIDEST = 220  # of the choice
TRAINED = ("lr", "gradient_norm", "tokens_per_second", "accuracy")  # measured at every report


class RatesPanel(Panel):
    """One series of the person's choice, over steps."""

    place, order, stretch = "foot", 0, 3
    every = 2

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.plot = CurvePlot(desk.theme)
        self.plot.setAccessibleName(self.tr("Course of the training"))
        self.choice = ElidingCombo()
        self.choice.setMaximumWidth(WIDEST)
        self.choice.setAccessibleName(self.tr("What to plot"))
        self.choice.setToolTip(
            self.tr(
                "Gradient norm: the length of the gradient before clipping; sudden rises foretell\n"
                "trouble (Pascanu et al. 2013)."
            )
        )
        self._fixed = {
            "lr": self.tr("Learning rate"),
            "gradient_norm": self.tr("Gradient norm"),
            "tokens_per_second": self.tr("Tokens per second"),
        }
        for name, words in self._fixed.items():
            self.choice.addItem(words, name)
        self.choice.currentIndexChanged.connect(self._choose)
        self.export = ExportButton(PlotPicture(self.plot), "course", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the curves")))
        self.title.hide()  # the choice says what is plotted
        self.hint.hide()
        self.header.addWidget(self.choice, 1000)
        self.header.addStretch(1)
        self.add_to_header(self.export)
        self.body.addWidget(self.plot, 1)
        self.recolour()
        self._restore()

    def redraw(self) -> None:
        history, shown = self.history, self.desk.shown
        if history is None or shown is None:
            self.plot.show_curves([])
            return
        self._offer_measures(history)
        name, words = self.choice.currentData(), self.choice.currentText()
        if name is None:
            return
        level = metric_level(history, self.theme, name.removeprefix(PREFIX))
        self.plot.show_curves(self._curves(history, name, words), [level] if level else [])
        if self.is_another(history):
            self.plot.fit()
        self.export.set_name(f"{shown.name}-{name}".replace("/", "-"))

    def _curves(self, history: History, name: str, words: str) -> list[Curve]:
        kind, _, objective = name.partition("/")
        if kind == "metric":
            return [metric_curve(history, self.theme, objective, colour=self.theme.series[2])]
        if name == WEIGHTS:
            return [
                Curve(one, one, self._title(one), self.theme.objective_colour(one), *series)
                for one in history.objectives()
                for series in [history.series(f"weight/{one}")]
            ]
        colour = self.theme.objective_colour(objective) if objective else self.theme.series[2]
        curves = []
        if kind in TRAINED:
            curves.append(Curve(name, name, words, colour, *history.series(name)))
        if objective:
            held = self.tr("{name}, validation").format(name=words)
            series = history.series(name, validation=True)
            curves.append(Curve(f"{name}/held", name, held, colour, *series, measured=True))
        return curves

    def _title(self, objective: str) -> str:
        return objective_title(self.desk, objective)

    def recolour(self) -> None:
        self.plot.set_theme(self.theme)
        self.export.set_theme(self.theme)

    def _offer_measures(self, history: History) -> None:
        """What this run has beside the fixed ones, in the language of the moment."""
        offered = self._measures(history)
        blocked = self.choice.blockSignals(True)
        for at in reversed(range(self.choice.count())):
            if self.choice.itemData(at) not in {*self._fixed, *offered}:
                self.choice.removeItem(at)
        for key, words in offered.items():
            at = self.choice.findData(key)
            if at < 0:
                self.choice.addItem(words, key)
            elif self.choice.itemText(at) != words:
                self.choice.setItemText(at, words)
        self._restore()
        self.choice.blockSignals(blocked)

    def _measures(self, history: History) -> dict[str, str]:
        names = history.objectives()
        held = set(history.validation.names())
        found = {f"{PREFIX}{name}": metric_title(name) for name in measured_metrics(history)}
        if len(names) > 1:
            found[WEIGHTS] = self.tr("Weights of the losses")
        for name in names:
            words = self.tr("Accuracy: {objective}")
            found[f"accuracy/{name}"] = words.format(objective=self._title(name))
            if f"bits_per_byte/{name}" in held:
                words = self.tr("Bits per byte: {objective}")
                found[f"bits_per_byte/{name}"] = words.format(objective=self._title(name))
        return found

    def _restore(self) -> None:
        """Stand on what was chosen last, as soon as a run has it."""
        option, usual = self._kept()
        at = self.choice.findData(self.desk.settings.option(option, usual))
        self.choice.setCurrentIndex(max(0, at))

    def _kept(self) -> tuple[str, str]:
        """Where the choice is kept, and what is plotted before one is made: a task's figure."""
        figures = measured_metrics(self.history)
        return ("train.course.task", f"{PREFIX}{figures[0]}") if figures else ("train.course", "lr")

    def _choose(self, _index: int) -> None:
        self.desk.settings.set_option(self._kept()[0], self.choice.currentData())
        self.plot.fit()
        self.redraw_if_visible()


PANEL = RatesPanel

"""A run that is being tuned: its loss and its main figure over the steps, beside the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.live import State
from studio.run_curves import LossCurves, objective_title
from studio.run_yardsticks import loss_levels
from studio.task_curves import metric_curve, metric_level
from studio.task_metrics import measured_metrics, metric_floor, metric_title, told_figure
from studio.telling import run_news
from studio.widgets.card import Card
from studio.widgets.columns import Columns
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.rich_tip import tip_html
from studio.widgets.stat_tile import StatTile
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk

SMOOTH = 0.6


class LiveCard(Card):
    """Compact: all of it is on Train. It draws only while it can be seen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._curves = LossCurves()
        self._seen: History | None = None
        self.state = label("", "dim", wrap=True)
        self.bar = QProgressBar()
        self.bar.setProperty("thin", True)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop = QPushButton(self.tr("Stop and save"))
        self.stop.clicked.connect(lambda _checked=False: desk.live.stop())
        self.train = QPushButton(self.tr("See it on Train"))
        self.train.setProperty("kind", "link")
        self.train.clicked.connect(lambda _checked=False: desk.go_to.emit("train"))
        self.tile = StatTile(self.tr("Main figure"))
        self.loss = CurvePlot(desk.theme)
        self.loss.setAccessibleName(self.tr("Loss curves"))
        self.figure = CurvePlot(desk.theme)
        self.figure.setAccessibleName(self.tr("The main figure over the steps"))
        self._lay_out()
        desk.live.advanced.connect(self.redraw_if_visible)
        desk.live.prepared.connect(self.redraw_if_visible)
        desk.live.state_changed.connect(self.redraw_if_visible)
        desk.form_ready.connect(self.redraw_if_visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw()

    def redraw_if_visible(self, *_: object) -> None:
        """`redraw`, where anybody could see it."""
        if self.isVisible():
            self.redraw()

    def redraw(self) -> None:
        """Draw everything anew."""
        shown, live = self._desk.shown, self._desk.live
        if shown is None:
            return
        self.set_title(shown.name)
        news = run_news(live)
        told = filter(None, (news.state, news.steps, news.left))
        self.state.setText(" · ".join(told))
        self.bar.setRange(0, 0 if news.share is None else 1000)
        self.bar.setValue(round((news.share or 0.0) * 1000))
        ending = live.state is State.STOPPING
        self.stop.setEnabled(not ending)
        why = self.tr("It stops after this micro-batch.")
        words = self.tr("End now; what it learned is kept and measured where you ask for it.")
        self.stop.setToolTip(tip_html(why if ending else words))
        self._draw(shown.history)

    def recolour(self) -> None:
        """Hand the theme on."""
        for plot in (self.loss, self.figure):
            plot.set_theme(self._desk.theme)
        self.redraw_if_visible()

    def _draw(self, history: History) -> None:
        theme = self._desk.theme
        titles = {name: objective_title(self._desk, name) for name in history.objectives()}
        self.loss.show_curves(
            self._curves.all(history, theme, titles, "step", SMOOTH),
            loss_levels(history, theme, titles),
        )
        names = measured_metrics(history)
        self.figure.setVisible(bool(names))
        self.tile.setVisible(bool(names))
        if names:
            curve, level = metric_curve(history, theme, names[0]), metric_level(history, theme)
            self.figure.show_curves([curve], [level] if level is not None else [])
            self._tell(history, names[0])
        if history is not self._seen:
            self._seen = history
            self.loss.fit()
            self.figure.fit()

    def _tell(self, history: History, name: str) -> None:
        _, y = history.series(f"metric/{name}", validation=True)
        if not len(y):
            return
        self.tile.call(metric_title(name), self.tr("Measured on the examples held back."))
        figure, unit = told_figure(name, float(y[-1]))
        best, _ = told_figure(name, float(y.max()))
        floor = metric_floor(history, name)
        parts = [self.tr("best {value} {unit}").format(value=best, unit=unit).strip()]
        if floor is not None:
            told, sign = told_figure(name, floor)
            parts.append(self.tr("floor {value} {unit}").format(value=told, unit=sign).strip())
        self.tile.set(figure, unit, " · ".join(parts))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self.state, 1)
        head.addWidget(self.train)
        head.addWidget(self.stop)
        self.body.addLayout(head)
        self.body.addWidget(self.bar)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tile)
        column.addWidget(self.figure, 1)
        column.addStretch(0)
        plots = Columns(narrow=480)
        plots.add(self.loss, 1, 200)
        plots.add(right, 1, 260)
        self.body.addWidget(plots, 1)

"""The main figure, large; beside it what it must beat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.task_metrics import told_figure
from studio.views.tune.result_words import interval_words
from studio.widgets.stat_tile import StatTile
from studio.wording import number, say

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Metric
    from engine.tasks.report import TaskReport


class ResultTiles(QWidget):
    """The run's own, the floor of having learned nothing, and the floor from scratch."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.main = StatTile("")
        self.floor = StatTile(self.tr("Floor"))
        self._about_scratch = self.tr(
            "What the same model reaches from random weights, tuned on the same examples: what it "
            "lies below was learned in pre-training."
        )
        self.scratch = StatTile(self.tr("From scratch"), self._about_scratch)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for tile in (self.main, self.floor, self.scratch):
            row.addWidget(tile, 1)

    def show_report(self, report: TaskReport, name: str, scratch: TaskReport | None) -> None:
        """Show the main figure of a report, and that of the same model from random weights."""
        measures = report.measures
        main = measures.main_metric
        title = say("measures", main.title)
        self.main.call(title, say("measures", main.words))
        figure, unit = told_figure(main.name, main.value, share=main.percent)
        interval = interval_words(main)
        words = self.tr("95 %: {interval}").format(interval=interval) if interval else ""
        self.main.set(figure, unit, words)
        self._show_floor(main, say("measures", measures.floor))
        self._show_scratch(report, name, scratch)

    def _show_floor(self, main: Metric, words: str) -> None:
        self.floor.setVisible(main.floor is not None)
        if main.floor is None:
            return
        figure, unit = told_figure(main.name, main.floor, share=main.percent)
        if main.above_floor:
            told = self.tr("clearly beaten")
        elif better(main, main.value, main.floor):
            told = self.tr("not clearly beaten")
        elif main.value == main.floor:
            told = self.tr("reached, not beaten")
        else:
            told = self.tr("not reached")
        why = self.tr("Clearly beaten: the whole 95 % interval is better.")
        self.floor.call(self.tr("Floor"), f"{words}\n{why}")
        self.floor.set(figure, unit, told)

    def _show_scratch(self, report: TaskReport, name: str, scratch: TaskReport | None) -> None:
        title, main = self.tr("From scratch"), report.measures.main_metric
        if scratch is None or scratch.measures.main != main.name:
            self.scratch.call(title, self._about_scratch)
            self.scratch.set("", "", self.tr("no such run yet"))
            return
        other = scratch.measures.main_metric
        figure, unit = told_figure(other.name, other.value, share=other.percent)
        words = [self.tr("95 %: {interval}").format(interval=interval_words(other))]
        note = self._compared(main, other)
        if scratch.step != report.step:
            steps = self.tr("step {step}").format(step=number(scratch.step))
            note = f"{note} · {steps}"
            told = self.tr("It trained {scratch} steps, the run on show {own}.")
            words.append(told.format(scratch=number(scratch.step), own=number(report.step)))
        self.scratch.call(f"{title}: {name}", "\n".join((*words, self._about_scratch)))
        self.scratch.set(figure, unit, note)

    def _compared(self, main: Metric, other: Metric) -> str:
        """Which of the two is better, and whether their intervals lie apart."""
        if main.value == other.value:
            return self.tr("the same")
        if not better(main, main.value, other.value):
            apart = better(main, other.low, main.high) and better(main, other.high, main.low)
            return self.tr("clearly better") if apart else self.tr("better, not clearly")
        apart = better(main, main.low, other.high) and better(main, main.high, other.low)
        return self.tr("clearly worse") if apart else self.tr("worse, not clearly")


def better(metric: Metric, one: float, other: float) -> bool:
    """Whether one value of a figure is better than another."""
    return one > other if metric.higher_is_better else one < other

"""The examples that came out worst, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.views.tune.example_list import ExampleList
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.tasks.report import TaskReport
    from studio.desk import Desk

WORST = 100


class ExamplesView(QWidget):
    """Those that are most wrong, the surest first; or every example."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: TaskReport | None = None
        self.which = Segmented(desk.theme, [("worst", self.tr("Worst")), ("all", self.tr("All"))])
        self.which.setAccessibleName(self.tr("Which examples"))
        self.which.choose("worst")
        self.which.chosen.connect(lambda _value: self._show())
        self.told = label("", "dim", wrap=True)
        self.list = ExampleList(desk)
        head = QHBoxLayout()
        head.addWidget(self.which)
        head.addWidget(self.told, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def show_report(self, report: TaskReport) -> None:
        """Show the examples of a report."""
        self._report = report
        self.which.choose("worst" if any(row.merit < 1 for row in report.rows) else "all")
        self._show()

    def recolour(self) -> None:
        """Hand the theme on."""
        self.which.set_theme(self._desk.theme)
        self.list.recolour()

    def _show(self) -> None:
        report = self._report
        if report is None:
            return
        wrong = sum(row.merit < 1 for row in report.rows)
        if self.which.value == "worst":
            rows = report.worst(WORST)
            words = self.tr("{count} of {total} are not wholly right; the most wrong first")
        else:
            rows = list(report.rows)
            words = self.tr("{total} examples, {count} of them not wholly right")
        told = words.format(count=number(wrong), total=number(len(report.rows)))
        self.told.setText(told if wrong else self.tr("All of them are right."))
        self.list.show_rows(rows, report.kind, report.measures.confusion)

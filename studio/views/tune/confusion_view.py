"""The confusion matrix, and the examples of the cell chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.views.tune.example_list import ExampleList
from studio.widgets.columns import Columns
from studio.widgets.confusion_map import ConfusionMap
from studio.widgets.export_button import ExportButton
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.tasks.report import Row, TaskReport
    from studio.desk import Desk


class ConfusionView(QWidget):
    """A cell is chosen by a click, or by the arrow keys and Enter."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._report: TaskReport | None = None
        self._tagged = False
        self.map = ConfusionMap(desk.theme)
        self.map.chosen.connect(self._show_cell)
        self.export = ExportButton(self.map, "confusion", desk.theme.surface, desk.jobs)
        self.export.set_theme(desk.theme)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the picture")))
        self.told = label("", "dim", wrap=True)
        self.list = ExampleList(desk, answers=False)
        self.map.setObjectName("inside")
        area = QScrollArea()
        area.setWidget(self.map)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        left, right = QWidget(), QWidget()
        beside = QHBoxLayout(left)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(area, 1)
        beside.addWidget(self.export, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.told)
        column.addWidget(self.list, 1)
        columns = Columns(narrow=480)
        columns.add(left, 1, 300)
        columns.add(right, 1, 240)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(columns)

    def show_report(self, report: TaskReport) -> None:
        """Show the confusions of a report."""
        self._report = report
        confusion = report.measures.confusion
        self._tagged = report.kind == "tagging"
        if confusion is not None:
            self.map.show_counts(confusion.labels, confusion.counts)
        self.list.show_rows([], report.kind, confusion)
        self.told.setText(self.tr("Choose a cell: its examples are listed here."))

    def recolour(self) -> None:
        """Hand the theme on."""
        self.map.set_theme(self._desk.theme)
        self.export.set_theme(self._desk.theme)
        self.list.recolour()

    def _show_cell(self, row: int, column: int) -> None:
        report = self._report
        if report is None or report.measures.confusion is None:
            return
        labels = report.measures.confusion.labels
        right, said = labels[row], labels[column]
        rows = self._of_cell(report, right, said)
        self.list.show_rows(rows, report.kind, report.measures.confusion)
        words = self.tr("{count} examples that are {right} and were taken for {said}")
        if self._tagged:
            words = self.tr("{count} sentences where {right} was taken for {said}")
        self.told.setText(words.format(count=number(len(rows)), right=right, said=said))

    def _of_cell(self, report: TaskReport, right: str, said: str) -> list[Row]:
        """The examples of a cell; of tags, the sentences in which a word is of it."""
        if not self._tagged:
            return report.of_cell(right, said)
        return [
            row
            for row in report.rows
            if any(
                (_kind(a), _kind(b)) == (right, said)
                for a, b in zip(row.right.split(" "), row.said.split(" "), strict=False)
            )
        ]


def _kind(tag: str) -> str:
    """What a tag is of, whether it begins or goes on."""
    return tag[2:] if tag[:2] in ("B-", "I-") else tag

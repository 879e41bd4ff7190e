"""What stands behind a result: figures, confusions, tables, examples, probabilities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.tune.confusion_view import ConfusionView
from studio.views.tune.examples_view import ExamplesView
from studio.views.tune.figures_view import FiguresView
from studio.views.tune.shares_view import SharesView
from studio.views.tune.tables_view import TablesView
from studio.widgets.faces import Faces
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from engine.tasks.report import TaskReport
    from studio.desk import Desk

ON_TOP = "tune.view"  # option


class ResultViews(QWidget):
    """One of them on top; a task that has nothing of a kind says so on its button."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.figures = FiguresView()
        self.confusion = ConfusionView(desk)
        self.tables = TablesView()
        self.examples = ExamplesView(desk)
        self.shares = SharesView(desk)
        self._views: dict[str, QWidget] = {
            "figures": self.figures,
            "confusion": self.confusion,
            "tables": self.tables,
            "examples": self.examples,
            "shares": self.shares,
        }
        self.tabs = Segmented(
            desk.theme,
            [
                ("figures", self.tr("Figures")),
                ("confusion", self.tr("Confusions")),
                ("tables", self.tr("Per class")),
                ("examples", self.tr("Examples")),
                ("shares", self.tr("Probabilities")),
            ],
        )
        self.tabs.setAccessibleName(self.tr("What is shown of the result"))
        self.tabs.chosen.connect(self.choose)
        self.stack = Faces()
        for view in self._views.values():
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        self._show(str(desk.settings.option(ON_TOP, "figures")))

    def choose(self, name: str) -> None:
        """Show a view."""
        self._desk.settings.set_option(ON_TOP, name)
        self._show(name)

    def show_report(self, report: TaskReport) -> None:
        """Show a report in all of them."""
        measures = report.measures
        self.figures.show_measures(measures)
        self.confusion.show_report(report)
        self.tables.show_measures(measures)
        self.examples.show_report(report)
        self.shares.show_measures(measures)
        nothing = self.tr("This task has none.")
        for name, there in (
            ("confusion", measures.confusion is not None),
            ("tables", bool(measures.tables)),
            ("shares", bool(measures.reliability or measures.histogram)),
        ):
            self.tabs.button(name).setEnabled(there)
            self.tabs.button(name).setToolTip("" if there else tip_html(nothing))
        self._show(str(self._desk.settings.option(ON_TOP, "figures")))

    def recolour(self) -> None:
        """Hand the theme on."""
        self.tabs.set_theme(self._desk.theme)
        for view in (self.confusion, self.examples, self.shares):
            view.recolour()

    def _show(self, name: str) -> None:
        usable = name in self._views and self.tabs.button(name).isEnabled()
        chosen = name if usable else "figures"
        self.tabs.choose(chosen)
        self.stack.setCurrentWidget(self._views[chosen])

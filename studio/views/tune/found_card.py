"""A result: figures, what must be said beside them, plots and tables, and another beside it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.views.tune.found_figures import FoundFigures
from studio.views.tune.found_plot import Drawn, drawn
from studio.views.tune.found_table import FoundTable
from studio.views.tune.found_words import (
    CONTEXT,
    asked_words,
    remark_words,
    result_text,
    where_words,
)
from studio.widgets.card import Card
from studio.widgets.empty_state import EmptyState
from studio.widgets.export_button import ExportButton
from studio.widgets.faces import Faces
from studio.widgets.fault_box import FaultBox
from studio.widgets.picker import Picker
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label
from studio.widgets.widget_picture import WidgetPicture
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.result import Remark
    from studio.desk import Desk
    from studio.evaluation_calls import KeptResult

NOTHING = ""  # is compared with


class FoundCard(Card):
    """Shows one kept result; `compared` is asked for another of the same kind."""

    compared = Signal(str)  # the path of the other result, "" for none

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kept: KeptResult | None = None
        self._other: KeptResult | None = None
        self._title = ""
        self.set_title(self.tr("Result"))
        self.copy = QPushButton(self.tr("Copy as text"))
        self.copy.setProperty("kind", "quiet")
        self.copy.clicked.connect(lambda _checked=False: self.copy_text())
        self.add_to_header(self.copy)
        self.where = label("", "dim", wrap=True)
        self.figures = FoundFigures()
        self.picker = Picker([(NOTHING, self.tr("nothing"))])
        self.picker.setAccessibleName(self.tr("Compare with"))
        self.picker.chosen.connect(self.compared.emit)
        self.different = label("", "warn", wrap=True)
        self.fault = FaultBox()
        self.parts: list[QWidget] = []  # remarks, plots and tables of the result at hand
        self.drawn: list[Drawn] = []
        self.tables: list[FoundTable] = []
        self.empty = EmptyState("", "")
        self.faces = Faces()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self._result_face())
        self.body.addWidget(self.fault)
        self.body.addWidget(self.faces, 1)
        self.show_nothing()

    def _result_face(self) -> QWidget:
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        beside = QHBoxLayout()
        beside.setSpacing(8)
        self._beside = label(self.tr("Compare with"), "dim")
        beside.addWidget(self._beside)
        beside.addWidget(self.picker, 1)
        for part in (self.where, self.figures):
            self._column.addWidget(part)
        self._column.addLayout(beside)
        self._column.addWidget(self.different)
        self._rest = QVBoxLayout()
        self._rest.setSpacing(12)
        self._column.addLayout(self._rest)
        self._column.addStretch(1)
        return scrolling(self._column)

    def show_nothing(self, title: str = "", sentence: str = "", button: str = "") -> None:
        """There is no result to show."""
        if self.kept is not None:
            self.fault.clear()  # it was that result's
        self.kept = self._other = None
        self._clear()
        usual = self.tr("Choose what to measure, then press “Measure”.")
        self.empty.say(title or self.tr("Nothing measured yet"), sentence or usual, button)
        self.faces.setCurrentIndex(0)
        self.set_title(self.tr("Result"))
        self.copy.setEnabled(False)

    def show_result(self, kept: KeptResult, title: str) -> None:
        """Show a result; what could not be read says why."""
        self.kept, self._other, self._title = kept, None, title
        self.fault.clear()
        self.set_title(title)
        self.copy.setEnabled(kept.result is not None)
        if kept.result is None:
            self._clear()
            self.empty.say(self.tr("This result cannot be read"), "")
            self.faces.setCurrentIndex(0)
            if kept.fault is not None:
                self.fault.show_error(kept.fault)
            return
        self.faces.setCurrentIndex(1)
        self.offer(())
        self._draw()

    def offer(self, others: tuple[KeptResult, ...]) -> None:
        """Name the results this one can be compared with."""
        self.picker.clear()
        self.picker.addItem(self.tr("nothing"), NOTHING)
        for one in others:
            self.picker.addItem(where_words(one), str(one.path))
        self.picker.choose(str(self._other.path) if self._other is not None else NOTHING)
        self.picker.setEnabled(bool(others))
        none = self.tr("No other run has a result of this kind yet.")
        self.picker.setToolTip(tip_html("" if others else none))

    def compare(self, other: KeptResult | None) -> None:
        """Show another result of the same kind beside this one; None: no longer."""
        if self.kept is not None and self.kept.result is not None:
            self._other = other if other is not None and other.result is not None else None
            self._draw()

    def copy_text(self) -> None:
        """Put all of it on the clipboard."""
        if self.kept is not None and self.kept.result is not None:
            QGuiApplication.clipboard().setText(result_text(self.kept, self._title))
            self._desk.saying.emit(self.tr("Copied"))

    def recolour(self) -> None:
        """Follow another set of colours."""
        theme = self._desk.theme
        for plot in self.drawn:
            plot.set_theme(theme)
        for button in self.findChildren(ExportButton):
            button.set_theme(theme)

    # drawing

    def _draw(self) -> None:
        kept, other = self.kept, self._other
        if kept is None or kept.result is None:
            return
        result, beside = kept.result, other.result if other is not None else None
        name = where_words(other) if other is not None else ""
        self._clear()
        self.where.setText(f"{where_words(kept)}\n{asked_words(result)}")
        self.figures.show_result(result, beside, name)
        self._tell_different()
        ordered = sorted(result.remarks, key=lambda remark: remark.level != "warning")
        for remark in ordered:
            self._add(_remark(remark))
        for plot in result.plots:
            part = drawn(self._desk.theme, plot, result, beside, name)
            self.drawn.append(part)
            self._section(
                say(CONTEXT, plot.title),
                part,
                ExportButton(part, plot.name, self._desk.theme.surface, self._desk.jobs),
            )
        for table in result.tables:
            view = FoundTable(table)
            self.tables.append(view)
            picture = WidgetPicture(view, view.table, dict)
            self._section(
                say(CONTEXT, table.title),
                view,
                ExportButton(picture, table.name, self._desk.theme.surface, self._desk.jobs),
            )

    def _tell_different(self) -> None:
        """Say where two results do not answer the same question."""
        kept, other = self.kept, self._other
        words = ""
        if kept is not None and other is not None and kept.result and other.result:
            one, two = kept.result, other.result
            if one.source.rpartition("/")[2] != two.source.rpartition("/")[2]:
                words = self.tr("The other was measured on another file.")
            elif (one.how, one.seed, one.settings) != (two.how, two.seed, two.settings):
                words = self.tr("The other was measured in another manner, or on another sample.")
        self.different.setText(words)
        self.different.setVisible(bool(words))

    def _section(self, title: str, part: QWidget, export: ExportButton) -> None:
        export.set_theme(self._desk.theme)
        doing = self.tr("Saving the result")
        export.failed.connect(partial(self._desk.report, doing=doing))
        export.began.connect(self.show_work)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.addWidget(label(title, "name"), 1)
        head.addWidget(export)
        column.addLayout(head)
        column.addWidget(part)
        self._add(box)

    def _add(self, part: QWidget) -> None:
        self._rest.addWidget(part)
        self.parts.append(part)

    def _clear(self) -> None:
        for part in self.parts:
            self._rest.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.parts, self.drawn, self.tables = [], [], []


def _remark(remark: Remark) -> QWidget:
    warns = remark.level == "warning"
    words = remark_words(remark)
    return label(f"⚠ {words}" if warns else words, "warn" if warns else "dim", wrap=True)

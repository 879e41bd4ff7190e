"""What every head does, in numbers: a table that can be sorted, and a map of one of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engine.probes.figures import Habit, HeadFigures
from studio.views.look.figure_columns import Figure, figures_of
from studio.views.look.habit_words import habit_name
from studio.views.look.pattern_words import (
    HABITS,
    pattern_condition,
    pattern_measure,
    pattern_sign,
)
from studio.views.look.view import View
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.figure_map import FigureMap
from studio.widgets.head_cells import HeadCells
from studio.widgets.rich_tip import tip_html
from studio.widgets.sorted_table import SortedColumn, SortedTable
from studio.widgets.table import Table, small_table

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

translate = QCoreApplication.translate

FIGURE = "look.figure"  # option
PATTERN = "pattern"  # the column of names, besides the figures
BESIDE = 1000  # pixels of width from which the map stands beside the table


class FiguresView(View):
    """A click on a heading sorts by it and shows it as a map; rows and cells choose heads."""

    name, order = "figures", 30

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self._found: HeadFigures | None = None  # stays until others are measured
        self._figures: list[Figure] = []
        self._num_heads = 1
        kept = desk.settings.option(FIGURE, PATTERN)
        self._shown = kept if isinstance(kept, str) else PATTERN
        self.combo = ElidingCombo()
        self.combo.setAccessibleName(self.tr("Figure on the map"))
        self.combo.activated.connect(self._pick)
        self.explains = QPushButton(self.tr("What the names mean"))
        self.explains.setCheckable(True)
        self.explains.toggled.connect(self._explain)
        self.map = FigureMap(desk.theme)
        self.map.chosen.connect(looking.choice.choose_head)
        self.map.added.connect(looking.choice.add_head)
        self.names = SortedTable()
        self.names.setAccessibleName(self.tr("What the names mean"))
        self.names.setToolTip(tip_html(pattern_condition()))
        self.names.chosen.connect(self._choose_pattern)
        self.faces = QStackedWidget()
        self.faces.addWidget(self.map)
        self.faces.addWidget(self.names)
        self.table = SortedTable()
        self.table.setAccessibleName(self.tr("What the heads do"))
        self.table.chosen.connect(self._choose_rows)
        self.table.sorted_by.connect(self._sorted)
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.combo, 1)
        row.addStretch(1)
        row.addWidget(self.explains)
        above = QVBoxLayout()
        above.setSpacing(6)
        above.addLayout(row)
        above.addWidget(self.faces, 1)
        self.box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(8)
        self.box.addLayout(above, 6)
        self.box.addWidget(self.table, 4)

    @staticmethod
    def title() -> str:
        return translate("look", "Statistics")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "How spread every head's attention is, how far it reaches and what it rests on;\n"
            "known patterns are named where they are measured. After Clark et al. 2019.",
        )

    def sizeHint(self) -> QSize:
        return QSize(420, 380)  # as the other views, or the page would scroll

    def subject(self) -> Exportable | None:
        return _Figures(self) if self._found is not None else None

    def redraw(self) -> None:
        found, seen = self.looking.figures(), self.looking.seen
        if found is None or seen is None:
            self.told.emit(self.tr("measuring…"), "")
            return
        self._found = found
        self._num_heads = found.entropy.shape[1]
        self._figures = figures_of(found, seen.looked_at(self.looking.side))
        self._offer()
        self._show_table(found)
        self._show_map(found)
        self._show_names(found)
        heads = self.looking.heads
        known = [head for head in heads if head[0] < len(found.habits)]
        self.map.choose(known)
        self.table.choose([layer * self._num_heads + head for layer, head in known])
        named = sum(bool(habit) for line in found.habits for habit in line)
        words = self.tr("{named} of {all} heads named")
        told, part = words.format(named=named, all=found.entropy.size), self.looking.part()
        if part is not None and not part.whole:
            told += " · " + self.tr("of the whole text")
        self.told.emit(told, pattern_condition())

    def recolour(self) -> None:
        self.map.set_theme(self.theme)

    def whole_table(self) -> Table:
        """All figures of all heads, for a spreadsheet."""
        found = self._found
        assert found is not None
        headings = ["layer", "head", "pattern", *(figure.name for figure in self._figures)]
        rows = []
        for layer, head in np.ndindex(found.entropy.shape):
            values = (getattr(found, figure.name)[layer, head] for figure in self._figures)
            written = ("" if np.isnan(value) else f"{value:.5f}" for value in values)
            pattern = found.habits[layer][head]
            rows.append([str(layer + 1), str(head + 1), pattern, *written])
        return small_table(headings, rows)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """Every figure, [N, H], and the names of the patterns."""
        found = self._found
        assert found is not None
        figures = {figure.name: getattr(found, figure.name) for figure in self._figures}
        return {**figures, "pattern": np.array(found.habits)}

    # what is shown

    def _offer(self) -> None:
        titles = [self.tr("Pattern"), *(figure.title for figure in self._figures)]
        names = [PATTERN, *(figure.name for figure in self._figures)]
        self._shown = self._shown if self._shown in names else PATTERN
        self.combo.offer(titles, names.index(self._shown))

    def _show_table(self, found: HeadFigures) -> None:
        num_layers, num_heads = found.entropy.shape
        places = [(layer, head) for layer in range(num_layers) for head in range(num_heads)]
        habits: list[Habit] = [found.habits[layer][head] for layer, head in places]
        self.table.show_columns(
            [
                SortedColumn(
                    self.tr("Head"),
                    self.tr("Layer and head, from 1"),
                    [f"{layer + 1} · {head + 1}" for layer, head in places],
                    np.arange(len(places), dtype=np.float64),
                    wide=6,
                ),
                SortedColumn(
                    self.tr("Pattern"),
                    self.tr("What the head is known as, where that was measured"),
                    [habit_name(habit) for habit in habits],
                    np.array([_rank(habit) for habit in habits]),
                    wide=12,
                ),
                *(
                    SortedColumn(
                        figure.title,
                        figure.tip,
                        [figure.say(value) for value in getattr(found, figure.name).ravel()],
                        getattr(found, figure.name).ravel(),
                    )
                    for figure in self._figures
                ),
            ]
        )

    def _show_map(self, found: HeadFigures) -> None:
        figure = next((one for one in self._figures if one.name == self._shown), None)
        if figure is None:
            self.map.show_cells(
                HeadCells(
                    self.tr("Pattern"),
                    [[pattern_sign(habit) for habit in line] for line in found.habits],
                    [[habit_name(habit) or "–" for habit in line] for line in found.habits],
                    np.array([[_kind(habit) for habit in line] for line in found.habits]),
                    kinds=True,
                )
            )
            return
        values = getattr(found, figure.name)
        self.map.set_colours(self.looking.choice.colours)
        self.map.show_cells(
            HeadCells(
                figure.title,
                [[figure.say(value, short=True) for value in line] for line in values],
                [[figure.say(value) for value in line] for line in values],
                values,
                top=figure.top,
                ends=("0", figure.say(figure.top / 2), figure.say(figure.top)),
            )
        )

    def _show_names(self, found: HeadFigures) -> None:
        counts = [sum(line.count(habit) for line in found.habits) for habit in HABITS]
        places = np.arange(len(HABITS), dtype=np.float64)
        names = [habit_name(habit) for habit in HABITS]
        measures = [pattern_measure(habit) for habit in HABITS]
        heads = self.tr("Heads")
        self.names.show_columns(
            [
                SortedColumn(self.tr("Pattern"), "", names, places, wide=18),
                SortedColumn(self.tr("Measured"), "", measures, places, wide=30),
                SortedColumn(heads, "", [str(count) for count in counts], np.array(counts) * 1.0),
            ]
        )

    # what is chosen

    def _pick(self, at: int) -> None:
        self._shown = PATTERN if at == 0 else self._figures[at - 1].name
        self.desk.settings.set_option(FIGURE, self._shown)
        self.explains.setChecked(False)
        self.redraw_if_visible()

    def _sorted(self, column: int) -> None:
        if column > 0:
            self._pick(column - 1)

    def _explain(self, on: bool) -> None:
        self.faces.setCurrentIndex(1 if on else 0)

    def _choose_rows(self, rows: list[int]) -> None:
        if rows:
            self.looking.choice.choose_heads(tuple(divmod(row, self._num_heads) for row in rows))

    def _choose_pattern(self, rows: list[int]) -> None:
        found = self._found
        wanted = {HABITS[row] for row in rows}
        if found is None:
            return
        self.looking.choice.choose_heads(
            tuple(
                (layer, head)
                for layer, line in enumerate(found.habits)
                for head, habit in enumerate(line)
                if habit in wanted
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways = QBoxLayout.Direction
        beside = self.width() >= BESIDE
        self.box.setDirection(ways.RightToLeft if beside else ways.TopToBottom)


class _Figures:
    """What is saved: the map that is shown, and all figures as a table."""

    def __init__(self, view: FiguresView) -> None:
        self._map, self.table, self.size = view.map, view.whole_table, view.map.size
        self.draw, self.arrays = view.map.draw, view.arrays


def _kind(habit: Habit) -> float:
    return float(HABITS.index(habit)) if habit else -1.0


def _rank(habit: Habit) -> float:
    return _kind(habit) if habit else np.nan


VIEW = FiguresView

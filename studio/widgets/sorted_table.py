"""Rows of words and numbers that can be sorted by any column; one or several rows are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from studio.widgets.rich_tip import tip_html

Index = QModelIndex | QPersistentModelIndex
MARGIN = 15  # pixels of a column beside its words
FEW = 200  # rows whose numbers are looked at for their width
LEAST = 8  # letters that are left of the widest words
STYLE = """
QTreeView { border: 0; }
QTreeView::item { padding-left: 3px; padding-right: 3px; }
QHeaderView::section { padding-left: 5px; padding-right: 5px; }
"""


@dataclass(frozen=True, slots=True)
class SortedColumn:
    """A column: what stands in every row, and by what it is sorted."""

    title: str
    tip: str
    texts: Sequence[str]
    values: NDArray[np.float64]  # NaN comes last, whichever way it is sorted
    wide: int = 0  # of words: letters there must be room for; 0: numbers

    @property
    def widest(self) -> str:
        """The longest number, told for the room there must be; of words, `wide` says enough."""
        few = self.texts if not self.wide and len(self.texts) <= FEW else ()
        return max(("100 %", *few), key=len)

    @property
    def side(self) -> Qt.AlignmentFlag:
        """Words begin at the left, numbers end at the right."""
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        return (left if self.wide else right) | Qt.AlignmentFlag.AlignVCenter


class _Rows(QAbstractTableModel):
    """Shows columns in an order of rows; `order[i]` is the row shown at place i."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: Sequence[SortedColumn] = ()
        self.order = np.arange(0)
        self.by = (0, True)  # column, and whether it ascends

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.texts[int(self.order[index.row()])]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.side
        if role == Qt.ItemDataRole.ToolTipRole and column.wide:
            return tip_html(column.texts[int(self.order[index.row()])])  # it may be cut
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if way is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip_html(column.tip)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.side
        return None

    def heading(self, section: int) -> str:
        """The title, with a sign where it is sorted by."""
        (by, ascends), title = self.by, self.columns[section].title
        return f"{title} {'▴' if ascends else '▾'}" if section == by else title

    def take(self, columns: Sequence[SortedColumn]) -> None:
        """Show other rows, sorted as before."""
        alike = len(columns) == len(self.columns) and (
            not columns or len(columns[0].texts) == len(self.order)
        )
        if not alike:
            self.beginResetModel()
        self.columns = columns
        self._sort()
        if not alike:
            self.endResetModel()
            return
        last = self.index(len(self.order) - 1, len(columns) - 1)
        self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(columns) - 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        self.by = (column, order is Qt.SortOrder.AscendingOrder)
        self._sort()
        self.layoutChanged.emit()

    def _sort(self) -> None:
        by, ascends = self.by
        if not 0 <= by < len(self.columns):
            self.order = np.arange(len(self.columns[0].texts) if self.columns else 0)
            return
        values = self.columns[by].values
        keys = np.where(np.isnan(values), np.inf, values if ascends else -values)
        self.order = np.argsort(keys, kind="stable")


class SortedTable(QTreeView):
    """A click chooses a row, Ctrl adds one, a click on a heading sorts."""

    chosen = Signal(list)  # rows as they were given, the newest first; by the person
    sorted_by = Signal(int)  # a column; by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _Rows()
        self._quiet = False
        self._measured: list[tuple[str, str]] = []
        self._kept: Sequence[int] = ()  # the rows chosen, as they were given
        self.setModel(self._rows)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setStyleSheet(STYLE)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self._click)
        self._rows.layoutChanged.connect(lambda: self.choose(self._kept))
        self.selectionModel().selectionChanged.connect(self._changed)

    def show_columns(self, columns: Sequence[SortedColumn]) -> None:
        """Show these; what is chosen is told anew with `choose`."""
        self._quiet = True
        self._rows.take(columns)
        told = [(column.title, column.widest) for column in columns]
        if told != self._measured:
            self._measured = told
            self._fit()
        self._quiet = False

    def keep_order(self) -> None:
        """Show rows as they are given until somebody sorts them."""
        self._rows.by = (-1, True)

    def choose(self, rows: Sequence[int]) -> None:
        """Stand on rows, as they were given, without saying so."""
        self._kept = tuple(rows)
        places = [int(np.flatnonzero(self._rows.order == row)[0]) for row in rows]
        wanted, last = QItemSelection(), self._rows.columnCount() - 1
        for place in places:
            wanted.select(self._rows.index(place, 0), self._rows.index(place, last))
        self._quiet = True
        model = self.selectionModel()
        model.select(wanted, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if places:
            current = self._rows.index(places[0], 0)
            model.setCurrentIndex(current, QItemSelectionModel.SelectionFlag.NoUpdate)
        self._quiet = False

    def text(self, place: int, column: int) -> str:
        """What stands in the row shown at a place."""
        return str(self._rows.data(self._rows.index(place, column)))

    def _fit(self) -> None:
        """Numbers are as wide as their heading asks; the widest words take what is left."""
        header, metrics = self.header(), self.fontMetrics()
        columns = self._rows.columns
        asked = [
            MARGIN
            + max(
                column.wide * metrics.averageCharWidth(),
                metrics.horizontalAdvance(column.widest),
                metrics.horizontalAdvance(self._rows.heading(at)),
            )
            for at, column in enumerate(columns)
        ]
        widest = max(range(len(columns)), key=lambda at: columns[at].wide, default=-1)
        for at, width in enumerate(asked):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.Fixed)
            spare = self.viewport().width() - sum(asked) if at == widest else 0
            least = min(width, LEAST * metrics.averageCharWidth())  # words can be cut, numbers not
            header.resizeSection(at, max(least, width + spare))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _click(self, column: int) -> None:
        """Sort by a column, the other way where it is sorted already; the greatest number first."""
        by, ascends = self._rows.by
        wide = bool(self._rows.columns[column].wide)
        ascending = not ascends if column == by else wide
        orders = Qt.SortOrder
        self._rows.sort(column, orders.AscendingOrder if ascending else orders.DescendingOrder)
        self._fit()
        self.sorted_by.emit(column)

    def _changed(self) -> None:
        if self._quiet:
            return
        places = {index.row() for index in self.selectionModel().selectedRows()}
        current = self.currentIndex().row()
        newest = [current] if current in places else []
        ordered = newest + sorted(places - set(newest))
        self._kept = tuple(int(self._rows.order[place]) for place in ordered)
        self.chosen.emit(list(self._kept))

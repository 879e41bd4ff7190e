"""Rows of names and numbers that can be sorted, copied and chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from studio.widgets.table import Table, small_table, tabbed_text

VALUE = Qt.ItemDataRole.UserRole  # what a cell is sorted by
PLACE = Qt.ItemDataRole.UserRole + 1  # of the row among those that were shown
BAR_STRENGTH = 0.3  # numbers stay readable on it
Align = Qt.AlignmentFlag


@dataclass(frozen=True, slots=True)
class Cell:
    """What is written, and what it is sorted by and saved as."""

    text: str
    value: float | str


class _Row(QTreeWidgetItem):
    """Sorts numbers as numbers."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        mine, its = self.data(column, VALUE), other.data(column, VALUE)
        return bool(mine < its)


class _Bars(QStyledItemDelegate):
    """A bar behind the number."""

    def __init__(self, column: int, colour: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column, self._colour = column, QColor(colour)
        self._colour.setAlphaF(BAR_STRENGTH)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().paint(painter, option, index)
        share = index.data(VALUE)
        if index.column() == self._column and isinstance(share, float):
            rect = option.rect.adjusted(2, 4, -2, -4)
            rect.setWidth(round(rect.width() * min(max(share, 0.0), 1.0)))
            painter.fillRect(rect, self._colour)


class SortedRows(QTreeWidget):
    """A click on a heading sorts; Ctrl+C copies the row at hand."""

    chosen = Signal(int)  # the row, as numbered when it was shown, by the person
    ticked = Signal(int, bool)  # the box of a row, by the person

    def __init__(
        self, headings: Sequence[str], *, ticks: bool = False, parent: QWidget | None = None
    ) -> None:
        """`ticks`: every row has a box."""
        super().__init__(parent)
        self._quiet, self._ticks = False, ticks
        self._headings = list(headings)
        self._rows: list[tuple[Cell, ...]] = []
        self.setHeaderLabels(self._headings)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.header().setStretchLastSection(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._changed)
        self.itemChanged.connect(self._box_changed)

    def set_headings(self, headings: Sequence[str]) -> None:
        """Call the columns something else; there may be more or fewer of them."""
        if list(headings) != self._headings:
            self._headings = list(headings)
            self.setColumnCount(len(self._headings))
            self.setHeaderLabels(self._headings)

    def show_bars(self, column: int, colour: str) -> None:
        """Draw a bar behind the numbers of one column, as long as they are shares of 1."""
        self.setItemDelegate(_Bars(column, colour, self))

    def show_rows(self, rows: Sequence[tuple[Cell, ...]]) -> None:
        """Replace all rows; they stay sorted as they were."""
        self._quiet = True
        self.setSortingEnabled(False)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._rows = list(rows)
        self.clear()
        items = []
        for place, row in enumerate(rows):
            item = _Row()
            for column, cell in enumerate(row):
                item.setText(column, cell.text)
                item.setData(column, VALUE, cell.value)
                if column and not isinstance(cell.value, str):
                    item.setTextAlignment(column, Align.AlignRight | Align.AlignVCenter)
            item.setData(0, PLACE, place)
            if self._ticks:
                item.setCheckState(0, Qt.CheckState.Unchecked)
            items.append(item)
        self.addTopLevelItems(items)
        self.setSortingEnabled(True)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._quiet = False

    def choose(self, place: int) -> None:
        """Stand on a row without saying so; −1: on none."""
        self._quiet = True
        item = self._item(place)
        if item is None:
            self.setCurrentIndex(QModelIndex())
        else:
            self.setCurrentItem(item)
            self.scrollToItem(item)
        self._quiet = False

    def fit(self, most: int) -> None:
        """As tall as the rows, or as so many as `most` pixels hold: none is cut in half."""
        row = max(1, self.sizeHintForRow(0))
        around = self.header().sizeHint().height() + 2 * self.frameWidth()
        shown = max(1, min(len(self._rows), (most - around) // row))
        self.setFixedHeight(around + shown * row)

    def tick(self, places: Sequence[int]) -> None:
        """Tick the boxes of these rows and of no others."""
        self._quiet = True
        for index in range(self.topLevelItemCount()):
            item = self.topLevelItem(index)
            if item is not None:
                on = item.data(0, PLACE) in places
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        self._quiet = False

    def table(self) -> Table:
        """The rows as they were shown, with their numbers in full."""
        rows = [[_written(cell) for cell in row] for row in self._rows]
        return small_table(self._headings, rows)

    def shown(self) -> list[int]:
        """The rows from top to bottom, as numbered when they were shown."""
        items = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return [int(item.data(0, PLACE)) for item in items if item is not None]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.matches(QKeySequence.StandardKey.Copy) and item is not None:
            row = self._rows[int(item.data(0, PLACE))]
            QGuiApplication.clipboard().setText(tabbed_text([[_written(c) for c in row]]))
        else:
            super().keyPressEvent(event)

    def _item(self, place: int) -> QTreeWidgetItem | None:
        items = (self.topLevelItem(index) for index in range(self.topLevelItemCount()))
        return next((i for i in items if i is not None and i.data(0, PLACE) == place), None)

    def _changed(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(int(item.data(0, PLACE)))

    def _box_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if not self._quiet and self._ticks and column == 0:
            on = item.checkState(0) is Qt.CheckState.Checked
            self.ticked.emit(int(item.data(0, PLACE)), on)


def _written(cell: Cell) -> str:
    return cell.value if isinstance(cell.value, str) else f"{cell.value:.7g}"

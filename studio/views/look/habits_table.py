"""What every head does, as rows that can be sorted."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from studio.views.look.head_facts import Habit, HeadFacts, layer_facts

translate = QCoreApplication.translate


def habit_words(habit: Habit) -> str:
    """What a head looks at most."""
    return {
        "": "",
        "previous": translate("heads", "token before"),
        "next": translate("heads", "token after"),
        "itself": translate("heads", "itself"),
        "edges": translate("heads", "[CLS] and [SEP]"),
        "one": translate("heads", "one token"),
        "even": translate("heads", "everywhere alike"),
    }[habit]


class _Row(QTreeWidgetItem):
    """Sorts numbers as numbers."""

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        tree = self.treeWidget()
        column = tree.sortColumn() if tree is not None else 0
        role = Qt.ItemDataRole.UserRole
        mine, its = self.data(column, role), other.data(column, role)
        return bool(mine < its)


class HabitsTable(QTreeWidget):
    """One row a head: its habit, its entropy, how far it looks."""

    chosen = Signal(int, int)  # layer and head, from 0, by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAccessibleName(self.tr("What the heads do"))
        self.setToolTip(
            self.tr(
                "A habit is named where more than half of the attention keeps to it.\n"
                "Click a heading to sort."
            )
        )
        self.setHeaderLabels(
            [self.tr("Head"), self.tr("Looks at"), self.tr("Entropy"), self.tr("Distance")]
        )
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.setStyleSheet("QTreeWidget { border: 0; }")
        self.setMinimumHeight(96)
        header = self.header()
        header.setStretchLastSection(False)
        self._fit_columns()
        self.currentItemChanged.connect(self._changed)

    def show_heads(self, weights: NDArray[np.float16]) -> None:
        """Measure [N, H, L, L] and show a row each; the chosen row stays chosen."""
        num_layers, num_heads = weights.shape[:2]
        self._quiet = True
        self.setSortingEnabled(False)
        # A column that fits its content measures every row at every change of one of them.
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        places = [(layer, head) for layer in range(num_layers) for head in range(num_heads)]
        while self.topLevelItemCount() > len(places):
            self.takeTopLevelItem(self.topLevelItemCount() - 1)
        while self.topLevelItemCount() < len(places):
            self.addTopLevelItem(_new_row())
        facts = [fact for layer in weights for fact in layer_facts(layer)]
        for index, (layer, head) in enumerate(places):
            item = self.topLevelItem(index)
            assert item is not None
            self._fill(item, layer, head, facts[index])
        self.setSortingEnabled(True)
        self._fit_columns()
        self._quiet = False

    def choose(self, layer: int, head: int) -> None:
        """Stand on the row of a head without saying so."""
        self._quiet = True
        for index in range(self.topLevelItemCount()):
            item = self.topLevelItem(index)
            if item is not None and _place(item) == (layer, head):
                self.setCurrentItem(item)
        self._quiet = False

    def _fit_columns(self) -> None:
        """As wide as what stands in them; the habit takes what is left."""
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)

    def _fill(self, item: QTreeWidgetItem, layer: int, head: int, facts: HeadFacts) -> None:
        words = habit_words(facts.habit) or self.tr("several places")
        name = f"{layer + 1} · {head + 1}"
        texts = (name, words, f"{facts.entropy:.2f}", f"{facts.distance:.1f}")
        values = (layer * 1000 + head, words, facts.entropy, facts.distance)
        for column, (text, value) in enumerate(zip(texts, values, strict=True)):
            item.setText(column, text)
            item.setData(column, Qt.ItemDataRole.UserRole, value)

    def _changed(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None and not self._quiet:
            self.chosen.emit(*_place(item))


def _new_row() -> QTreeWidgetItem:
    row = _Row()
    for column in (2, 3):
        row.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return row


def _place(item: QTreeWidgetItem) -> tuple[int, int]:
    layer, head = divmod(int(item.data(0, Qt.ItemDataRole.UserRole)), 1000)
    return layer, head

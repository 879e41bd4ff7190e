"""The evaluations there are, in two columns; the run at hand may not be fit for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.card import Card

NAME = Qt.ItemDataRole.UserRole
UNFIT = "⊘"  # before what the run cannot be asked: never colour alone
ACROSS = 2  # columns
ROW = 28  # pixels


class EvaluationList(QListWidget):
    """Titles; the arrow keys move the choice."""

    picked = Signal(str)  # by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._quiet = False
        self.setAccessibleName(self.tr("What to measure"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(True)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet("QListWidget { border: 0; } QListWidget::item { padding: 2px 6px; }")
        self.currentItemChanged.connect(self._changed)

    def offer(self, cards: Sequence[Card], unfit: Mapping[str, str]) -> None:
        """Replace the list; what the run cannot be asked can be chosen, and says why not."""
        chosen, self._quiet = self.value, True
        self.clear()
        for card in cards:
            why, title = unfit.get(card.name, ""), say("evaluation", card.title)
            item = QListWidgetItem(f"{UNFIT} {title}" if why else title)
            item.setData(NAME, card.name)
            told = why or say("evaluation", card.lines[0])
            item.setToolTip(tip_html(f"{title}\n{told}", card.source))
            if why:
                item.setForeground(self.palette().placeholderText())
            self.addItem(item)
        self._fit()
        self.choose(chosen)
        self.updateGeometry()

    def choose(self, name: str) -> None:
        """Stand on one without saying so."""
        self._quiet = True
        for item in map(self.item, range(self.count())):
            if item.data(NAME) == name:
                self.setCurrentItem(item)
        self._quiet = False

    @property
    def value(self) -> str:
        """The one chosen; "" where none is."""
        item = self.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def sizeHint(self) -> QSize:
        return QSize(400, self._tall())

    def minimumSizeHint(self) -> QSize:
        return QSize(240, self._tall())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Every title takes half the width."""
        size = QSize(max(1, self.viewport().width() // ACROSS - 1), ROW)
        for item in map(self.item, range(self.count())):
            item.setSizeHint(size)

    def _tall(self) -> int:
        return ROW * -(-self.count() // ACROSS) + 2 * self.frameWidth() + 2

    def _changed(self, item: QListWidgetItem | None) -> None:
        if item is not None and not self._quiet:
            self.picked.emit(str(item.data(NAME)))

"""All recipe families in one menu, each with what it learns."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.families import Family


class FamilyButton(QPushButton):
    """Opens the menu; the family that is learned is ticked in it."""

    chosen = Signal(str)  # by the person

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(self.tr("Families"))
        self.setToolTip(
            tip_html(self.tr("Take the objectives and the model of a published recipe."))
        )
        self.actions_: dict[str, QAction] = {}
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._group = QActionGroup(self._menu)
        self._group.setExclusionPolicy(QActionGroup.ExclusionPolicy.ExclusiveOptional)
        self.setMenu(self._menu)

    def offer(self, families: Iterable[Family]) -> None:
        """Show these families, first to last."""
        for family in families:
            # What stands behind a tab a menu sets in a column of its own.
            action = self._menu.addAction(f"{family.title}\t{_first(family.why)}")
            action.setCheckable(True)
            action.setToolTip(tip_html(family.why, family.source))
            action.triggered.connect(lambda _=False, name=family.name: self.chosen.emit(name))
            self._group.addAction(action)
            self.actions_[family.name] = action

    def choose(self, name: str) -> None:
        """Tick a family without reporting it; "" ticks none."""
        for other, action in self.actions_.items():
            action.setChecked(other == name)


def _first(words: str) -> str:
    """The first sentence, for a menu's line."""
    for stop in (". ", "。"):
        head, found, _ = words.partition(stop)
        if found:
            return head + stop.strip()
    return words

"""What was measured of the run at hand, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from studio.views.tune.found_words import time_words, written
from studio.widgets.card import Card
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from studio.evaluation_calls import KeptResult

TALL = 124  # pixels of the list
PATH = Qt.ItemDataRole.UserRole


class KeptCard(Card):
    """Kept in the run's folder; the one chosen is shown."""

    chosen = Signal(object)  # KeptResult, by the person

    def __init__(self) -> None:
        super().__init__()
        self._kept: tuple[KeptResult, ...] = ()
        self._quiet = False
        self.set_title(self.tr("Measured before"))
        self.none = label(self.tr("Nothing of this run yet."), "dim", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Measured before"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setStyleSheet(
            "QListWidget { border: 0; } QListWidget::item { padding: 4px 6px; }"
        )
        self.list.setFixedHeight(TALL)
        self.list.currentRowChanged.connect(self._changed)
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)

    @property
    def kept(self) -> tuple[KeptResult, ...]:
        """All of them, newest first."""
        return self._kept

    def show_kept(self, kept: tuple[KeptResult, ...], title: Callable[[str], str]) -> None:
        """Replace the list; `title` names an evaluation."""
        self._kept, self._quiet = kept, True
        self.list.clear()
        for one in kept:
            item = QListWidgetItem(f"{title(one.name)}{self._figure(one)}\n{self._when(one)}")
            item.setToolTip(tip_html(str(one.path)))
            self.list.addItem(item)
        self._quiet = False
        self.none.setVisible(not kept)
        self.list.setVisible(bool(kept))

    def stand_on(self, kept: KeptResult | None) -> None:
        """Stand on one without saying so."""
        paths = [one.path for one in self._kept]
        self._quiet = True
        at = paths.index(kept.path) if kept is not None and kept.path in paths else -1
        self.list.setCurrentRow(at)
        self._quiet = False

    def _figure(self, kept: KeptResult) -> str:
        if kept.result is None:
            return self.tr(" · damaged")
        first = kept.result.figures[0]
        return f" · {written(first.value, first.unit)}"

    def _when(self, kept: KeptResult) -> str:
        if kept.result is None:
            return time_words(kept.time)
        words = self.tr("step {step}, {time}")
        return words.format(step=number(kept.result.step), time=time_words(kept.time))

    def _changed(self, row: int) -> None:
        if not self._quiet and 0 <= row < len(self._kept):
            self.chosen.emit(self._kept[row])

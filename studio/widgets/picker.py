"""One of a few as buttons side by side, one of many from a list: with the same hands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from studio.widgets.number_input import WheelGuard
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio.theme import Theme

FEW = 5  # that fit beside one another


class Picker(QComboBox):
    """A list that falls open."""

    chosen = Signal(str)  # by the person, never by `choose`

    def __init__(self, options: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.installEventFilter(WheelGuard(self))
        for value, words in options:
            self.addItem(words, value)
        self.setMaxVisibleItems(max(len(options), 1))
        self.setCurrentIndex(-1)
        self.activated.connect(lambda index: self.chosen.emit(self.itemData(index)))

    @property
    def value(self) -> str:
        """The choice shown; "" where there is none."""
        return str(self.currentData() or "")

    def choose(self, value: str) -> None:
        """Show another choice without reporting it."""
        self.setCurrentIndex(self.findData(value))

    def set_tip(self, value: str, text: str, source: str = "") -> None:
        """Explain one of the choices."""
        tip = tip_html(text, source)
        self.setItemData(self.findData(value), tip, Qt.ItemDataRole.ToolTipRole)

    def set_theme(self, theme: Theme) -> None:
        """It follows the window's colours."""


def one_of(theme: Theme, options: Sequence[tuple[str, str]]) -> Segmented | Picker:
    """Buttons while they are few, a list of more."""
    return Segmented(theme, options) if len(options) <= FEW else Picker(options)

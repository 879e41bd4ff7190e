"""TopBar: menu, workspace, run and checkpoint at the left; device, colours, language, help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from studio.widgets.eliding_combo import ElidingBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

HEIGHT = 48
NARROW = 96
WIDE = 230
AIR = 24  # pixels between a name and the arrow, while there is room


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a picker; `line` draws a line above it."""

    words: str
    value: Any
    tip: str = ""
    line: bool = False


class Picker(ElidingBox):
    """A combo box that reports only what a person picked; its lines may carry any value."""

    picked = Signal(object)

    def __init__(self, name: str, tip: str) -> None:
        super().__init__()
        self.setProperty("look", "picker")
        self.setAccessibleName(name)
        self.setToolTip(tip_html(tip))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROW)
        self.setMaximumWidth(WIDE)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setMaxVisibleItems(18)
        self.activated.connect(self._pick)
        self._shown: Any = None
        self._offered: list[Choice] = []

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(hint.width() + AIR, hint.height())

    def offer(self, choices: Sequence[Choice], shown: Any) -> None:
        """Show other lines, the one of value `shown` being chosen; nothing is reported."""
        if list(choices) == self._offered:  # a list that is open stays open
            self.show_value(shown)
            return
        self._offered = list(choices)
        blocker = QSignalBlocker(self)
        self.clear()
        for choice in choices:
            if choice.line:
                self.insertSeparator(self.count())
            self.addItem(choice.words, choice.value)
            if choice.tip:
                tip = tip_html(choice.tip)
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.show_value(shown)
        blocker.unblock()
        self.view().setMinimumWidth(self.view().sizeHintForColumn(0) + 32)

    def show_value(self, value: Any) -> None:
        """Show a line as chosen; nothing is reported."""
        self._shown = value
        for index in range(self.count()):
            if self.itemData(index) == value and self.itemText(index):
                self.setCurrentIndex(index)
                return
        self.setCurrentIndex(0 if self.count() else -1)

    def _pick(self, index: int) -> None:
        value = self.itemData(index)
        if value != self._shown:
            self._shown = value
            self.picked.emit(value)


class TopBar(QFrame):
    """It knows no run: the window fills the pickers and listens to them."""

    def __init__(self, menus: Sequence[QMenu], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "bar")
        self.setProperty("edge", "bottom")
        self.setFixedHeight(HEIGHT)
        self.menu = _button(self.tr("All menus (F10)"))
        self.menu.setShortcut("F10")
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        all_menus = QMenu(self)
        for menu in menus:
            all_menus.addMenu(menu)
        self.menu.setMenu(all_menus)
        self.title = label(self.tr("Cloze Studio"), "title")
        self.workspace = Picker(
            self.tr("Workspace"), self.tr("The folder with your runs, tokenizers and texts")
        )
        self.run = Picker(self.tr("Run"), self.tr("The run that Train, Look and Try show"))
        self.checkpoint = Picker(
            self.tr("Checkpoint"), self.tr("The moment of the run that Look and Try show")
        )
        self.device = Picker(
            self.tr("Device"),
            self.tr("Where the next run computes.\nAutomatic takes a GPU where there is one."),
        )
        self.facts = label("", "dim")
        self.theme = _button(self.tr("Light or dark colours (Ctrl+T)"))
        self.language = _button(self.tr("Language"))
        self.language.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.help = _button(self.tr("Keyboard shortcuts (F1)"))
        self._lay_out()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self.menu)
        layout.addWidget(self.title)
        layout.addSpacing(8)
        for picker in (self.workspace, self.run, self.checkpoint):
            layout.addWidget(picker)
        layout.addStretch(1)
        layout.addWidget(self.facts)
        layout.addWidget(self.device)
        for button in (self.theme, self.language, self.help):
            layout.addWidget(button)

    def set_icons(self, *, menu: QIcon, theme: QIcon, language: QIcon, help: QIcon) -> None:
        """The icons, in the colours of the moment."""
        for button, icon in (
            (self.menu, menu),
            (self.theme, theme),
            (self.language, language),
            (self.help, help),
        ):
            button.setIcon(icon)


def _button(words: str) -> QToolButton:
    button = QToolButton()
    button.setToolTip(tip_html(words))
    button.setAccessibleName(words)
    button.setIconSize(QSize(18, 18))
    button.setFixedSize(34, 34)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button

"""What is left out of the maps: a menu to choose it from, and a chip for each that is on."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from studio.icons import icon
from studio.views.look.choice import Passages
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from studio.desk import Desk
    from studio.views.look.looking import Looking


class FilterChips(QWidget):
    """A press on a chip takes it away."""

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._looking = desk, looking
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(4)
        self._arrange_chips()
        self.button = QToolButton()
        self.button.setText(self.tr("Filters"))
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.button.setToolTip(self.tr("Leave special tokens or one passage of a pair out"))
        self.button.setMenu(self._menu())
        self._layout.addWidget(self.button)
        self.recolour()

    def _arrange_chips(self) -> None:
        choice = self._looking.choice
        self.special = self._chip(lambda: choice.hide_special(False))
        self.special.setText(self.tr("no special tokens"))
        self.shared = self._chip(lambda: choice.renormalise(False))
        self.shared.setText(self.tr("rows share 1 again"))
        self.who = self._chip(lambda: choice.choose_passages("all"))

    def _chip(self, taken_away: Callable[[], None]) -> QToolButton:
        chip = QToolButton()
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross behind the words
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setToolTip(self.tr("Press to show everything again"))
        chip.clicked.connect(lambda _checked=False: taken_away())
        self._layout.addWidget(chip)
        return chip

    def _menu(self) -> QMenu:
        choice = self._looking.choice
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        self.hide_special = self._switch(menu, self.tr("Hide special tokens"), choice.hide_special)
        self.hide_special.setToolTip(
            tip_html(
                self.tr("[CLS], [SEP] and padding draw much attention that means little."),
                "Clark et al. 2019",
            )
        )
        self.renormalise = self._switch(
            menu, self.tr("Let every row sum to 1 again"), choice.renormalise
        )
        menu.addSeparator()
        group = QActionGroup(menu)
        self.passages: dict[str, QAction] = {}
        for who in get_args(Passages):
            action = menu.addAction(self._names()[who])
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, who=who: choice.choose_passages(who))
            group.addAction(action)
            self.passages[who] = action
        return menu

    def _switch(self, menu: QMenu, words: str, act: Callable[[bool], None]) -> QAction:
        action = menu.addAction(words)
        action.setCheckable(True)
        action.triggered.connect(act)
        return action

    def _names(self) -> dict[str, str]:
        return {
            "all": self.tr("Both passages"),
            "aa": "A → A",
            "ab": "A → B",
            "ba": "B → A",
            "bb": "B → B",
        }

    def redraw(self) -> None:
        """Show which filters are on, and offer those that make sense for this text."""
        choice, seen = self._looking.choice, self._looking.seen
        pair = seen is not None and seen.second is not None and self._looking.side == "trunk"
        part = self._looking.part()
        # Rows that nothing was taken from sum to 1 anyway.
        shared = choice.renormalises and part is not None and not part.whole
        self.special.setVisible(choice.hides_special)
        self.shared.setVisible(shared)
        self.who.setVisible(self._looking.parted)
        self.who.setText(self._names()[choice.passages])
        self.hide_special.setChecked(choice.hides_special)
        self.renormalise.setChecked(choice.renormalises)
        for who, action in self.passages.items():
            action.setChecked(choice.passages == who)
            action.setEnabled(pair)
            action.setToolTip("" if pair else self.tr("Only where the text is a pair"))

    def recolour(self) -> None:
        """Follow the theme."""
        theme = self._desk.theme
        self.button.setIcon(icon("funnel", theme, theme.dim))
        style = (
            f"QToolButton {{ background: {theme.raised}; color: {theme.text}; padding: 2px 6px;"
            f" border: 1px solid {theme.accent}; border-radius: 10px; }}"
            f"QToolButton:focus {{ border: 2px solid {theme.text}; padding: 1px 5px; }}"
        )
        for chip in (self.special, self.shared, self.who):
            chip.setIcon(icon("close", theme, theme.dim))
            chip.setStyleSheet(style)

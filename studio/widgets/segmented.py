"""One of a few, as buttons side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.text import restyle

if TYPE_CHECKING:
    from studio.theme import Theme


class Segmented(QWidget):
    """Exclusive buttons; the arrow keys move the choice, Tab leaves the group."""

    chosen = Signal(str)  # by the person, never by `choose`

    def __init__(
        self,
        theme: Theme,
        options: Sequence[tuple[str, str]],
        *,
        fill: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`options` are (value, words) pairs; `fill` shares out all the width there is."""
        super().__init__(parent)
        self._values = [value for value, _ in options]
        self._words = dict(options)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for index, (value, words) in enumerate(options):
            button = QPushButton(words)
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setProperty("place", _place(index, len(options)))
            button.setObjectName(value)
            policy = button.sizePolicy()  # all as tall as the tallest, whatever script it is in
            policy.setVerticalPolicy(QSizePolicy.Policy.Preferred)
            button.setSizePolicy(policy)
            self._group.addButton(button, index)
            layout.addWidget(button, 1 if fill else 0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._group.idClicked.connect(lambda index: self.chosen.emit(self._values[index]))
        self._group.buttonToggled.connect(lambda *_: self._let_tab_in())
        self._let_tab_in()
        self.setAccessibleName("")
        self.set_theme(theme)

    @property
    def value(self) -> str:
        """The choice shown; "" where there is none."""
        index = self._group.checkedId()
        return self._values[index] if index >= 0 else ""

    def button(self, value: str) -> QPushButton:
        """The button of a value."""
        button = self._group.button(self._values.index(value))
        assert isinstance(button, QPushButton)
        return button

    def choose(self, value: str) -> None:
        """Show another choice without reporting it."""
        if value in self._values:
            self.button(value).setChecked(True)
            return
        self._group.setExclusive(False)
        for button in self._group.buttons():
            button.setChecked(False)
        self._group.setExclusive(True)

    def set_tip(self, value: str, text: str, source: str = "") -> None:
        """Explain one of the buttons."""
        self.button(value).setToolTip(tip_html(text, source))

    def set_words(self, value: str, words: str) -> None:
        """Rename one of the buttons."""
        self.button(value).setText(words)
        self._words[value] = words
        self.setAccessibleName(self.accessibleName())

    def setAccessibleName(self, name: str) -> None:
        """Name the whole; a screen reader tells each button with it, for "5" says nothing alone."""
        super().setAccessibleName(name)
        for value, words in self._words.items():
            told = words.replace("\n", ", ")
            self.button(value).setAccessibleName(f"{name}: {told}" if name else told)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key not in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            super().keyPressEvent(event)
            return
        buttons, at = self._group.buttons(), self._group.checkedId()  # -1 where none is chosen
        farther = buttons[at + 1 :] if key == Qt.Key.Key_Right else buttons[: max(at, 0)][::-1]
        for button in farther:
            if button.isEnabled() and not button.isHidden():
                button.setFocus()
                button.click()
                return

    def offer(self, values: Collection[str]) -> None:
        """Show the buttons of these values alone, rounded at both ends."""
        offered = [value for value in self._values if value in values]
        for value in self._values:
            button = self.button(value)
            button.setVisible(value in offered)
            if value in offered:
                button.setProperty("place", _place(offered.index(value), len(offered)))
                restyle(button)
        self._let_tab_in()

    def _let_tab_in(self) -> None:
        """Tab stops at the choice, or at the first button where there is none.

        Qt sees to that for what is clicked, and forgets it for what is chosen otherwise.
        """
        offered = [button for button in self._group.buttons() if not button.isHidden()]
        chosen = self._group.checkedButton()
        stop = chosen if chosen in offered else offered[0] if offered else None
        for button in self._group.buttons():
            at = button is stop
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if at else Qt.FocusPolicy.ClickFocus)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.setStyleSheet(
            f"""
            QPushButton {{ background: {theme.raised}; color: {theme.text}; padding: 5px 10px;
                border: 1px solid {theme.line}; border-right-width: 0; border-radius: 0;
                min-height: 16px; }}
            QPushButton[place="first"], QPushButton[place="only"] {{
                border-top-left-radius: 6px; border-bottom-left-radius: 6px; }}
            QPushButton[place="last"], QPushButton[place="only"] {{ border-right-width: 1px;
                border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
            QPushButton:hover {{ background: {theme.line}; }}
            QPushButton:checked {{ background: {theme.surface}; color: {theme.accent};
                border: 2px solid {theme.accent}; padding: 4px 9px; }}
            QPushButton:focus {{ border: 2px solid {theme.text}; padding: 4px 9px; }}
            QPushButton:disabled {{ color: {theme.dim}; background: {theme.bg};
                border-top-style: dashed; border-bottom-style: dashed; }}
            """
        )


def _place(index: int, count: int) -> str:
    if count == 1:
        return "only"
    return {0: "first", count - 1: "last"}.get(index, "middle")

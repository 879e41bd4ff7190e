"""A text in which stretches are marked by a coloured ground and, behind them, what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextCursor, QTextFormat

from studio.views.try_.inked_text import InkedText
from studio.widgets.rich_tip import tip_html
from studio.widgets.token_chips import ink_on

if TYPE_CHECKING:
    from studio.theme import Theme

SMALLER = -1  # step of sizes the kind is written in
NARROW = "\u202f"  # a blank no line is broken at


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a text: text[start : stop]."""

    start: int  # characters
    stop: int
    colour: str  # #RRGGBB, of its ground
    kind: str = ""  # written behind it: colour alone tells nothing
    tip: str = ""


class MarkedText(InkedText):
    """To be read and copied; the first stretch that is marked is in sight."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._text = ""
        self.stretches: tuple[Stretch, ...] = ()

    @property
    def words(self) -> str:
        return self._text

    def show_marked(self, text: str, stretches: Sequence[Stretch]) -> None:
        """Replace the text; stretches stand in its order and do not overlap."""
        self._text, self.stretches = text, tuple(stretches)
        self.clear()
        cursor = QTextCursor(self.document())
        plain, first, at = self._plain(), 0, 0
        for number, one in enumerate(self.stretches):
            cursor.insertText(text[at : one.start], plain)
            first = cursor.position() if number == 0 else first
            cursor.insertText(text[one.start : one.stop], _ground(one))
            if one.kind:
                cursor.insertText(f"{NARROW}{one.kind}", _ground(one, kind=True))
            at = one.stop
        cursor.insertText(text[at:], plain)
        seen = QTextCursor(self.document())
        seen.setPosition(first)
        self.setTextCursor(seen)
        self.ensureCursorVisible()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.show_marked(self._text, self.stretches)

    def _plain(self) -> QTextCharFormat:
        ink = QTextCharFormat()
        ink.setForeground(QColor(self._theme.text))
        return ink


def _ground(one: Stretch, *, kind: bool = False) -> QTextCharFormat:
    ink = QTextCharFormat()
    ink.setBackground(QColor(one.colour))
    ink.setForeground(QColor(ink_on(one.colour)))
    ink.setToolTip(tip_html(one.tip))
    if kind:
        ink.setFontWeight(QFont.Weight.Bold)
        ink.setProperty(QTextFormat.Property.FontSizeAdjustment, SMALLER)
    return ink

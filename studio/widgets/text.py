"""Labels in the few roles the window knows. Text is never read as HTML."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLabel, QMenu, QWidget

SEPARATOR = re.compile(r"[/\\](?=\w)")
BREAK = "\u200b"  # a line may end here, and nobody sees it
Role = Literal["", "title", "name", "number", "dim", "hint", "good", "warn", "bad", "code"]


class Wrapping(QLabel):
    """Breaks its lines in paths too: a long one has no blank in it.

    What is copied, or read out, is the text as it was given.
    """

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = ""
        self.setText(text)

    def setText(self, text: str) -> None:
        if self.accessibleName() == self._text:  # not what somebody else calls it
            self.setAccessibleName(text)
        self._text = text
        super().setText(SEPARATOR.sub(rf"\g<0>{BREAK}", text))

    def clear(self) -> None:
        self.setText("")

    def text(self) -> str:
        """As it was given."""
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy) and self.hasSelectedText():
            self._copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse:
            super().contextMenuEvent(event)
        else:
            self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be done with the text; made anew for every time it is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Copy"), self._copy).setEnabled(self.hasSelectedText())
        menu.addAction(self.tr("Select all"), self._select_all)
        return menu

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.selectedText().replace(BREAK, ""))

    def _select_all(self) -> None:
        self.setSelection(0, len(super().text()))


def label(text: str = "", role: Role = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `wrap` lets it take several lines."""
    made = Wrapping(text) if wrap else QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        made.setProperty("role", role)
    return made


def set_role(widget: QLabel, role: Role) -> None:
    """Show a label in another role."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        restyle(widget)


def restyle(widget: QWidget) -> None:
    """Let the style sheet look at a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)

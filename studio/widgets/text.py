"""Labels in the few roles the window knows. Text is never read as HTML."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

SEPARATOR = re.compile(r"[/\\](?=\w)")
BREAK = "\u200b"  # a line may end here, and nobody sees it
Role = Literal["", "title", "name", "number", "dim", "hint", "good", "warn", "bad", "code"]


class Wrapping(QLabel):
    """Breaks its lines in paths too: a long one has no blank in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)

    def setText(self, text: str) -> None:
        self._text = text
        super().setText(SEPARATOR.sub(rf"\g<0>{BREAK}", text))

    def clear(self) -> None:
        self.setText("")

    def text(self) -> str:
        """As it was given."""
        return self._text


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

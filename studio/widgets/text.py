"""Labels in the few roles the window knows. Text is never read as HTML."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

Role = Literal["", "title", "name", "number", "dim", "hint", "good", "warn", "bad", "code"]


def label(text: str = "", role: Role = "", *, wrap: bool = False) -> QLabel:
    """A plain-text label; `wrap` lets it take several lines."""
    made = QLabel(text)
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

"""What every editor of a form's field is: two hands, `show_value` and `edited`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

if TYPE_CHECKING:
    from studio.theme import Theme


class Editor(QWidget):
    """Shows and changes one value; None means empty."""

    edited = Signal(object)
    refused = Signal(str)  # what was typed and is no value; "" once that is over

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(8)

    def show_value(self, value: Any) -> None:
        """Show a value without reporting it."""
        raise NotImplementedError

    def name(self, name: str, description: str) -> None:
        """What a screen reader calls it."""
        proxy = self.focusProxy() or self
        proxy.setAccessibleName(name)
        proxy.setAccessibleDescription(description)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours; most editors follow the window's."""

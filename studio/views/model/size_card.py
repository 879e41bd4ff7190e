"""The size dial: one choice from which depth, width, heads, rate and batch follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio.widgets.card import Card
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import size_name

if TYPE_CHECKING:
    from studio.theme import Theme

# Turc et al. 2019: layers × width
SHAPES = {
    "tiny": (2, 128),
    "mini": (4, 256),
    "small": (4, 512),
    "medium": (8, 512),
    "base": (12, 768),
}
UNKNOWN = ("…", "…")


class SizeCard(Card):
    """Six sizes side by side, and what the chosen one is for."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Size"))
        self.set_hint(self.tr("rate and batch follow"), "")
        names = (*SHAPES, "custom")
        options = [(size, _words(size, SHAPES.get(size, UNKNOWN))) for size in names]
        self.dial = Segmented(theme, options, fill=True)
        self.dial.setAccessibleName(self.tr("Size of the model"))
        self.dial.chosen.connect(self.chosen.emit)
        for size in names:
            self.dial.set_tip(size, self._advice()[size], "Turc et al. 2019")
        self.advice = label("", "dim", wrap=True)
        self.body.setSpacing(8)
        self.body.addWidget(self.dial)
        self.body.addWidget(self.advice)

    def show_size(self, size: str, depth: int, width: int) -> None:
        """Show the size in force."""
        self.dial.choose(size)
        self.advice.setText(self._advice().get(size, ""))
        shape = (depth, width) if size == "custom" else UNKNOWN
        self.dial.set_words("custom", _words("custom", shape))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.dial.set_theme(theme)

    def _advice(self) -> dict[str, str]:
        return {
            "tiny": self.tr("Learns in minutes on two processor cores; right for a first look."),
            "mini": self.tr("Some ten minutes on a laptop; clearly better on a few megabytes."),
            "small": self.tr("Half an hour and more on a processor; tens of megabytes of text."),
            "medium": self.tr("Wants a GPU, or a night; a hundred megabytes of text and more."),
            "base": self.tr("The size of BERT itself: a GPU, days, and gigabytes of text."),
            "custom": self.tr("Your own layers, width and heads, under Details."),
        }


def _words(size: str, shape: tuple[object, object]) -> str:
    """Name over shape; the lower line holds no letters, or it would be taller in another script."""
    return f"{size_name(size)}\n{shape[0]} × {shape[1]}"

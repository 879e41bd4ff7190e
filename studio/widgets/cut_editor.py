"""A line to type a text in, and its words beneath: a click cuts one out or puts it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.widgets.cut_text import (
    CutWord,
    Stretch,
    read_cut,
    recall_cut,
    stretches,
    toggle_cut,
    write_cut,
)
from studio.widgets.strip_area import StripArea
from studio.widgets.token_strip import Chip, TokenStrip

if TYPE_CHECKING:
    from studio.theme import Theme


class CutEditor(QWidget):
    """Text and words are one: each follows the other. Neighbouring cuts are one gap."""

    changed = Signal()
    asked = Signal()  # Enter was pressed

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[CutWord, ...] = ()
        self._rest = ""
        self._numbered = True
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Text with gaps"))
        self.line.setPlaceholderText(self.tr("Type a text and press words to cut them out"))
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.asked)
        self.strip = TokenStrip(theme)
        self.strip.setAccessibleName(self.tr("Words; press one to cut it out or put it back"))
        self.strip.clicked.connect(self._toggle)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.line)
        layout.addWidget(StripArea(self.strip))

    @property
    def text(self) -> str:
        """The text with its gaps as they are written here."""
        return write_cut(self._words, self._rest, numbered=self._numbered)

    @property
    def masked(self) -> str:
        """The text with every gap as [MASK], which every model that fills gaps understands."""
        return write_cut(self._words, self._rest, numbered=False)

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Words and gaps in their order."""
        return stretches(self._words)

    @property
    def num_gaps(self) -> int:
        """How many gaps there are."""
        return sum(one.gap is not None for one in self.stretches)

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._words, self._rest = read_cut(text)
        self._show()

    def set_numbered(self, numbered: bool) -> None:
        """Whether gaps are written <extra_id_0>, <extra_id_1> … or [MASK]."""
        if numbered != self._numbered:
            self._numbered = numbered
            self._show()

    def restore(self) -> None:
        """Put every word back."""
        for stretch in self.stretches:
            if stretch.gap is not None:
                self._words = toggle_cut(self._words, stretch)
        self._show()
        self.changed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.strip.set_theme(theme)

    def _typed(self, text: str) -> None:
        words, self._rest = read_cut(text)
        self._words = recall_cut(words, self._words)
        self._show_words()
        self.changed.emit()

    def _toggle(self, index: int) -> None:
        self._words = toggle_cut(self._words, self.stretches[index])
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.line.setText(self.text)
        self._show_words()

    def _show_words(self) -> None:
        self.strip.show_chips([self._chip(one) for one in self.stretches])

    def _chip(self, stretch: Stretch) -> Chip:
        words = [self._words[place] for place in stretch.words]
        if stretch.gap is None:
            return Chip(words[0].text, tip=self.tr("Press to cut this word out"))
        cut = "".join(word.space + word.text for word in words).strip()
        tip = self.tr("Cut out: {words}. Press to put it back.").format(words=cut) if cut else ""
        gap = f"<extra_id_{stretch.gap}>" if self._numbered else "[MASK]"
        return Chip(gap, "cut", tip=tip)

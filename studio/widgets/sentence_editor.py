"""A line to type a sentence in, and its words beneath: a click hides one behind [MASK]."""

from __future__ import annotations

from dataclasses import replace
from os.path import commonprefix
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from studio.widgets.cloze_words import MASK, Word, read_words, recall, toggle, write_words
from studio.widgets.strip_area import StripArea
from studio.widgets.token_strip import Chip, TokenStrip

if TYPE_CHECKING:
    from studio.theme import Theme

UNDO, REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo


class SentenceEditor(QWidget):
    """Text and words are one: each follows the other.

    Ctrl+M hides the word at the cursor, or the one the keyboard stands on; Enter asks. Whatever
    changes the text is a change of the line, which takes it back.
    """

    changed = Signal()  # the text is another one
    asked = Signal()  # Enter was pressed

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[Word, ...] = ()
        self._rest = ""
        self._written: dict[str, tuple[Word, ...]] = {}  # what the masks of a text hide
        self.line = QLineEdit()
        self.line.setAccessibleName(self.tr("Sentence"))
        self.line.setPlaceholderText(self.tr("Type a sentence; [MASK] stands for a hidden word"))
        self.line.setToolTip(
            self.tr("Ctrl+M hides the word at the cursor behind [MASK]; again shows it.")
        )
        self.line.textEdited.connect(self._typed)
        self.line.returnPressed.connect(self.asked)
        self.strip = TokenStrip(theme)
        self.strip.setAccessibleName(self.tr("Words; press one to hide it or show it"))
        self.strip.clicked.connect(self.toggle)
        self.strip.installEventFilter(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.line)
        layout.addWidget(StripArea(self.strip))
        shortcut = QShortcut(QKeySequence("Ctrl+M"), self)
        shortcut.activated.connect(self._toggle_at_hand)

    @property
    def text(self) -> str:
        """The sentence with its masks."""
        return write_words(self._words, self._rest)

    @property
    def words(self) -> tuple[Word, ...]:
        """The words, the hidden ones with what they hide where that is known."""
        return self._words

    @property
    def num_masks(self) -> int:
        """How many words are hidden."""
        return sum(word.hidden for word in self._words)

    def set_text(self, text: str) -> None:
        """Show another sentence."""
        self._words, self._rest = read_words(text)
        self._show(write_line=True)

    def toggle(self, index: int) -> None:
        """Hide a word or show it again."""
        changed = toggle(self._words, index)
        if changed != self._words:
            self._change(changed)

    def fill(self, mask: int, answer: str, *, continues: bool = False) -> None:
        """Put an answer into the place of a mask; the answer may be hidden again.

        One that `continues` the word before it is written without a blank between them.
        """
        places = [index for index, word in enumerate(self._words) if word.hidden]
        if mask < len(places):
            index = places[mask]
            space = "" if continues else self._words[index].space
            word = replace(self._words[index], text=answer, space=space, hidden=False)
            self._change((*self._words[:index], word, *self._words[index + 1 :]))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.strip.set_theme(theme)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Undo on the words is that of the line, as long as it has something to take back."""
        if not isinstance(event, QKeyEvent):
            return False
        undo = event.matches(UNDO) and self.line.isUndoAvailable()
        if not undo and not (event.matches(REDO) and self.line.isRedoAvailable()):
            return False
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # or it would be the window's command
        elif event.type() is QEvent.Type.KeyPress:
            (self.line.undo if undo else self.line.redo)()
        return True

    def _typed(self, text: str) -> None:
        words, self._rest = read_words(text)
        self._words = self._written.get(text) or recall(words, self._words)
        self._show(write_line=False)
        self.changed.emit()

    def _change(self, words: tuple[Word, ...]) -> None:
        self._written[self.text] = self._words
        self._words = words
        self._written[self.text] = words
        self._show(write_line=True)
        self.changed.emit()

    def _write(self) -> None:
        """Put the text into the line as one change, in which nothing else is touched."""
        old, new = self.line.text(), self.text
        if not old and not self.line.isUndoAvailable():
            self.line.setText(new)  # the first sentence: there is nothing to go back to
            return
        start = len(commonprefix((old, new)))
        rest = len(commonprefix((old[start:][::-1], new[start:][::-1])))
        gone = old[start : len(old) - rest]
        blocked = QSignalBlocker(self.line)  # nobody typed it
        self.line.setSelection(_units(old[:start]), _units(gone))
        self.line.insert(new[start : len(new) - rest])
        blocked.unblock()

    def _show(self, *, write_line: bool) -> None:
        if write_line:
            place = self.line.cursorPosition()
            self._write()
            self.line.setCursorPosition(place)
        self.strip.show_chips([self._chip(word) for word in self._words])

    def _chip(self, word: Word) -> Chip:
        if not word.hidden:
            return Chip(word.text, tip=self.tr("Press to hide this word"))
        tip = self.tr("Hidden: {word}. Press to show it.").format(word=word.text)
        return Chip(word.text or MASK, "masked", tip=tip if word.text else "")

    def _toggle_at_hand(self) -> None:
        if self.strip.hasFocus():
            if self.strip.current >= 0:
                self.toggle(self.strip.current)
            return
        cursor, end = self.line.cursorPosition(), 0
        for index, word in enumerate(self._words):
            end += len(word.space) + len(word.shown)
            if cursor <= end:
                self.toggle(index)
                return
        if self._words:
            self.toggle(len(self._words) - 1)


def _units(text: str) -> int:
    """How long Qt takes a text to be: a rare character counts twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2

"""One example whole: its text, what is right, what was said, marked where it stands in the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.marked_text import Mark, MarkedText
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.tasks.report import Row
    from studio.desk import Desk

RIGHT, SAID = 2, 1  # hues of what is right and of what was said


class ExampleDetail(ScrollColumn):
    """Empty where no example is chosen."""

    def __init__(self, desk: Desk) -> None:
        inside = QWidget()
        super().__init__(inside)
        self._desk = desk
        self.kinds: Sequence[str] = ()  # of entities, each of which has a hue of its own
        self.setAccessibleName(self.tr("The example"))
        self.lines = [label("", wrap=True) for _ in range(4)]
        self.texts = [MarkedText(desk.theme) for _ in range(2)]
        self.captions = [label("", "dim") for _ in range(2)]
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(4)
        for line in self.lines:
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(line)
        for caption, text in zip(self.captions, self.texts, strict=True):
            column.addWidget(caption)
            column.addWidget(text)
        column.addStretch(1)

    def show_row(self, row: Row | None, kind: str) -> None:
        """Show an example of a task."""
        for part in (*self.lines, *self.captions, *self.texts):
            part.hide()
        if row is None:
            return
        if kind == "tagging":
            self._show_tags(row)
        elif kind == "answering":
            self._show_answer(row)
        elif kind == "translation":
            self._say(
                (self.tr("Text"), row.text),
                (self.tr("As people put it"), row.right),
                (self.tr("As it was put"), row.said),
            )
        else:
            second = [(self.tr("Second text"), row.second)] if row.second else []
            self._say(
                (self.tr("Text"), row.text),
                *second,
                (self.tr("Right"), row.right or "–"),
                (self.tr("Predicted"), row.said),
            )

    def recolour(self) -> None:
        """Hand the theme on."""
        for text in self.texts:
            text.set_theme(self._desk.theme)

    def _say(self, *told: tuple[str, str]) -> None:
        for line, (caption, words) in zip(self.lines, told, strict=False):
            line.setText(f"{caption}: {words}")
            line.show()

    def _show_tags(self, row: Row) -> None:
        words = words_of(row.text, row.right.count(" ") + 1)
        if words is None:
            self._say(
                (self.tr("Text"), row.text),
                (self.tr("Right"), row.right),
                (self.tr("Predicted"), row.said),
            )
            return
        for at, (caption, tags) in enumerate(
            ((self.tr("Right"), row.right), (self.tr("Predicted"), row.said))
        ):
            self._mark(at, caption, row.text, list(entities(words, tags.split(" "), self.kinds)))

    def _show_answer(self, row: Row) -> None:
        nothing = self.tr("no answer")
        self._say(
            (self.tr("Question"), row.text),
            (self.tr("Right"), row.right or nothing),
            (self.tr("Predicted"), row.said or nothing),
        )
        marks = []
        for words, hue, name in (
            (row.right, RIGHT, self.tr("right")),
            (row.said, SAID, self.tr("predicted")),
        ):
            start = row.second.find(words) if words else -1
            if start >= 0 and not (name == self.tr("predicted") and row.said == row.right):
                marks.append(Mark(start, start + len(words), hue, name))
        self._mark(0, self.tr("Context"), row.second, marks)

    def _mark(self, at: int, caption: str, text: str, marks: Sequence[Mark]) -> None:
        self.captions[at].setText(caption)
        self.texts[at].show_text(text, marks)
        self.texts[at].setAccessibleName(caption)
        for part in (self.captions[at], self.texts[at]):
            part.show()


def words_of(text: str, count: int) -> list[tuple[int, int]] | None:
    """Where the words of a sentence stand, given how many there are; None where it is not seen.

    They stand between blanks, or are single characters, as in Chinese.
    """
    found: list[tuple[int, int]] = []
    at = 0
    for word in text.split(" "):
        found.append((at, at + len(word)))
        at += len(word) + 1
    if len(found) == count:
        return found
    return [(at, at + 1) for at in range(len(text))] if len(text) == count else None


def entities(
    words: Sequence[tuple[int, int]], tags: Sequence[str], kinds: Sequence[str] = ()
) -> Iterator[Mark]:
    """The entities that IOB2 tags mark, or the tags of single words where they are no such."""
    start, kind, end = -1, "", 0
    for (begin, stop), tag in [*zip(words, tags, strict=False), ((0, 0), "O")]:
        goes_on = tag == f"I-{kind}" and start >= 0
        if start >= 0 and not goes_on:
            yield Mark(start, end, _hue(kind, kinds), kind)
            start, kind = -1, ""
        if tag not in ("O", "") and not goes_on:
            start, kind = begin, tag[2:] if tag[:2] in ("B-", "I-") else tag
        end = stop


def _hue(kind: str, kinds: Sequence[str]) -> int:
    """The same kind has the same colour, whichever sentence it stands in."""
    return kinds.index(kind) if kind in kinds else sum(kind.encode("utf-8"))

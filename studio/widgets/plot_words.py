"""Where words stand over a plot: none on another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from studio.widgets.curves import spread

STRIDE = 24.0  # pixels between the places tried for a name
ROWS = 4  # of names beneath one line at most
EDGE = 3.0  # pixels of ground at either side of a word


@dataclass(frozen=True, slots=True)
class Word:
    """A text and the left end of its baseline."""

    text: str
    at: QPointF

    def box(self, metrics: QFontMetricsF) -> QRectF:
        """The ground it stands on."""
        top, width = self.at.y() - metrics.ascent(), metrics.horizontalAdvance(self.text)
        return QRectF(self.at.x() - EDGE, top, width + 2 * EDGE, metrics.height())


class WordPlaces:
    """Where words stand over a plot; worked out anew only where something moved."""

    def __init__(self) -> None:
        self._seen: object = None
        self._found: tuple[list[Word], list[Word]] = [], []

    def of(
        self,
        ends: Sequence[tuple[str, QPointF]],
        levels: Sequence[tuple[str, float]],
        area: QRectF,
        font: QFont,
    ) -> tuple[list[Word], list[Word]]:
        """The words at the ends of curves, and the names of levels at these heights."""
        points = [(text, point.x(), point.y()) for text, point in ends]
        seen = points, list(levels), area.getRect(), font.toString()
        if seen != self._seen:
            self._seen = seen
            metrics = QFontMetricsF(font)
            words = end_words(ends, area, metrics)
            taken = [word.box(metrics) for word in words]
            names = []
            for text, y in levels:
                names.append(level_word(text, y, area, metrics, taken))
                taken.append(names[-1].box(metrics))
            self._found = words, names
        return self._found


def end_words(
    ends: Sequence[tuple[str, QPointF]], area: QRectF, metrics: QFontMetricsF
) -> list[Word]:
    """A word at the right of each point; those above one another are spread apart."""
    words = []
    for text, point in ends:
        x = min(point.x() + 8, area.right() - metrics.horizontalAdvance(text))
        words.append(Word(text, QPointF(x, point.y() + metrics.capHeight() / 2)))
    for group in _columns([word.box(metrics) for word in words]):
        heights = [ends[index][1].y() for index in group]
        placed = spread(heights, metrics.height() - 1, area.top(), area.bottom())
        for index, y in zip(group, placed, strict=True):
            at = QPointF(words[index].at.x(), y + metrics.capHeight() / 2)
            words[index] = Word(words[index].text, at)
    return words


def level_word(
    text: str, y: float, area: QRectF, metrics: QFontMetricsF, taken: Iterable[QRectF]
) -> Word:
    """The name of a level line at height `y`: in its middle, or where nothing is `taken`."""
    others = list(taken)
    width = metrics.horizontalAdvance(text)
    for at in _beside(y, area, metrics):
        for left in _outwards(area, width):
            word = Word(text, QPointF(left, at))
            if not any(word.box(metrics).intersects(other) for other in others):
                return word
    return Word(text, QPointF(area.center().x() - width / 2, next(_beside(y, area, metrics))))


def _columns(boxes: Sequence[QRectF]) -> list[list[int]]:
    """The indices of boxes that share some x, together."""
    order = sorted(range(len(boxes)), key=lambda index: boxes[index].left())
    found: list[list[int]] = []
    end = 0.0
    for index in order:
        if found and boxes[index].left() < end:
            found[-1].append(index)
        else:
            found.append([index])
        end = max(end, boxes[index].right()) if len(found[-1]) > 1 else boxes[index].right()
    return [sorted(group) for group in found]


def _beside(y: float, area: QRectF, metrics: QFontMetricsF) -> Iterator[float]:
    """Baselines above a line and beneath it, as far as there is room."""
    above = y - metrics.height() > area.top()
    if above:
        yield y - 4
    for row in range(ROWS):
        beneath = y + metrics.ascent() + 2 + row * metrics.height()
        if beneath + metrics.descent() <= area.bottom() or (row == 0 and not above):
            yield beneath


def _outwards(area: QRectF, width: float) -> Iterator[float]:
    """Left ends from the middle to both sides."""
    middle = area.center().x() - width / 2
    yield middle
    for turn in range(1, 1 + int((area.width() - width) / 2 / STRIDE)):
        yield middle - turn * STRIDE
        yield middle + turn * STRIDE

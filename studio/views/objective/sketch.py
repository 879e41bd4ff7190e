"""A small moving picture of what an objective does; plays once, then rests on its last frame."""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QFontMetricsF,
    QHideEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QStyle, QWidget

from studio.views.objective.scenes import scene
from studio.widgets.token_chips import MARK_WIDTH, Chip, Mark, ink_on, paint_chip, paint_mark

if TYPE_CHECKING:
    from studio.theme import Theme

FRAME = 50  # ms
LENGTH = 3200  # ms of one showing
LARGEST = 2.0  # times its smallest size, where there is room


class Sketch(QWidget):
    """Draws one objective by name; an objective without a drawing of its own gets the general one.

    It moves once when it is first shown and whenever the pointer enters; not at all where the
    platform has animations switched off.
    """

    def __init__(self, theme: Theme, objective: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._objective = objective
        self._time = LENGTH
        self._room = QRectF()
        self._clock = QTimer(self)
        self._clock.setInterval(FRAME)
        self._clock.timeout.connect(self._advance)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Moving sketch of the objective"))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, 84)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 62)

    @property
    def moving(self) -> bool:
        """Whether it plays just now."""
        return self._clock.isActive()

    def play(self) -> None:
        """Show it once from the start."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        if self.style().styleHint(hint, None, self) > 0 and self.isVisible():
            self._time = 0
            self._clock.start()

    def _advance(self) -> None:
        self._time = min(self._time + FRAME, LENGTH)
        if self._time >= LENGTH:
            self._clock.stop()
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        if not self.moving:
            self.play()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.play()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
        self._time = LENGTH

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = max(1.0, min(self.width() / 260, self.height() / 64, LARGEST))
        painter.scale(scale, scale)
        self._room = QRectF(0, 0, self.width() / scale, self.height() / scale)
        drawings: dict[str, Callable[[QPainter, float], None]] = {
            "masked_lm": self._masked_words,
            "next_sentence": self._next_sentence,
        }
        drawings.get(self._objective, self._scene)(painter, self._time / LENGTH)

    # the drawings; `t` runs from 0 to 1

    def _masked_words(self, painter: QPainter, t: float) -> None:
        words = self.tr("she opened the door slowly").split()
        hidden = len(words) - 2
        boxes = self._chips(painter, words, self._room.height() * 0.5 - 30)
        colour = self._theme.objective_colour("masked_lm")
        for index, (box, word) in enumerate(zip(boxes, words, strict=True)):
            covered = index == hidden and t > 0.2
            self._chip(painter, box, "" if covered else word, colour if covered else "")
            if covered:
                sign = QRectF(box.center().x() - 6, box.center().y() - 6, 12, 12)
                paint_mark(painter, sign, "masked", QColor(ink_on(colour)))
        if t > 0.4:
            self._answer(painter, boxes[hidden], words[hidden], _ease((t - 0.4) / 0.5), colour)

    def _answer(
        self, painter: QPainter, hidden: QRectF, word: str, share: float, colour: str
    ) -> None:
        """The guess for a hidden word: its bar grows beneath it."""
        top = hidden.bottom() + 16
        centre = hidden.center().x()
        painter.setPen(QPen(QColor(self._theme.dim), 1.2))
        painter.drawLine(QPointF(centre, hidden.bottom() + 2), QPointF(centre, top - 2))
        width = min(self._room.width() * 0.6, 200.0)
        left = max(0.0, min(centre - width / 2, self._room.width() - width))
        room = QRectF(left, top, width, 20)
        metrics = QFontMetricsF(painter.font())
        label = metrics.horizontalAdvance(word) + 8
        painter.setPen(QColor(self._theme.text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
        track = QRectF(room.left() + label, room.center().y() - 3, room.width() - label, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.raised))
        painter.drawRoundedRect(track, 3, 3)
        painter.setBrush(QColor(colour))
        track.setWidth(max(6.0, track.width() * 0.86 * share))
        painter.drawRoundedRect(track, 3, 3)

    def _next_sentence(self, painter: QPainter, t: float) -> None:
        colour = self._theme.objective_colour("next_sentence")
        middle = self._room.height() * 0.5
        height, width = 24.0, (self._room.width() - 34) / 2
        first = QRectF(0, middle - 31, width, height)
        self._chip(painter, first, self.tr("A: The door was open."), "")
        follows = t > 0.5
        share = _ease((t - 0.5) / 0.35) if follows else _ease(t / 0.35)
        words = self.tr("B: She went in.") if follows else self.tr("B: Tax rates rose.")
        left = width + 34 + (1 - share) * 30
        second = QRectF(left, middle - 31, width, height)
        painter.setOpacity(share)
        self._chip(painter, second, words, "")
        painter.setOpacity(1.0)
        painter.setPen(QPen(QColor(self._theme.dim), 1.4))
        y = first.center().y()
        painter.drawLine(QPointF(width + 8, y), QPointF(width + 26, y))
        painter.drawLine(QPointF(width + 21, y - 4), QPointF(width + 26, y))
        painter.drawLine(QPointF(width + 21, y + 4), QPointF(width + 26, y))
        answers = (self.tr("follows"), self.tr("does not follow"))
        for index, answer in enumerate(answers):
            box = QRectF(index * (width + 34), middle + 9, width, height)
            right = follows == (index == 0) and share > 0.6
            self._chip(painter, box, answer, colour if right else "", hollow=not right)

    def _scene(self, painter: QPainter, t: float) -> None:
        """What goes in above, what comes out beneath."""
        shown = scene(self._objective)
        middle = self._room.height() * 0.5
        answers = shown.answers if shown.aligned else ()
        marked = {index for index, _ in shown.marks}
        boxes = self._chips(painter, shown.given, middle - 30, answers, marked)
        marks = dict(shown.marks) if t > 0.2 else {}
        for index, (box, word) in enumerate(zip(boxes, shown.given, strict=True)):
            self._marked(painter, box, word, marks.get(index, "plain"))
        if shown.aligned:
            below = [box.translated(0, 36) for box in boxes]
        else:
            below = self._chips(painter, shown.answers, middle + 6)
        asked = [(box, word) for box, word in zip(below, shown.answers, strict=True) if word]
        come = _ease((t - 0.3) / 0.55) * len(asked)
        colour = self._theme.objective_colour(self._objective)
        for index, (box, word) in enumerate(asked):
            if shown.right is not None:
                lit = index == shown.right and t > 0.7
                self._chip(painter, box, word, colour if lit else "", hollow=not lit)
            elif index < come:
                self._chip(painter, box, word, colour)

    def _marked(self, painter: QPainter, box: QRectF, word: str, mark: Mark) -> None:
        """A chip with what was done to it, in the colours and signs of the row itself."""
        chip = Chip("" if mark == "masked" else word, mark)
        paint_chip(painter, box, chip, self._theme, flat=False)

    # the parts they are made of

    def _chips(
        self,
        painter: QPainter,
        words: Sequence[str],
        top: float,
        beneath: Sequence[str] = (),
        marked: Set[int] = frozenset(),
    ) -> list[QRectF]:
        """Boxes for words on one line, narrower where the room is short.

        They have room for the words `beneath` them too, and for the signs of those `marked`.
        """
        metrics = QFontMetricsF(painter.font())
        widths = [
            max(metrics.horizontalAdvance(part) for part in parts) + 14
            for parts in zip_longest(words, beneath, fillvalue="")
        ]
        widths = [width + MARK_WIDTH * (index in marked) for index, width in enumerate(widths)]
        gap = 5.0
        scale = min(1.0, (self._room.width() - gap * (len(words) - 1)) / sum(widths))
        boxes, x = [], 0.0
        for width in widths:
            boxes.append(QRectF(x, top, width * scale, 24))
            x += width * scale + gap
        return boxes

    def _chip(
        self, painter: QPainter, box: QRectF, text: str, colour: str, *, hollow: bool = False
    ) -> None:
        painter.setPen(QPen(QColor(self._theme.line), 1.0) if hollow else Qt.PenStyle.NoPen)
        fill = QColor(colour or self._theme.raised)
        painter.setBrush(Qt.BrushStyle.NoBrush if hollow else fill)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = ink_on(colour) if colour else (self._theme.dim if hollow else self._theme.text)
        painter.setPen(QColor(ink))
        shown = QFontMetricsF(painter.font()).elidedText(
            text, Qt.TextElideMode.ElideRight, box.width() - 6
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)


def _ease(share: float) -> float:
    """Slow at both ends."""
    share = max(0.0, min(share, 1.0))
    return share * share * (3 - 2 * share)

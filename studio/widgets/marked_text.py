"""Text that wraps, with parts of it marked in colour and named: entities, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

if TYPE_CHECKING:
    from studio.theme import Theme

STRENGTH = 0.32  # of a mark: words stay readable on it
LEAST_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Mark:
    """A part of a text: text[start:end]; the same `hue` has the same colour."""

    start: int
    end: int
    hue: int
    name: str = ""


class MarkedText(QWidget):
    """As tall as its lines; names of marks stand behind them, smaller."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = ""
        self.marks: tuple[Mark, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_text(self, text: str, marks: Sequence[Mark] = ()) -> None:
        """Show another text; marks that overlap are drawn in their order."""
        self.text, self.marks = text, tuple(sorted(marks, key=lambda mark: mark.start))
        told = [f"{text[mark.start : mark.end]}: {mark.name}" for mark in self.marks if mark.name]
        self.setAccessibleDescription(". ".join([text, *told]))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(max(width, LEAST_WIDTH))[1]) + 2

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_WIDTH, self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QColor(self._theme.text))
        self._laid_out(self.width())[0].draw(painter, QPointF(0, 0))

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        words, formats = self._written()
        layout = QTextLayout(words, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(formats)
        layout.beginLayout()
        height = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        return layout, max(height, self.fontMetrics().height())

    def _written(self) -> tuple[str, list[QTextLayout.FormatRange]]:
        """The text with the names put in, and how each part looks."""
        pieces: list[str] = []
        formats: list[QTextLayout.FormatRange] = []
        at = length = 0  # `length` as Qt counts
        for mark in self.marks:
            start = max(mark.start, at)
            before, marked = self.text[at:start], self.text[start : mark.end]
            name = f" {mark.name}" if mark.name else ""
            length += _units(before)
            colour = QColor(self._theme.series[mark.hue % len(self._theme.series)])
            colour.setAlphaF(STRENGTH)
            formats.append(_range(length, _units(marked), _ground(colour)))
            length += _units(marked)
            if name:
                formats.append(_range(length, _units(name), self._small(colour)))
            length += _units(name)
            pieces += [before, marked, name]
            at = max(mark.end, start)
        pieces.append(self.text[at:])
        return "".join(pieces).replace("\n", "\u2028"), formats

    def _small(self, ground: QColor) -> QTextCharFormat:
        """How names look."""
        look = _ground(ground)
        look.setForeground(QColor(self._theme.text))
        look.setFontPointSize(max(7.0, self.font().pointSizeF() * 0.8))
        look.setFontWeight(600)
        return look


def _units(text: str) -> int:
    """How long Qt finds a text: signs beyond the first plane, as emoji are, count twice."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _ground(colour: QColor) -> QTextCharFormat:
    look = QTextCharFormat()
    look.setBackground(colour)
    return look


def _range(start: int, length: int, look: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length, made.format = start, length, look
    return made

"""What a token chip holds, how it is marked, and how one is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from studio.theme import contrast

if TYPE_CHECKING:
    from studio.theme import Theme

Mark = Literal[
    "plain",
    "special",
    "masked",
    "random",
    "kept",
    "padding",
    "swapped",
    "cut",
    "deleted",
    "generated",
]

MARK_WIDTH = 15.0  # room of a painted mark, its gap included
PADDING = 8.0  # left and right of a chip's text
RADIUS = 6.0


# The signs that are strokes alone, in shares of their box.
STROKES: dict[Mark, tuple[tuple[tuple[float, float], ...], ...]] = {
    "random": (((0.65, 0.0), (0.25, 0.55), (0.75, 0.45), (0.35, 1.0)),),
    "kept": (((0.1, 0.35), (0.9, 0.35)), ((0.1, 0.68), (0.9, 0.68))),
    "swapped": (
        ((0.1, 0.3), (0.9, 0.3)),
        ((0.65, 0.12), (0.9, 0.3), (0.65, 0.48)),
        ((0.1, 0.72), (0.9, 0.72)),
        ((0.35, 0.54), (0.1, 0.72), (0.35, 0.9)),
    ),
    "deleted": (((0.15, 0.15), (0.85, 0.85)), ((0.15, 0.85), (0.85, 0.15))),
    "generated": (((0.1, 0.95), (0.2, 0.65), (0.8, 0.05), (1.0, 0.25)),),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One token as shown: its text, what was done to it, and what stands beneath it."""

    text: str
    mark: Mark = "plain"
    joins: bool = False  # continues the word before it, without a gap
    tip: str = ""
    notes: tuple[str, ...] = ()  # one line each beneath the chip: position, segment …
    fill: str = ""  # #RRGGBB: what a number looks like as a colour; "": as the mark says


def mark_words() -> dict[str, str]:
    """What each mark means, in the language of the moment."""
    translate = QCoreApplication.translate
    return {
        "special": translate("TokenStrip", "special token"),
        "masked": translate("TokenStrip", "masked"),
        "random": translate("TokenStrip", "replaced by a random token"),
        "kept": translate("TokenStrip", "kept, but asked for"),
        "padding": translate("TokenStrip", "padding"),
        "swapped": translate("TokenStrip", "swapped"),
        "cut": translate("TokenStrip", "cut out"),
        "deleted": translate("TokenStrip", "left out"),
        "generated": translate("TokenStrip", "generated"),
    }


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    white, black = "#FFFFFF", "#000000"
    return white if contrast(white, colour) > contrast(black, colour) else black


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one kind of chip."""

    fill: str | None
    ink: str
    edge: str | None = None
    dashed: bool = False


def look_of(mark: Mark, theme: Theme) -> Look:
    """How a mark is coloured in a theme; every mark also has a shape (`paint_mark`)."""
    masked = theme.objective_colour("masked_lm")
    random = theme.series[4]
    filled = {"masked": masked, "random": random, "swapped": theme.series[1]}
    if mark in filled:
        return Look(filled[mark], ink_on(filled[mark]))
    if mark in ("kept", "generated"):
        return Look(theme.raised, theme.text, theme.series[2], dashed=True)
    if mark in ("special", "cut"):
        return Look(theme.bg, theme.dim, theme.line)
    if mark in ("padding", "deleted"):
        return Look(None, theme.dim, theme.line, dashed=True)
    return Look(theme.raised, theme.text)


def has_mark(mark: Mark) -> bool:
    """Whether a chip of this kind carries a sign before its text."""
    return mark not in ("plain", "special", "padding")


def chip_width(chip: Chip, metrics: QFontMetricsF, note_metrics: QFontMetricsF) -> float:
    """Pixels a chip needs, the widest of its notes included."""
    text = metrics.horizontalAdvance(chip.text) + 2 * PADDING
    if has_mark(chip.mark):
        text += MARK_WIDTH
    notes = [note_metrics.horizontalAdvance(note) + 6 for note in chip.notes]
    return max([text, 22.0, *notes])


def paint_chip(painter: QPainter, rect: QRectF, chip: Chip, theme: Theme, *, flat: bool) -> None:
    """Draw a chip into `rect`; `flat` squares its left edge, where it joins its word."""
    look = Look(chip.fill, ink_on(chip.fill)) if chip.fill else look_of(chip.mark, theme)
    path = QPainterPath()
    path.addRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
    if flat:
        left = QRectF(rect.left(), rect.top() + 0.5, RADIUS + 1, rect.height() - 1)
        square = QPainterPath()
        square.addRect(left)
        path = path.united(square)
    if look.fill:
        painter.fillPath(path, QColor(look.fill))
    if look.edge:
        pen = QPen(QColor(look.edge), 1.0)
        pen.setStyle(Qt.PenStyle.DashLine if look.dashed else Qt.PenStyle.SolidLine)
        painter.setPen(pen)
        painter.drawPath(path)
    if flat:
        painter.setPen(QPen(QColor(theme.line), 1.0))
        x = rect.left() + 0.5
        painter.drawLine(QPointF(x, rect.top() + 6), QPointF(x, rect.bottom() - 6))
    text = rect
    if has_mark(chip.mark):
        sign = QRectF(rect.left() + PADDING - 1, rect.center().y() - 5, 10, 10)
        paint_mark(painter, sign, chip.mark, QColor(look.ink))
        text = rect.adjusted(MARK_WIDTH, 0, 0, 0)
    painter.setPen(QColor(look.ink))
    painter.drawText(text, Qt.AlignmentFlag.AlignCenter, chip.text)


def paint_mark(painter: QPainter, box: QRectF, mark: Mark, ink: QColor) -> None:
    """The sign of a mark, drawn rather than written: not every font has these glyphs."""
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    if mark == "masked":
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 1.5, 1.5)
    elif mark == "cut":
        for x in (0.15, 0.5, 0.85):
            painter.drawPoint(_points(box, (x, 0.6))[0])
    else:
        for stroke in STROKES.get(mark, ()):
            painter.drawPolyline(_points(box, *stroke))


def _points(box: QRectF, *places: tuple[float, float]) -> list[QPointF]:
    return [QPointF(box.left() + x * box.width(), box.top() + y * box.height()) for x, y in places]


def note_font(font: QFont) -> QFont:
    """The small font beneath the chips."""
    small = QFont(font)
    if font.pixelSize() > 0:
        small.setPixelSize(max(10, font.pixelSize() - 2))
    else:
        small.setPointSizeF(max(7.0, font.pointSizeF() - 1.5))
    return small

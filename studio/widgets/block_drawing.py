"""Drawing a block diagram with a painter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from studio.widgets.block_model import ANY, BETWEEN, GAP, Block, Branch, Diagram, Row, Stack, Tone
from studio.widgets.token_chips import note_font

if TYPE_CHECKING:
    from studio.theme import Theme

WIDEST = 560.0  # pixels; a block wider than this only spreads its words
BESIDE = 12.0  # pixels between blocks of a row
LEFT, RIGHT, APART = 16, 10, 8  # pixels around and between the words of a block
SIDE = 46.0  # room for the skip lines at the left and the shapes at the right


class Pen:
    """Draws a diagram from the top down and remembers where each block landed."""

    def __init__(
        self, painter: QPainter, room: QRectF, unit: float, theme: Theme, across: int
    ) -> None:
        """`across` blocks stand side by side in a row at most."""
        self.painter, self.unit, self.theme, self.across = painter, unit, theme, across
        self.width = block_width(room.width())
        self.left = room.center().x() - self.width / 2
        self.y = room.top()
        self.font = QFont(painter.font())
        self.most = 1
        self.places: list[tuple[QRectF, Block]] = []

    def draw(self, diagram: Diagram) -> None:
        """Draw all of it."""
        self.most = max([block.parameters * n for block, n in diagram.blocks()] + [1])
        for index, part in enumerate(diagram.parts):
            if isinstance(part, Stack):
                self._stack(part)
            elif isinstance(part, Row):
                self._row(part)
            else:
                self._block(part)
            if index + 1 < len(diagram.parts):
                self._arrow(part.shape if isinstance(part, Block) else "")

    def _stack(self, stack: Stack) -> None:
        top = self.y
        self._arrow()
        for index, part in enumerate(stack.parts):
            if isinstance(part, Branch):
                self._branch(part)
            else:
                self._block(part, times=stack.times)
            if index + 1 < len(stack.parts):
                self._arrow()
        self.y += self.unit * GAP * 0.5
        frame = QRectF(self.left - 30, top, self.width + 60, self.y - top)
        self.painter.setPen(QPen(QColor(self.theme.line), 1.2))
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        self.painter.drawRoundedRect(frame, 10, 10)
        self._times(frame, stack)

    def _times(self, frame: QRectF, stack: Stack) -> None:
        """The badge on the frame's corner: how often the stack is repeated."""
        text = f"× {stack.times}"
        if stack.shared:
            text += QCoreApplication.translate("BlockDiagram", ", shared")
        width = QFontMetricsF(self.font).horizontalAdvance(text) + 14
        badge = QRectF(frame.right() - width - 12, frame.top() - 11, width, 22)
        self.painter.setPen(QPen(QColor(self.theme.line), 1.2))
        self.painter.setBrush(QColor(self.theme.surface))
        self.painter.drawRoundedRect(badge, 11, 11)
        self.painter.setPen(QColor(self.theme.text))
        self.painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)

    def _branch(self, branch: Branch) -> None:
        top = self.y
        for block in branch.blocks:
            self._block(block)
            self._arrow(block.shape)
        centre = QPointF(self.left + self.width / 2, self.y + self.unit * 0.25)
        radius = self.unit * 0.22
        line = QPen(QColor(self.theme.dim), 1.4)
        self.painter.setPen(line)
        self.painter.setBrush(Qt.BrushStyle.NoBrush)
        start = top - self.unit * GAP * 0.5
        path = QPainterPath(QPointF(centre.x(), start))
        path.lineTo(self.left - 8, start)
        path.quadTo(self.left - 15, start, self.left - 15, start + 7)
        path.lineTo(self.left - 15, centre.y() - 7)
        path.quadTo(self.left - 15, centre.y(), self.left - 8, centre.y())
        path.lineTo(centre.x() - radius, centre.y())
        self.painter.drawPath(path)
        self.painter.drawEllipse(centre, radius, radius)
        arm = radius * 0.6
        self.painter.drawLine(centre - QPointF(arm, 0), centre + QPointF(arm, 0))
        self.painter.drawLine(centre - QPointF(0, arm), centre + QPointF(0, arm))
        self.y += self.unit * 0.5

    def _row(self, row: Row) -> None:
        for line, blocks in enumerate(row.lines(self.across)):
            self.y += self.unit * BETWEEN if line else 0
            width = (self.width - BESIDE * (len(blocks) - 1)) / len(blocks)
            for index, block in enumerate(blocks):
                left = self.left + index * (width + BESIDE)
                self._box(QRectF(left, self.y, width, self.unit), block)
            self.y += self.unit

    def _block(self, block: Block, times: int = 1) -> None:
        self._box(QRectF(self.left, self.y, self.width, self.unit), block)
        self.y += self.unit

    def _box(self, box: QRectF, block: Block) -> None:
        self.places.append((box, block))
        self.painter.setPen(QPen(QColor(self.theme.line), 1.0))
        self.painter.setBrush(QColor(self.theme.raised))
        self.painter.drawRoundedRect(box, 6, 6)
        colour = tone_colour(block.tone, self.theme)
        stripe = QRectF(box.left() + 5, box.top() + 6, 3, box.height() - 12)
        self.painter.fillRect(stripe, QColor(colour))
        if block.parameters:
            share = (box.width() - 24) * block.parameters / self.most
            bar = QRectF(
                box.left() + 16, box.bottom() - 4, max(2.0, min(share, box.width() - 24)), 2
            )
            self.painter.fillRect(bar, QColor(colour))
        self._words(box.adjusted(LEFT, 0, -RIGHT, -2), block)

    def _words(self, box: QRectF, block: Block) -> None:
        metrics = QFontMetricsF(self.font)
        middle = Qt.AlignmentFlag.AlignVCenter
        count = f"{block.parameters:,}" if block.parameters else ""
        right = metrics.horizontalAdvance(count)
        self.painter.setFont(self.font)
        self.painter.setPen(QColor(self.theme.text))
        room = max(20.0, box.width() - right - APART)
        title = metrics.elidedText(block.title, Qt.TextElideMode.ElideRight, room)
        self.painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, title)
        self.painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, count)
        small = note_font(self.font)
        self.painter.setFont(small)
        self.painter.setPen(QColor(self.theme.dim))
        start = metrics.horizontalAdvance(title) + 10
        room -= start
        if block.detail and room > 30:
            detail = QFontMetricsF(small).elidedText(
                block.detail, Qt.TextElideMode.ElideRight, room
            )
            place = box.adjusted(start, 0, 0, 0)
            self.painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, detail)
        self.painter.setFont(self.font)

    def _arrow(self, shape: str = "") -> None:
        x = self.left + self.width / 2
        end = self.y + self.unit * GAP
        self.painter.setPen(QPen(QColor(self.theme.dim), 1.4))
        self.painter.drawLine(QPointF(x, self.y + 1), QPointF(x, end - 1))
        self.painter.drawLine(QPointF(x - 3.5, end - 5), QPointF(x, end - 1))
        self.painter.drawLine(QPointF(x + 3.5, end - 5), QPointF(x, end - 1))
        if shape:
            self.painter.setFont(note_font(self.font))
            place = QRectF(x + 10, self.y, self.width / 2, self.unit * GAP)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            self.painter.drawText(place, flags, shape)
            self.painter.setFont(self.font)
        self.y = end


def block_width(room: float) -> float:
    """How wide blocks are in a room, in pixels."""
    return min(WIDEST, room - 2 * SIDE)


def side_by_side(diagram: Diagram, room: float, font: QFont) -> int:
    """How many blocks of a row have room for their names and numbers on one line."""
    metrics = QFontMetricsF(font)
    need = 0.0
    for part in diagram.parts:
        for block in part.blocks if isinstance(part, Row) else ():
            words = block.title + (f"{block.parameters:,}" if block.parameters else "")
            need = max(need, metrics.horizontalAdvance(words) + LEFT + RIGHT + APART)
    return max(1, int((block_width(room) + BESIDE) / (need + BESIDE))) if need else ANY


def tone_colour(tone: Tone, theme: Theme) -> str:
    """The colour that belongs to a kind of block."""
    colours = {"embedding": 1, "attention": 0, "feed": 2, "head": 3}
    return theme.series[colours[tone]] if tone in colours else theme.dim

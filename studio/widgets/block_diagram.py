"""A model drawn as blocks, from tokens at the top to the answers at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.widgets.block_drawing import Pen, side_by_side
from studio.widgets.block_model import Block, Branch, Diagram, Row, Stack
from studio.widgets.rich_tip import tip_html
from studio.widgets.table import Table, small_table

if TYPE_CHECKING:
    from studio.theme import Theme

__all__ = ["Block", "BlockDiagram", "Branch", "Diagram", "Row", "Stack"]


class BlockDiagram(QWidget):
    """The drawing in the window; grows with the room it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._diagram = Diagram(())
        self._places: list[tuple[QRectF, Block]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def diagram(self) -> Diagram:
        """What is drawn."""
        return self._diagram

    def show_diagram(self, diagram: Diagram) -> None:
        """Draw another model."""
        self._diagram = diagram
        told = [f"{block.title}: {block.parameters:,}" for block, _ in diagram.blocks()]
        self.setAccessibleDescription("; ".join(told))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into any painter: the screen, an image, an SVG file."""
        if not self._diagram.parts:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        room = area.adjusted(0, 12, 0, -12)
        across = side_by_side(self._diagram, room.width(), self.font())
        unit = max(18.0, min(60.0, room.height() / self._diagram.height(across)))
        pen = Pen(painter, room, unit, self._theme, across)
        pen.draw(self._diagram)
        self._places = pen.places

    def table(self) -> Table:
        """The parts with their numbers."""
        rows = [
            [block.title, block.detail, block.shape, str(times), str(block.parameters)]
            for block, times in self._diagram.blocks()
        ]
        headings = [
            self.tr("Part"),
            self.tr("What it does"),
            self.tr("Shape"),
            self.tr("Times"),
            self.tr("Parameters each"),
        ]
        return small_table(headings, rows)

    def sizeHint(self) -> QSize:
        return QSize(360, round(self._height() * 32) + 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, round(self._height() * 19) + 24)

    def _height(self) -> float:
        return self._diagram.height(side_by_side(self._diagram, self.width(), self.font()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.draw(painter, QRectF(self.rect()))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            tips = (block.tip for box, block in self._places if box.contains(place))
            QToolTip.showText(event.globalPos(), tip_html(next(tips, "")), self)
            return True
        return super().event(event)

"""The answers beneath a question, side by side where there is room; they scroll by themselves."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from studio.widgets.columns import Columns
from studio.widgets.scrolling import ScrollColumn

NARROW = 520  # pixels; of less, two answers stand beneath one another


class AnswerArea(ScrollColumn):
    """Of one checkpoint or two."""

    def __init__(self, columns: Iterable[QWidget]) -> None:
        beside = Columns(NARROW)
        for column in columns:
            beside.add(column, 1, 0)
        inside = _Inside()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(0, 0, 8, 0)
        rows.addWidget(beside)
        rows.addStretch(1)
        super().__init__(inside)


class _Inside(QWidget):
    """As tall as it must be beside a scroll bar: the area asks before it knows of one."""

    def heightForWidth(self, width: int) -> int:
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        layout = self.layout()
        return layout.totalHeightForWidth(width - bar) if layout is not None else -1

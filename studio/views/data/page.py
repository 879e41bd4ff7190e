"""The Data page: sources and cleaning, preview, health, and the tokenizer beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from studio.views.data.cleaning import CleaningCard
from studio.views.data.health import HealthCard
from studio.views.data.preview import PreviewCard
from studio.views.data.sources import SourcesCard
from studio.views.data.tokenizing import TokenizerCard
from studio.widgets.drop_area import local_paths
from studio.widgets.sheet import Sheet

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN = 12, 16
LEFT, RIGHT, BOTTOM = 360, 296, 272  # pixels at least: every switch of the cleaning is seen


class Page(Sheet):
    """Where text comes in. Files, folders and text may be dropped anywhere on it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAcceptDrops(True)
        self.sources = SourcesCard(desk)
        self.cleaning = CleaningCard(desk)
        self.preview = PreviewCard(desk)
        self.health = HealthCard(desk)
        self.tokenizer = TokenizerCard(desk)
        self.preview.empty.asked.connect(lambda: self.sources.use_sample("english"))
        self.preview.looked.connect(self.tokenizer.offer)
        # Boxes rather than a grid: a grid takes the wish of a wrapping card for its least height.
        left, right = QVBoxLayout(), QVBoxLayout()
        top = QHBoxLayout()
        top.addWidget(self.preview, 62)
        top.addWidget(self.health, 38)
        left.addWidget(self.sources, 84)
        left.addWidget(self.cleaning, 16)
        right.addLayout(top, 84)
        right.addWidget(self.tokenizer, 16)
        self.cleaning.setMinimumHeight(BOTTOM)
        self.tokenizer.setMinimumHeight(BOTTOM)
        self.sources.setMinimumWidth(LEFT)
        self.health.setMinimumWidth(RIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        row.addLayout(left, 26)
        row.addLayout(right, 74)
        for layout in (left, right, top, row):
            layout.setSpacing(GAP)

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Data")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = local_paths(event.mimeData())
        if paths:
            self.sources.add(paths)
        elif event.mimeData().hasText():
            self.sources.take_text(event.mimeData().text())
        event.acceptProposedAction()

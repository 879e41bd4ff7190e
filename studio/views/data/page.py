"""The Data page: sources and cleaning, preview, health, and the tokenizer beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from studio.views.data.cleaning import CleaningCard
from studio.views.data.health import HealthCard
from studio.views.data.preview import PreviewCard
from studio.views.data.sources import SourcesCard
from studio.views.data.tokenizing import TokenizerCard
from studio.widgets.drop_area import local_paths

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN, LEFT, BOTTOM = 12, 16, 296, 212


class Page(QWidget):
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
        grid = QGridLayout(self)
        grid.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        grid.setSpacing(GAP)
        grid.addWidget(self.sources, 0, 0)
        grid.addWidget(self.preview, 0, 1)
        grid.addWidget(self.health, 0, 2)
        grid.addWidget(self.cleaning, 1, 0)
        grid.addWidget(self.tokenizer, 1, 1, 1, 2)
        for column, share in ((0, 26), (1, 46), (2, 28)):
            grid.setColumnStretch(column, share)
            grid.setColumnMinimumWidth(column, LEFT if column != 1 else 320)
        grid.setRowStretch(0, 84)
        grid.setRowStretch(1, 16)
        grid.setRowMinimumHeight(1, BOTTOM)

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

"""The part Exchange: a run for other programs, and theirs for this one."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from studio.views.tune.export_card import ExportCard
from studio.views.tune.import_card import ImportCard
from studio.views.tune.tune_part import TunePart
from studio.widgets.card import Card
from studio.widgets.columns import Columns
from studio.widgets.empty_state import EmptyState
from studio.widgets.faces import Faces

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate


class ExchangePart(TunePart):
    """Export at the left, import at the right: that needs no run."""

    name: ClassVar[str] = "exchange"
    order: ClassVar[int] = 30

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.export = ExportCard(desk)
        self.importing = ImportCard(desk)
        words = self.tr("Start a run, choose one above, or import one here at the right.")
        empty = EmptyState(self.tr("No run to export"), words)
        nothing = Card(self.tr("Export"))
        nothing.body.addWidget(empty)
        self.faces = Faces()
        self.faces.addWidget(nothing)
        self.faces.addWidget(self.export)
        columns = Columns()
        columns.add(self.faces, 60, 420)
        columns.add(self.importing, 40, 300)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)
        for news in (desk.shown_changed, desk.checkpoints_changed, desk.checkpoint_changed):
            news.connect(self.follow)
        for news in (desk.form_ready, desk.live.state_changed):
            news.connect(self.follow)
        self.follow()

    @staticmethod
    def tab() -> str:
        return translate("tuning", "Export and import")

    @staticmethod
    def tip() -> str:
        return translate("tuning", "Write a run for other programs, or make one of their models")

    def follow(self, *_: object) -> None:
        """Another run or checkpoint is at hand."""
        self.faces.setCurrentIndex(0 if self.desk.shown is None else 1)
        if self.desk.shown is not None:
            self.export.follow()

    def recolour(self) -> None:
        self.export.recolour()
        self.importing.recolour()


PART = ExchangePart

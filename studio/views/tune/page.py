"""Tune: fine-tuning on a task. Not yet here, and it says so."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.desk import Desk
from studio.widgets.card import Card
from studio.widgets.empty_state import EmptyState


class Page(QWidget):
    """An honest empty room."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        empty = EmptyState(
            self.tr("Tuning is not yet in this version"),
            self.tr(
                "Here a trained run will be fine-tuned on a task of yours (classes, pairs, tags, "
                "questions) and measured against the majority floor. Until then a run can be "
                "looked into and tried."
            ),
            self.tr("Try a run"),
        )
        empty.asked.connect(lambda: desk.go_to.emit("try_"))
        card = Card()
        card.body.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(card)

    def title(self) -> str:
        """The place's name."""
        return self.tr("Tune")

"""Compare: runs side by side. Not yet here, and it says so."""

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
            self.tr("Comparing is not yet in this version"),
            self.tr(
                "Here runs will stand side by side, and objectives will face one another at equal "
                "compute, with error bars. Until then choose a run at the top and look at its "
                "curves."
            ),
            self.tr("Show the curves"),
        )
        empty.asked.connect(lambda: desk.go_to.emit("train"))
        card = Card()
        card.body.addWidget(empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.addWidget(card)

    def title(self) -> str:
        """The place's name."""
        return self.tr("Compare")

"""What a model can be made for, as cards to press."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio.widgets.card import Card
from studio.widgets.columns import Columns
from studio.widgets.rich_tip import tip_html
from studio.widgets.sheet import Sheet
from studio.widgets.text import label

BESIDE = 3  # cards in a row, where there is room
NARROW = 720  # pixels; of less, they stand beneath one another


class Offered(Protocol):
    """An application in the language of the window."""

    @property
    def name(self) -> str:
        """What is told when it is pressed."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def line(self) -> str:
        """What it does."""

    @property
    def wants(self) -> str:
        """Which files of one's own it takes."""


class ApplicationList(Sheet):
    """Each says what it does and what it wants; its button begins with it."""

    chosen = Signal(str)  # the name

    def __init__(self, offers: Sequence[Offered], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: dict[str, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for at in range(0, len(offers), BESIDE):
            row = Columns(NARROW)
            for one in offers[at : at + BESIDE]:
                row.add(self._card(one), 1, 0)
            column.addWidget(row)
        column.addStretch(1)

    def _card(self, one: Offered) -> Card:
        card = Card(one.title)
        card.body.addWidget(label(one.line, wrap=True))
        card.body.addWidget(label(one.wants, "dim", wrap=True))
        card.body.addStretch(1)
        button = self.buttons[one.name] = QPushButton(self.tr("Begin"))
        button.setAccessibleName(self.tr("Begin: {application}").format(application=one.title))
        button.setToolTip(tip_html(one.line))
        button.clicked.connect(lambda _checked=False, name=one.name: self.chosen.emit(name))
        card.body.addWidget(button)
        return card

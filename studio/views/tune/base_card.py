"""What is tuned: the run at hand, or the same model drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QPushButton

from studio.views.tune.base import base_at_hand, base_words, began_with
from studio.widgets.card import Card
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate


class BaseCard(Card):
    """Says which run and checkpoint; the bar above chooses another."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Model"))
        self.name = label("", wrap=True)
        self.why = label("", "dim", wrap=True)
        self.train = QPushButton(self.tr("Go to Train"))
        self.train.setProperty("kind", "link")
        self.train.clicked.connect(lambda _checked=False: desk.go_to.emit("train"))
        self.scratch = QCheckBox(self.tr("From random weights instead"))
        self.scratch.setToolTip(
            tip_html(
                self.tr(
                    "The same model and vocabulary, drawn at random: what it reaches is the floor "
                    "that pre-training must beat. Tune both and see them side by side."
                )
            )
        )
        self.scratch.toggled.connect(self._choose)
        self.body.setSpacing(6)
        for part in (self.name, self.why, self.train, self.scratch):
            self.body.addWidget(part)
        desk.tuning.changed.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show what is chosen now."""
        desk = self._desk
        base, shown = base_at_hand(desk), desk.shown
        self.name.setText(base_words(desk, base))
        told = ""
        if shown is not None and shown.tuned and began_with(shown.recipe) is not None:
            words = self.tr("{run}, which is on show, was tuned from it. Another is chosen above.")
            told = words.format(run=shown.name)
        elif base is not None and (shown is None or shown.tuned):  # a floor names no run
            told = self.tr("The one tuned last. Another is chosen above.")
        self.why.setText(told)
        self.why.setVisible(bool(told))
        self.train.setVisible(base is None and shown is None)
        blocked = QSignalBlocker(self.scratch)
        self.scratch.setChecked(bool(desk.tuning.value("from_scratch", False)))
        blocked.unblock()

    def _choose(self, on: bool) -> None:
        if on:
            self._desk.tuning.set("from_scratch", True, _scratch_words)
        else:
            self._desk.tuning.remove("from_scratch", _scratch_words)


def _scratch_words() -> str:
    return translate("changes", "Choose the first weights")

"""Next sentence: does B follow A?"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QPushButton

from studio import engine_calls
from studio.views.try_.asking import Asker
from studio.widgets.busy_bar import BusyBar
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

FIRST = "The rain had stopped before the morning came."
SECOND = "She opened the window and looked out over the wet garden."
PAUSE_MS = 400


class PairCard(Card):
    """Two passages and the probability that the second follows the first."""

    tried = Signal(str, str, float)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._by_hand = False
        self.set_title(self.tr("Next sentence"))
        self.asker = Asker(desk.jobs, self.tr("Asking the model"), self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.ask)
        self.first = self._field(self.tr("Passage A"), "try.first", FIRST)
        self.second = self._field(self.tr("Passage B"), "try.second", SECOND)
        self.judge = QPushButton(self.tr("Judge"))
        self.judge.setProperty("kind", "primary")
        self.judge.setToolTip(self.tr("Ask whether B follows A"))
        self.judge.clicked.connect(lambda _checked=False: self.ask(by_hand=True))
        self.swap = QPushButton(self.tr("Swap A and B"))
        self.swap.clicked.connect(lambda _checked=False: self._swap())
        self.bars = CandidateBars(desk.theme)
        self.bars.setAccessibleName(self.tr("Judgement"))
        self.bars.setToolTip(
            self.tr(
                "The model tells following passages from ones of another text; chance is 50 %.\n"
                "Next sentence prediction, Devlin et al. 2018."
            )
        )
        self.busy, self.fault = BusyBar(), FaultBox()
        self.asker.began.connect(self.busy.follow)
        self.asker.failed.connect(self.fault.show_error)
        self._lay_out()

    def _field(self, words: str, option: str, text: str) -> QPlainTextEdit:
        """A passage; what is typed into it survives the end of the program."""
        settings = self._desk.settings
        field = QPlainTextEdit(settings.option(option, text))
        field.setAccessibleName(words)
        field.setTabChangesFocus(True)
        field.setMinimumHeight(56)
        field.setMaximumHeight(84)
        field.textChanged.connect(lambda: settings.set_option(option, field.toPlainText()))
        field.textChanged.connect(self._timer.start)
        return field

    def _lay_out(self) -> None:
        for words, field in ((self.tr("A"), self.first), (self.tr("B"), self.second)):
            self.body.addWidget(label(words, "name"))
            self.body.addWidget(field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.judge)
        row.addWidget(self.swap)
        row.addStretch(1)
        self.body.addLayout(row)
        for part in (self.busy, self.fault, self.bars):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def ask(self, *, by_hand: bool = False) -> None:
        """Ask the chosen checkpoint."""
        self._timer.stop()
        shown = self._desk.shown
        first, second = self.first.toPlainText().strip(), self.second.toPlainText().strip()
        self._by_hand = self._by_hand or by_hand
        self.judge.setEnabled(bool(first and second))
        if shown is None or not self._desk.checkpoints or not (first and second):
            self.asker.forget()
            self.bars.show_bars([])
            return
        path, step = shown.path, self._desk.checkpoint
        self.asker.ask(
            lambda: engine_calls.next_sentence(path, step, first, second),
            partial(self._answer, first, second),
        )

    def take(self, first: str, second: str) -> None:
        """Try these two."""
        self.first.setPlainText(first)
        self.second.setPlainText(second)
        self.ask()

    def refresh(self) -> None:
        """Another run or checkpoint: ask it."""
        self.fault.clear()
        self.ask()

    def recolour(self) -> None:
        """Follow the theme."""
        self.bars.set_theme(self._desk.theme)

    def _answer(self, first: str, second: str, share: float) -> None:
        self.fault.clear()
        colour = self._desk.theme.objective_colour("next_sentence")
        follows, elsewhere = self.tr("B follows A"), self.tr("from elsewhere")
        self.bars.show_bars([Bar(follows, share), Bar(elsewhere, 1 - share)], colour=colour)
        if self._by_hand:
            self._by_hand = False
            self.tried.emit(first, second, share)

    def _swap(self) -> None:
        first, second = self.first.toPlainText(), self.second.toPlainText()
        self.take(second, first)

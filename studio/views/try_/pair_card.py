"""Two passages, and what the run makes of them: B follows, was swapped, contradicts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout

from studio import engine_calls
from studio.asking import Asked, Asker, at_hand
from studio.run_curves import objective_title
from studio.widgets.busy_bar import BusyBar
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from studio.desk import Desk

FIRST = "The rain had stopped before the morning came."
SECOND = "She opened the window and looked out over the wet garden."
PAUSE_MS = 400
WIDEST_CLASS = 240.0  # pixels
MOST = 10  # classes shown; of more the likeliest

Judgement = dict[str, dict[str, float]]  # by objective: the probability of each class


class PairCard(Card):
    """Two passages and the probability of each class, by every objective that judges pairs."""

    # Asked, both passages and the Judgement, when the person asked
    tried = Signal(object, str, str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._by_hand = False
        self.set_title(self.tr("Judge a pair"))
        self.asker = Asker(desk.jobs, self.tr("Asking the model"), self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.ask)
        self.first = self._field(self.tr("Passage A"), "try.first", FIRST)
        self.second = self._field(self.tr("Passage B"), "try.second", SECOND)
        self.judge = QPushButton(self.tr("Judge"))
        self.judge.setProperty("kind", "primary")
        self.judge.setToolTip(self.tr("Ask how A and B relate"))
        self.judge.clicked.connect(lambda _checked=False: self.ask(by_hand=True))
        self.swap = QPushButton(self.tr("Swap A and B"))
        self.swap.clicked.connect(lambda _checked=False: self._swap())
        self.bars: dict[str, CandidateBars] = {}  # by objective
        self._names: list[QLabel] = []  # of several of them
        self._judged: Judgement = {}
        self.busy, self.fault = BusyBar(), FaultBox()
        self.asker.began.connect(self.busy.follow)
        self.busy.cancelled.connect(self._give_up)
        self.asker.failed.connect(self._fail)
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
        for part in (self.busy, self.fault):
            self.body.addWidget(part)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(6)
        self.body.addLayout(self._answers)
        self.body.addStretch(1)

    def ask(self, *, by_hand: bool = False) -> None:
        """Ask the chosen checkpoint."""
        self._timer.stop()
        asked = at_hand(self._desk)
        first, second = self.first.toPlainText().strip(), self.second.toPlainText().strip()
        self._by_hand = self._by_hand or by_hand
        self.judge.setEnabled(bool(first and second))
        if asked is None or not (first and second):
            self.asker.forget()
            self._by_hand = False
            self.fault.clear()
            self._show({})
            return
        self.asker.ask(
            lambda: engine_calls.judge_pair(asked.run, asked.step, first, second),
            partial(self._answer, asked, first, second, self._by_hand),
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
        for bars in self.bars.values():
            bars.set_theme(self._desk.theme)
        self._show(self._judged)

    def class_name(self, objective: str, label: str) -> str:
        """A class as people read it: a label of their own stays as they wrote it."""
        known = self._desk.form.judges.get(objective, ()) if self._desk.form is not None else ()
        return say("objectives", label) if label in known else label

    def _answer(
        self, asked: Asked, first: str, second: str, by_hand: bool, found: Judgement
    ) -> None:
        self.fault.clear()
        self._show(found)
        if by_hand and self._by_hand:
            self._by_hand = False
            self.tried.emit(asked, first, second, found)

    def _fail(self, error: Exception) -> None:
        self._show({})  # what was judged before was another pair, or another run's
        self._give_up()
        self.fault.show_error(error)
        self._desk.checkpoint_reading.read()  # another program may have deleted the one asked

    def _give_up(self) -> None:
        """What was asked by hand is not answered; what waits behind it may be by hand too."""
        self._by_hand = self._by_hand and self.asker.waits

    def _show(self, found: Judgement) -> None:
        if list(found) != list(self.bars):
            self._rebuild(list(found))
        self._judged = found
        for objective, shares in found.items():
            ranked = list(shares.items())
            if len(ranked) > MOST:
                ranked = sorted(ranked, key=lambda one: one[1], reverse=True)[:MOST]
            colour = self._desk.theme.objective_colour(objective)
            rows = [Bar(self.class_name(objective, name), share) for name, share in ranked]
            self.bars[objective].show_bars(rows, colour=colour)

    def _rebuild(self, objectives: list[str]) -> None:
        for part in (*self._names, *self.bars.values()):
            part.hide()
            part.deleteLater()
        self._names, self.bars = [], {}
        for objective in objectives:
            title = objective_title(self._desk, objective)
            if len(objectives) > 1:
                self._names.append(label(title, "name"))
                self._answers.addWidget(self._names[-1])
            bars = self.bars[objective] = CandidateBars(self._desk.theme)
            bars.set_widest(WIDEST_CLASS)
            bars.setAccessibleName(self.tr("Judgement: {objective}").format(objective=title))
            bars.set_tip(
                self.tr("The probability the run gives each class of “{objective}”.").format(
                    objective=title
                )
            )
            self._answers.addWidget(bars)

    def _swap(self) -> None:
        first, second = self.first.toPlainText(), self.second.toPlainText()
        self.take(second, first)

"""Fill the mask: a sentence whose words can be hidden, and the answers for each gap."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio import engine_calls
from studio.asking import Asked, Asker, at_hand
from studio.widgets.busy_bar import BusyBar
from studio.widgets.candidate_bars import Bar, CandidateBars, shown_answer
from studio.widgets.card import Card
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.fault_box import FaultBox
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.segmented import Segmented
from studio.widgets.sentence_editor import SentenceEditor
from studio.widgets.table import csv_text
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.events import MaskPrediction
    from studio.desk import Desk

FIRST = "She opened the [MASK] and looked out."
TYPED = "try.sentence"  # option
TOPS = ("5", "10", "20")
PAUSE_MS = 250  # after the last key before asking by itself


class FillCard(Card):
    """Asks by itself whenever the sentence changes; the last answer stays until the next."""

    # Asked, the sentence and its answers, when the person asked for them
    tried = Signal(object, str, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._answered: tuple[MaskPrediction, ...] = ()
        self._by_hand = False
        self.set_title(self.tr("Fill the mask"))
        self.asker = Asker(desk.jobs, self.tr("Asking the model"), self)
        self.editor = SentenceEditor(desk.theme)
        self.editor.changed.connect(self._changed)
        self.editor.asked.connect(lambda: self.ask(by_hand=True))
        self.samples = ElidingCombo()
        self.samples.setAccessibleName(self.tr("Pinned sentences"))
        self.samples.activated.connect(self._take_sample)
        self.top = Segmented(desk.theme, [(top, top) for top in TOPS])
        self.top.setAccessibleName(self.tr("Number of answers"))
        self.top.setToolTip(self.tr("How many of the likeliest answers to show"))
        self.top.choose(str(desk.settings.option("try.top", "5")))
        self.top.chosen.connect(self._choose_top)
        self.fill = QPushButton(self.tr("Fill"))
        self.fill.setProperty("kind", "primary")
        self.fill.clicked.connect(lambda _checked=False: self.ask(by_hand=True))
        self.copy = QPushButton(self.tr("Copy answers"))
        self.copy.setProperty("kind", "quiet")
        self.copy.clicked.connect(lambda _checked=False: self._copy())
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.hint_line = label("", "dim", wrap=True)
        self.asker.began.connect(self.busy.follow)
        self.busy.cancelled.connect(self._give_up)
        self.asker.failed.connect(self._fail)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.ask)
        self._lay_out()
        self.editor.set_text(desk.settings.option(TYPED, FIRST))

    def _lay_out(self) -> None:
        self.body.addWidget(self.editor)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.fill)
        row.addWidget(self.top)
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(label(self.tr("Pinned"), "dim"))
        row.addWidget(self.samples, 2)
        self.body.addLayout(row)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.fault)
        self.body.addWidget(self.hint_line)
        inside = QWidget()
        self._answers = QVBoxLayout(inside)
        self._answers.setContentsMargins(0, 0, 8, 0)
        self._answers.setSpacing(6)
        self.body.addWidget(ScrollColumn(inside), 1)

    # asking

    def ask(self, *, by_hand: bool = False) -> None:
        """Ask the chosen checkpoint for every mask of the sentence."""
        self._timer.stop()
        asked, text = at_hand(self._desk), self.editor.text
        self._by_hand = self._by_hand or by_hand
        self._tell()
        if asked is None or not self.editor.num_masks:
            self.asker.forget()
            self._by_hand = False
            self.fault.clear()  # it spoke of what is not asked any more
            self._show(())
            return
        top = int(self.top.value or TOPS[0])
        self.asker.ask(
            lambda: engine_calls.fill_mask(asked.run, asked.step, text, top),
            partial(self._answer, asked, text, self._by_hand),
        )

    def take(self, text: str) -> None:
        """Try this sentence."""
        self.editor.set_text(text)
        self._remember()
        self.ask()

    def _answer(
        self, asked: Asked, text: str, by_hand: bool, found: tuple[MaskPrediction, ...]
    ) -> None:
        self.fault.clear()
        self._show(found)
        if by_hand and self._by_hand and text == self.editor.text:
            self._by_hand = False
            self.tried.emit(asked, text, found)

    def _fail(self, error: Exception) -> None:
        self._show(())  # the answers shown were another checkpoint's, or another sentence's
        self._give_up()
        self.fault.show_error(error)
        self._desk.checkpoint_reading.read()  # another program may have deleted the one asked

    def _give_up(self) -> None:
        """What was asked by hand is not answered; what waits behind it may be by hand too."""
        self._by_hand = self._by_hand and self.asker.waits

    def _changed(self) -> None:
        self._by_hand = not self.editor.line.hasFocus()  # a pressed word, not a typed letter
        self._remember()
        self._timer.start()

    def _remember(self) -> None:
        """What is typed survives the end of the window and of the program."""
        self._desk.settings.set_option(TYPED, self.editor.text)

    def _choose_top(self, top: str) -> None:
        self._desk.settings.set_option("try.top", top)
        self.ask()

    def _take_sample(self, _index: int) -> None:
        self.take(self.samples.currentText())

    # showing

    def refresh(self) -> None:
        """Another run or checkpoint: offer its sentences and ask it."""
        shown = self._desk.shown
        probe = shown.history.last_probe if shown is not None else None
        sentences = [sentence.sentence for sentence in probe.sentences] if probe else [FIRST]
        at = sentences.index(self.editor.text) if self.editor.text in sentences else -1
        self.samples.offer(sentences, at)
        if self.editor.text == FIRST and FIRST not in sentences:
            self.editor.set_text(sentences[0])
        self.fault.clear()
        self.ask()

    def recolour(self) -> None:
        """Follow the theme."""
        self.editor.set_theme(self._desk.theme)
        self.top.set_theme(self._desk.theme)
        self._show(self._answered)

    def _tell(self) -> None:
        none = not self.editor.num_masks
        words = self.tr("Press a word to hide it, or type [MASK]; Ctrl+M hides the one at hand.")
        self.hint_line.setText(words)
        self.hint_line.setVisible(none)
        self.fill.setEnabled(not none)
        self.fill.setToolTip(words if none else self.tr("Ask now (Enter)"))

    def _show(self, found: tuple[MaskPrediction, ...]) -> None:
        self._answered = found
        while (item := self._answers.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for mask, prediction in enumerate(found):
            if len(found) > 1:
                words = self.tr("Gap {number}").format(number=mask + 1)
                self._answers.addWidget(label(words, "name"))
            bars = CandidateBars(self._desk.theme)
            bars.setAccessibleName(self.tr("Answers for gap {number}").format(number=mask + 1))
            bars.set_tip(self.tr("Press an answer to put it into the sentence"))
            bars.set_clickable(True)
            bars.show_bars(
                [Bar(c.token, c.probability, continues=c.continues) for c in prediction.candidates]
            )
            bars.taken.connect(partial(self._fill_in, mask))
            self._answers.addWidget(bars)
        self._answers.addStretch(1)
        self.copy.setEnabled(bool(found))

    def _fill_in(self, mask: int, answer: str, continues: bool) -> None:
        self.editor.fill(mask, answer, continues=continues)

    def _copy(self) -> None:
        from PySide6.QtGui import QGuiApplication

        rows = [["gap", "token", "probability"]]
        for mask, prediction in enumerate(self._answered, start=1):
            for c in prediction.candidates:
                token = shown_answer(c.token, continues=c.continues)
                rows.append([str(mask), token, f"{c.probability:.6f}"])
        QGuiApplication.clipboard().setText(csv_text(rows))
        self._desk.saying.emit(self.tr("Answers copied"))

"""What a tab of the Try page is, and how the page finds all of them.

A new tab is one new file here, `something_card.py`, with a class deriving from `TryCard` named in
its `CARD`.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from studio.abilities import Kind
from studio.asking import Asked
from studio.views.try_.answer_area import AnswerArea
from studio.views.try_.answer_column import AnswerColumn
from studio.views.try_.answer_view import AnswerView
from studio.views.try_.pinning import PinButton
from studio.views.try_.questions import Tell
from studio.views.try_.samples import Sample, SamplesButton, is_chinese, samples
from studio.views.try_.target import Target, checkpoint_words
from studio.widgets.card import Card
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.control import Control
    from studio.desk import Desk

PAUSE_MS = 300  # after the last key before asking by itself
TWO = 2  # answers side by side at most


@dataclass(frozen=True, slots=True)
class Told:
    """A question and its answer in a few words, as they are kept."""

    first: str
    second: str
    answer: str
    settings: dict[str, Any] = field(default_factory=dict)  # how it was asked, to ask so again


class TryCard(Card):
    """A question, and up to two checkpoints that answer it side by side.

    A subclass builds what is typed in `lay_out`, says what is asked (`question`) and how (`put`),
    and what answers look like (`view`).
    """

    kind: ClassVar[Kind]
    order: ClassVar[int]
    asks_itself: ClassVar[bool] = True  # as soon as somebody stops typing
    pins: ClassVar[bool] = False  # whether what is asked can be answered at every probe of a run

    # Asked, Told: an answer the person asked for
    tried = Signal(object, object)
    pin_opened = Signal(object)  # itself: somebody looks where to pin what stands there

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._settled: Path | None = None  # the run a sample was offered for
        self.set_title(self.title_words())
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(PAUSE_MS)
        self.timer.timeout.connect(self._ask_soon)
        self._by_hand = False  # whether what is asked soon is the person's own wish
        self.columns = [AnswerColumn(desk, self.view(), self.put) for _ in range(TWO)]
        self.ask_button = QPushButton(self.ask_words())
        self.ask_button.setProperty("kind", "primary")
        self.ask_button.clicked.connect(lambda _checked=False: self.ask(by_hand=True))
        self.hint_line = label("", "dim", wrap=True)
        self.controls = QHBoxLayout()
        self.controls.setSpacing(8)
        self._make_header()
        self.lay_out()
        self._lay_out_answers()
        for column in self.columns:
            column.answered.connect(self._answered)
            column.changed.connect(self._follow_answers)

    # what a subclass says

    @staticmethod
    @abstractmethod
    def tab() -> str:
        """The word on the tab."""

    def title_words(self) -> str:
        """The title of the card."""
        return self.tab()

    def ask_words(self) -> str:
        """What the button that asks says."""
        return self.tr("Ask")

    def ask_tip(self) -> str:
        """How it is pressed by the keyboard."""
        return self.tr("Ask now (Ctrl+Enter)")

    @abstractmethod
    def lay_out(self) -> None:
        """Build what is typed; `controls` is the row of the button that asks."""

    @abstractmethod
    def question(self) -> Any:
        """What is asked now, as a value; None where there is nothing to ask."""

    @abstractmethod
    def promise(self) -> str:
        """What will stand in the place of the answer, and what to press for it."""

    def missing(self) -> str:
        """What to do where there is nothing to ask."""
        return self.tr("Type something first.")

    @staticmethod
    @abstractmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Any:
        """Ask a checkpoint; called in a job."""

    @abstractmethod
    def view(self) -> AnswerView:
        """A new place for answers."""

    @abstractmethod
    def told(self, question: Any, answer: Any) -> Told:
        """What is kept of a try."""

    def restore(self, settings: Mapping[str, Any]) -> None:
        """Ask as it was asked before; what makes no sense any more is left out."""

    @abstractmethod
    def put_there(self, sample: Sample) -> None:
        """Let this stand where one types; nothing is asked yet."""

    def take(self, first: str, second: str = "", *, by_hand: bool = False) -> None:
        """Try this."""
        self.put_there(Sample(first, second))
        self.ask(by_hand=by_hand)

    def again(self, first: str, second: str) -> None:
        """Try what was tried before."""
        self.take(first, second)

    def pinned_text(self) -> str:
        """What is sent to Train; "" where there is nothing."""
        return ""

    def first_samples(self) -> Sequence[Sample]:
        """Samples of the run's own, before ours."""
        return ()

    @abstractmethod
    def typed(self) -> Sample:
        """What stands there now."""

    # asking

    def aim(self, targets: Sequence[Target]) -> None:
        """Ask these from now on; who is new is asked at once, where the card asks by itself."""
        new = []
        for index, column in enumerate(self.columns):
            target = targets[index] if index < len(targets) else Target(None)
            if column.aim(target, named=len(targets) > 1):
                new.append(column)
            column.setVisible(index < len(targets))
        if self.columns[0] in new:
            self.settle()
        question = self.question()
        self.tell(question)
        for column in new:
            if self.asks_itself:
                column.ask(question)

    def settle(self) -> None:
        """Another run: where one of our samples stands untouched, offer one it can read."""
        run = self.columns[0].target.asked
        if run is None or run.run == self._settled:
            return
        self._settled = run.run
        fitting = self.settling_samples()
        first = {samples(self.kind, chinese=chinese)[0] for chinese in (True, False)}
        if self.typed() in first and self.typed() not in fitting:
            self.put_there(fitting[0])

    def settling_samples(self) -> Sequence[Sample]:
        """What this run can read, the first to begin with."""
        return self.first_samples() or samples(self.kind, chinese=is_chinese(self.desk))

    def ask(self, *, by_hand: bool = False) -> None:
        """Ask every checkpoint."""
        self.timer.stop()
        question = self.question()
        self.tell(question)
        for column in self.columns:
            if not column.isHidden():
                column.ask(question, by_hand=by_hand)

    def edited(self, *, by_hand: bool = False) -> None:
        """What is asked changed: ask soon, or say that nothing can be asked."""
        self._by_hand = by_hand
        self.tell(self.question())
        if self.asks_itself:
            self.timer.start()

    def _ask_soon(self) -> None:
        self.ask(by_hand=self._by_hand)

    def tell(self, question: Any) -> None:
        """Say what can be done with what stands there now."""
        nothing = question is None
        self.hint_line.setText(self.missing() if nothing else "")
        self.hint_line.setVisible(nothing)
        for column in self.columns:
            column.announce("" if nothing else self.promise())
        self.ask_button.setEnabled(not nothing)
        self.ask_button.setToolTip(tip_html(self.missing() if nothing else self.ask_tip()))
        self.pin.setVisible(self.pins)
        self.pin.setEnabled(bool(self.pinned_text()))

    def recolour(self) -> None:
        """Follow the theme."""
        for column in self.columns:
            column.view.recolour()

    # inner

    def _make_header(self) -> None:
        self.samples_button = SamplesButton()
        self.samples_button.picked.connect(
            lambda one: self.take(one.first, one.second, by_hand=True)
        )
        self.samples_button.menu().aboutToShow.connect(self._fill_samples)
        self.copy = QPushButton(self.tr("Copy answers"))
        self.copy.setProperty("kind", "quiet")
        self.copy.setEnabled(False)
        self.copy.clicked.connect(lambda _checked=False: self._copy())
        self.pin = PinButton()
        self.pin.menu().aboutToShow.connect(lambda: self.pin_opened.emit(self))
        for part in (self.samples_button, self.copy, self.pin):
            self.add_to_header(part)

    def _lay_out_answers(self) -> None:
        self.controls.insertWidget(0, self.ask_button)
        self.controls.addStretch(1)
        self.body.addLayout(self.controls)
        self.body.addWidget(self.hint_line)
        self.body.addWidget(AnswerArea(self.columns), 1)

    def _fill_samples(self) -> None:
        chinese = is_chinese(self.desk)
        ours = samples(self.kind, chinese=chinese), samples(self.kind, chinese=not chinese)
        self.samples_button.offer(self.first_samples(), *ours)

    def _follow_answers(self) -> None:
        self.copy.setEnabled(any(column.view.text() for column in self.columns))

    def _answered(self, asked: Asked, question: Any, answer: Any, by_hand: bool) -> None:
        if by_hand:
            self.tried.emit(asked, self.told(question, answer))

    def _copy(self) -> None:
        several = sum(not column.isHidden() for column in self.columns) > 1
        texts = []
        for column in self.columns:
            text = column.view.text() if not column.isHidden() else ""
            if text and several and column.target.asked is not None:
                text = f"{checkpoint_words(column.target.asked)}\n{text}"
            texts.append(text)
        QGuiApplication.clipboard().setText("\n".join(filter(None, texts)))
        self.desk.saying.emit(self.tr("Answers copied"))


def card_classes() -> list[type[TryCard]]:
    """Every tab in this folder, in its order."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    found: list[type[TryCard]] = []
    for module in pkgutil.iter_modules(folder):
        if module.name.endswith("_card"):
            card = getattr(importlib.import_module(f"{package}.{module.name}"), "CARD", None)
            if card is not None:
                found.append(card)
    return sorted(found, key=lambda card: card.order)

"""Two passages, and what the run makes of them: B follows, was swapped, contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton

from engine.passages import as_one
from studio import answers
from studio.views.try_.pair_view import PairView, class_name
from studio.views.try_.samples import Sample, samples
from studio.views.try_.text_field import TextField, asking_field
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.text import label
from studio.wording import small_share

if TYPE_CHECKING:
    from engine.answers import Judged
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class PairQuestion:
    """How do these relate?"""

    first: str
    second: str


class PairCard(TryCard):
    """Two passages and the probability of each class, by every objective that judges pairs."""

    kind, order = "pair", 2
    pins = True

    @staticmethod
    def tab() -> str:
        return translate("try", "Pairs")

    def title_words(self) -> str:
        return self.tr("Judge a pair")

    def ask_words(self) -> str:
        return self.tr("Judge")

    def promise(self) -> str:
        return self.tr("How likely each relation of A and B is comes here; press “Judge”.")

    def view(self) -> PairView:
        return PairView(self.desk)

    def lay_out(self) -> None:
        sample = samples("pair", chinese=False)[0]
        self.first = self._field("A", "try.first", sample.first, self.tr("Passage A"))
        self.second = self._field("B", "try.second", sample.second, self.tr("Passage B"))
        self.swap = QPushButton(self.tr("Swap A and B"))
        self.swap.clicked.connect(lambda _checked=False: self._swap())
        self.controls.addWidget(self.swap)

    def _field(self, letter: str, option: str, text: str, name: str) -> TextField:
        field = asking_field(self, option, text, name)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label(letter, "name"))
        row.addWidget(field, 1)
        self.body.addLayout(row)
        return field

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Judged:
        return answers.judge_pairs(asked.run, asked.step, question.first, question.second)

    def question(self) -> PairQuestion | None:
        first, second = self.first.text, self.second.text
        return PairQuestion(first, second) if first and second else None

    def missing(self) -> str:
        return self.tr("Type two passages.")

    def told(self, question: Any, answer: Any) -> Told:
        told = []
        for objective, shares in answer.shares.items():
            best = max(shares, key=shares.__getitem__)
            name = class_name(self.desk, objective, best)
            told.append(f"{name} {small_share(shares[best])}")
        return Told(question.first, question.second, "  |  ".join(told))

    def typed(self) -> Sample:
        return Sample(self.first.toPlainText(), self.second.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.first.setPlainText(sample.first)
        self.second.setPlainText(sample.second)

    def pinned_text(self) -> str:
        question = self.question()
        return as_one(question.first, question.second) if question is not None else ""

    def _swap(self) -> None:
        self.take(self.second.toPlainText(), self.first.toPlainText())


CARD = PairCard

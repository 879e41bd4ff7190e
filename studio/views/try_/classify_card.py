"""Classify: a text, or a pair as the run learned, and the class or the score it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from engine.answers import Rated
from engine.passages import as_one, split_pair
from studio import answers
from studio.views.try_.classify_view import ClassifyView
from studio.views.try_.samples import Sample, is_chinese, pinned, samples
from studio.views.try_.text_field import TextField, asking_field
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.score_scale import DIGITS
from studio.widgets.text import label
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.answers import Classified
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ClassifyQuestion:
    """What is this?"""

    first: str
    second: str | None


class ClassifyCard(TryCard):
    """Of runs tuned on classes or on scores."""

    kind, order = "classify", 7
    pins = True

    @staticmethod
    def tab() -> str:
        return translate("try", "Classify")

    def title_words(self) -> str:
        return self.tr("Classify a text")

    def ask_words(self) -> str:
        return self.tr("Classify")

    def promise(self) -> str:
        return self.tr("How likely each class is, or the score, comes here; press “Classify”.")

    def view(self) -> ClassifyView:
        return ClassifyView(self.desk)

    def lay_out(self) -> None:
        sample = samples("classify", chinese=False)[0].first
        self.letter = label("A", "name")
        name = self.tr("Text to classify")
        first, self.first = self._row(self.letter, "try.classified", sample, name)
        name, letter = self.tr("Text B"), label("B", "name")
        self.beside, self.second = self._row(letter, "try.classified.second", "", name)
        self.body.addWidget(first)
        self.body.addWidget(self.beside)
        self.swap = QPushButton(self.tr("Swap A and B"), self)  # or it flashes up as a window
        self.swap.clicked.connect(lambda _checked=False: self._swap())
        self.controls.addWidget(self.swap)

    def _row(self, letter: QLabel, option: str, text: str, name: str) -> tuple[QWidget, TextField]:
        field = asking_field(self, option, text, name)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(letter)
        row.addWidget(field, 1)
        return holder, field

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Classified | Rated:
        return answers.classify(asked.run, asked.step, question.first, question.second, control)

    def settle(self) -> None:
        self._follow_pairs()
        super().settle()

    def question(self) -> ClassifyQuestion | None:
        first, second = self.first.text, self.second.text if self._reads_pairs() else ""
        if not first or (self._must_be_pairs() and not second):
            return None
        return ClassifyQuestion(first, second or None)

    def missing(self) -> str:
        if self._must_be_pairs():
            return self.tr("This run learned from pairs: type both texts.")
        return super().missing()

    def told(self, question: Any, answer: Any) -> Told:
        if isinstance(answer, Rated):
            words = number(answer.score, DIGITS)
        else:
            best = max(answer.shares, key=answer.shares.__getitem__)
            words = f"{best} {small_share(answer.shares[best])}"
        return Told(question.first, question.second or "", words)

    def first_samples(self) -> Sequence[Sample]:
        if self._reads_pairs():
            parts = [split_pair(sentence) for sentence in pinned(self.desk)]
            return [Sample(first, second) for first, second in parts if second is not None]
        return [Sample(sentence) for sentence in pinned(self.desk)]

    def settling_samples(self) -> Sequence[Sample]:
        """Ours, pairs for a run that learned from them: its own are rows of somebody's file."""
        ours = samples(self.kind, chinese=is_chinese(self.desk))
        return [one for one in ours if bool(one.second) == self._must_be_pairs()]

    def typed(self) -> Sample:
        return Sample(self.first.toPlainText(), self.second.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.first.setPlainText(sample.first)
        self.second.setPlainText(sample.second)

    def pinned_text(self) -> str:
        question = self.question()
        return as_one(question.first, question.second) if question is not None else ""

    def _follow_pairs(self) -> None:
        """A run that learned from single texts has no room for a second."""
        pairs = self._reads_pairs()
        for part in (self.letter, self.beside):
            part.setVisible(pairs)
        self.swap.setVisible(pairs)

    def _reads_pairs(self) -> bool:
        """Whether it did, or that is not known."""
        return self._column() != "-"

    def _must_be_pairs(self) -> bool:
        return self._column() not in ("", "-")

    def _column(self) -> str:
        """Of the second text, as the recipe names it: "-" where there is none, "" not known."""
        shown = self.desk.shown
        return str(shown.recipe.get("task", {}).get("second", "")) if shown is not None else ""

    def _swap(self) -> None:
        self.take(self.second.toPlainText(), self.first.toPlainText())


CARD = ClassifyCard

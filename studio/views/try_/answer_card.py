"""Answer: a context and a question about it, answered by a part of the context."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout

from studio import answers
from studio.views.try_.found_answer_view import FoundAnswerView
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, samples
from studio.views.try_.text_field import asking_field
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.text import label
from studio.wording import small_share

if TYPE_CHECKING:
    from engine.answers import Answered
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TALL, LOW = 96, 48  # pixels


@dataclass(frozen=True, slots=True)
class AnswerQuestion(LongQuestion):
    """Where does the context tell?"""

    context: str
    question: str


class AnswerCard(TryCard):
    """Of runs tuned on questions."""

    kind, order = "answer", 9

    @staticmethod
    def tab() -> str:
        return translate("try", "Answer")

    def title_words(self) -> str:
        return self.tr("Answer a question")

    def ask_words(self) -> str:
        return self.tr("Answer")

    def promise(self) -> str:
        return self.tr("The answer, marked in its context, comes here; press “Answer”.")

    def view(self) -> FoundAnswerView:
        return FoundAnswerView(self.desk)

    def lay_out(self) -> None:
        sample = samples("answer", chinese=False)[0]
        name = self.tr("Context")
        self.context = asking_field(self, "try.context", sample.first, name)
        self.context.setMaximumHeight(TALL)
        self.asking = asking_field(self, "try.question", sample.second, self.tr("Question"))
        self.asking.setMaximumHeight(LOW)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, (words, field) in enumerate(
            ((name, self.context), (self.tr("Question"), self.asking))
        ):
            grid.addWidget(label(words, "name"), at, 0)
            grid.addWidget(field, at, 1)
        self.body.addLayout(grid)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Answered:
        return answers.answer(asked.run, asked.step, question.context, question.question, control)

    def question(self) -> AnswerQuestion | None:
        context, question = self.context.toPlainText(), self.asking.text
        return AnswerQuestion(context, question) if context.strip() and question else None

    def missing(self) -> str:
        return self.tr("Type a context, and a question about it.")

    def told(self, question: Any, answer: Any) -> Told:
        best = answer.best
        if best is None:
            words = self.tr("no answer {share}").format(share=small_share(answer.nothing))
        else:
            words = f"{best.text} {small_share(best.probability)}"
        return Told(question.context, question.question, words)

    def typed(self) -> Sample:
        return Sample(self.context.toPlainText(), self.asking.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.context.setPlainText(sample.first)
        self.asking.setPlainText(sample.second)


CARD = AnswerCard

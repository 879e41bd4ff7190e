"""Similar: how near the vectors of sentences are to one another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from studio import answers
from studio.views.try_.samples import Sample, samples
from studio.views.try_.similar_view import SimilarView, ranked
from studio.views.try_.text_field import asking_field
from studio.views.try_.try_card import Told, TryCard
from studio.wording import number

if TYPE_CHECKING:
    from engine.answers import Similarities
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TALL = 96  # pixels: sentences are compared, so several are to be seen
MOST = 64  # sentences: their pairs are drawn and listed


@dataclass(frozen=True, slots=True)
class SimilarQuestion:
    """How alike are these?"""

    sentences: tuple[str, ...]


class SimilarCard(TryCard):
    """One sentence a line."""

    kind, order = "similar", 10

    @staticmethod
    def tab() -> str:
        return translate("try", "Similar")

    def title_words(self) -> str:
        return self.tr("Compare sentences")

    def ask_words(self) -> str:
        return self.tr("Compare")

    def promise(self) -> str:
        return self.tr("How alike the sentences are comes here, each with each; press “Compare”.")

    def view(self) -> SimilarView:
        return SimilarView(self.desk)

    def lay_out(self) -> None:
        text = samples("similar", chinese=False)[0].first
        name = self.tr("Sentences, one a line")
        self.field = asking_field(self, "try.compared", text, name)
        self.field.setMaximumHeight(TALL)
        self.field.setPlaceholderText(name)
        self.body.addWidget(self.field)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Similarities:
        return answers.similar(asked.run, asked.step, question.sentences)

    def question(self) -> SimilarQuestion | None:
        sentences = self._sentences()
        return SimilarQuestion(sentences) if 1 < len(sentences) <= MOST else None

    def _sentences(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.field.toPlainText().splitlines())
        return tuple(filter(None, lines))

    def missing(self) -> str:
        count = len(self._sentences())
        if count > MOST:
            words = self.tr("{most} sentences are compared at once, and these are {count}.")
            return words.format(most=MOST, count=number(count))
        return self.tr("Type two sentences or more, one a line.")

    def told(self, question: Any, answer: Any) -> Told:
        best, one, other = ranked(answer.cosines)[0]
        words = self.tr("{first} ~ {second} {cosine}").format(
            first=question.sentences[one], second=question.sentences[other], cosine=f"{best:.3f}"
        )
        return Told("\n".join(question.sentences), "", words)

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)


CARD = SimilarCard

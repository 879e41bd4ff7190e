"""Translate: a sentence in one language, written in the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from engine.manner import Manner
from studio import answers
from studio.views.try_.manner_fields import MannerFields
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, samples
from studio.views.try_.text_field import asking_field
from studio.views.try_.translate_view import TranslateView
from studio.views.try_.try_card import Told, TryCard

if TYPE_CHECKING:
    from engine.answers import Written
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TranslateQuestion(LongQuestion):
    """What is this in the other language?"""

    text: str
    manner: Manner


class TranslateCard(TryCard):
    """Several answers where several beams are followed."""

    kind, order = "translate", 6
    asks_itself = False

    @staticmethod
    def tab() -> str:
        return translate("try", "Translate")

    def title_words(self) -> str:
        return self.tr("Translate a text")

    def ask_words(self) -> str:
        return self.tr("Translate")

    def promise(self) -> str:
        return self.tr("Translations come here, the likeliest first; press “Translate”.")

    def view(self) -> TranslateView:
        return TranslateView(self.desk)

    def lay_out(self) -> None:
        text = samples("translate", chinese=False)[0].first
        name = self.tr("Text to translate")
        self.field = asking_field(self, "try.source", text, name)
        self.body.addWidget(self.field)
        self.manner = MannerFields(self.desk, "translate", ("beams", "length_penalty", "most"))
        self.manner.changed.connect(self.edited)
        self.body.addWidget(self.manner)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> tuple[Written, ...]:
        return answers.translations(
            asked.run, asked.step, question.text, question.manner, 0, control
        )

    def settle(self) -> None:
        """A run does not tell which language it reads: what stands there stays."""

    def question(self) -> TranslateQuestion | None:
        if not self.field.text or self.manner.fault():
            return None
        return TranslateQuestion(self.field.text, self.manner.manner())

    def missing(self) -> str:
        return self.manner.fault() or super().missing()

    def told(self, question: Any, answer: Any) -> Told:
        return Told(question.text, "", answer[0].text if answer else "", self.manner.settings())

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def restore(self, settings: Mapping[str, Any]) -> None:
        self.manner.restore(settings)

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)


CARD = TranslateCard

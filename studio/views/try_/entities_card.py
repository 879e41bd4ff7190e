"""Entities: the names in a text, as a run tuned on tagged words finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from studio import answers
from studio.views.try_.entities_view import EntitiesView
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, is_chinese, pinned, samples
from studio.views.try_.text_field import asking_field
from studio.views.try_.try_card import Told, TryCard

if TYPE_CHECKING:
    from engine.answers import Entities
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TALL = 120  # pixels
BEST = 4  # names kept with a try


@dataclass(frozen=True, slots=True)
class EntitiesQuestion(LongQuestion):
    """Which names stand in this?"""

    text: str


class EntitiesCard(TryCard):
    """Of runs tuned on tags; word classes are told in the same way."""

    kind, order = "entities", 8
    pins = True

    @staticmethod
    def tab() -> str:
        return translate("try", "Entities")

    def title_words(self) -> str:
        return self.tr("Find names")

    def ask_words(self) -> str:
        return self.tr("Find")

    def promise(self) -> str:
        return self.tr("The text with its names coloured by kind comes here; press “Find”.")

    def view(self) -> EntitiesView:
        return EntitiesView(self.desk)

    def lay_out(self) -> None:
        text = samples("entities", chinese=False)[0].first
        self.field = asking_field(self, "try.tagged", text, self.tr("Text to look through"))
        self.field.setMaximumHeight(TALL)
        self.body.addWidget(self.field)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Entities:
        return answers.entities(asked.run, asked.step, question.text, control)

    def question(self) -> EntitiesQuestion | None:
        return EntitiesQuestion(self.field.text) if self.field.text else None

    def told(self, question: Any, answer: Any) -> Told:
        names = (f"{answer.text[one.start : one.stop]} {one.kind}" for one in answer.found[:BEST])
        return Told(question.text, "", ", ".join(names) or self.tr("no names"))

    def first_samples(self) -> Sequence[Sample]:
        return [Sample(sentence) for sentence in pinned(self.desk)]

    def settling_samples(self) -> Sequence[Sample]:
        """Ours: those of the run are rows of somebody's file."""
        return samples(self.kind, chinese=is_chinese(self.desk))

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)

    def pinned_text(self) -> str:
        return self.field.text


CARD = EntitiesCard

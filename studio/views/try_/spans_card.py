"""Spans: stretches of a text are cut out, and an encoder-decoder writes them anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPushButton

from engine.manner import Manner
from studio import answers
from studio.abilities import learned
from studio.views.try_.manner_fields import MannerFields
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, samples
from studio.views.try_.spans_view import SpansView
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.cut_editor import CutEditor

if TYPE_CHECKING:
    from engine.answers import Written
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TYPED = "try.cut"  # option


@dataclass(frozen=True, slots=True)
class SpansQuestion(LongQuestion):
    """What stood in the gaps?"""

    text: str  # every gap as [MASK]
    manner: Manner
    seed: int
    typed: str  # the text as it stands in the line


class SpansCard(TryCard):
    """Asked by hand: what is written takes a moment."""

    kind, order = "spans", 4
    asks_itself = False

    @staticmethod
    def tab() -> str:
        return translate("try", "Spans")

    def title_words(self) -> str:
        return self.tr("Fill cut-out spans")

    def ask_words(self) -> str:
        return self.tr("Fill spans")

    def ask_tip(self) -> str:
        return self.tr("Ask now (Enter)")

    def view(self) -> SpansView:
        return SpansView(self.desk)

    def lay_out(self) -> None:
        self.editor = CutEditor(self.desk.theme)
        self.editor.changed.connect(self._changed)
        self.editor.asked.connect(lambda: self.ask(by_hand=True))
        self.body.addWidget(self.editor)
        self.manner = MannerFields(
            self.desk, "spans", ("temperature", "top_p", "repetition_penalty", "most", "seed")
        )
        self.manner.changed.connect(self.edited)
        self.body.addWidget(self.manner)
        self.back = QPushButton(self.tr("Put all words back"))
        self.back.clicked.connect(lambda _checked=False: self.editor.restore())
        self.controls.addWidget(self.back)
        text = samples("spans", chinese=False)[0].first
        self.editor.set_text(self.desk.settings.option(TYPED, text))

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Written:
        return answers.fill_spans(
            asked.run, asked.step, question.text, question.manner, question.seed, control
        )

    def question(self) -> SpansQuestion | None:
        if not self.editor.num_gaps or self.manner.fault():
            return None
        return SpansQuestion(
            self.editor.masked, self.manner.manner(), self.manner.seed, self.editor.text
        )

    def missing(self) -> str:
        return self.manner.fault() or self.tr("Press words to cut them out.")

    def told(self, question: Any, answer: Any) -> Told:
        return Told(question.typed, "", answer.restored or answer.text, self.manner.settings())

    def typed(self) -> Sample:
        return Sample(self.editor.text)

    def restore(self, settings: Mapping[str, Any]) -> None:
        self.manner.restore(settings)

    def put_there(self, sample: Sample) -> None:
        self.editor.set_text(sample.first)
        self._remember()

    def settle(self) -> None:
        """Gaps are written as the run learned them."""
        super().settle()
        known = learned(self.desk)
        self.editor.set_numbered("span_corruption" in known or not known)

    def recolour(self) -> None:
        super().recolour()
        self.editor.set_theme(self.desk.theme)
        self.manner.recolour()

    def _changed(self) -> None:
        self._remember()
        self.edited()

    def _remember(self) -> None:
        self.desk.settings.set_option(TYPED, self.editor.text)


CARD = SpansCard

"""Continue: a decoder goes on with a text, token by token under the reader's eyes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from engine.manner import Manner
from studio import answers
from studio.views.try_.continue_view import ContinueView
from studio.views.try_.manner_fields import MannerFields
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, samples
from studio.views.try_.text_field import asking_field
from studio.views.try_.try_card import Told, TryCard

if TYPE_CHECKING:
    from engine.answers import Written
    from engine.control import Control
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class ContinueQuestion(LongQuestion):
    """What comes after this?"""

    text: str
    manner: Manner
    seed: int


class ContinueCard(TryCard):
    """Asked by hand alone: nobody wants a text written at every key."""

    kind, order = "continue", 3
    asks_itself = False

    @staticmethod
    def tab() -> str:
        return translate("try", "Continue")

    def title_words(self) -> str:
        return self.tr("Go on with a text")

    def ask_words(self) -> str:
        return self.tr("Continue")

    def promise(self) -> str:
        return self.tr("The text and what the model writes behind it come here; press “Continue”.")

    def view(self) -> ContinueView:
        made = ContinueView(self.desk)
        made.taken.connect(self._take_over)
        return made

    def lay_out(self) -> None:
        self.field = asking_field(
            self,
            "try.begun",
            samples("continue", chinese=False)[0].first,
            self.tr("The beginning of a text"),
        )
        self.body.addWidget(self.field)
        self.manner = MannerFields(
            self.desk,
            "continue",
            ("temperature", "top_k", "top_p", "repetition_penalty", "most", "seed"),
        )
        self.manner.changed.connect(self.edited)
        self.body.addWidget(self.manner)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Keep what is written so far (Esc)"))
        self.stop.clicked.connect(lambda _checked=False: self._stop())
        self.stop.setEnabled(False)
        self.controls.addWidget(self.stop)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._stop)
        for column in self.columns:
            column.asker.began.connect(self._follow_work)
            column.asker.over.connect(self._follow_work)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Written:
        return answers.continue_text(
            asked.run, asked.step, question.text, question.manner, question.seed, control, tell
        )

    def question(self) -> ContinueQuestion | None:
        if self.manner.fault():
            return None
        text = self.field.toPlainText()
        return ContinueQuestion(text, self.manner.manner(), self.manner.seed)

    def missing(self) -> str:
        return self.manner.fault()

    def told(self, question: Any, answer: Any) -> Told:
        return Told(
            question.text, "", (answer.behind or answer.text).strip(), self.manner.settings()
        )

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def restore(self, settings: Mapping[str, Any]) -> None:
        self.manner.restore(settings)

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)

    def recolour(self) -> None:
        super().recolour()
        self.manner.recolour()

    def _take_over(self, text: str) -> None:
        self.field.setPlainText(text)
        self.field.setFocus()

    def _stop(self) -> None:
        for column in self.columns:
            column.stop()

    def _follow_work(self) -> None:
        self.stop.setEnabled(any(column.asker.busy for column in self.columns))


CARD = ContinueCard

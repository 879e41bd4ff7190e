"""Drill: a lesson of cloze exercises out of a text, its wrong answers thought of by the run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from studio import answers, text_calls
from studio.views.try_.drill_fields import DrillFields
from studio.views.try_.drill_view import DrillView
from studio.views.try_.questions import LongQuestion
from studio.views.try_.samples import Sample, samples
from studio.views.try_.text_field import asking_field
from studio.views.try_.try_card import Told, TryCard
from studio.widgets.busy_bar import BusyBar
from studio.widgets.fault_box import FaultBox
from studio.wording import number

if TYPE_CHECKING:
    from engine.control import Control
    from engine.tasks.lesson import Lesson
    from studio.asking import Asked
    from studio.views.try_.questions import Tell

translate = QCoreApplication.translate

TALL = 84  # pixels
KEPT = 20_000  # characters of a text that are kept with a try


@dataclass(frozen=True, slots=True)
class DrillQuestion(LongQuestion):
    """Which exercises can be made of this?"""

    text: str
    items: int
    level: int
    seed: int


class DrillCard(TryCard):
    """Asked by hand: a lesson is not thrown away while somebody types."""

    kind, order = "drill", 11
    asks_itself = False

    @staticmethod
    def tab() -> str:
        return translate("try", "Drill")

    def title_words(self) -> str:
        return self.tr("Drill words")

    def ask_words(self) -> str:
        return self.tr("Make a lesson")

    def promise(self) -> str:
        return self.tr(
            "Sentences with a gap, and four words to choose from, come here; press “Make a lesson”."
        )

    def view(self) -> DrillView:
        return DrillView(self.desk)

    def lay_out(self) -> None:
        text = samples("drill", chinese=False)[0].first
        self.field = asking_field(self, "try.drilled", text, self.tr("Text of the lesson"))
        self.field.setMaximumHeight(TALL)
        self.body.addWidget(self.field)
        self.busy, self.fault = BusyBar(), FaultBox()
        self.body.addWidget(self.busy)
        self.body.addWidget(self.fault)
        self.fields = DrillFields(self.desk)
        self.fields.changed.connect(self.edited)
        self.file_button = QPushButton(self.tr("Open a file…"))
        self.file_button.setToolTip(self.tr("Put the text of a file here; it is only read"))
        self.file_button.clicked.connect(lambda _checked=False: self._ask_for_file())
        self.controls.addWidget(self.file_button)
        self.controls.addWidget(self.fields)

    @staticmethod
    def put(asked: Asked, question: Any, control: Control, tell: Tell) -> Lesson:
        return answers.drill(
            asked.run,
            asked.step,
            question.text,
            question.items,
            question.level,
            question.seed,
            control,
        )

    def question(self) -> DrillQuestion | None:
        fields = self.fields
        if not self.field.text or fields.fault():
            return None
        return DrillQuestion(self.field.text, fields.num_items, fields.level, fields.seed_number)

    def missing(self) -> str:
        return self.fields.fault() or self.tr("Type or paste a text, or open a file.")

    def told(self, question: Any, answer: Any) -> Told:
        words = self.tr("{count} exercises of level {level}")
        told = words.format(count=number(len(answer.exercises)), level=question.level)
        return Told(question.text[:KEPT], "", told, self.fields.settings())

    def typed(self) -> Sample:
        return Sample(self.field.toPlainText())

    def restore(self, settings: Mapping[str, Any]) -> None:
        self.fields.restore(settings)

    def put_there(self, sample: Sample) -> None:
        self.field.setPlainText(sample.first)

    def recolour(self) -> None:
        super().recolour()
        self.fields.recolour()

    def read_file(self, path: Path) -> None:
        """Let the text of a file stand here, read in a job."""
        self.fault.clear()
        job = self.desk.jobs.run(
            lambda control, _progress: text_calls.lesson_text([path], control),
            title=self.tr("Reading {name}").format(name=path.name),
            then=lambda text: self.put_there(Sample(text)),
            failed=self.fault.show_error,
        )
        self.busy.follow(job)

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Open a file"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.read_file(Path(chosen)))
        dialog.open()


CARD = DrillCard

"""Tasks: choose a run, examples and how; tune; see what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.tuning_calls import names_files
from studio.views.tune.base import base_at_hand
from studio.views.tune.base_card import BaseCard
from studio.views.tune.examples_card import ExamplesCard
from studio.views.tune.files_card import FilesCard
from studio.views.tune.manner_card import MannerCard
from studio.views.tune.outcome import Outcome
from studio.views.tune.reading import ExamplesReading
from studio.views.tune.start_card import StartCard
from studio.views.tune.tune_part import TunePart
from studio.widgets.columns import Columns
from studio.widgets.faces import Faces
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.segmented import Segmented
from studio.widgets.sheet import Sheet

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate

GAP = 12
SPARE = 4  # pixels
FACES = ("examples", "result")


class TasksPart(TunePart):
    """Left what is chosen, right the examples or the result."""

    name, order = "tasks", 0

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.reading = ExamplesReading(desk, self)
        self.base = BaseCard(desk)
        self.files = FilesCard(desk)
        self.manner = MannerCard(desk)
        self.start = StartCard(desk, self.reading)
        self.examples = ExamplesCard(desk, self.reading)
        self.outcome = Outcome(desk)
        self._told: object = None  # the run whose result was brought up by itself
        self.faces = Segmented(
            desk.theme, [("examples", self.tr("Examples")), ("result", self.tr("Result"))]
        )
        self.faces.setAccessibleName(self.tr("What is shown"))
        self.faces.chosen.connect(self.show_face)
        self.stack = Faces()
        self.stack.addWidget(self.examples)
        self.stack.addWidget(self.outcome)
        self._lay_out()
        desk.shown_changed.connect(self.follow)
        desk.checkpoints_changed.connect(self.follow)
        desk.checkpoint_changed.connect(self.follow)
        desk.form_ready.connect(self.follow)
        desk.tuning.changed.connect(self._chosen)
        self.reading.changed.connect(self._hand_over)
        self.files.refused.connect(self.reading.refuse)
        self.start.started.connect(lambda: self.show_face("result"))
        shown = desk.shown
        tuned = shown is not None and shown.tuned
        self.show_face("result" if tuned else "examples")
        self.follow()

    @staticmethod
    def tab() -> str:
        """The word on the tab."""
        return translate("tuning", "Tasks")

    @staticmethod
    def tip() -> str:
        """What one does there."""
        return translate("tuning", "Teach a trained run a task from examples, and measure it")

    def follow(self, *_: object) -> None:
        """Take up which run is on show; a tuned one brings its result."""
        shown = self.desk.shown
        self._hand_over()
        self.base.follow()
        self.start.follow()
        if shown is not None and shown.tuned and shown.path != self._told:
            self._told = shown.path
            self.show_face("result")
        elif shown is None or not shown.tuned:
            self._told = None

    def show_face(self, face: str) -> None:
        """Show the examples, or the result."""
        self.faces.choose(face)
        self.stack.setCurrentIndex(FACES.index(face))

    def recolour(self) -> None:
        """Hand the theme on."""
        self.faces.set_theme(self.desk.theme)
        for part in (self.manner, self.examples, self.outcome):
            part.recolour()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.look()
        self.follow()

    def _lay_out(self) -> None:
        left = _Choices()
        cards = QVBoxLayout(left)
        cards.setContentsMargins(0, 0, 6, 0)
        cards.setSpacing(GAP)
        for card in (self.base, self.files, self.manner):
            cards.addWidget(card)
        cards.addStretch(1)
        choosing = QWidget()
        beneath = QVBoxLayout(choosing)
        beneath.setContentsMargins(0, 0, 0, 0)
        beneath.setSpacing(GAP)
        beneath.addWidget(ScrollColumn(left), 1)
        beneath.addWidget(self.start)  # in sight however far the choices are scrolled
        right = QWidget()
        faces = QVBoxLayout(right)
        faces.setContentsMargins(0, 0, 0, 0)
        faces.setSpacing(8)
        faces.addWidget(self.faces, 0, Qt.AlignmentFlag.AlignLeft)
        faces.addWidget(self.stack, 1)
        columns = Columns()
        columns.add(choosing, 38, 900)
        columns.add(right, 62, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(columns)

    def _hand_over(self) -> None:
        self.desk.tuning.take(base_at_hand(self.desk), self.reading.found)

    def _chosen(self, key: str) -> None:
        """Other examples are looked at where they stand."""
        if not key and names_files(self.desk.tuning.data()) and self.isVisible():
            self.show_face("examples")


class _Choices(Sheet):
    """The cards at the left, with room to spare: Qt counts wrapped lines a pixel short."""

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(width) + SPARE


PART = TasksPart

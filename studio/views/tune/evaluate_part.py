"""The part Evaluate: measure the checkpoint at hand, and see what is known of its run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import evaluation_calls
from studio.asking import at_hand
from studio.evaluation_calls import KeptResult, Question
from studio.views.tune.found_card import FoundCard
from studio.views.tune.kept_card import KeptCard
from studio.views.tune.question_card import QuestionCard
from studio.views.tune.tune_part import TunePart
from studio.widgets.columns import GAP, Columns
from studio.widgets.empty_state import EmptyState
from studio.widgets.faces import Faces
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.card import Card
    from studio.desk import Desk
    from studio.jobs import Job

translate = QCoreApplication.translate


class EvaluatePart(TunePart):
    """A question at the left, the result at the right; results are kept in the run's folder."""

    name: ClassVar[str] = "evaluate"
    order: ClassVar[int] = 20

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cards: dict[str, Card] = {}
        self._loading: Job | None = None
        self._reading: Job | None = None
        self._finding: Job | None = None
        self.job: Job | None = None  # that measures
        self._run: Path | None = None  # whose results are shown
        self._others: tuple[KeptResult, ...] = ()
        self.question = QuestionCard(desk)
        self.result = FoundCard(desk)
        self.kept = KeptCard()
        self.empty = EmptyState("", "")
        self.empty.asked.connect(lambda: desk.go_to.emit("train"))
        self.faces = Faces()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self._measuring())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.faces)
        self._connect()

    @staticmethod
    def tab() -> str:
        return translate("tuning", "Evaluate")

    @staticmethod
    def tip() -> str:
        return translate("tuning", "Measure what a run is worth; results stay in its folder")

    def recolour(self) -> None:
        self.question.recolour()
        self.result.recolour()

    def _measuring(self) -> QWidget:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.question, 1)
        column.addWidget(self.kept)
        columns = Columns()
        columns.add(left, 40, 640)
        columns.add(self.result, 60, 420)
        return columns

    def _connect(self) -> None:
        desk = self.desk
        for news in (desk.shown_changed, desk.checkpoints_changed, desk.checkpoint_changed):
            news.connect(self.follow)
        desk.form_ready.connect(self.question.follow)
        self.question.asked.connect(self.measure)
        self.question.picked.connect(self._show_newest)
        self.kept.chosen.connect(self._show)
        self.result.compared.connect(self._compare)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load()
        self.follow()

    # what there is

    def _load(self) -> None:
        if self.cards or self._loading is not None:
            return
        self._loading = self.desk.jobs.run(
            lambda _control, _progress: evaluation_calls.evaluation_cards(),
            title=self.tr("Loading the evaluations"),
            then=self._learn,
            failed=self._not_loaded,
        )

    def _learn(self, cards: tuple[Card, ...]) -> None:
        self._loading = None
        self.cards = {card.name: card for card in cards}
        self.question.offer(cards)
        self._read()

    def _not_loaded(self, error: Exception) -> None:
        self._loading = None
        self.question.fault.show_error(error)

    def follow(self, *_: object) -> None:
        """Another run or checkpoint is at hand."""
        asked = at_hand(self.desk)
        self.faces.setCurrentIndex(0 if asked is None else 1)
        if asked is None:
            self._tell_empty()
            self._run = None
            return
        if not self.isVisible():
            return
        self.question.follow()
        if asked.run != self._run:
            self._run = asked.run
            self.result.show_nothing()
            self.kept.show_kept((), self._title)
            self._read()

    def _tell_empty(self) -> None:
        shown, to_train = self.desk.shown, self.tr("Go to Train")
        if shown is not None and shown.kept is None:
            self.empty.say(self.tr("Reading the checkpoints…"), "")
        elif shown is not None:
            words = self.tr("{name} has saved none that can be read.").format(name=shown.name)
            self.empty.say(self.tr("No checkpoint to measure"), words, to_train)
        else:
            words = self.tr("Start a run, or choose one above; what it is worth is measured here.")
            self.empty.say(self.tr("No model to measure"), words, to_train)

    # results

    def _title(self, name: str) -> str:
        card = self.cards.get(name)
        return say("evaluation", card.title) if card is not None else name

    def _read(self, then: Path | None = None) -> None:
        """Read what is kept of the run; show the file `then`, else the newest of this kind."""
        run = self._run
        if run is None or not self.cards:
            return
        self.result.fault.clear()  # it may be another run's
        if self._reading is not None:
            self._reading.cancel()
        self._reading = self.desk.jobs.run(
            lambda control, _progress: evaluation_calls.kept_results(run, control),
            title=self.tr("Reading what was measured"),
            then=lambda kept: self._arrived(run, kept, then),
            failed=self._unread,
        )
        self.kept.show_work(self._reading)

    def _arrived(self, run: Path, kept: tuple[KeptResult, ...], then: Path | None) -> None:
        self._reading = None
        if run != self._run:
            return
        self.kept.show_kept(kept, self._title)
        wanted = next((one for one in kept if one.path == then), None)
        if wanted is not None:
            self._show(wanted)
        else:
            self._show_newest(self.question.list.value)

    def _unread(self, error: Exception) -> None:
        self._reading = None
        self.result.fault.show_error(error, self.tr("Reading what was measured"))

    def _show_newest(self, name: str) -> None:
        """The newest result of the evaluation looked at, else an empty place."""
        newest = next((one for one in self.kept.kept if one.name == name), None)
        if newest is not None:
            self._show(newest)
        else:
            self.kept.stand_on(None)
            self.result.show_nothing()

    def _show(self, kept: KeptResult) -> None:
        self.kept.stand_on(kept)
        self.question.look_at(kept.name)
        self.result.show_result(kept, self._title(kept.name))
        if kept.result is None:
            return
        if self._finding is not None:
            self._finding.cancel()
        runs = self.desk.workspace.runs_folder
        self._finding = self.desk.jobs.run(
            lambda control, _progress: evaluation_calls.comparable_results(
                runs, kept.name, kept.path, control
            ),
            title=self.tr("Looking for results to compare with"),
            then=lambda found: self._offer(kept, found),
        )

    def _offer(self, kept: KeptResult, found: tuple[KeptResult, ...]) -> None:
        self._finding = None
        if self.result.kept is kept:
            self._others = found
            self.result.offer(found)

    def _compare(self, path: str) -> None:
        self.result.compare(next((one for one in self._others if str(one.path) == path), None))

    # measuring

    def measure(self, question: Question) -> None:
        """Measure the checkpoint at hand."""
        asked = at_hand(self.desk)
        if asked is None or self.job is not None:
            return
        self.job = self.desk.jobs.run(
            lambda control, progress: evaluation_calls.evaluate(asked, question, control, progress),
            title=self.tr("Measuring {run}").format(run=asked.run.name),
            then=self._measured,
            failed=self.question.fault.show_error,
        )
        self.job.ended.connect(self._ended)
        self.question.busy.follow(self.job)
        self.question.set_busy(True)

    def _measured(self, found: KeptResult) -> None:
        if found.run == self._run:
            self._read(found.path)
        words = self.tr("Measured {run}").format(run=found.run.name)
        self.desk.saying.emit(words)

    def _ended(self) -> None:
        self.job = None
        self.question.set_busy(False)


PART = EvaluatePart

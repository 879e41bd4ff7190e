"""The result of a tuned run: its main figure beside the floor, and everything behind it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QFileDialog, QPushButton

from studio import report_calls
from studio.views.tune.result_tiles import ResultTiles
from studio.views.tune.result_views import ResultViews
from studio.views.tune.result_words import copied_words, where_words
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import moment

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job
    from studio.report_calls import Reports


class ResultCard(Card):
    """Reads what was measured of the run on show; measures it anew where somebody asks."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.reports: Reports | None = None
        self._read_of: tuple[Path, bool] | None = None  # the run, and whether it had ended
        self._job: Job | None = None
        self.set_title(self.tr("Result"))
        self.which = ElidingCombo()
        self.which.setAccessibleName(self.tr("Which measurement"))
        self.which.activated.connect(self._choose)
        self.measure = QPushButton(self.tr("Measure on another file…"))
        self.measure.clicked.connect(lambda _checked=False: self._choose_file())
        self.save = QPushButton(self.tr("Save predictions…"))
        self.save.setToolTip(tip_html(self.tr("Every example and what was said of it, as CSV")))
        self.save.clicked.connect(lambda _checked=False: self._ask_where())
        self.copy = QPushButton(self.tr("Copy as text"))
        self.copy.clicked.connect(lambda _checked=False: self._copy())
        self.busy = BusyBar()
        self.busy.cancelled.connect(self._cancelled)
        self.fault = FaultBox()
        self.where = label("", "dim", wrap=True)
        self.where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tiles = ResultTiles()
        self.views = ResultViews(desk)
        self.empty = EmptyState("", "")
        self.empty.asked.connect(lambda: self._measure(()))
        self._lay_out()
        desk.shown_changed.connect(self.follow)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.follow()

    def follow(self, *_: object) -> None:
        """Read what was measured of the run on show, where it is another one or has ended."""
        shown = self._desk.shown
        if shown is None or not self.isVisible():
            return
        wanted = shown.path, shown.history.ended is not None
        if wanted != self._read_of:
            self._read_of = wanted
            self.set_hint(shown.name)
            self._show(None)
            self._read(None)

    def recolour(self) -> None:
        """Hand the theme on."""
        self.views.recolour()

    # reading and measuring

    def _read(self, wanted: Path | None) -> None:
        shown = self._desk.shown
        if shown is None:
            return
        path = shown.path
        self._begin(
            self._desk.jobs.run(
                lambda control, _progress: report_calls.read_reports(path, wanted, control),
                title=self.tr("Reading what was measured"),
                then=self._show,
                failed=self._failed,
            )
        )

    def _measure(self, files: tuple[Path, ...]) -> None:
        shown, step = self._desk.shown, self._desk.checkpoint
        if shown is None:
            return
        path = shown.path
        self._begin(
            self._desk.jobs.run(
                lambda control, progress: report_calls.measure_again(
                    path, step, files, control, progress
                ),
                title=self.tr("Measuring on the examples"),
                then=self._read,
                failed=self._failed,
            )
        )

    def _begin(self, job: Job) -> None:
        if self._job is not None:
            self._job.cancel()
        self._job = job
        self.fault.clear()
        self.busy.follow(job, patience=300)
        self._allow()
        job.ended.connect(self._allow)

    def _cancelled(self) -> None:
        self._job = None
        self._allow()
        if self.reports is None:
            self._tell_empty(self.tr("Reading was cancelled"), self.tr("Measure now"))

    def _failed(self, error: Exception) -> None:
        self.fault.show_error(error)
        if self.reports is None:
            self._tell_empty(self.tr("No result can be shown"), self.tr("Measure now"))

    def _choose_file(self) -> None:
        words = self.tr("Choose a file of examples to measure with")
        paths, _ = QFileDialog.getOpenFileNames(self, words)
        if paths:
            self._measure(tuple(Path(path) for path in paths))

    # showing

    def _show(self, reports: Reports | None) -> None:
        self.reports = reports
        report = reports.report if reports is not None else None
        for part in (self.where, self.tiles, self.views):
            part.setVisible(report is not None)
        self.empty.setVisible(report is None)
        self._allow()
        if reports is None:
            self._tell_empty(self.tr("Reading what was measured…"), "")
            return
        if report is None:
            self._tell_unmeasured()
            return
        now = datetime.now()
        paths: list[Path | None] = [entry.path for entry in reports.entries]
        self.which.offer(
            [moment(datetime.fromtimestamp(entry.time), now) for entry in reports.entries],
            paths.index(reports.shown),
        )
        self.where.setText(where_words(report))
        self.tiles.show_report(report, reports.floor_name, reports.floor)
        self.views.show_report(report)

    def _tell_unmeasured(self) -> None:
        shown = self._desk.shown
        ended = shown.history.ended if shown is not None else None
        if ended is not None and ended.ending == "failed":
            title = self.tr("It failed before it was measured")
        else:
            title = self.tr("Not measured yet")
        kept = bool(self._desk.checkpoints) or (shown is not None and shown.kept is None)
        self._tell_empty(title, self.tr("Measure now") if kept else "")

    def _tell_empty(self, title: str, button: str) -> None:
        words = self.tr("Its newest checkpoint predicts the examples; that takes seconds.")
        self.empty.say(title, words if button else "", button)

    def _allow(self) -> None:
        """Buttons that are of use now."""
        there = self.reports is not None and self.reports.report is not None
        works = self._job is not None and self._job.running
        for button in (self.save, self.copy):
            button.setEnabled(there)
        self.measure.setEnabled(not works)
        self.which.setVisible(there and len(self.reports.entries if self.reports else ()) > 1)

    def _choose(self, at: int) -> None:
        if self.reports is not None:
            self._read(self.reports.entries[at].path)

    # copying and saving

    def _copy(self) -> None:
        if self.reports is not None and self.reports.report is not None:
            words = copied_words(self.reports.run.name, self.reports.report)
            QGuiApplication.clipboard().setText(words)
            self._desk.saying.emit(self.tr("Copied"))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, self.tr("Save predictions"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter("CSV (*.csv)")
        name = self.reports.run.name if self.reports is not None else "run"
        dialog.selectFile(f"{name}-predictions.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: self.save_to(Path(chosen)))
        dialog.open()

    def save_to(self, path: Path) -> None:
        """Write all predictions as CSV."""
        report = self.reports.report if self.reports is not None else None
        if report is None:
            return
        job = self._desk.jobs.run(
            lambda _control, _progress: report_calls.save_predictions(path, report),
            title=self.tr("Saving {name}").format(name=path.name),
            then=lambda _: self._desk.saying.emit(self.tr("Saved")),
            failed=self.fault.show_error,
        )
        self.show_work(job)

    def _lay_out(self) -> None:
        for control in (self.which, self.measure, self.save, self.copy):
            self.add_to_header(control)
        self.body.setSpacing(10)
        for part in (self.busy, self.fault, self.where, self.tiles):
            self.body.addWidget(part)
        self.body.addWidget(self.views, 1)
        self.body.addWidget(self.empty, 1)

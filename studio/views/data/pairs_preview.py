"""The first pairs as they are read, and what was counted in all of them."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QPushButton, QTableWidget, QTableWidgetItem, QWidget

from engine.faults import Fault
from studio.found_pairs import chosen
from studio.pair_calls import read_pairs
from studio.reading import NAMED_BY, SECTIONS, is_named, missing
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role
from studio.wording import fault_parts, number, sentences

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.desk import Desk
    from studio.jobs import Job
    from studio.pair_calls import PairsRead

WAIT = 400  # ms of quiet before the files are read anew
MOST_LABELS = 8  # told by name
MOST_LOST = 4  # tables told by name
LONGEST = 500  # characters of a passage: it may be a whole chapter


class PairsPreview(Card):
    """Reads the chosen files in a job whenever something of them changed."""

    def __init__(self, desk: Desk, kind: str, parent: QWidget | None = None) -> None:
        """`kind` is "labelled" or "parallel"."""
        super().__init__(parent=parent)
        self.set_title(self.tr("Pairs"))
        self._desk, self._kind = desk, kind
        self._job: Job | None = None
        self._read: dict[str, Any] | None = None  # what is shown belongs to this
        self._missing: tuple[FieldFault, ...] = ()  # of its files
        self.busy = BusyBar()
        self.busy.cancelled.connect(self._cancelled)
        self.fault = FaultBox()
        self.again = QPushButton(self.tr("Read the pairs"))
        self.again.clicked.connect(self._read_again)
        self.again.hide()
        self.facts = label("", wrap=True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.table = QTableWidget(0, 3 if kind == "labelled" else 2)
        self.table.setAccessibleName(self.tr("The first pairs"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        header, mode = self.table.horizontalHeader(), QHeaderView.ResizeMode
        for column in range(self.table.columnCount()):
            header.setSectionResizeMode(
                column, mode.Stretch if column < 2 else mode.ResizeToContents
            )
        self.add_to_header(self.again)  # files may have changed on disk
        for part in (self.busy, self.fault, self.facts):
            self.body.addWidget(part)
        self.body.addWidget(self.table, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.read)
        desk.draft.faults_changed.connect(self._quiet.start)
        self._show(None)
        self._quiet.start()

    def read(self) -> None:
        """Read the files as they are chosen now; an older reading is given up."""
        draft, section = self._desk.draft, SECTIONS[self._kind]
        if not draft.checked or not self.isVisible():
            return
        given = chosen(draft, self._kind)
        wrong = [
            fault
            for fault in draft.faults
            if fault.place.startswith(section) and fault.place not in NAMED_BY[self._kind]
        ]
        self.set_hint(self.tr("Mend the marked fields first.") if wrong else "")
        gone = missing(draft, self._kind)
        if (given == self._read and gone == self._missing) or wrong:
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._read, self._missing = given, gone
        self.fault.clear()
        self.again.hide()
        self._show(None)
        if not is_named(draft, self._kind):
            self.busy.finish()
            return
        kind = self._kind
        self._job = self._desk.jobs.run(
            lambda control, progress: read_pairs(kind, given, control, progress),
            title=self.tr("Reading the pairs"),
            then=self._counted,
            failed=self._failed,
        )
        self.busy.follow(self._job)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._quiet.start()  # nothing is read where nobody could see it

    def _read_again(self) -> None:
        self._read = None
        self.read()

    def _cancelled(self) -> None:
        self._job = None
        self.again.show()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.again.show()
        self.fault.show_error(error)
        if isinstance(error, Fault):
            self._desk.found_pairs.read(self._kind, self._read or {}, error)

    def _counted(self, found: PairsRead) -> None:
        self._job = None
        self.again.show()
        self._desk.found_pairs.read(self._kind, self._read or {}, None)
        self._show(found)

    def _show(self, found: PairsRead | None) -> None:
        """The facts and the first rows; None where nothing was read."""
        self.table.setVisible(found is not None)
        set_role(self.facts, "" if found is not None else "dim")
        if found is None:
            self.facts.setText(
                self.tr("The first pairs stand here, and how many there are of each label.")
                if self._kind == "labelled"
                else self.tr("The first sentences stand here, each beside its translation.")
            )
            self.table.setRowCount(0)
            return
        self.facts.setText("\n".join(self._told(found)))
        self.table.setHorizontalHeaderLabels(self._headings(found))
        self.table.setRowCount(len(found.shown))
        for row, cells in enumerate(found.shown):
            for column, words in enumerate(cells[: self.table.columnCount()]):
                words = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
                item = QTableWidgetItem(" ".join(words.split()))
                item.setToolTip(tip_html(words))
                self.table.setItem(row, column, item)

    def _told(self, found: PairsRead) -> list[str]:
        summary = found.summary
        counts = self.tr("{pairs} pairs, {held} of them held back").format(
            pairs=number(found.pairs), held=number(found.held_back)
        )
        lines = [counts]
        if self._kind == "labelled":
            shares = [f"{name} {number(count)}" for name, count in found.labels.items()]
            more = ["…"] if len(shares) > MOST_LABELS else []
            lines.append(" · ".join([*shares[:MOST_LABELS], *more]))
        if summary.left_out:
            lines.append(
                self.tr(
                    "Left out: {unlabelled} without a label, {malformed} that are no pair, "
                    "{empty} with an empty passage, {too_long} far too long"
                ).format(
                    unlabelled=number(summary.unlabelled),
                    malformed=number(summary.malformed),
                    empty=number(summary.empty),
                    too_long=number(summary.too_long),
                )
            )
        if summary.nobodys:
            lines.append(
                self.tr(
                    "{count} of them have the label “-1”: beside the others it means that nobody "
                    "judged them."
                ).format(count=number(summary.nobodys))
            )
        return lines + self._lost(found)

    def _lost(self, found: PairsRead) -> list[str]:
        """Tables of the folders in which no pairs could be read, and what is wrong with the first.

        Which is most likely wrong with the others too.
        """
        lost = found.summary.lost_tables
        if not lost:
            return []
        names = [PurePath(one.path).name for one in lost[:MOST_LOST]]
        listed = ", ".join([*names, "…"] if len(lost) > MOST_LOST else names)
        words = self.tr("No pairs could be read in {count} of the tables: {names}")
        reason = sentences(*fault_parts(lost[0].fault))
        return [words.format(count=number(len(lost)), names=listed), reason]

    def _headings(self, found: PairsRead) -> list[str]:
        """What each column is, and what the file calls it."""
        labelled = [
            ("first", self.tr("First passage")),
            ("second", self.tr("Second passage")),
            ("label", self.tr("Label")),
        ]
        parallel = [("source", self.tr("Text")), ("target", self.tr("Translation"))]
        called = found.summary.columns
        return [
            f"{words} ({called[role]})" if called.get(role) else words
            for role, words in (labelled if self._kind == "labelled" else parallel)
        ]

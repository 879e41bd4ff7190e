"""What the chosen examples are: seen at once, read whole, told with all that is odd in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio.tuning_calls import PLACES
from studio.views.tune.correction import Correction
from studio.views.tune.findings_list import FindingsList
from studio.views.tune.known_words import KnownWords
from studio.views.tune.preview_table import PreviewTable
from studio.views.tune.reading import ExamplesReading
from studio.views.tune.words import (
    count_words,
    format_words,
    kind_words,
    length_words,
    part_words,
    scheme_words,
)
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.widgets.label_bars import LabelBars
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.examples.summary import TaskSummary
    from studio.desk import Desk
    from studio.tuning_calls import Examples

LEAST_TABLE = 150  # pixels


class ExamplesCard(Card):
    """“Correct…” opens the corrections above the rows; the rows follow them."""

    def __init__(self, desk: Desk, reading: ExamplesReading) -> None:
        super().__init__()
        self._desk, self._reading = desk, reading
        self.set_title(self.tr("What they are"))
        self.correct = QPushButton(self.tr("Correct…"))
        self.correct.setCheckable(True)
        self.correct.setToolTip(
            tip_html(self.tr("Say what is learned, how the files are written and what columns are"))
        )
        self.correct.toggled.connect(self._unfold)
        self.again = QPushButton(self.tr("Read again"))
        self.again.setProperty("kind", "quiet")
        self.again.clicked.connect(lambda _checked=False: reading.again())
        self.add_to_header(self.again)
        self.add_to_header(self.correct)
        self.busy = BusyBar()
        self.busy.cancelled.connect(reading.cancel)
        self.fault = FaultBox()
        self.empty = EmptyState(
            self.tr("No examples yet"),
            self.tr(
                "Drop a table with labels (CSV, TSV, JSON lines), words with tags (CoNLL), spans, "
                "questions about texts (SQuAD, CMRC) or two texts line by line. What they are is "
                "seen by itself, and can be corrected."
            ),
        )
        self.recognised = label("", "name", wrap=True)
        self.counts = label("", wrap=True)
        self.lengths = label("", "dim", wrap=True)
        for part in (self.recognised, self.counts, self.lengths):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bars = LabelBars(desk.theme)
        self.findings = FindingsList()
        self.words = KnownWords(desk, self)
        self.correction = Correction(desk)
        self.correction.hide()
        self.correction.closed.connect(lambda: self.correct.setChecked(False))
        self.table = PreviewTable(desk)
        self.table.setMinimumHeight(LEAST_TABLE)
        self._lay_out()
        reading.changed.connect(self.follow)
        reading.began.connect(self.busy.follow)
        desk.tuning.confirmed.connect(self._follow_correction)
        desk.shown_changed.connect(self._follow_correction)
        for run_changed in (desk.shown_changed, desk.checkpoints_changed):
            run_changed.connect(lambda *_: self.words.look(reading.found))
        self.words.changed.connect(lambda: self._show(reading.found))
        self.follow()

    def follow(self) -> None:
        """Show how far the reading has come and what is known."""
        reading, found = self._reading, self._reading.found
        if reading.error is not None:
            self.fault.show_error(reading.error)
        else:
            self.fault.clear()
        if reading.stage not in ("looking", "reading"):
            self.busy.finish()
        chosen = found is not None or reading.error is not None or reading.stage != ""
        self.empty.setVisible(not chosen)
        self._scroll.setVisible(chosen)
        self.correct.setVisible(chosen)
        self.again.setVisible(reading.stage in ("read", "failed", "cancelled"))
        if reading.error is not None and found is None:
            self.correct.setChecked(True)  # here it is mended
        self.words.look(found)
        self._show(found)
        self._follow_correction()

    def recolour(self) -> None:
        """Hand the theme on."""
        self.bars.set_theme(self._desk.theme)
        self.correction.recolour()
        self._show(self._reading.found)

    def _lay_out(self) -> None:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        told = (self.recognised, self.counts, self.lengths, self.findings)
        for part in (*told, self.bars, self.correction):
            column.addWidget(part)
        column.addWidget(self.table, 1)
        self.body.addWidget(self.busy)
        self.body.addWidget(self.fault)
        self.body.addWidget(self.empty, 1)
        self._scroll = ScrollColumn(self._inside)
        self.body.addWidget(self._scroll, 100)

    def _show(self, found: Examples | None) -> None:
        summary = found.read.summary if found is not None and found.read is not None else None
        self.recognised.setText(self._told(found, summary))
        self.counts.setText(count_words(summary) if summary is not None else "")
        room = not self.correct.isChecked()  # the rows are to be seen beside the corrections
        self.lengths.setText(length_words(summary) if summary is not None and room else "")
        for part in (self.recognised, self.counts, self.lengths):
            part.setVisible(bool(part.text()))
        labels = summary.labels if summary is not None and room else {}
        self.bars.show_labels({part_words(part): labels.get(part, {}) for part in PLACES})
        doubts = found.recognised.doubts if found is not None else ()
        findings = summary.findings if summary is not None else ()
        self.findings.show_findings(doubts, (*self.words.findings, *findings))
        self.table.setVisible(found is not None)
        kind = found.kind or "" if found is not None else ""
        self.table.show_rows(found.recognised if found is not None else None, kind)

    def _told(self, found: Examples | None, summary: TaskSummary | None) -> str:
        """Kind, format, scheme and classes in one line."""
        if found is None:
            return ""
        if found.kind is None:
            return self.tr("What is to be learned of these is not seen: correct it.")
        parts = [kind_words(found.kind), format_words(found.recognised.format)]
        if summary is not None and summary.scheme:
            parts.append(scheme_words(summary.scheme))
        if found.read is not None and found.read.classes:
            count = len(found.read.classes)
            parts.append(self.tr("%Ln class(es)", "", count))
        if summary is not None and len(summary.encodings) == 1:
            parts.append(next(iter(summary.encodings)))
        if summary is not None and summary.files > 1:
            parts.append(self.tr("{count} files").format(count=number(summary.files)))
        return " · ".join(parts)

    def _follow_correction(self) -> None:
        found = self._reading.found
        chosen = str(self._desk.tuning.value("kind", "") or (found.kind if found else "") or "")
        self.correction.follow(found.recognised if found is not None else None, chosen)

    def _unfold(self, open_: bool) -> None:
        self.correction.setVisible(open_)
        self._show(self._reading.found)
        if open_:
            self._scroll.ensureWidgetVisible(self.correction)

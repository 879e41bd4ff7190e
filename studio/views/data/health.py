"""The health card: what the chosen text holds, counted while it is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from engine.faults import Fault
from studio import engine_calls
from studio.views.data.chosen import chosen_corpus, corpus_faults
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.histogram import Histogram
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import fault_parts, number, say, short_bytes, short_number

if TYPE_CHECKING:
    from engine.corpus.summary import CorpusSummary
    from studio.desk import Desk
    from studio.jobs import Job

WAIT = 400  # ms of quiet before the text is read anew


class HealthCard(Card):
    """Reads the corpus in a job whenever it changed, and tells what was found."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Health"))
        self._desk = desk
        self._job: Job | None = None
        self._read: dict[str, Any] | None = None  # what the summary shown belongs to
        self._notes = ""  # on the text that was read
        self.summary: CorpusSummary | None = None
        self.busy = BusyBar()
        self.busy.cancelled.connect(self._cancelled)
        self.fault = FaultBox()
        self.again = QPushButton(self.tr("Read the text"))
        self.again.clicked.connect(self._read_again)
        self.again.hide()
        self.body.addWidget(self.busy)
        self.body.addWidget(self.fault)
        self.body.addWidget(self.again)
        self._facts = self._make_facts()
        self.body.addWidget(self._facts, 1)
        self.empty = label(
            self.tr(
                "Documents, words, scripts and what was left out are counted here as soon as "
                "there is text."
            ),
            "dim",
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self.empty, 1)
        self._facts.hide()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.read)
        desk.draft.faults_changed.connect(self._quiet.start)
        desk.theme_changed.connect(self._recolour)
        self._recall()
        self._quiet.start()

    # the parts

    def _make_facts(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(3)
        grid.setColumnStretch(1, 1)
        head = QHBoxLayout()
        head.setSpacing(10)
        self.documents = label("", "number")
        self.split = label("", "dim", wrap=True)
        head.addWidget(self.documents)
        head.addWidget(self.split, 1)
        grid.addLayout(head, 0, 0, 1, 2)
        self.values: dict[str, QLabel] = {}
        for line, (name, words, tip) in enumerate(self._lines(), start=1):
            title = label(words, "dim")
            value = label("", wrap=True)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            for part in (title, value):
                part.setToolTip(tip_html(tip))
            value.setAccessibleName(words)
            grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
            self.values[name] = value
        lines = len(self.values)
        self.histogram = Histogram(
            self._desk.theme, self.tr("Characters per document"), self.tr("documents")
        )
        self.left_out = QListWidget()
        self.left_out.setAccessibleName(self.tr("Files that were left out, and why"))
        self.left_out.setWordWrap(True)
        self.beneath = QStackedWidget()
        self.beneath.addWidget(self.histogram)
        self.beneath.addWidget(self.left_out)
        grid.addWidget(self.beneath, lines + 2, 0, 1, 2)
        grid.setRowStretch(lines + 2, 1)
        self.why = QPushButton(self.tr("Which files were left out, and why"))
        self.why.setProperty("kind", "link")
        self.why.setCheckable(True)
        self.why.toggled.connect(lambda on: self.beneath.setCurrentIndex(int(on)))
        grid.addWidget(self.why, lines + 3, 0, 1, 2)
        return box

    def _lines(self) -> tuple[tuple[str, str, str], ...]:
        return (
            ("words", self.tr("Words"), self.tr("Between blanks; a Chinese character is one.")),
            ("bytes", self.tr("Text"), self.tr("Kept after cleaning, in UTF-8, of what is read.")),
            ("scripts", self.tr("Scripts"), self.tr("Share of the letters in each script.")),
            ("encodings", self.tr("Encodings"), self.tr("How the files turned out to be written.")),
            (
                "duplicates",
                self.tr("Taken out"),
                self.tr(
                    "Documents and lines that came again, and documents below the minimum length."
                ),
            ),
            ("skipped", self.tr("Left out"), self.tr("Files that could not be or are not read.")),
        )

    def _recolour(self) -> None:
        self.histogram.set_theme(self._desk.theme)

    # reading

    def _recall(self) -> None:
        """Show what the window before this one counted."""
        corpus, summary = self._desk.corpus_read
        if summary is not None and corpus == chosen_corpus(self._desk.draft):
            self._read = corpus
            self._show(summary)

    def _read_again(self) -> None:
        self._read = None
        self.read()

    def read(self) -> None:
        """Read the text as it is chosen now; an older reading is given up."""
        corpus = chosen_corpus(self._desk.draft)
        if not self._desk.draft.checked:
            return
        if corpus == self._read:
            self.set_hint(self._notes)  # the fields may have been wrong meanwhile
            return
        if corpus.get("paths") and corpus_faults(self._desk.draft):
            self.set_hint(self.tr("Mend the marked fields first."))
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._read, self._notes = corpus, ""
        self.fault.clear()
        self.again.hide()
        if not corpus.get("paths"):
            self.busy.finish()
            self._facts.hide()
            self.empty.show()
            self.summary = None
            self.set_hint("")
            return
        self._job = self._desk.jobs.run(
            lambda control, progress: engine_calls.read_corpus(corpus, control, progress),
            title=self.tr("Reading the text"),
            then=self._counted,
            failed=self._failed,
        )
        self.busy.follow(self._job)

    def _cancelled(self) -> None:
        self._job = None
        self.again.show()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.summary = None
        self._facts.hide()
        self.again.show()
        self.fault.show_error(error)
        if isinstance(error, Fault):
            self._desk.found_text.read(self._paths(), error)

    def _counted(self, summary: CorpusSummary) -> None:
        self._job = None
        self._desk.corpus_read = (self._read or {}, summary)
        self._desk.found_text.read(self._paths(), None)
        self._show(summary)

    def _paths(self) -> list[str]:
        """What is being read or was read last."""
        return [str(path) for path in (self._read or {}).get("paths", ())]

    def _show(self, summary: CorpusSummary) -> None:
        self.summary = summary
        self._facts.show()
        self.empty.hide()
        self.documents.setText(number(summary.documents))
        self.split.setText(
            self.tr("documents: {train} to learn from, {held} held back").format(
                train=number(summary.train_documents), held=number(summary.validation_documents)
            )
        )
        for name, words in self._told(summary).items():
            self.values[name].setText(words)
        powers = sorted(summary.lengths)
        span = range(powers[0], powers[-1] + 1) if powers else range(0)
        self.histogram.show_counts(
            [short_number(2**power) for power in span],
            [summary.lengths.get(power, 0) for power in span],
        )
        self._list_left_out(summary)

    def _told(self, summary: CorpusSummary) -> dict[str, str]:
        scripts = [f"{self._script(name)} {share:.0%}" for name, share in summary.scripts.items()]
        encodings = [f"{name} {number(count)}" for name, count in summary.encodings.items()]
        repeated = self.tr("twins {documents} · lines {lines} · short {short}").format(
            documents=number(summary.duplicate_documents),
            lines=number(summary.duplicate_lines),
            short=number(summary.short_documents),
        )
        return {
            "words": number(summary.words),
            "bytes": self.tr("{kept} of {read}").format(
                kept=short_bytes(summary.text_bytes), read=short_bytes(summary.bytes)
            ),
            "scripts": " · ".join(scripts[:3]),
            "encodings": " · ".join(encodings[:3]),
            "duplicates": repeated,
            "skipped": self.tr(
                "{count} of %Ln file(s)", "", summary.files + summary.skipped_files
            ).format(count=number(summary.skipped_files)),
        }

    def _script(self, name: str) -> str:
        names = {
            "latin": self.tr("Latin"),
            "han": self.tr("Han"),
            "kana": self.tr("Kana"),
            "hangul": self.tr("Hangul"),
            "cyrillic": self.tr("Cyrillic"),
            "greek": self.tr("Greek"),
            "arabic": self.tr("Arabic"),
            "hebrew": self.tr("Hebrew"),
            "devanagari": self.tr("Devanagari"),
            "thai": self.tr("Thai"),
        }
        return names.get(name, self.tr("Other"))

    def _list_left_out(self, summary: CorpusSummary) -> None:
        self.left_out.clear()
        for skipped in summary.skipped:
            what, why, now = fault_parts(skipped.fault)
            item = QListWidgetItem(what, self.left_out)
            item.setToolTip(tip_html(f"{skipped.path}. {why} {now}".strip()))
        self.why.setVisible(bool(summary.skipped))
        self.why.setChecked(False)
        from engine.corpus.summary import NOTES

        notes = [say("notices", NOTES[note]) for note in summary.notes if note in NOTES]
        self._notes = " ".join(notes)
        self.set_hint(self._notes)

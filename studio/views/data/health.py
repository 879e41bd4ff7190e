"""The health card: what the chosen text holds, counted while it is read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from engine.faults import Fault
from studio import engine_calls
from studio.reading import missing
from studio.views.data.chosen import chosen_corpus, corpus_faults
from studio.views.data.facts import HealthFacts
from studio.views.data.unknown import UnknownWords
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.scrolling import scrolling
from studio.widgets.text import label
from studio.wording import say, sentences

if TYPE_CHECKING:
    from engine.corpus.health import Health
    from engine.corpus.summary import CorpusSummary
    from engine.faults import FieldFault
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
        self._missing: tuple[FieldFault, ...] = ()  # of its files
        self._notes = ""  # on the text that was read
        self.summary: CorpusSummary | None = None
        self.busy = BusyBar()
        self.busy.cancelled.connect(self._cancelled)
        self.fault = FaultBox()
        self.again = QPushButton()  # its words say whether anything was read
        self.again.setProperty("kind", "quiet")
        self._had_focus = False  # `again`, when it was hidden
        self._focus: QWidget | None = None  # where hiding it took the keyboard
        self.again.clicked.connect(self._read_again)
        self.again.hide()
        self.facts = HealthFacts(desk.theme)
        self.facts.hide()
        self.unknown = UnknownWords(desk, self.facts.show_unknown, self)
        self.empty = label(
            self.tr(
                "Documents, words, scripts and what was left out are counted here as soon as "
                "there is text."
            ),
            "dim",
            wrap=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.read)
        desk.draft.faults_changed.connect(self._quiet.start)
        desk.theme_changed.connect(self._recolour)
        self._recall()
        self._quiet.start()

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        self.add_to_header(self.again)
        for part in (self.busy, self.fault):
            column.addWidget(part)
        column.addWidget(self.facts, 1)
        column.addWidget(self.empty, 1)
        column.addStretch(0)
        self.body.addWidget(scrolling(column), 1)

    def _recolour(self) -> None:
        self.facts.set_theme(self._desk.theme)

    # reading

    def _recall(self) -> None:
        """Show what the window before this one counted."""
        corpus, health = self._desk.corpus_read
        if health is not None and corpus == chosen_corpus(self._desk.draft):
            self._read = corpus
            self._show_health(health)

    def _read_again(self) -> None:
        self._read = None
        self._desk.rereadings += 1
        engine_calls.forget_neighbours()
        self.read()

    def read(self) -> None:
        """Read the text as it is chosen now; an older reading is given up."""
        corpus = chosen_corpus(self._desk.draft)
        if not self._desk.draft.checked:
            return
        gone = missing(self._desk.draft, "text")
        if corpus == self._read and gone == self._missing:
            self.set_hint(self._notes)  # the fields may have been wrong meanwhile
            if self._job is None and corpus.get("paths"):
                self._offer()
            else:
                self._hide()
            return
        if corpus.get("paths") and corpus_faults(self._desk.draft):
            self.set_hint(self.tr("Mend the marked fields first."))
            self._hide()
            return
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self._read, self._missing, self._notes = corpus, gone, ""
        self.fault.clear()
        self._hide()
        if not corpus.get("paths"):
            self.busy.finish()
            self.facts.hide()
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

    def _hide(self) -> None:
        had_focus = self.again.hasFocus()
        self.again.hide()
        if had_focus:
            self._had_focus, self._focus = True, QApplication.focusWidget()

    def _offer(self) -> None:
        """Let the text be read; the keyboard comes back where nobody took it elsewhere."""
        if self.summary is None:
            self.again.setText(self.tr("Read the text"))
            self.again.setToolTip(self.tr("Count what the chosen files hold"))
        else:
            self.again.setText(self.tr("Read again"))
            self.again.setToolTip(self.tr("The files may have changed on disk"))
        self.again.show()
        if self._had_focus and QApplication.focusWidget() in (None, self._focus):
            self.again.setFocus()
        self._had_focus = False

    def _cancelled(self) -> None:
        self._job = None
        self._focus = QApplication.focusWidget()  # whoever cancels was here
        self._offer()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.summary = None
        self._offer()
        self.facts.hide()
        self.fault.show_error(error)
        if isinstance(error, Fault):
            self._desk.found_text.read(self._paths(), error)

    def _counted(self, health: Health) -> None:
        self._job = None
        self._desk.corpus_read = (self._read or {}, health)
        self._desk.found_text.read(self._paths(), None)
        self._show_health(health)

    def _paths(self) -> list[str]:
        """What is being read or was read last."""
        return [str(path) for path in (self._read or {}).get("paths", ())]

    def _show_health(self, health: Health) -> None:
        self._show(health.summary)
        self._offer()
        self.unknown.take_text(health.pieces)

    def _show(self, summary: CorpusSummary) -> None:
        self.summary = summary
        self.facts.show()
        self.empty.hide()
        self.facts.show_summary(summary)
        from engine.corpus.summary import NOTES

        notes = [say("notices", NOTES[note]) for note in summary.notes if note in NOTES]
        self._notes = sentences(*notes)
        self.set_hint(self._notes)

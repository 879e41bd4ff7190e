"""BusyBar: work under way as a thin bar above the old content, with cancel beside it."""

from __future__ import annotations

import time
from collections.abc import Mapping

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from engine.events import Prepared
from studio.jobs import Job
from studio.widgets.text import label
from studio.wording import clock, percent

FEW = 0.03  # of the work: a guess of the time left is worthless before


class BusyBar(QWidget):
    """Hidden while nothing is under way. Follow a job, or drive it by hand."""

    cancelled = Signal()  # the person pressed Cancel

    def __init__(
        self, parent: QWidget | None = None, *, phases: Mapping[str, str] | None = None
    ) -> None:
        """`phases`: what a phase is called where its usual name says something else."""
        super().__init__(parent)
        self._phases = dict(phases or {})
        self._job: Job | None = None
        self._began = 0.0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.show)
        self.words = label("", "dim")
        self.bar = QProgressBar()
        self.bar.setProperty("thin", True)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.cancel_button.setProperty("kind", "quiet")
        self.cancel_button.clicked.connect(self._cancel)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 1)
        row.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self.bar)
        layout.addLayout(row)
        self.hide()

    def follow(self, job: Job, *, patience: int = 0) -> None:
        """Show a job until it ends, after so many milliseconds; an older one is shown no longer."""
        self._job = job
        self.start(job.title)
        if patience:
            self.hide()
            self._patience.start(patience)
        # Methods, no lambdas: Qt lets go of them when the bar is gone.
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        if not job.running:
            self.finish()

    def start(self, words: str, *, can_cancel: bool = True) -> None:
        """Show that something began."""
        self._began = time.monotonic()
        self.words.setText(words)
        self.bar.setRange(0, 0)
        self.cancel_button.setVisible(can_cancel)
        self.cancel_button.setEnabled(True)
        self.show()

    def tell(self, news: Prepared) -> None:
        """Show how far it has come."""
        share = min(1.0, news.done / news.total) if news.total else None
        parts = [self._phase(news.phase)]
        if share is None:
            self.bar.setRange(0, 0)
        else:
            self.bar.setRange(0, 1000)
            self.bar.setValue(round(share * 1000))
            parts.append(percent(share))
            if share > FEW:
                left = (time.monotonic() - self._began) * (1 - share) / share
                parts.append(self.tr("{time} left").format(time=clock(left)))
        if news.detail:
            parts.append(news.detail)
        if news.lasting:
            words = self.tr("this pass: {seconds} s so far")
            parts.append(words.format(seconds=round(news.lasting)))
        self.words.setText(" · ".join(parts))

    def hold(self, words: str) -> None:
        """Show that it is held where it has come to; the next `tell` goes on."""
        self.words.setText(words)
        if self.bar.maximum() == 0:  # nothing moves
            self.bar.setRange(0, 1000)
            self.bar.setValue(0)

    def finish(self) -> None:
        """Nothing is under way any more."""
        self._job = None
        self._patience.stop()
        self.hide()

    def _phase(self, phase: str) -> str:
        if phase in self._phases:
            return self._phases[phase]
        return {
            "reading": self.tr("Reading the text"),
            "tokenizer": self.tr("Training the tokenizer"),
            "encoding": self.tr("Encoding the text"),
            "measuring": self.tr("Measuring this machine"),
            "building": self.tr("Building the model"),
            "evaluating": self.tr("Evaluating"),
            "saving": self.tr("Saving"),
            "predicting": self.tr("Predicting the examples"),
            "drilling": self.tr("Making exercises"),
        }.get(phase, phase)

    def _progressed(self, news: Prepared) -> None:
        if self.sender() is self._job:
            self.tell(news)

    def _ended(self) -> None:
        if self.sender() is self._job:
            self.finish()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self.words.setText(self.tr("Cancelling…"))
        if self._job is not None:
            self._job.cancel()
        self.cancelled.emit()

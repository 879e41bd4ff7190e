"""What is said at the start about a run, or a window, that ended without warning."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.runs import RunSummary
from studio.desk import Desk
from studio.widgets.text import label
from studio.wording import number

TRACE_LINES = 12


class Recovery(QFrame):
    """Offers to resume a crashed run; hidden where there is none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "fault")
        self.setProperty("level", "warn")
        self.setAccessibleName(self.tr("A run ended without warning"))
        self._desk = desk
        self._run: RunSummary | None = None
        self.words = label("", "name", wrap=True)
        self.trace = label("", "code", wrap=True)
        self.resume = QPushButton(self.tr("Resume"))
        self.resume.setProperty("kind", "primary")
        self.resume.clicked.connect(self._resume)
        self.later = QPushButton(self.tr("Not now"))
        self.later.setProperty("kind", "quiet")
        self.later.clicked.connect(self._dismiss)
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.resume)
        row.addWidget(self.later)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.addLayout(row)
        layout.addWidget(self.trace)
        self.hide()
        desk.runs_changed.connect(self._look)
        desk.live.state_changed.connect(self._look)
        self._look()

    def _look(self) -> None:
        runs = [run for run in self._desk.runs if run.damaged is None]  # or it cannot go on
        crashed = [run for run in runs if run.status.state == "crashed"]
        crashed = [run for run in crashed if run.path not in self._desk.not_now]
        self._run = None
        if self._desk.live.active or not (crashed or self._desk.crash_trace):
            self.hide()
            return
        self.resume.setVisible(bool(crashed))
        trace = self._desk.crash_trace or crashed[0].trace
        self.trace.setText("\n".join(trace.splitlines()[:TRACE_LINES]))
        self.trace.setVisible(bool(trace))
        if not crashed:
            self.words.setText(self.tr("Cloze Studio itself ended without warning last time."))
            self.show()
            return
        self._run = run = crashed[0]
        words = (
            self.tr(
                "{name} ended without warning, at step {step} or later. "
                "It can go on from its newest checkpoint."
            )
            if run.saved
            else self.tr(
                "{name} ended without warning, at step {step} or later, before its first "
                "checkpoint. It can begin again."
            )
        )
        self.words.setText(words.format(name=run.name, step=number(run.status.step)))
        self.show()

    def _resume(self) -> None:
        if self._run is not None:
            self._desk.resume_run(self._run.path)
            self._desk.go_to.emit("train")

    def _dismiss(self) -> None:
        if self._run is not None:
            self._desk.not_now.add(self._run.path)
        self._desk.crash_trace = ""
        self._look()

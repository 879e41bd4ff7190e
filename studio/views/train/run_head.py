"""The line above the plots: which run is shown, how it stands, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from studio.computing import Computing
from studio.live import State
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import Role, label, set_role

if TYPE_CHECKING:
    from studio.desk import Desk

LOOK_MS = 2000  # between two looks whether another program is still at work
ENDING = frozenset({State.WAITING, State.STOPPING})


class RunHead(QWidget):
    """Buttons that cannot be used say why."""

    discard_asked = Signal()
    new_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._computing = Computing(self)
        live = desk.live
        self.name = ElidingLabel("", "title")
        self.name.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.state = label("", "dim")
        self.state.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.name)
        row.addWidget(self.state, 1)
        self.pause = self._button(self.tr("Pause"), self._pause_or_resume)
        self.stop = self._button(self.tr("Stop and save"), live.stop)
        self.save = self._button(self.tr("Save now"), live.save_now)
        self.probe = self._button(self.tr("Look now"), live.probe_now)
        self.resume = self._button(self.tr("Go on training"), self._resume)
        self.discard = self._button(self.tr("Discard…"), self.discard_asked.emit)
        self.new = self._button(self.tr("New run"), self.new_asked.emit)
        self.new.setProperty("kind", "primary")
        self.discard.setProperty("kind", "quiet")
        self._while_live = (self.pause, self.stop, self.save, self.probe)
        self._at_rest = (self.resume, self.discard, self.new)
        for button in (*self._while_live, *self._at_rest):
            row.addWidget(button)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(LOOK_MS)
        self._again.timeout.connect(self._look_elsewhere)
        live.state_changed.connect(self.follow)
        live.advanced.connect(self._tell)
        desk.shown_changed.connect(self.follow)
        self.follow()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda _checked=False: act())
        return button

    def follow(self) -> None:
        """Show what fits the state of the shown run."""
        shown, live = self._desk.shown, self._desk.live
        is_live = shown is not None and shown.is_live
        for button in self._while_live:
            button.setVisible(is_live)
        for button in self._at_rest:
            button.setVisible(shown is not None and not is_live)
        self.name.setText(shown.name if shown is not None else "")
        self.pause.setText(self.tr("Go on") if live.paused else self.tr("Pause"))
        waiting = live.state is State.WAITING
        self.pause.setEnabled(not waiting and live.state is not State.STOPPING)
        hold = self.tr("Hold after the present micro-batch (Ctrl+P)")
        if not live.begun:
            hold = self.tr("Hold the preparing; nothing trains yet (Ctrl+P)")
        go_on = self.tr("Go on where it was held (Ctrl+P)")
        self.pause.setToolTip(go_on if live.paused else hold)
        self._follow_stop()
        self._follow_requests()
        self._follow_rest()
        self._tell()

    def _follow_stop(self) -> None:
        live = self._desk.live
        self.stop.setEnabled(live.state is not State.STOPPING)
        self.stop.setText(self.tr("Stop and save"))
        self.stop.setToolTip(self.tr("Write a checkpoint and end; it can go on later (Ctrl+.)"))
        if live.state is State.WAITING:
            self.stop.setText(self.tr("Give up"))
            self.stop.setToolTip(self.tr("End now; what is not saved yet is lost (Ctrl+.)"))
        elif not live.begun:
            self.stop.setText(self.tr("Cancel"))
            self.stop.setToolTip(self.tr("End now; nothing is trained yet (Ctrl+.)"))

    def _follow_requests(self) -> None:
        state = self._desk.live.state
        save = self.tr("Write a checkpoint now (Ctrl+S)")
        look = self.tr("Look at the pinned sentences now (Ctrl+L)")
        if state is State.PREPARING:
            save = self.tr("Write a checkpoint as soon as training has begun (Ctrl+S)")
            look = self.tr("Look at the pinned sentences as soon as training has begun (Ctrl+L)")
        elif state in ENDING and not self._desk.live.begun:
            save = look = self.tr("The run is being cancelled before its first step")
        elif state in ENDING:
            save = self.tr("The run is ending and saves what it has learned")
            look = self.tr("The run is ending and looks at its sentences once more")
        for button, tip in ((self.save, save), (self.probe, look)):
            button.setEnabled(state not in ENDING)
            button.setToolTip(tip_html(tip))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._look_elsewhere()

    def _look_elsewhere(self) -> None:
        """Learn whether another program is at work on the run, from a disk that may be slow."""
        shown = self._desk.shown
        if shown is None or shown.is_live or not self.isVisible():
            return

        def learn(elsewhere: bool) -> None:
            before, shown.elsewhere = shown.elsewhere, elsewhere
            if shown is not self._desk.shown:
                return
            if before and not elsewhere:
                self._desk.open_run(shown.path, anew=True)  # it holds more now than was read
            self.follow()

        self._desk.jobs.run(
            lambda _control, _progress: shown.at_work_elsewhere(),
            title=self.tr("Looking at the run"),
            then=learn,
        )

    def _follow_rest(self) -> None:
        shown, live = self._desk.shown, self._desk.live
        finished = shown is not None and shown.finished
        elsewhere = shown is not None and shown.elsewhere
        if elsewhere and not self._again.isActive():
            self._again.start()
        self.resume.setEnabled(not live.active and not finished and not elsewhere)
        why = self.tr("Go on from its newest checkpoint (Ctrl+Shift+R)")
        if elsewhere:
            why = self.tr("Another program is training this run")
        elif shown is not None and shown.imported:
            why = self.tr("Imported: begin a new run with its weights instead")
        elif finished:
            why = self.tr("This run has used up its budget")
        elif live.active:
            why = self.tr("Another run is under way; one trains at a time")
        self.resume.setToolTip(why)
        self.discard.setToolTip(self.tr("Put this run into the trash (Ctrl+Shift+Delete)"))
        self.new.setEnabled(not live.active)
        why = self.tr("Another run is under way; one trains at a time")
        self.new.setToolTip(why if live.active else self.tr("Choose a budget and start a new run"))

    def _tell(self) -> None:
        words, role = self._words()
        if words != self.state.text():
            self.state.setText(words)
        set_role(self.state, role)
        shown = self._desk.shown
        started = shown.history.started if shown is not None else None
        self.state.setToolTip(tip_html(self._computing.tip(started) if started else ""))

    def _words(self) -> tuple[str, Role]:
        shown, live = self._desk.shown, self._desk.live
        if shown is None:
            return "", "dim"
        if shown.is_live:
            words: dict[State, tuple[str, Role]] = {
                State.PREPARING: self._preparing(),
                State.RUNNING: (self.tr("training"), "good"),
                State.PAUSED: (self.tr("paused"), "warn"),
                State.SAVING: (self.tr("saving"), "dim"),
                State.WAITING: (self.tr("the disk is full: waiting for room"), "bad"),
                State.STOPPING: (self.tr("stopping and saving"), "dim"),
            }
            state, role = words.get(live.state, ("", "dim"))
            if live.state is State.STOPPING and not live.begun:
                state = self.tr("cancelling")
            return " · ".join([state, *self._machine()]), role
        if shown.elsewhere:
            return self.tr("training in another program"), "good"
        ended = shown.history.ended
        if shown.imported:
            return self.tr("imported from {name}").format(name=shown.imported), "dim"
        if ended is None:
            return self.tr("ended without warning; its checkpoints are safe"), "warn"
        states: dict[str, tuple[str, Role]] = {
            "finished": (self.tr("finished"), "good"),
            "stopped": (self.tr("stopped and saved"), "dim"),
            "failed": (self.tr("failed"), "bad"),
        }
        state, role = states[ended.ending]
        return " · ".join([state, *self._machine()]), role

    def _preparing(self) -> tuple[str, Role]:
        if self._desk.live.paused:
            return self.tr("paused while preparing"), "warn"
        return self.tr("preparing"), "dim"

    def _machine(self) -> list[str]:
        started = self._desk.shown.history.started if self._desk.shown is not None else None
        if started is None:
            return []
        return self._computing.line(started)

    def _pause_or_resume(self) -> None:
        live = self._desk.live
        if live.paused:
            live.resume()
        else:
            live.pause()
        self.follow()

    def _resume(self) -> None:
        if self._desk.shown is not None:
            self._desk.resume_run(self._desk.shown.path)

"""A view whose numbers come from a checkpoint: it asks by itself and shows the answer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from engine.control import Control
from studio.asking import Answer, Asked, Asker
from studio.views.look.view import View
from studio.widgets.busy_bar import BusyBar
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

Question = Callable[[Control], Any]
MOMENT_MS = 500  # what is answered sooner shows no bar


class Experiment(View):
    """The last answer stays until the next; what was cancelled or failed can be asked again."""

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.asker = Asker(desk.jobs, self.doing(), self)
        self.busy, self.fault = BusyBar(), FaultBox()
        self.asked_line = ElidingLabel("", "dim")
        self.again = QPushButton(self.tr("Ask again"))
        self.again.setProperty("kind", "quiet")
        self.again.clicked.connect(lambda _checked=False: self.ask_again())
        self.again.hide()
        self.empty = EmptyState("", "")
        self.content = QWidget()
        self.faces = QStackedWidget()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self.content)
        self.answered_by: Asked | None = None  # the checkpoint that what is shown is of
        self._of_another = False  # run: what is in `content` is hidden until this one answers
        self._asked: Asked | None = None  # the one to ask now
        self._of: Hashable = None  # what is shown, or being asked
        self._control = Control()  # of the newest question
        self._lay_out()
        self.asker.began.connect(lambda job: self.busy.follow(job, patience=MOMENT_MS))
        self.asker.failed.connect(self._fail)
        self.busy.cancelled.connect(self._give_up)
        desk.checkpoints_changed.connect(self.redraw_if_visible)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.asked_line, 1)
        line.addWidget(self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.busy, self.fault):
            column.addWidget(part)
        column.addWidget(self.faces, 1)
        column.addLayout(line)

    def hasHeightForWidth(self) -> bool:
        """No: it scrolls within the room it is given, and the page need not grow for it."""
        return False

    @abstractmethod
    def doing(self) -> str:
        """What it does, as its job and its faults are called."""

    @abstractmethod
    def draw_for(self, asked: Asked) -> None:
        """Ask this checkpoint what is to be shown, with `ask`."""

    @abstractmethod
    def picture(self) -> Exportable | None:
        """What is copied and saved of what was answered."""

    def subject(self) -> Exportable | None:
        return self.picture() if self.answered_by is not None else None

    def redraw(self) -> None:
        asked = self.looking.checkpoint()
        if self.answered_by is not None and (asked is None or asked.run != self.answered_by.run):
            self._forget()
        self.faces.setCurrentIndex(0 if asked is None or self._of_another else 1)
        if asked is None:
            self._say_why_not()
            return
        self._asked = asked
        self._say_which()
        self.draw_for(asked)

    def _forget(self) -> None:
        """Another run is seen: what was answered was not of it."""
        self.answered_by, self._of, self._of_another = None, None, True
        self.asker.forget()
        self.fault.clear()
        self.asked_line.setText("")
        self.empty.say(self.doing() + "…", "")

    def ask(self, key: Hashable, question: Question, answer: Answer) -> None:
        """Ask where it is not known; `key` is all that the answer depends on."""
        if key == self._of:
            return
        self._of = key
        self.again.hide()
        control, asked = Control(), self._asked
        self._control = control
        self.asker.ask(lambda: question(control), lambda found: self._arrived(answer, found, asked))

    def ask_again(self) -> None:
        """Ask what failed or was cancelled once more."""
        self._of = None
        self.redraw_if_visible()

    def _arrived(self, answer: Answer, found: object, asked: Asked | None) -> None:
        self.fault.clear()
        self.answered_by, self._of_another = asked, False
        self.faces.setCurrentIndex(1)
        answer(found)
        self._say_which()
        self.drawn.emit()

    def _fail(self, error: Exception) -> None:
        self.fault.show_error(error, self.doing())
        if self._of_another:
            self.empty.say("", "")
        self.again.show()

    def _give_up(self) -> None:
        self.asker.forget()
        self._control.stop()  # it may be waiting for others
        self.again.show()

    def _say_which(self) -> None:
        """Say whose numbers are shown, also while another checkpoint is being asked."""
        step, asked = self.looking.step, self.answered_by
        if asked is None:
            return
        words = self.tr("Worked out by the checkpoint of step {step}.")
        if step is not None and step != asked.step:
            words = self.tr(
                "Worked out by the checkpoint of step {step}, the nearest to step {seen}."
            )
        told = words.format(step=number(asked.step), seen=number(step or 0))
        self.asked_line.setText(told)

    def _say_why_not(self) -> None:
        self.asked_line.setText("")
        run = self.looking.recorded.run
        title = self.tr("No checkpoint to ask yet")
        if run is not None and run.is_live:
            self.empty.say(
                title,
                self.tr("This works with a saved model. The first one is saved soon."),
            )
        else:
            self.empty.say(
                title,
                self.tr("This works with a saved model, and this run has none."),
            )

"""One checkpoint's answers: its name, what it is doing, what went wrong, what it says."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.asking import Asked
from studio.views.try_.questions import LongQuestion, Questions, Tell
from studio.views.try_.target import Target, checkpoint_words
from studio.widgets.busy_bar import BusyBar
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.fault_box import FaultBox
from studio.widgets.text import label

if TYPE_CHECKING:
    from engine.control import Control
    from studio.desk import Desk
    from studio.views.try_.answer_view import AnswerView

NOBODY = Target(None)
Put = Callable[[Asked, Any, "Control", Tell], Any]  # asks the engine, in a job


class AnswerColumn(QWidget):
    """Asks its own checkpoint; the last answer stays until the next, under its own name."""

    answered = Signal(object, object, object, bool)  # Asked, question, answer, by hand
    changed = Signal()  # what the answer is

    def __init__(self, desk: Desk, view: AnswerView, put: Put) -> None:
        super().__init__()
        self._desk, self._put = desk, put
        self.view = view
        self.target = NOBODY
        self._question: Any = None  # asked last
        self._of: Asked | None = None  # whose answer is shown
        self._named = False  # whether two stand side by side
        self.asker = Questions(desk.jobs, self.tr("Asking the model"), self)
        self.name = ElidingLabel("", "name")
        self.busy, self.fault = BusyBar(), FaultBox()
        self.why = label("", "dim", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for part in (self.name, self.busy, self.fault, self.why, view):
            layout.addWidget(part)
        layout.addStretch(1)
        self.asker.began.connect(self.busy.follow)
        self.asker.came.connect(self._show_part)
        self.asker.failed.connect(self._fail)
        self.asker.over.connect(self._over)
        self.aim(NOBODY, named=False)

    def aim(self, target: Target, *, named: bool) -> bool:
        """Ask another checkpoint from now on; whether it is another. `named`: show its name."""
        other, self.target, self._named = target != self.target, target, named
        if other:
            self.fault.clear()
        if other and target.asked is None:
            self.asker.forget()
            self._clear()
        self.why.setText(target.why)
        self.why.setVisible(bool(target.why))
        self._tell_name()
        return other

    def ask(self, question: Any, *, by_hand: bool = False) -> None:
        """Put a question; None where there is none."""
        if isinstance(self._question, LongQuestion):
            self.asker.stop()
        self._question = question
        asked = self.target.asked
        if asked is None or question is None:
            self.asker.forget()
            self.fault.clear()  # it spoke of what is not asked any more
            self._clear()
            return
        put = self._put

        def work(control: Control, tell: Tell) -> Any:
            return put(asked, question, control, tell)

        self.asker.ask(work, partial(self._answer, asked, question), by_hand=by_hand)

    def stop(self) -> None:
        """Give up what is under way."""
        self.asker.stop()

    def _answer(self, asked: Asked, question: Any, found: Any, by_hand: bool) -> None:
        self.fault.clear()
        self._of = asked
        self._tell_name()
        self.view.show_answer(question, found)
        self.changed.emit()
        self.answered.emit(asked, question, found, by_hand)

    def _show_part(self, text: str) -> None:
        self._of = self.target.asked
        self._tell_name()
        self.view.show_part(self._question, text)

    def _fail(self, error: Exception) -> None:
        self._clear()  # the answers shown were another checkpoint's, or another question's
        self.fault.show_error(error)
        self._desk.checkpoint_reading.read()  # another program may have deleted the one asked

    def _over(self) -> None:
        self.view.end_part()
        self.changed.emit()

    def _clear(self) -> None:
        self._of = None
        self.view.clear()
        self._tell_name()
        self.changed.emit()

    def _tell_name(self) -> None:
        """Whose answer this is, where it is not plain from the bar above."""
        asked = self._of or self.target.asked
        self.name.setText(checkpoint_words(asked) if asked is not None else "")
        stale = self._of is not None and self._of != self.target.asked
        self.name.setVisible(asked is not None and (self._named or stale))

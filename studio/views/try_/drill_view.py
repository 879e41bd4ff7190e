"""A lesson: a sentence with a gap, four words to choose from, and why one of them is right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.tasks.lesson import CHOICES
from engine.tasks.worksheet import worksheet_text
from studio.views.try_.answer_view import AnswerView
from studio.views.try_.sitting import Sitting
from studio.views.try_.worksheet_button import WorksheetButton
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, restyle
from studio.wording import number, sentences, small_share

if TYPE_CHECKING:
    from engine.tasks.lesson import Exercise
    from studio.desk import Desk

DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4)
BESIDE = 2  # options in a row
RIGHT, WRONG = "✓", "✗"


class DrillView(AnswerView):
    """One exercise at a time; 1 to 4 choose, Enter goes on. The score is kept for the sitting."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sitting: Sitting | None = None
        self._before = (0, 0)  # right and answered in the lessons before
        self.place, self.score = label("", "dim"), label("", "dim")
        self.sentence = label("", "title", wrap=True)
        self.options = [self._option(at) for at in range(CHOICES)]
        self.why = label("", "dim", wrap=True)
        self.next_button = QPushButton()
        self.next_button.setProperty("kind", "primary")
        self.next_button.clicked.connect(lambda _checked=False: self.go_on())
        self.sheet = WorksheetButton(desk)
        self.fault = FaultBox()
        self.sheet.failed.connect(self.fault.show_error)
        self._inside = QWidget()
        self._lay_out()
        self.body.addWidget(self._inside)
        self.clear()

    def _option(self, at: int) -> QPushButton:
        button = QPushButton()
        button.setProperty("kind", "option")
        button.clicked.connect(lambda _checked=False: self.choose(at))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(self.score)
        column.addLayout(head)
        column.addWidget(self.sentence)
        grid = QGridLayout()
        grid.setSpacing(8)
        for at, button in enumerate(self.options):
            grid.addWidget(button, at // BESIDE, at % BESIDE)
        column.addLayout(grid)
        column.addWidget(self.why)
        foot = QHBoxLayout()
        foot.addWidget(self.next_button)
        foot.addStretch(1)
        foot.addWidget(self.sheet)
        column.addLayout(foot)
        column.addWidget(self.fault)

    def show_answer(self, question: Any, answer: Any) -> None:
        self._keep_score()
        self.sitting = Sitting(answer)
        self.sheet.lesson = answer
        self._inside.show()
        self._show()
        self.options[0].setFocus()

    def clear(self) -> None:
        self._keep_score()
        self.sitting = self.sheet.lesson = None
        self.fault.clear()
        self._inside.hide()

    def text(self) -> str:
        if self.sitting is None:
            return ""
        return worksheet_text(self.sitting.lesson, self.tr("Which word is missing?"))

    def choose(self, option: int) -> None:
        """Answer the exercise at hand."""
        if self.sitting is None or self.sitting.over or self.sitting.chosen is not None:
            return
        self.sitting.choose(option)
        self._show()
        self.next_button.setFocus()

    def go_on(self) -> None:
        """To the next exercise, or to another round once all are done."""
        if self.sitting is None:
            return
        if self.sitting.over:
            self.sitting.again()
        else:
            self.sitting.go_on()
        self._show()
        (self.next_button if self.sitting.over else self.options[0]).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in DIGITS and self.sitting is not None:
            self.choose(DIGITS.index(key))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.next_button.isVisible():
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _keep_score(self) -> None:
        if self.sitting is not None:
            right, answered = self._before
            self._before = right + self.sitting.right, answered + self.sitting.answered

    def _show(self) -> None:
        sitting = self.sitting
        assert sitting is not None
        self._show_score(sitting)
        for button in self.options:
            button.setVisible(not sitting.over)
        if sitting.over:
            self._show_summary(sitting)
        else:
            self._show_exercise(sitting, sitting.exercise)

    def _show_score(self, sitting: Sitting) -> None:
        right, answered = self._before
        right, answered = right + sitting.right, answered + sitting.answered
        words = self.tr("{right} of {answered} right in this sitting")
        told = words.format(right=number(right), answered=number(answered))
        self.score.setText(told if answered else "")

    def _show_exercise(self, sitting: Sitting, exercise: Exercise) -> None:
        words = self.tr("Exercise {number} of {count}")
        self.place.setText(words.format(number=sitting.number, count=sitting.count))
        done = sitting.chosen is not None
        self.sentence.setText(" ".join((exercise.sentence if done else exercise.cloze).split()))
        for at, button in enumerate(self.options):
            self._show_option(button, at, exercise, sitting.chosen)
        self.why.setText(self._reason(exercise, sitting.chosen) if done else self._how())
        self.next_button.setVisible(done)
        last = sitting.number == sitting.count
        self.next_button.setText(self.tr("Result") if last else self.tr("Next"))
        self.next_button.setToolTip(tip_html(self.tr("Enter")))

    def _show_option(
        self, button: QPushButton, at: int, exercise: Exercise, chosen: int | None
    ) -> None:
        option = exercise.options[at]
        words = f"{at + 1}   {option.text}"
        verdict = ""
        if chosen is not None:
            words += f"   {small_share(option.probability)}"
            verdict = "right" if at == exercise.right else "wrong" if at == chosen else ""
            words += f"   {RIGHT}" if verdict == "right" else f"   {WRONG}" if verdict else ""
        button.setText(words.replace("&", "&&"))
        button.setEnabled(chosen is None)
        button.setProperty("verdict", verdict)
        restyle(button)

    def _how(self) -> str:
        return self.tr("Press the word that belongs into the gap, or its number: 1 to 4.")

    def _reason(self, exercise: Exercise, chosen: int | None) -> str:
        right = exercise.options[exercise.right]
        others = [one for at, one in enumerate(exercise.options) if at != exercise.right]
        other = max(others, key=lambda one: one.probability)
        if chosen is not None and chosen != exercise.right:
            other = exercise.options[chosen]
            verdict = self.tr("Wrong: “{answer}” stood there.").format(answer=right.text)
        else:
            verdict = self.tr("Right.")
        words = self.tr(
            "The run gives “{answer}” {share} in this place and “{other}” {other_share}; "
            "among all its words “{answer}” has rank {rank} in this text."
        )
        reason = words.format(
            answer=right.text,
            share=small_share(right.probability),
            other=other.text,
            other_share=small_share(other.probability),
            rank=number(exercise.rank),
        )
        return sentences(verdict, reason)

    def _show_summary(self, sitting: Sitting) -> None:
        missed = len(sitting.missed)
        self.place.setText(self.tr("Result"))
        words = self.tr("{right} of {count} right")
        self.sentence.setText(words.format(right=sitting.count - missed, count=sitting.count))
        answers = ", ".join(one.answer for one in sitting.missed)
        to_learn = self.tr("To learn: {words}").format(words=answers)
        self.why.setText(to_learn if missed else self.tr("All of them: try a higher level."))
        self.next_button.setVisible(True)
        again = self.tr("Those missed once more") if missed else self.tr("Once more")
        self.next_button.setText(again)

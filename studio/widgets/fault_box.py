"""FaultBox: what happened, why, what now; the details fold out and can be copied."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from studio.problems import Problem, problem_of
from studio.widgets.text import label


class FaultBox(QFrame):
    """A problem told in place. Hidden until there is one."""

    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "fault")
        self.problem: Problem | None = None
        self.what = label("", "name", wrap=True)
        self.why = label("", "dim", wrap=True)
        self.now = label("", wrap=True)
        for part in (self.what, self.why, self.now):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setMaximumHeight(160)
        self.details.setAccessibleName(self.tr("Details"))
        self.details_button = self._button(self.tr("Details"), self._fold)
        self.details_button.setCheckable(True)
        self.copy_button = self._button(self.tr("Copy"), self._copy)
        self.dismiss_button = self._button(self.tr("Dismiss"), self.clear)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(4)
        for button in (self.details_button, self.copy_button, self.dismiss_button):
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 8)
        layout.setSpacing(4)
        for part in (self.what, self.why, self.now):
            layout.addWidget(part)
        layout.addLayout(self._buttons)
        layout.addWidget(self.details)
        self.setAccessibleName(self.tr("Problem"))
        self.hide()

    def show_error(self, error: BaseException, doing: str = "") -> None:
        """Tell an error, on the terminal too."""
        problem = problem_of(error, doing)
        self.show_problem(problem)
        problem.say()

    def show_problem(self, problem: Problem) -> None:
        """Tell a problem already put into words."""
        self.problem = problem
        what = f"{problem.doing}: {problem.what}" if problem.doing else problem.what
        for part, words in ((self.what, what), (self.why, problem.why), (self.now, problem.now)):
            part.setText(words)
            part.setVisible(bool(words))
        self.details.setPlainText(problem.details)
        self.details_button.setVisible(bool(problem.details))
        self.details_button.setChecked(False)
        self.details.hide()
        self.setAccessibleDescription(problem.text())
        self.show()

    def add_action(self, words: str) -> QPushButton:
        """A button that mends it, before the others; connect its `clicked`."""
        button = QPushButton(words)
        self._buttons.insertWidget(0, button)
        return button

    def clear(self) -> None:
        """The problem is over."""
        if self.problem is not None:
            self.problem = None
            self.hide()
            self.dismissed.emit()

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("kind", "quiet")
        button.clicked.connect(act)
        return button

    def _fold(self) -> None:
        self.details.setVisible(self.details_button.isChecked())

    def _copy(self) -> None:
        if self.problem is not None:
            QGuiApplication.clipboard().setText(self.problem.text())

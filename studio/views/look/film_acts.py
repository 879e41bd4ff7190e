"""What can be done with the film beside sliding, and what the record takes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from engine.runs.replays import Room
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.wording import number

MEGABYTE, FEW = 1e6, 10e6  # bytes


class FilmActs(QWidget):
    """Two buttons and a quiet line."""

    jumped = Signal()
    compared = Signal(bool)  # from the step that is seen, or no longer

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._beside: int | None = None
        self.jump = QPushButton(self.tr("Biggest change"))
        self.jump.setToolTip(self.tr("Go to the step at which this head changed most (Alt+B)"))
        self.jump.setShortcut("Alt+B")
        self.jump.clicked.connect(lambda _checked=False: self.jumped.emit())
        self.compare = QPushButton()
        self.compare.setShortcut("Alt+D")
        self.compare.clicked.connect(
            lambda _checked=False: self.compared.emit(self._beside is None)
        )
        for button in (self.jump, self.compare):
            button.setProperty("kind", "quiet")
        self.room = ElidingLabel("", "dim")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.jump)
        row.addWidget(self.compare)
        row.addWidget(self.room, 1)
        self.show_compared(None)

    def can_jump(self, known: bool) -> None:
        """Whether it is known when the head changed."""
        self.jump.setEnabled(known)

    def show_compared(self, beside: int | None) -> None:
        """The step compared with; None: nothing is."""
        self._beside = beside
        keys = self.compare.shortcut()
        if beside is None:
            self.compare.setText(self.tr("Compare from here"))
            tip = self.tr(
                "Keep this step and show how others differ from it (Alt+D); or Shift+click a step"
            )
        else:
            words = self.tr("Difference against step {step} ×")
            self.compare.setText(words.format(step=number(beside)))
            tip = self.tr("Show the attention itself again (Alt+D)")
        self.compare.setShortcut(keys)  # or another text takes it away
        self.compare.setToolTip(tip_html(tip))

    def show_room(self, room: Room | None, num_steps: int) -> None:
        """What the record takes of what it may."""
        if room is None or not num_steps:
            self.room.setText("")
            return
        words = self.tr("{looks} looks, {used} of {granted} MB; older ones are thinned by age")
        self.room.setText(
            words.format(
                looks=number(room.num_kept),
                used=f"{room.used / MEGABYTE:.{1 if room.used < FEW else 0}f}",
                granted=number(round(room.granted / MEGABYTE)),
            )
        )

    def say_fault(self, words: str) -> None:
        """The film could not be read: why."""
        self.room.setText(words)

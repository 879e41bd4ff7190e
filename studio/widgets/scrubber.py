"""A slider over recorded steps, with a button to each side and one that plays them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QToolButton, QWidget

from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number

FRAME_MS = 120  # of playing
SPEEDS = ("0.25", "0.5", "1", "2", "4")


class Scrubber(QWidget):
    """Stands on one of the steps; Left and Right move it, Space plays."""

    moved = Signal(int)  # the step, chosen by the person or by playing

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[int, ...] = ()
        self._icons = (QIcon(), QIcon())
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(self.tr("Recorded step"))
        self.slider.setToolTip(
            self.tr("The steps at which the heads were recorded while the model was learning.")
        )
        self.slider.valueChanged.connect(self._slid)
        self.back = self._button("‹", self.tr("One recorded step back"), -1)
        self.forward = self._button("›", self.tr("One recorded step on"), 1)
        self.play = QToolButton()
        self.play.setCheckable(True)
        self.play.setIconSize(QSize(16, 16))
        self.play.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.play.setToolTip(self.tr("Play all recorded steps as a film (Space)"))
        self.play.setAccessibleName(self.tr("Play"))
        self.play.toggled.connect(self._play)
        self.speed = ElidingCombo()
        self.speed.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.speed.setFixedWidth(72)
        self.speed.offer([f"{speed}×" for speed in SPEEDS], SPEEDS.index("1"))
        self.speed.setToolTip(self.tr("How fast the film plays"))
        self.speed.setAccessibleName(self.tr("Speed of the film"))
        self.speed.currentIndexChanged.connect(self._change_speed)
        self.words = label("", "dim")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for part in (self.play, self.back):
            layout.addWidget(part)
        layout.addWidget(self.slider, 1)
        layout.addWidget(self.forward)
        layout.addWidget(self.words)
        layout.addWidget(self.speed)
        self._timer = QTimer(self)
        self._timer.setInterval(FRAME_MS)
        self._timer.timeout.connect(self._next_frame)
        self.show_steps((), None)

    def _button(self, sign: str, words: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setText(sign)
        button.setToolTip(tip_html(words))
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda _checked=False: self.step_by(by))
        return button

    def set_icons(self, play: QIcon, pause: QIcon) -> None:
        """The icons of the play button."""
        self._icons = (play, pause)
        self.play.setIcon(pause if self.play.isChecked() else play)

    @property
    def steps(self) -> tuple[int, ...]:
        """Those it can stand on, ascending."""
        return self._steps

    @property
    def step(self) -> int | None:
        """The step it stands on."""
        return self._steps[self.slider.value()] if self._steps else None

    def show_steps(self, steps: Sequence[int], at: int | None) -> None:
        """Offer these steps, ascending, and stand on the last one not after `at`; silent."""
        self._steps = tuple(steps)
        last = max(0, len(self._steps) - 1)
        place = last if at is None else max(0, bisect_right(self._steps, at) - 1)
        self.slider.blockSignals(True)
        self.slider.setRange(0, last)
        self.slider.setValue(place)
        self.slider.blockSignals(False)
        for part in (self.slider, self.play, self.back, self.forward, self.speed):
            part.setEnabled(len(self._steps) > 1)
        self._tell()

    def move_to(self, step: float) -> None:
        """Stand on the recorded step nearest to any step, and say so."""
        if self._steps:
            nearest = min(range(len(self._steps)), key=lambda i: abs(self._steps[i] - step))
            self.slider.setValue(nearest)

    def step_by(self, by: int) -> None:
        """So many recorded steps on, or back."""
        self.slider.setValue(self.slider.value() + by)

    def halt(self) -> None:
        """Stop playing."""
        self.play.setChecked(False)

    def _slid(self, _value: int) -> None:
        self._tell()
        if self.step is not None:
            self.moved.emit(self.step)

    def _tell(self) -> None:
        if self.step is None:
            self.words.setText("")
            return
        words = self.tr("step {step} of {last}").format(
            step=number(self.step), last=number(self._steps[-1])
        )
        self.words.setText(words)
        self.slider.setAccessibleDescription(words)

    def _play(self, on: bool) -> None:
        self.play.setIcon(self._icons[1 if on else 0])
        if not on:
            self._timer.stop()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(0)
        self._timer.start()

    def _change_speed(self, at: int) -> None:
        self._timer.setInterval(round(FRAME_MS / float(SPEEDS[at])))

    def _next_frame(self) -> None:
        if self.slider.value() >= self.slider.maximum() or not self.isVisible():
            self.halt()
        else:
            self.step_by(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if Qt.Key(event.key()) == Qt.Key.Key_Space and self.play.isEnabled():
            self.play.toggle()
        else:
            super().keyPressEvent(event)

"""Numbers typed or dragged: a line with its unit and, where the range is short, a slider."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QSlider, QWidget

TICKS = 400  # positions of a slider
MOST_ROOM = 84  # pixels of the line beside a slider
DECIMAL_COMMA = re.compile(r"([+-]?\d*),(\d{1,2})(?!\d|,|\.)")  # "3,5": no thousands stand there

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Reach:
    """What a slider runs over; `by` rounds whole numbers to its multiples."""

    low: float
    high: float
    whole: bool = False
    by: int = 1

    @property
    def logarithmic(self) -> bool:
        """Wide ranges are easier to hit by ratio than by difference."""
        return self.low > 0 and self.high / self.low >= 30

    def value(self, tick: int) -> float | int:
        """The number a slider position stands for."""
        share = tick / TICKS
        if self.logarithmic:
            number = self.low * math.pow(self.high / self.low, share)
        else:
            number = self.low + (self.high - self.low) * share
        if self.whole:
            return min(int(self.high), max(int(self.low), round(number / self.by) * self.by))
        return float(f"{number:.2g}") if self.logarithmic else round(number, self._digits())

    def tick(self, number: float) -> int:
        """The slider position nearest to a number."""
        number = max(self.low, min(number, self.high))
        if self.logarithmic:
            share = math.log(number / self.low) / math.log(self.high / self.low)
        else:
            share = (number - self.low) / (self.high - self.low)
        return round(share * TICKS)

    def _digits(self) -> int:
        return max(0, 2 - math.floor(math.log10(self.high - self.low) + 1e-9))


def read_number(text: str, *, whole: bool) -> float | int | None:
    """A number as people write it ("8,192", "0,5", "3e-3", "10k"); None where it is none."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if not whole:
        text = DECIMAL_COMMA.sub(r"\1.\2", text) if text.count(",") == 1 else text
    text = text.replace(",", "")
    factor = 1.0
    for ending, size in (("%", 0.01), ("k", 1e3), ("M", 1e6), ("G", 1e9)):
        if text.endswith(ending):
            text, factor = text.removesuffix(ending), size
    try:
        if whole and factor == 1.0 and text.lstrip("+-").isdigit():
            return int(text)  # exact, also beyond 2**53
        number = float(text) * factor
    except ValueError:
        return None
    if not math.isfinite(number):
        return None
    if not whole:
        return float(f"{number:.12g}")
    return round(number) if abs(number - round(number)) < 1e-6 else None


def show_number(number: float | int | None) -> str:
    """A number with its thousands separated and no needless digits."""
    if number is None:
        return ""
    if isinstance(number, int) or (abs(number) < 1e15 and number == int(number)):
        return f"{int(number):,}"
    return f"{number:.6g}" if abs(number) < 1e5 else f"{number:,.3f}".rstrip("0")


def no_number(text: str, *, whole: bool) -> str:
    """What is wrong with a text that is no number."""
    if whole:
        return translate("NumberInput", "“{text}” is no whole number").format(text=text)
    return translate("NumberInput", "“{text}” is no number").format(text=text)


class WheelGuard(QObject):
    """Keeps the wheel from changing a control that scrolls past under the pointer."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        passing = isinstance(watched, QWidget) and not watched.hasFocus()
        if isinstance(event, QWheelEvent) and passing:
            event.ignore()
            return True
        return False


class NumberInput(QWidget):
    """A line for one number, with a unit behind it and a slider before it where one helps.

    Up and Down step the number; `edited` reports every number typed or dragged, `refused` a text
    that is no number, and None stands for an emptied line.
    """

    edited = Signal(object)  # float | int | None
    refused = Signal(str)

    def __init__(
        self,
        *,
        whole: bool,
        unit: str = "",
        reach: Reach | None = None,
        percent: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`percent` shows a share of one as a number of a hundred."""
        super().__init__(parent)
        self._whole, self._reach, self._percent = whole, reach, percent
        self._value: float | int | None = None
        self.line = QLineEdit()
        self.line.setMinimumWidth(50)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self.settle)
        self.slider: QSlider | None = None
        self._unit = QLabel("%" if percent else unit)
        self._unit.setProperty("role", "dim")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        if reach is not None:
            self.slider = self._make_slider()
            layout.addWidget(self.slider, 1)
            self.line.setMaximumWidth(MOST_ROOM)
            self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        layout.addWidget(self.line, 0 if reach else 1)
        layout.addWidget(self._unit)
        self._unit.setVisible(bool(self._unit.text()))  # shown without a parent it is a window
        self.setFocusProxy(self.line)

    def _make_slider(self) -> QSlider:
        slider = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(0, TICKS)
        slider.setPageStep(TICKS // 20)
        slider.setMinimumWidth(48)
        slider.installEventFilter(WheelGuard(slider))
        slider.valueChanged.connect(self._dragged)
        return slider

    @property
    def value(self) -> float | int | None:
        """The number shown."""
        return self._value

    def name(self, name: str, description: str = "") -> None:
        """What a screen reader calls it."""
        for part in (self.line, self.slider):
            if part is not None:
                part.setAccessibleName(name)
                part.setAccessibleDescription(description)

    def set_whole(self, whole: bool) -> None:
        """Whether fractions are refused from now on."""
        self._whole = whole

    def set_placeholder(self, text: str) -> None:
        """What an empty line says."""
        self.line.setPlaceholderText(text)
        self._make_room()

    def show_value(self, value: float | int | None) -> None:
        """Show a number without reporting it; a line being typed in keeps its wording."""
        self._value = value
        if not (self.line.hasFocus() and self.line.isModified()):
            self.line.setText(self._words(value))
            self._make_room()
        if self.slider is not None and self._reach is not None and value is not None:
            blocked = QSignalBlocker(self.slider)
            self.slider.setValue(self._reach.tick(value))
            blocked.unblock()

    def _make_room(self) -> None:
        """For the number as it is written; never less than before, lest the form jump about."""
        advance = self.line.fontMetrics().horizontalAdvance
        around = self.line.sizeHint().width() - 17 * advance("x")  # as Qt hints at a line's width
        words = self.line.text() or self.line.placeholderText()
        need = min(around + advance(words) + 2, MOST_ROOM)
        self.line.setMinimumWidth(max(need, self.line.minimumWidth()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        key = Qt.Key(event.key())
        if key in steps and self._value is not None:
            self._tell(self._stepped(steps[key]))
        else:
            super().keyPressEvent(event)

    def _stepped(self, sign: int) -> float | int:
        value = self._value or 0
        if self._whole:
            return int(value) + sign
        size = 10.0 ** math.floor(math.log10(abs(value))) / 10 if value else 0.01
        return float(f"{value + sign * size:.6g}")

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._value = None
            self.edited.emit(None)
            return
        number = read_number(text, whole=self._whole)
        if number is not None and self._percent and "%" not in text:
            number = float(f"{number / 100:.12g}")
        if number is None:
            self.refused.emit(text)
            return
        self._value = number
        self.edited.emit(number)

    def settle(self) -> None:
        """Back to the last number that was one, written the usual way."""
        self.line.setModified(False)
        self.show_value(self._value)
        self.refused.emit("")

    def _words(self, value: float | int | None) -> str:
        if value is None or not self._percent:
            return show_number(value)
        return show_number(float(f"{value * 100:.6g}"))

    def _dragged(self, tick: int) -> None:
        if self._reach is not None:
            self._tell(self._reach.value(tick))

    def _tell(self, number: float | int) -> None:
        self.line.setModified(False)
        self.show_value(number)
        self.edited.emit(number)

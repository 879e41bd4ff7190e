"""The cost card: what a model takes, counted at once, and how fast it is, measured on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role
from studio.wording import number, short_bytes, short_number

if TYPE_CHECKING:
    from studio.cost import Cost, Measured

MILLION = 1e6
NOTHING = "\u2013"  # not known yet


class CostCard(Card):
    """Parameters, work and memory; speed and finish once somebody measures them."""

    measure = Signal()
    fewer_rows = Signal()
    shorter_rows = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Cost"))
        self.parameters = label(NOTHING, "number")
        self.parameters.setAccessibleName(self.tr("Parameters"))
        self.parameters_note = label(self.tr("parameters"), "dim")
        self.parameters_note.setWordWrap(True)  # or a long count would widen the page
        self.body.setSpacing(8)
        self.body.addWidget(self.parameters)
        self.body.addWidget(self.parameters_note)
        self.values: dict[str, QLabel] = {}
        self.body.addLayout(self._counted())
        self.body.addWidget(self._room())
        self.button = QPushButton(self.tr("Measure on this machine"))
        self.button.clicked.connect(self.measure.emit)
        self.hindrance = label("", "dim", wrap=True)
        self.busy = BusyBar()
        self.fault = FaultBox()
        for part in (self.button, self.hindrance, self.busy, self.fault):
            self.body.addWidget(part)
        self.allow_measuring("")
        self.speed = label(NOTHING, "number")
        self.speed.setAccessibleName(self.tr("Speed"))
        self.finish = label(self.tr("tokens/s, not measured yet"), "dim", wrap=True)
        self.memory = label("", "dim", wrap=True)
        self.memory.setToolTip(
            tip_html(self.tr("In use by this program, or on the GPU where one trains."))
        )
        for line in (self.speed, self.finish, self.memory):
            self.body.addWidget(line)
        self.body.addStretch(1)

    def _counted(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for line, (name, words, tip, source) in enumerate(self._lines()):
            title, value = label(words, "dim"), label(NOTHING)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            value.setAccessibleName(words)
            for part in (title, value):
                part.setToolTip(tip_html(tip, source))
            grid.addWidget(title, line, 0)
            grid.addWidget(value, line, 1)
            self.values[name] = value
        return grid

    def _lines(self) -> tuple[tuple[str, str, str, str], ...]:
        """Of each value its name, what it is called, what it means, and who says so."""
        return (
            (
                "flops",
                self.tr("Work per token"),
                self.tr(
                    "Floating-point operations of one training step, forward and backward: about "
                    "six per weight that a token meets, plus attention."
                ),
                "Kaplan et al. 2020, section 2.1",
            ),
            (
                "memory",
                self.tr("Memory"),
                self.tr(
                    "While training: weights, gradients, the optimizer's two averages, and the "
                    "activations of one micro-batch. Left to the program it is a whole step "
                    "where that fits, and the most rows that fit where it does not."
                ),
                "",
            ),
            (
                "disk",
                self.tr("Checkpoint"),
                self.tr("On disk: the weights and what the optimizer needs to go on exactly."),
                "",
            ),
        )

    def show_cost(self, cost: Cost) -> None:
        """Show what was counted."""
        self.parameters.setText(short_number(cost.parameters))
        self.parameters_note.setText(
            self.tr("parameters: {count} with the whole vocabulary").format(
                count=number(cost.parameters)
            )
        )
        count = _millions(cost.flops_per_token)
        self.values["flops"].setText(self.tr("{count} MFLOP").format(count=count))
        least = short_bytes(cost.least_bytes)
        self.values["memory"].setText(
            self.tr("{least} or more").format(least=least)
            if cost.is_split
            else short_bytes(cost.memory_bytes)
        )
        self.values["disk"].setText(short_bytes(cost.checkpoint_bytes))

    def show_room(self, cost: Cost) -> None:
        """Hold what it takes against what is free on the device, and what a fix would bring."""
        needed, least, free = cost.memory_bytes, cost.least_bytes, cost.free_bytes
        short = free is not None and needed > free
        self.room.setVisible(short)
        if free is None or not short:
            return
        self.fewer.setHidden(cost.fewer_bytes is None)
        _foretell(self.fewer, self.tr("Fewer rows at once"), cost.fewer_bytes, least)
        _foretell(self.shorter, self.tr("Shorter rows"), cost.shorter_bytes, least)
        if least > free:
            words = self.tr("Does not fit: {least} at least, {free} free. It cannot be started.")
        else:
            words = self.tr(
                "{free} free: the step is worked out in parts, which takes a little longer."
            )
        self.room_words.setText(words.format(least=short_bytes(least), free=short_bytes(free)))
        set_role(self.room_words, "bad" if least > free else "warn")

    def _room(self) -> QWidget:
        """What to do where the memory is short; hidden elsewhere."""
        self.room = QWidget()
        column = QVBoxLayout(self.room)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.room_words = label("", "warn", wrap=True)
        self.fewer = QPushButton(self.tr("Fewer rows at once"))
        self.fewer.setToolTip(
            tip_html(
                self.tr(
                    "A micro-batch that fits. A step sees as many rows as before, in more parts."
                )
            )
        )
        self.fewer.clicked.connect(self.fewer_rows.emit)
        self.shorter = QPushButton(self.tr("Shorter rows"))
        self.shorter.setToolTip(
            tip_html(self.tr("Halves the rows' length: less memory, and a shorter context."))
        )
        self.shorter.clicked.connect(self.shorter_rows.emit)
        for part in (self.room_words, self.fewer, self.shorter):
            column.addWidget(part)
        self.room.hide()
        return self.room

    def forget_cost(self) -> None:
        """Nothing can be counted: the recipe has faults."""
        self.room.hide()
        self.parameters.setText(NOTHING)
        self.parameters_note.setText(self.tr("parameters: mend the marked fields first"))
        for value in self.values.values():
            value.setText(NOTHING)

    def allow_measuring(self, hindrance: str) -> None:
        """Offer it, or say beneath the button what hinders it."""
        self.button.setEnabled(not hindrance)
        tip = self.tr(
            "Runs a few real training steps of this model, some seconds, and throws them away."
        )
        self.button.setToolTip(tip_html(hindrance or tip))
        self.hindrance.setText(hindrance)
        self.hindrance.setVisible(bool(hindrance))

    def show_measured(self, found: Measured, finish: str) -> None:
        """Show what was measured and when the budget would be spent."""
        self.speed.setText(short_number(found.tokens_per_second))
        self.finish.setText(self.tr("tokens/s on this machine. {finish}").format(finish=finish))
        self.memory.setText(
            self.tr("Memory measured: {memory}. Rows at once: {rows}.").format(
                memory=short_bytes(found.memory_bytes), rows=number(found.rows_at_once)
            )
        )

    def forget_speed(self, lost: str = "") -> None:
        """Nothing was measured of this model, or it was `lost` in the way told."""
        self.speed.setText(NOTHING)
        self.finish.setText(lost or self.tr("tokens/s, not measured yet"))
        self.memory.clear()


def _foretell(button: QPushButton, words: str, after: int | None, now: int) -> None:
    """Say on the button what would be needed; where that is no less, it cannot be pressed."""
    button.setText(words if after is None else f"{words}: {short_bytes(after)}")
    button.setEnabled(after is None or after < now)


def _millions(flops: float) -> str:
    """Millions, with three figures where there are less than a hundred."""
    count = flops / MILLION
    return number(count, 0 if count >= 100 else 1 if count >= 10 else 2)

"""Heads switched off: what the model says without them, and what each is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from engine.events import Side
from engine.probes.effects import Effect, Head
from studio import look_calls
from studio.asking import Asked
from studio.views.look.effect_words import KNOWN, effect_groups, loss_words, side_name
from studio.views.look.experiment import Experiment
from studio.views.look.ranking import Ranking
from studio.views.look.switch_numbers import switch_arrays, switch_table
from studio.views.look.switches import Switches
from studio.widgets.before_after import BeforeAfter
from studio.widgets.columns import Columns
from studio.widgets.diverging import even_top
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import scrolling
from studio.widgets.sheet import Sheet
from studio.widgets.switch_board import Row, SwitchBoard
from studio.widgets.text import label, set_role
from studio.widgets.widget_picture import WidgetPicture

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable
    from studio.widgets.table import Table

translate = QCoreApplication.translate

BESIDE = 560  # pixels from which the answers stand beside the switches
UNDO = QKeySequence.StandardKey.Undo


class SwitchView(Experiment):
    """A board of switches at the left, the answers with and without at the right."""

    name, order = "switch", 60

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.switches = Switches(self)
        self.board = SwitchBoard(desk.theme)
        self.ranking = Ranking(desk.jobs)
        self.answers = BeforeAfter(desk.theme)
        self.loss = label("", "number")
        self.loss_of = label("", "dim", wrap=True)
        self.all_on = self._button(self.tr("All on"), self.tr("Switch every head on again"))
        self.others = self._button(
            self.tr("All but this one"),
            self.tr("Switch every head off but the framed one: what it can do alone"),
        )
        self.rank = self._button(
            self.tr("Rank all heads"),
            self.tr(
                "Switch each head off alone and measure how much worse the answers get.\n"
                "Michel, Levy and Neubig 2019; Voita et al. 2019."
            ),
        )
        self.effect: Effect | None = None
        self._model: object = None  # the run and the shape of its heads
        self._build()
        self._connect()

    @staticmethod
    def title() -> str:
        return translate("look", "Switch off")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "Switch heads off and see at once what the model says without them.\n"
            "A head off writes nothing: its slice of W_O is zero (Michel et al. 2019).",
        )

    def doing(self) -> str:
        return self.tr("Asking without these heads")

    def picture(self) -> Exportable | None:
        if self.effect is None:
            return None
        return WidgetPicture(self.whole, self.table, self.arrays)

    def _button(self, words: str, tip: str) -> QPushButton:
        button = QPushButton(words)
        button.setToolTip(tip_html(tip))
        return button

    def _build(self) -> None:
        left, right = Sheet(), Sheet()
        switches, results = QVBoxLayout(left), QVBoxLayout(right)
        for column in (switches, results):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(8)
        switches.addWidget(self.board)
        switches.addWidget(self.ranking)
        switches.addStretch(1)
        results.addWidget(self.loss)
        results.addWidget(self.loss_of)
        results.addWidget(self.answers)
        results.addStretch(1)
        self.whole = Columns(narrow=BESIDE)
        self.whole.set_gap(24)
        self.whole.add(left, 1, 0)
        self.whole.add(right, 1, 0)
        inside = QVBoxLayout()
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addWidget(self.whole)
        inside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.all_on, self.others, self.rank):
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(scrolling(inside), 1)

    def _connect(self) -> None:
        self.switches.changed.connect(self.redraw_if_visible)
        self.board.switched.connect(self._switch)
        self.board.reached.connect(lambda row, head: self._look_at(*self._head(row, head)))
        self.all_on.clicked.connect(lambda _checked=False: self.switches.turn_off(()))
        self.others.clicked.connect(lambda _checked=False: self._leave_one())
        self.rank.clicked.connect(lambda _checked=False: self._rank())
        self.ranking.arrived.connect(self.redraw_if_visible)
        self.ranking.ended.connect(lambda: self.rank.setEnabled(True))
        self.ranking.failed.connect(
            lambda error: self.fault.show_error(error, self.tr("Ranking the heads"))
        )
        self.ranking.head_chosen.connect(self._look_at)
        self.ranking.switched.connect(lambda *head: self.switches.toggle([head]))

    # drawing

    def draw_for(self, asked: Asked) -> None:
        self._offer_heads()
        (text, second), off = self.looking.words, self.switches.off
        self._show_state(asked)
        self.ask(
            (asked, text, second, off),
            lambda control: look_calls.effect_of_heads(
                asked.run, asked.step, text, off, second, top=KNOWN, control=control
            ),
            self._show_effect,
        )

    def recolour(self) -> None:
        self.board.set_theme(self.theme)
        self.answers.set_theme(self.theme)

    @property
    def _sides(self) -> tuple[Side, ...]:
        seen = self.looking.seen
        return seen.sides if seen is not None else ()

    def _shapes(self) -> list[tuple[Side, int, int]]:
        """Each side with its layers and heads."""
        seen = self.looking.seen
        assert seen is not None
        return [(side, *seen.weights(side).shape[:2]) for side in seen.sides]

    def _offer_heads(self) -> None:
        """A switch for every head of this model; of another model all are on."""
        model = (self.looking.recorded.run, tuple(self._shapes()))
        if model == self._model:
            return
        self._model = model
        shapes = self._shapes()
        rows = []
        for side, num_layers, num_heads in shapes:
            for layer in range(num_layers):
                title = side_name(side) if layer == 0 and len(shapes) > 1 else ""
                words = self.tr("layer {number}").format(number=layer + 1)
                rows.append(Row(words, num_heads, title))
        self.board.show_rows(rows)
        if self.switches.off or self.switches.can_undo:
            self.switches.forget()

    def _rows(self) -> list[tuple[Side, int, int]]:
        """Of each row of the board: side, layer, number of heads."""
        return [
            (side, layer, num_heads)
            for side, num_layers, num_heads in self._shapes()
            for layer in range(num_layers)
        ]

    def _place(self, head: Head) -> tuple[int, int]:
        rows = [(side, layer) for side, layer, _ in self._rows()]
        return rows.index((head[0], head[1])), head[2]

    def _head(self, row: int, head: int) -> Head:
        side, layer, _ = self._rows()[row]
        return side, layer, head

    def _framed(self) -> Head:
        return (self.looking.side, *self.looking.head)

    def _show_state(self, asked: Asked) -> None:
        off = self.switches.off
        self.board.show_off(frozenset(self._place(head) for head in off))
        self.board.choose(*self._place(self._framed()))
        self.ranking.show_for((asked, self.looking.words), self._sides)
        self.ranking.show_off(off)
        self.ranking.choose(self._framed())
        worth = {self._place(head): change for head, change in self.ranking.worth.items()}
        self.board.show_worth(worth, even_top(np.array(list(worth.values()))))
        self.all_on.setEnabled(bool(off))
        self._tell_off()

    def _tell_off(self) -> None:
        count = sum(num_heads for _, _, num_heads in self._rows())
        off = len(self.switches.off)
        words = self.tr("{off} of {count} heads off") if off else self.tr("all {count} heads on")
        tip = self.tr(
            "Heads are off in this view alone: training, Try and the other views never see it.\n"
            "Ctrl+Z takes the last switching back."
        )
        self.told.emit(words.format(off=off, count=count), tip)

    def _show_effect(self, effect: Effect) -> None:
        self.effect = effect
        seen = self.looking.seen
        number, told = loss_words(effect)
        set_role(self.loss, "number" if effect.off else "title")
        self.loss.setText(number if effect.off else self.tr("Nothing is switched off"))
        self.loss_of.setText(told)
        self.answers.show_groups(effect_groups(effect, seen.tokens if seen is not None else ()))

    # what a person does

    def _switch(self, row: int, head: int) -> None:
        side, layer, num_heads = self._rows()[row]
        if head < 0:
            self.switches.toggle((side, layer, one) for one in range(num_heads))
        else:
            self.switches.toggle([(side, layer, head)])
            self._look_at(side, layer, head)

    def _look_at(self, side: Side, layer: int, head: int) -> None:
        choice = self.looking.choice
        choice.choose_side(side)
        choice.choose_head(layer, head)

    def _leave_one(self) -> None:
        heads = {
            (side, layer, head)
            for side, layer, num_heads in self._rows()
            for head in range(num_heads)
        }
        self.switches.turn_off(heads - {self._framed()})

    def _rank(self) -> None:
        asked = self.looking.checkpoint()
        if asked is not None and not self.ranking.running:
            self.ranking.rank((asked, self.looking.words))
            self.rank.setEnabled(False)

    def event(self, event: QEvent) -> bool:
        """Ask for the keys of undo before the window's command does, where there is a way back."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.ShortcutOverride
            and event.matches(UNDO)
            and self.switches.can_undo
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(UNDO) and self.switches.can_undo:
            self.switches.undo()
        else:
            super().keyPressEvent(event)

    def table(self) -> Table:
        """Loss and answers before and after, and what each head is worth."""
        return switch_table(self.effect, self.answers.table(), self.ranking.ranked)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Per side: which heads are off, and what each is worth (not a number: not ranked)."""
        return switch_arrays(self._shapes(), self.switches.off, self.ranking.worth, self.effect)


VIEW = SwitchView

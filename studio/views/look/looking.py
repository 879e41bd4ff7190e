"""What there is to see: the text at hand as the model sees it, by every view's choice.

Letters: N layers, H heads, R rows (tokens that look), C columns (tokens looked at).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from engine.events import SentenceProbe, Side
from engine.passages import split_pair
from engine.probes.figures import HeadFigures
from studio.asking import Asked, at_hand, nearest_checkpoint
from studio.views.look.choice import Choice, Head
from studio.views.look.compared import Compared
from studio.views.look.measured import Measured
from studio.views.look.own_text import OwnText
from studio.views.look.part import Map, Part, part_of
from studio.views.look.recorded import Recorded

if TYPE_CHECKING:
    from studio.desk import Desk


class Looking(QObject):
    """Joins the record of the run, the text somebody typed and the choice, for all views."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.recorded, self.choice = Recorded(desk, self), Choice(desk, self)
        self.own = OwnText(desk, self)
        self.compared = Compared(desk, self.choice, self.recorded, self.own, self)
        self.measured = Measured(desk.jobs, self)
        self._run = self.recorded.run
        self._own_step: int | None = None  # at which the typed text is looked at; None: at hand
        self._parts: list[tuple[SentenceProbe, object, Part]] = []  # the newest, by what it is of
        self.recorded.changed.connect(self._record_changed)
        self.choice.changed.connect(self._choice_changed)
        self.compared.changed.connect(self.changed)
        self.measured.changed.connect(self.changed)
        self.own.changed.connect(self._own_changed)
        desk.checkpoints_changed.connect(self.ask_own)
        desk.checkpoint_changed.connect(self._follow_checkpoint)

    # what is seen

    @property
    def seen(self) -> SentenceProbe | None:
        """The text at hand: a pinned sentence at the recorded step, or what somebody typed."""
        return self.own.seen if self.own.chosen else self.recorded.seen

    @property
    def side(self) -> Side:
        """The side chosen, as far as this model has it."""
        seen = self.seen
        return self.choice.side if seen is not None and self.choice.side in seen.sides else "trunk"

    @property
    def heads(self) -> tuple[Head, ...]:
        """The chosen heads, as far as this model has them, the last chosen first."""
        if self.seen is None:
            return self.choice.heads
        num_layers, num_heads = self.seen.weights(self.side).shape[:2]
        within = (
            (min(layer, num_layers - 1), min(head, num_heads - 1))
            for layer, head in self.choice.heads
        )
        return tuple(dict.fromkeys(within))

    @property
    def head(self) -> Head:
        """The one chosen last."""
        return self.heads[0]

    @property
    def all_weights(self) -> NDArray[np.float16] | None:
        """All heads of the side, [N, H, R, C]."""
        return None if self.seen is None else self.seen.weights(self.side)

    def part(self) -> Part | None:
        """What is shown of it, by the filters chosen: maps, names, and the places they had."""
        return None if self.seen is None else self._part_of(self.seen)

    def map(self) -> Map | None:
        """The chosen head, or several of them as one: [R', C'] of `part`."""
        part = self.part()
        return None if part is None or part.empty else part.map(self.heads, self.choice.how)

    @property
    def parted(self) -> bool:
        """Whether one passage of a pair looking at one is shown alone."""
        seen = self.seen
        pair = seen is not None and seen.second is not None and self.side == "trunk"
        return pair and self.choice.passages != "all"

    def figures(self) -> HeadFigures | None:
        """What all heads of the side do, on the whole text; None while that is measured."""
        return self.measured.figures(self.seen, self.side)

    def part_then(self) -> Part | None:
        """The same of the step compared with; None: nothing is compared, or it is on its way."""
        seen, then = self.seen, self.compared.seen
        if seen is None or then is None or self.side not in then.sides:
            return None
        if then.weights(self.side).shape != seen.weights(self.side).shape:
            return None
        return self._part_of(then)

    def difference(self) -> Map | None:
        """What became of `map` since the step compared with: above 0 what has grown."""
        now, then, part = self.map(), self.part_then(), self.part()
        if now is None or then is None or part is None or part.columns.size != then.columns.size:
            return None
        return now - then.map(self.heads, self.choice.how)

    def differences(self) -> NDArray[np.float16] | None:
        """The same of every head, [N, H, R', C']."""
        now, then = self.part(), self.part_then()
        return None if now is None or then is None else now.all - then.all

    def _part_of(self, seen: SentenceProbe) -> Part:
        choice = self.choice
        key = (self.side, choice.hides_special, choice.renormalises, choice.passages)
        for known, its, part in self._parts:
            if known is seen and its == key:
                return part
        side, hides, shares, who = key
        part = part_of(seen, side, hides_special=hides, renormalises=shares, passages=who)
        self._parts = [(seen, key, part), *self._parts[:1]]
        return part

    @property
    def step(self) -> int | None:
        """The step at which it was seen."""
        if self.own.chosen:
            return self.own.asked.step if self.own.asked is not None else None
        return self.recorded.probe.step if self.recorded.probe is not None else None

    # what is asked

    @property
    def words(self) -> tuple[str, str | None]:
        """The text that is seen as it was written, and its second passage where it is a pair."""
        if self.own.chosen:
            return split_pair(self.own.seen_text)
        seen = self.recorded.seen
        return split_pair(seen.sentence) if seen is not None else ("", None)

    def checkpoint(self) -> Asked | None:
        """The checkpoint that experiments ask: the one nearest to the step that is seen."""
        step = self.step
        return at_hand(self._desk) if step is None else nearest_checkpoint(self._desk, step)

    @property
    def steps(self) -> tuple[int, ...]:
        """Those it can be seen at, ascending: a text somebody typed is looked at by checkpoints."""
        if self.own.chosen:
            return tuple(sorted(info.step for info in self._desk.checkpoints))
        return self.recorded.steps

    @property
    def wished(self) -> int | None:
        """The one of them asked for: seen, or on its way."""
        if not self.own.chosen:
            return self.recorded.wished
        asked = self._own_asked()
        return asked.step if asked is not None else None

    def go_to(self, step: int) -> None:
        """See it at another of the steps."""
        if self.own.chosen:
            self._own_step = step
            self.ask_own()
        else:
            self.recorded.following = False
            self.recorded.choose_step(step)

    def wake(self, awake: bool) -> None:
        """Whether anybody looks; asleep nothing is asked."""
        self.recorded.wake(awake)
        self.ask_own()

    def ask_own(self) -> None:
        """Look at the text somebody typed, where it is wanted and not known."""
        if self.own.chosen and self.recorded.awake:
            self.own.ask(self._own_asked())

    def _own_asked(self) -> Asked | None:
        if self._own_step is None:
            return at_hand(self._desk)
        return nearest_checkpoint(self._desk, self._own_step)

    def _follow_checkpoint(self) -> None:
        self._own_step = None
        self.ask_own()

    def _choice_changed(self) -> None:
        self.compared.fetch()
        self.changed.emit()

    def _own_changed(self) -> None:
        self.compared.fetch()
        self.changed.emit()

    def _record_changed(self) -> None:
        if self.recorded.run is not self._run:
            self._run = self.recorded.run
            self._own_step = None
            self.own.forget()
            self.choice.compare(None)
            self.ask_own()
        self.changed.emit()

"""Watches for updates that were not finite."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.events import Event, Noticed
from engine.faults import Fault
from engine.training.budget import Position
from engine.wording import translate

MOST_IN_A_ROW = 5


class UpdateWatch:
    """Tells of every update that was left out; gives up after several in a row."""

    def __init__(self, tell: Callable[[Event], None], position: Position, lr: float) -> None:
        self.in_a_row = 0
        self._tell = tell
        self._position = position
        self._lr = lr

    def look(self, skipped: Sequence[bool]) -> None:
        """Take in the updates known by now; a Fault after `MOST_IN_A_ROW` left out."""
        for was_skipped in skipped:
            if was_skipped:
                self.in_a_row += 1
                what = translate("notices", "An update was not finite and was left out.")
                self._tell(Noticed(self._position.step, "warning", what))
            else:
                self.in_a_row = 0
        if self.in_a_row >= MOST_IN_A_ROW:
            raise Fault(
                translate("faults", "{count} updates in a row were not finite."),
                why=translate("faults", "Most often the learning rate, {lr}, is too high."),
                now=translate(
                    "faults",
                    "Start again with a lower learning rate. The weights are unharmed and the "
                    "last checkpoint is kept.",
                ),
                count=self.in_a_row,
                lr=self._lr,
            )

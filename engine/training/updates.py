"""Watches for updates that were not finite, and for a rate that moves nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.events import Event, Noticed
from engine.faults import Fault
from engine.recipe.training import TrainingConfig
from engine.training.budget import Position
from engine.wording import translate

MOST_IN_A_ROW = 5
SLOWEST = {"sgd": 0.03}  # rates below hardly move a weight: the presets' are meant for Adam


class UpdateWatch:
    """Tells of every update that was left out; gives up after several in a row."""

    def __init__(
        self, tell: Callable[[Event], None], position: Position, config: TrainingConfig
    ) -> None:
        self.in_a_row = 0
        self._tell = tell
        self._position = position
        self._config = config

    def begin(self) -> None:
        """Tell, once a run, of a rate too low for its optimizer."""
        optimizer, lr = self._config.optimizer, self._config.lr
        if self._position.step == 0 and lr < SLOWEST.get(optimizer, 0.0):
            what = translate(
                "notices",
                "{optimizer} hardly learns at a rate of {lr}: try one a hundred times as high.",
            )
            values: dict[str, str | int | float] = {"optimizer": optimizer.upper(), "lr": lr}
            self._tell(Noticed(0, "warning", what, values))

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
                lr=self._config.lr,
            )

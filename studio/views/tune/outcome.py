"""What comes of tuning: the curves while it trains, the result once it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.views.tune.live_card import LiveCard
from studio.views.tune.result_card import ResultCard
from studio.widgets.card import Card
from studio.widgets.empty_state import EmptyState
from studio.widgets.faces import Faces

if TYPE_CHECKING:
    from studio.desk import Desk


class Outcome(Faces):
    """Follows the run on show."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.empty = EmptyState("", "")
        nothing = Card()
        nothing.body.addWidget(self.empty)
        self.live = LiveCard(desk)
        self.result = ResultCard(desk)
        for face in (nothing, self.live, self.result):
            self.addWidget(face)
        desk.shown_changed.connect(self.follow)
        desk.live.state_changed.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Show the face that fits how the run on show stands."""
        shown = self._desk.shown
        if shown is None or not shown.tuned:
            self._tell_nothing()
            self.setCurrentIndex(0)
        elif shown.is_live:
            self.setCurrentWidget(self.live)
        else:
            self.setCurrentWidget(self.result)

    def recolour(self) -> None:
        """Hand the theme on."""
        self.live.recolour()
        self.result.recolour()

    def _tell_nothing(self) -> None:
        shown = self._desk.shown
        if shown is None:
            self.empty.say(
                self.tr("No result yet"),
                self.tr("Choose a trained run above, examples at the left, and start tuning."),
            )
            return
        words = self.tr(
            "{run} was trained elsewhere. Choose examples and start tuning; the tuned run becomes "
            "a run of its own, and its result stands here."
        )
        if not shown.imported:
            words = self.tr(
                "{run} has learned no task. Choose examples and start tuning; the tuned run "
                "becomes a run of its own, and its result stands here."
            )
        self.empty.say(self.tr("Nothing tuned yet"), words.format(run=shown.name))

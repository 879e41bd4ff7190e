"""What somebody wants to see of a text: which heads, which token, which part of it.

Letters: R rows (tokens that look), C columns (tokens looked at).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from engine.events import Side
from studio.choices import kept_head
from studio.widgets.colour_maps import MAPS, Colours

if TYPE_CHECKING:
    from studio.desk import Desk

Head = tuple[int, int]  # layer and head, from 0
Passages = Literal["all", "aa", "ab", "ba", "bb"]  # of a pair: who looks at whom
How = Literal["mean", "sum", "max"]  # several heads become one map

HEAD, HIDES, SHARES = "look.head", "look.hides_special", "look.renormalises"  # options
COLOURS = "look.colours"


class Choice(QObject):
    """The same for all views, so that a token isolated in one stays so in the next."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = desk.settings
        self.side: Side = "trunk"
        self.head = kept_head(desk.settings, HEAD)  # the one that was chosen last
        self.more: tuple[Head, ...] = ()  # others chosen beside it, in the order of choosing
        self.how: How = "mean"
        self.token = -1  # the place of the token isolated and held, among those that look; -1: none
        self.hides_special = desk.settings.option(HIDES, False) is True
        self.renormalises = desk.settings.option(SHARES, False) is True
        self.passages: Passages = "all"
        kept = desk.settings.option(COLOURS, "viridis")
        self.colours: Colours = next((one for one in MAPS if one == kept), "viridis")
        self.beside: int | None = None  # the recorded step the shown one is compared with

    @property
    def heads(self) -> tuple[Head, ...]:
        """All chosen ones, the last chosen first."""
        return (self.head, *self.more)

    def choose_head(self, layer: int, head: int) -> None:
        """Look at another head, and at it alone."""
        self.head, self.more = (layer, head), ()
        self._settings.set_option(HEAD, [layer, head])
        self.changed.emit()

    def add_head(self, layer: int, head: int) -> None:
        """Look at one more, or at one less where it was chosen; one always stays."""
        if (layer, head) in self.more:
            self.more = tuple(one for one in self.more if one != (layer, head))
        elif (layer, head) == self.head:
            if not self.more:
                return
            self.head, *rest = self.more
            self.more = tuple(rest)
        else:
            self.more, self.head = (self.head, *self.more), (layer, head)
        self.changed.emit()

    def choose_heads(self, heads: tuple[Head, ...]) -> None:
        """Look at these, the first of them before the others."""
        if heads and heads != self.heads:
            self.head, self.more = heads[0], heads[1:]
            self.changed.emit()

    def combine(self, how: How) -> None:
        """Make one map of several heads in another way."""
        self.how = how
        self.changed.emit()

    def choose_side(self, side: Side) -> None:
        """Look at what reads, at what writes, or from one at the other."""
        if side != self.side:
            self.side, self.token = side, -1
            self.changed.emit()

    def hold_token(self, place: int) -> None:
        """Isolate the token at a place until it is let go; -1 lets go."""
        if place != self.token:
            self.token = place
            self.changed.emit()

    def hide_special(self, hidden: bool) -> None:
        """Leave [CLS], [SEP] and padding out, or show them."""
        self.hides_special = hidden
        self._settings.set_option(HIDES, hidden)
        self.changed.emit()

    def renormalise(self, on: bool) -> None:
        """Share what is left anew among the tokens shown, or show it as it is."""
        self.renormalises = on
        self._settings.set_option(SHARES, on)
        self.changed.emit()

    def choose_passages(self, passages: Passages) -> None:
        """Of a pair: who looks at whom."""
        if passages != self.passages:
            self.passages = passages
            self.changed.emit()

    def choose_colours(self, colours: Colours) -> None:
        """Show weights in another of the `MAPS`."""
        self.colours = colours
        self._settings.set_option(COLOURS, colours)
        self.changed.emit()

    def compare(self, step: int | None) -> None:
        """Show the difference from another recorded step; None: the weights themselves."""
        if step != self.beside:
            self.beside = step
            self.changed.emit()

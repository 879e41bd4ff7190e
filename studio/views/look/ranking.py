"""What every head is worth on a text: worked out once, kept while the window lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engine.events import Side
from engine.probes.effects import Head, HeadImportance, Heads
from studio import look_calls
from studio.asking import Asked
from studio.views.look.effect_words import side_name, signed
from studio.widgets.busy_bar import BusyBar
from studio.widgets.figures import value
from studio.widgets.sorted_rows import Cell, SortedRows
from studio.wording import say

if TYPE_CHECKING:
    from studio.jobs import Job, Jobs

TALLEST = 480  # pixels of the table; it stands in what scrolls itself
Ranked = tuple[HeadImportance, ...]
Of = tuple[Asked, tuple[str, str | None]]  # a checkpoint and a text


class Ranking(QWidget):
    """A table of heads, the one most missed first; its boxes switch heads off."""

    arrived = Signal()
    failed = Signal(object)
    ended = Signal()  # also where it was cancelled
    head_chosen = Signal(str, int, int)  # side, layer, head
    switched = Signal(str, int, int)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._known: dict[Of, Ranked] = {}
        self._shown: Ranked = ()
        self._job: Job | None = None
        self.busy = BusyBar(phases={"measuring": self.tr("Ranking the heads")})
        self.rows = SortedRows(self._names(), ticks=True)
        self.rows.setAccessibleName(self.tr("What each head is worth"))
        self.rows.setToolTip(
            self.tr(
                "How much worse the answers get when one head alone is switched off.\n"
                "Click a row to look at its head; its box switches the head off.\n"
                "After Michel, Levy and Neubig 2019, “Are sixteen heads really better than one?”"
            )
        )
        self.rows.chosen.connect(lambda place: self.head_chosen.emit(*_head(self._shown[place])))
        self.rows.ticked.connect(lambda place, _: self.switched.emit(*_head(self._shown[place])))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.busy)
        column.addWidget(self.rows)
        self.rows.hide()

    @property
    def running(self) -> bool:
        """Whether heads are being ranked now."""
        return self._job is not None

    @property
    def ranked(self) -> Ranked:
        """What is shown."""
        return self._shown

    @property
    def worth(self) -> dict[Head, float]:
        """Per head: what is lost without it."""
        return {_head(one): one.increase for one in self._shown}

    def rank(self, of: Of) -> None:
        """Work it out, in the background."""
        asked, (text, second) = of
        self._job = self._jobs.run(
            lambda control, progress: look_calls.rank_heads(
                asked.run, asked.step, text, second, control=control, progress=progress
            ),
            title=self.tr("Ranking the heads"),
            then=lambda ranked: self._arrive(of, tuple(ranked)),
            failed=self.failed.emit,
        )
        self._job.ended.connect(self._end)
        self.busy.follow(self._job)

    def show_for(self, of: Of, sides: tuple[Side, ...]) -> None:
        """Show what is known of a checkpoint and a text; nothing where it was never asked."""
        ranked = self._known.get(of, ())
        if ranked == self._shown:
            return
        self._shown = ranked
        self.rows.setVisible(bool(ranked))
        self.rows.show_rows([_row(one, several=len(sides) > 1) for one in ranked])
        self.rows.sortByColumn(2, Qt.SortOrder.DescendingOrder)
        self.rows.fit(TALLEST)

    def show_off(self, off: Heads) -> None:
        """Tick the heads that are off."""
        self.rows.tick([at for at, one in enumerate(self._shown) if _head(one) in off])

    def choose(self, head: Head) -> None:
        """Stand on the row of a head."""
        places = [at for at, one in enumerate(self._shown) if _head(one) == head]
        self.rows.choose(places[0] if places else -1)

    def _names(self) -> list[str]:
        return [self.tr("Off · head"), self.tr("Loss"), self.tr("Change")]

    def measure(self) -> str:
        """What the numbers are."""
        return say("measures", self._shown[0].measure) if self._shown else ""

    def _arrive(self, of: Of, ranked: Ranked) -> None:
        self._known[of] = ranked
        self.arrived.emit()

    def _end(self) -> None:
        self._job = None
        self.ended.emit()


def _head(one: HeadImportance) -> Head:
    return one.side, one.layer, one.head


def _row(one: HeadImportance, *, several: bool) -> tuple[Cell, ...]:
    name = f"{one.layer + 1} · {one.head + 1}"
    if several:
        name = f"{side_name(one.side)} {name}"
    order = ("trunk", "decoder", "cross").index(one.side) * 10**6 + one.layer * 1000 + one.head
    loss = Cell("–", float("inf")) if one.loss is None else Cell(value(one.loss), one.loss)
    return Cell(name, order), loss, Cell(signed(one.increase), one.increase)

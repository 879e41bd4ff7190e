"""Who looks at whom as arcs: which of them there are, how strong, and which of them show.

Letters: K heads, R tokens that look, C tokens looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.widgets.table import Table
from studio.widgets.token_plot import Column, Place

Weights = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class ArcHead:
    """One head as its arcs and its legend show it."""

    name: str
    colour: str
    dashed: bool = False  # there are more heads than hues


@dataclass(frozen=True, slots=True)
class Arcs:
    """Some arcs, the weakest first, so that the strongest are drawn over them."""

    heads: NDArray[np.intp]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    weights: Weights

    def __len__(self) -> int:
        return len(self.weights)

    def some(self, which: NDArray[np.intp] | NDArray[np.bool_] | slice) -> Arcs:
        """These of them."""
        return Arcs(self.heads[which], self.rows[which], self.columns[which], self.weights[which])


@dataclass(frozen=True)
class ArcMap:
    """The weights of some heads, [K, R, C], between two columns of tokens."""

    weights: Weights
    looking: tuple[str, ...]  # R
    looked_at: tuple[str, ...]  # C
    heads: tuple[ArcHead, ...]  # K
    least: float  # weaker arcs are not drawn
    titles: tuple[str, str] = ("", "")  # of the columns
    hidden: frozenset[int] = frozenset()  # heads that are switched off in the legend
    arcs: Arcs = field(init=False)  # all that are drawn, the weakest first

    def __post_init__(self) -> None:
        object.__setattr__(self, "arcs", self._find())

    def _find(self) -> Arcs:
        strong = self.weights >= self.least
        if self.hidden:
            strong[sorted(self.hidden)] = False
        heads, rows, columns = np.nonzero(strong)
        found = Arcs(heads, rows, columns, self.weights[heads, rows, columns])
        return found.some(np.argsort(found.weights, kind="stable"))

    def tokens(self, column: Column) -> tuple[str, ...]:
        """One of the columns."""
        return self.looking if column == "left" else self.looked_at

    def of(self, place: Place) -> Arcs:
        """Those that begin or end at one token."""
        column, index = place
        ends = self.arcs.rows if column == "left" else self.arcs.columns
        return self.arcs.some(ends == index)

    def numbers(self, place: Place) -> Weights:
        """What every head has between one token and those of the other column: [K, C] or [K, R]."""
        column, index = place
        return self.weights[:, index] if column == "left" else self.weights[:, :, index]

    def shown_heads(self) -> list[int]:
        """Those that are not switched off."""
        return [head for head in range(len(self.heads)) if head not in self.hidden]

    def table(self) -> Table:
        """The arcs that are drawn, for a spreadsheet; places count from 0."""
        arcs, heads = self.arcs, self.heads
        looking, looked_at = self.looking, self.looked_at

        def rows() -> Iterator[list[str]]:
            places = zip(
                arcs.heads[::-1].tolist(),
                arcs.rows[::-1].tolist(),
                arcs.columns[::-1].tolist(),
                arcs.weights[::-1].tolist(),
                strict=True,
            )
            for head, row, column, weight in places:
                ends = [str(row), looking[row], str(column), looked_at[column]]
                yield [heads[head].name, *ends, f"{weight:.5f}"]

        headings = ["head", "place", "token", "place looked at", "token looked at", "weight"]
        return Table(headings, len(arcs), rows)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All weights [K, R, C], also those not drawn, with the names of heads and tokens."""
        return {
            "weights": self.weights,
            "heads": np.array([head.name for head in self.heads]),
            "rows": np.array(self.looking, dtype=np.str_),
            "columns": np.array(self.looked_at, dtype=np.str_),
        }


def no_arcs() -> ArcMap:
    """Of no text."""
    return ArcMap(np.zeros((0, 0, 0), dtype=np.float32), (), (), (), 1.0)

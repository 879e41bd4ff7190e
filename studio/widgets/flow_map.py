"""How the layers pass tokens on to one another, as edges from layer to layer.

Letters: N layers, L tokens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from studio.widgets.table import Table

Shares = NDArray[np.float32]
LEAST = 0.02  # weaker edges are not drawn
LEAST_PART = 0.004  # of what an isolated token is made of


@dataclass(frozen=True, slots=True)
class Edges:
    """Some edges, the weakest first: from a token below a layer to one above it."""

    layers: NDArray[np.intp]
    above: NDArray[np.intp]
    below: NDArray[np.intp]
    weights: Shares

    def __len__(self) -> int:
        return len(self.weights)

    def some(self, which: NDArray[np.intp] | NDArray[np.bool_]) -> Edges:
        """These of them."""
        return Edges(self.layers[which], self.above[which], self.below[which], self.weights[which])


@dataclass(frozen=True)
class FlowMap:
    """What every layer passes on, [N, L, L]: in row i and column j the share of j below in i above.

    `influence` says of a token at the end how much of it passes through each token of each layer,
    [N + 1, L]; row 0 is the text.
    """

    edges: Shares
    tokens: tuple[str, ...]
    influence: Callable[[int], Shares]
    crossing: Edges = field(init=False)  # edges between different tokens
    _reached: dict[int, Shares] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        strong = self.edges >= LEAST
        length = len(self.tokens)
        strong[:, np.arange(length), np.arange(length)] = False
        object.__setattr__(self, "crossing", _edges(self.edges, strong))

    @property
    def num_layers(self) -> int:
        """N."""
        return len(self.edges)

    def reach(self, token: int) -> Shares:
        """`influence`, reckoned once."""
        if token not in self._reached:
            self._reached.clear()  # one at a time is looked at
            self._reached[token] = self.influence(token)
        return self._reached[token]

    def parts(self, token: int) -> Edges:
        """The edges that a token at the end is made of, as strong as their part of it."""
        reach = self.reach(token)[1:]
        layers, above = np.nonzero(reach >= LEAST_PART)  # few of all tokens, in a long text
        through = reach[layers, above, None] * self.edges[layers, above]
        at, below = np.nonzero(through >= LEAST_PART)
        found = Edges(layers[at], above[at], below, through[at, below])
        return found.some(np.argsort(found.weights, kind="stable"))

    def table(self) -> Table:
        """Every edge that is drawn or stays with its token; places count from 0."""
        tokens, edges = self.tokens, self.edges

        def rows() -> Iterator[list[str]]:
            for layer, above, below in np.argwhere(edges >= LEAST).tolist():
                ends = [str(below), tokens[below], str(above), tokens[above]]
                yield [str(layer + 1), *ends, f"{edges[layer, above, below]:.5f}"]

        headings = ["layer", "from place", "from token", "to place", "to token", "share"]
        return Table(headings, int((edges >= LEAST).sum()), rows)

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """All edges [N, L, L] with the names of the tokens."""
        return {"flow": self.edges, "tokens": np.array(self.tokens)}


def _edges(weights: Shares, which: NDArray[np.bool_]) -> Edges:
    layers, above, below = np.nonzero(which)
    found = Edges(layers, above, below, weights[layers, above, below])
    return found.some(np.argsort(found.weights, kind="stable"))


def no_flow() -> FlowMap:
    """Of no text."""
    none = np.zeros((0, 0, 0), dtype=np.float32)
    return FlowMap(none, (), lambda _token: np.zeros((1, 0), dtype=np.float32))

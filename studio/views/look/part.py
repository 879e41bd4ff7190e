"""The part of a text's attention that is shown: special tokens left out, one passage of a pair.

Letters: N layers, H heads, R rows (tokens that look), C columns (tokens looked at); R' and C' are
those of them that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.events import SentenceProbe, Side
from engine.probes import filters
from studio.views.look.choice import Head, How, Passages

AT_ONCE = 3_000_000  # weights, shared anew within a tenth of a second

Map = NDArray[np.float32]
Places = NDArray[np.intp]


class Cut(Protocol):
    """Takes what is shown out of maps of the whole text."""

    def __call__(self, weights: NDArray[np.floating]) -> filters.Part: ...


@dataclass(frozen=True)
class Part:
    """What is shown of one side, with the places its rows and columns have in the whole text.

    `row_names[i]` is the token at place `rows[i]` among those that look, `column_names[j]` the one
    at `columns[j]` among those looked at. Where nothing is left out all places are there.
    """

    weights: NDArray[np.float16]  # of the whole side, [N, H, R, C]
    rows: Places  # [R'], ascending
    columns: Places  # [C'], ascending
    row_names: tuple[str, ...]
    column_names: tuple[str, ...]
    cut: Cut
    renormalises: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return (len(self.rows), len(self.columns)) == self.weights.shape[2:]

    @property
    def empty(self) -> bool:
        """Whether everything is left out."""
        return not (len(self.rows) and len(self.columns))

    def head(self, layer: int, head: int) -> Map:
        """One head, [R', C']."""
        return self.map(((layer, head),))

    def map(self, heads: Sequence[Head], how: How = "mean") -> Map:
        """Several heads as one, [R', C']: their mean, sum or highest weight."""
        layers, numbers = zip(*heads, strict=True)
        chosen = self._shown(self.weights[list(layers), list(numbers)][None])
        return filters.combined(chosen, [(0, at) for at in range(len(heads))], how)

    @property
    def takes_long(self) -> bool:
        """Whether `all` is better asked for in a job: sharing anew counts with every weight."""
        large = self.weights.size > AT_ONCE and not self.whole
        return self.renormalises and large and "all" not in vars(self)

    @cached_property
    def all(self) -> NDArray[np.float16]:
        """All heads, [N, H, R', C']; the weights themselves where nothing is left out.

        What `cut` says of each, in less time: of 144 heads of 512 tokens it counts.
        """
        if self.whole:
            return self.weights
        shown = self.weights.take(self.rows, axis=2).take(self.columns, axis=3)
        if self.renormalises:
            for layer in shown:
                shares = layer.astype(np.float32)
                sums = shares.sum(axis=-1, keepdims=True)
                sums[sums == 0] = 1.0  # a row of which nothing is left stays 0
                layer[:] = np.divide(shares, sums, out=shares)
        return shown

    def row_at(self, place: int) -> int:
        """The row of a token's place in the whole text; -1 where it is left out, or there is none.

        A `Choice.token` is such a place.
        """
        found = np.flatnonzero(self.rows == place)
        return int(found[0]) if found.size else -1

    def place_of(self, row: int) -> int:
        """The place of a row's token in the whole text; -1 for no row."""
        return int(self.rows[row]) if 0 <= row < len(self.rows) else -1

    def _shown(self, weights: NDArray[np.floating]) -> NDArray[np.floating]:
        """[…, R, C] to [..., R', C']; where nothing is left out, as they are."""
        return weights if self.whole else self.cut(weights).weights


def part_of(
    seen: SentenceProbe,
    side: Side,
    *,
    hides_special: bool = False,
    renormalises: bool = False,
    passages: Passages = "all",
) -> Part:
    """What is shown of a side. Passages are told apart only where a text is read, and is a pair.

    Raises KeyError where the model has no such side.
    """
    weights = seen.weights(side)
    looking, looked_at = seen.looking(side), seen.looked_at(side)
    read, written = special_places(seen) if hides_special else ((), ())
    who, whom = _PASSAGES[passages]
    cut = partial(
        filters.shown_part,
        rows=looking,
        columns=looked_at,
        hide_rows=read if side == "trunk" else written,
        hide_columns=written if side == "decoder" else read,
        second=seen.second if side == "trunk" else None,
        looking=who,
        looked_at=whom,
        renormalise=renormalises,
    )
    names = cut(weights[0, :0])  # of no head
    return Part(
        weights,
        np.array(names.row_places, dtype=np.intp),
        np.array(names.column_places, dtype=np.intp),
        names.rows,
        names.columns,
        cut,
        renormalises,
    )


_PASSAGES: dict[Passages, tuple[Literal["", "A", "B"], Literal["", "A", "B"]]] = {
    "all": ("", ""),
    "aa": ("A", "A"),
    "ab": ("A", "B"),
    "ba": ("B", "A"),
    "bb": ("B", "B"),
}


def special_places(seen: SentenceProbe) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where [CLS], [SEP] and padding stand: among what is read, and among what is written."""
    return seen.framing, filters.frame_places(seen.written)


def looks_back_only(weights: NDArray[np.float16]) -> bool:
    """Whether no token of [N, H, R, C] looks at a later one, as in a causal model."""
    first = weights[0]
    return first.shape[-1] > 1 and not np.triu(first, 1).any()

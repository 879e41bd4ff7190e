"""The part of a text's attention that is shown: special tokens left out, one passage of a pair.

Letters: N layers, H heads, R rows (tokens that look), C columns (tokens looked at); R' and C' are
those of them that are shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from engine.events import SentenceProbe, Side
from studio.views.look.choice import Head, How, Passages

Map = NDArray[np.float32]
Places = NDArray[np.intp]
SPECIAL = frozenset({"[CLS]", "[SEP]", "[PAD]"})  # among what a decoder was given
LEAST = 1e-9  # of a row's weight, for it to be shared anew


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
    renormalised: bool = False  # every row shown sums to 1 again

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
        return self._cut(self.weights[layer, head])

    def map(self, heads: Sequence[Head], how: How = "mean") -> Map:
        """Several heads as one, [R', C']: their mean, sum or highest weight."""
        shown = np.stack([self.head(*one) for one in heads])
        if how == "max":
            return np.asarray(shown.max(axis=0))
        return np.asarray(shown.sum(axis=0) if how == "sum" else shown.mean(axis=0))

    @cached_property
    def all(self) -> NDArray[np.float16]:
        """All heads, [N, H, R', C']; the weights themselves where nothing is left out."""
        if self.whole:
            return self.weights
        return self._cut(self.weights).astype(np.float16)

    def row_at(self, place: int) -> int:
        """The row of a token's place in the whole text; -1 where it is left out, or there is none.

        A `Choice.token` is such a place.
        """
        found = np.flatnonzero(self.rows == place)
        return int(found[0]) if found.size else -1

    def place_of(self, row: int) -> int:
        """The place of a row's token in the whole text; -1 for no row."""
        return int(self.rows[row]) if 0 <= row < len(self.rows) else -1

    def _cut(self, weights: NDArray[np.float16]) -> Map:
        """[…, R, C] to [..., R', C']."""
        if self.whole:
            return weights.astype(np.float32)
        rows = weights[..., self.rows, :]
        shown = rows[..., self.columns].astype(np.float32)
        if not self.renormalised:
            return shown
        sums = shown.sum(axis=-1, keepdims=True)
        return np.asarray(np.where(sums > LEAST, shown / np.maximum(sums, LEAST), 0.0))


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
    rows, columns = np.arange(len(looking)), np.arange(len(looked_at))
    if side == "trunk" and seen.second is not None and passages != "all":
        of_b = rows >= seen.second
        rows = rows[of_b] if passages[0] == "b" else rows[~of_b]
        columns = columns[of_b] if passages[1] == "b" else columns[~of_b]
    if hides_special:
        frame = special_places(seen)
        rows = np.setdiff1d(rows, frame[0] if side == "trunk" else frame[1])
        columns = np.setdiff1d(columns, frame[1] if side == "decoder" else frame[0])
    return Part(
        weights=weights,
        rows=rows,
        columns=columns,
        row_names=tuple(looking[place] for place in rows),
        column_names=tuple(looked_at[place] for place in columns),
        renormalised=renormalises,
    )


def special_places(seen: SentenceProbe) -> tuple[list[int], list[int]]:
    """Where [CLS], [SEP] and padding stand: among what is read, and among what is written."""
    names = SPECIAL | {seen.tokens[place] for place in seen.framing}
    written = [place for place, token in enumerate(seen.written) if token in names]
    return list(seen.framing), written


def looks_back_only(weights: NDArray[np.float16]) -> bool:
    """Whether no token of [N, H, R, C] looks at a later one, as in a causal model."""
    first = weights[0]
    return first.shape[-1] > 1 and not np.triu(first, 1).any()

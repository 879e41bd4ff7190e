"""Which part of the heads' maps is shown: without special tokens, of one passage at another.

Letters: N layers, H heads, R tokens that look, C tokens looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Maps = NDArray[np.floating]
Passage = Literal["", "A", "B"]  # "": the whole row
How = Literal["mean", "sum", "max"]

FRAME = ("[CLS]", "[SEP]", "[PAD]")


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Maps of some tokens alone, and where these stand in the whole."""

    weights: NDArray[np.float32]  # [..., r, c]
    row_places: tuple[int, ...]  # r
    column_places: tuple[int, ...]  # c
    rows: tuple[str, ...]
    columns: tuple[str, ...]


def shown_part(
    weights: Maps,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    hide_rows: Collection[int] = (),
    hide_columns: Collection[int] = (),
    second: int | None = None,
    looking: Passage = "",
    looked_at: Passage = "",
    renormalise: bool = False,
) -> Part:
    """The part of maps [..., R, C] that is left when some places are hidden.

    Where a pair's B begins at `second`, `looking` and `looked_at` leave one passage of it; without
    a pair they change nothing. With `renormalise` each row sums to 1 again; a row of which nothing
    is left stays 0. Nothing is changed in `weights`.
    """
    if weights.shape[-2:] != (len(rows), len(columns)):
        raise ValueError(f"{len(rows)} × {len(columns)} tokens, but maps of {weights.shape[-2:]}")
    row_places = _places(len(rows), hide_rows, second, looking)
    column_places = _places(len(columns), hide_columns, second, looked_at)
    left = weights[..., row_places, :][..., column_places].astype(np.float32)
    if renormalise:
        sums = left.sum(axis=-1, keepdims=True)
        left = np.divide(left, sums, out=np.zeros_like(left), where=sums > 0)
    return Part(
        left,
        tuple(row_places),
        tuple(column_places),
        tuple(rows[place] for place in row_places),
        tuple(columns[place] for place in column_places),
    )


def combined(
    weights: Maps, heads: Sequence[tuple[int, int]], how: How = "mean"
) -> NDArray[np.float32]:
    """One map [R, C] of several heads (layer, head) of [N, H, R, C].

    Rows of a sum add up to the number of heads, those of a maximum to anything above 1. ValueError
    without any head.
    """
    if not heads:
        raise ValueError("no head is chosen")
    layers, numbers = zip(*heads, strict=True)
    chosen = weights[list(layers), list(numbers)].astype(np.float32)
    found: NDArray[np.float32] = chosen.max(axis=0) if how == "max" else chosen.sum(axis=0)
    return found / np.float32(len(heads)) if how == "mean" else found


def frame_places(tokens: Sequence[str]) -> tuple[int, ...]:
    """Where [CLS], [SEP] and [PAD] stand."""
    return tuple(place for place, token in enumerate(tokens) if token in FRAME)


def _places(count: int, hidden: Collection[int], second: int | None, passage: Passage) -> list[int]:
    first, last = 0, count
    if second is not None and passage:
        first, last = (0, second) if passage == "A" else (second, count)
    gone = frozenset(hidden)
    return [place for place in range(first, last) if place not in gone]

"""What every head does, in numbers, and the names of known patterns found in them.

Letters: N layers, H heads, R tokens that look, C tokens looked at, F figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from engine.events import Side

Maps = NDArray[np.floating]
PerHead = NDArray[np.float64]  # [N, H]
Wanted = NDArray[np.bool_]  # [R, C] the places a figure counts
Habit = Literal[
    "",
    "previous",
    "next",
    "itself",
    "same word",
    "mask",
    "first",
    "delimiter",
    "one",
    "local",
    "broadcast",
]

CLEAR = 0.5  # of the attention: more than on all the rest together
TIMES_CHANCE = 2.0  # a short text has few places: even attention must not be named for one of them
LOCAL, NEAR = 0.75, 2  # of the attention, within two tokens: the reach of a five-word window
EVEN = 0.93  # of the highest entropy: a head of 128 tokens then looks at some 90 alike
BLOCK = 2**21  # numbers that are worked on together
FEWEST = 4  # tokens looked at: of less, every head looks like a pattern

FRAME = ("[CLS]", "[SEP]", "[PAD]", "[MASK]")
SEPARATOR, MASK = "[SEP]", "[MASK]"


@dataclass(frozen=True, slots=True, eq=False)
class HeadFigures:
    """Means over the tokens that look; each [N, H], NaN where a figure makes no sense.

    Tokens that can look at a single place only (the first of a causal map) tell nothing of a head
    and count in none. All but the first two are shares of the attention, 0 … 1.
    """

    entropy: PerHead  # bits; log2 C where it looks everywhere alike
    distance: PerHead  # tokens between the one that looks and the one looked at
    first: PerHead  # on the first place, where [CLS] mostly stands
    separator: PerHead  # on [SEP]
    previous: PerHead
    next: PerHead
    same: PerHead  # on other places with the same text, over the tokens that have such a place
    itself: PerHead
    mask: PerHead  # on [MASK]
    habits: tuple[tuple[Habit, ...], ...]  # [N][H]


def head_figures(
    weights: Maps, rows: Sequence[str], columns: Sequence[str], side: Side = "trunk"
) -> HeadFigures:
    """Measure maps [N, H, R, C], rows summing to 1, of the tokens `rows` at the tokens `columns`.

    In "cross" maps no place is the place of another: what asks for a distance is NaN. Special
    tokens have no text of their own and so none in common.
    """
    shape = weights.shape[:2]
    if weights.shape[2:] != (len(rows), len(columns)):
        raise ValueError(f"{len(rows)} × {len(columns)} tokens, but maps of {weights.shape[2:]}")
    flat = weights.reshape(shape[0] * shape[1], *weights.shape[2:])
    can = _reachable(flat, side)
    wanted = _places(rows, columns, crosses=side == "cross")
    wanted = {name: places & can for name, places in wanted.items()}
    away = np.abs(np.arange(len(columns))[None, :] - np.arange(len(rows))[:, None])
    sums = _summed(flat, can, [*wanted.values(), away * can.any(axis=1, keepdims=True)])
    num_rows = int(can.any(axis=1).sum()) or np.nan  # those that have a choice
    shares = {
        name: sums.on_places[:, number] / (int(places.any(axis=1).sum()) or np.nan)
        for number, (name, places) in enumerate(wanted.items())
    }
    entropy = sums.bits / num_rows
    distance = sums.on_places[:, -1] / (np.nan if side == "cross" else num_rows)
    habits = _habits(sums, shares, entropy, can, wanted)
    return HeadFigures(
        entropy=entropy.reshape(shape),
        distance=distance.reshape(shape),
        **{name: shares[name].reshape(shape) for name in _FIGURES},
        habits=tuple(
            tuple(habits[layer * shape[1] : (layer + 1) * shape[1]]) for layer in range(shape[0])
        ),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Sums:
    """What is summed over the rows of each head [N · H]."""

    bits: PerHead  # [N · H]
    on_places: PerHead  # [N · H, F] as often as each place is counted
    on_columns: PerHead  # [N · H, C]


_FIGURES = ("first", "separator", "previous", "next", "same", "itself", "mask")


def _reachable(flat: Maps, side: Side) -> Wanted:
    """[R, C] what a token can look at; nothing for those that have no choice."""
    num_rows, num_columns = flat.shape[1:]
    can = np.ones((num_rows, num_columns), np.bool_)
    # Two rows tell: none of a causal map has anything above the diagonal.
    ahead = any(flat[:, row, row + 1 :].any() for row in {0, num_rows // 2} if row < num_rows)
    if side == "decoder" or (side == "trunk" and not ahead):
        can = np.tri(num_rows, num_columns, dtype=np.bool_)
    if side == "cross" and len(flat):
        can &= flat[0].any(axis=1)[:, None]  # a token of a text that was not read sees nothing
    can &= (can.sum(axis=1) > 1)[:, None]
    return can


def _places(rows: Sequence[str], columns: Sequence[str], *, crosses: bool) -> dict[str, Wanted]:
    """The places each share counts, [R, C]."""
    looking, looked_at = np.array(rows, dtype=object), np.array(columns, dtype=object)
    away = np.arange(len(columns))[None, :] - np.arange(len(rows))[:, None]
    nowhere = np.zeros(away.shape, np.bool_)
    separators = nowhere | (looked_at == SEPARATOR)
    first = nowhere | (np.arange(len(columns)) == 0)
    alike = (looking[:, None] == looked_at[None, :]) & ~np.isin(looked_at, FRAME)
    return {
        "first": first,
        "separator": separators,
        "previous": nowhere if crosses else away == -1,
        "next": nowhere if crosses else away == 1,
        "itself": nowhere if crosses else away == 0,
        "same": alike if crosses else alike & (away != 0),
        # A neighbour with the same text is found by its place as well.
        "same apart": alike if crosses else alike & (np.abs(away) > 1),
        "mask": nowhere | (looked_at == MASK),
        "delimiter": first | separators,
        "near": nowhere if crosses else np.abs(away) <= NEAR,
    }


def _summed(flat: Maps, can: Wanted, counted: Sequence[NDArray[Any]]) -> _Sums:
    """A few heads at a time: in one go, getting the memory takes longer than all the sums."""
    patterns = np.stack([each.ravel() for each in counted], axis=1).astype(np.float32)  # [R · C, F]
    seen, asked = can.astype(np.float32), can.any(axis=1).astype(np.float32)
    bits, on_places = np.zeros(len(flat)), np.zeros((len(flat), len(counted)))
    on_columns = np.zeros((len(flat), can.shape[1]))
    together = max(1, BLOCK // max(1, can.size))
    for start in range(0, len(flat), together):
        block = slice(start, start + together)
        shares = flat[block].astype(np.float32)
        on_places[block] = shares.reshape(len(shares), can.size) @ patterns
        on_columns[block] = np.einsum("hrc,rc->hc", shares, seen)
        logs = np.maximum(shares, np.finfo(np.float32).tiny)
        np.log2(logs, out=logs)
        np.multiply(logs, shares, out=logs)
        bits[block] = -(logs.sum(axis=2) @ asked)
    return _Sums(bits, on_places, on_columns)


def _habits(
    sums: _Sums,
    shares: dict[str, PerHead],
    entropy: PerHead,
    can: Wanted,
    wanted: dict[str, Wanted],
) -> list[Habit]:
    """The clearest pattern of each head [N · H]; narrow ones before those that contain them."""
    if can.shape[1] < FEWEST:
        return [""] * len(entropy)

    def clear(name: str, least: float = CLEAR) -> PerHead:
        """The share, or 0 where it is not clear."""
        chance = _chance(wanted[name], can)
        holds = (shares[name] > least) & (shares[name] >= TIMES_CHANCE * chance)
        return np.where(holds, shares[name], 0.0)

    highest = np.log2(np.maximum(can.sum(axis=1)[can.any(axis=1)], 1)).mean()
    evenness = entropy / highest
    narrow: tuple[Habit, ...] = ("previous", "next", "itself", "mask", "first")
    best = np.stack([clear(name) for name in narrow])  # [narrow, N · H]
    on_one = _on_one(sums, can)
    in_turn: tuple[tuple[Habit, PerHead], ...] = (
        ("broadcast", np.where(evenness > EVEN, evenness, 0.0)),
        ("same word", clear("same apart")),
        *(
            (name, np.where(best.argmax(axis=0) == at, best[at], 0.0))
            for at, name in enumerate(narrow)
        ),
        ("delimiter", clear("delimiter")),
        ("one", np.where(on_one > CLEAR, on_one, 0.0)),
        ("local", clear("near", LOCAL)),
    )
    return [
        next((name for name, share in in_turn if share[head] > 0.0), "")
        for head in range(len(entropy))
    ]


def _chance(places: Wanted, can: Wanted) -> float:
    """The share of these places under even attention, over the rows that have one."""
    asked = places.any(axis=1)
    if not asked.any():
        return float("inf")
    return float((places[asked].sum(axis=1) / can[asked].sum(axis=1)).mean())


def _on_one(sums: _Sums, can: Wanted) -> PerHead:
    """[N · H] the attention on the one place that is looked at most, over those that can see it."""
    counts = can.sum(axis=0)
    often = counts >= max(
        FEWEST, can.any(axis=1).sum() // 2
    )  # the last of a causal map has one row
    if not often.any():
        return np.zeros(len(sums.bits))
    highest: PerHead = (sums.on_columns[:, often] / counts[often]).max(axis=1)
    return highest

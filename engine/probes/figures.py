"""What every head does, in numbers, and the names of known patterns found in them.

Letters: N layers, H heads, R tokens that look, C tokens looked at, F figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
    flat = weights.reshape(shape[0] * shape[1], *weights.shape[2:]).astype(np.float32)
    can = _reachable(flat, side)
    wanted = _places(rows, columns, crosses=side == "cross")
    shares = _shares(flat, {name: places & can for name, places in wanted.items()})
    entropies, evenness = _entropies(flat, can)
    table = {name: shares[name] for name in _FIGURES}
    habits = _habits(flat, shares, evenness, can, wanted)
    return HeadFigures(
        entropy=entropies.reshape(shape),
        distance=_distances(flat, can, crosses=side == "cross").reshape(shape),
        **{name: found.reshape(shape) for name, found in table.items()},
        habits=tuple(
            tuple(habits[layer * shape[1] : (layer + 1) * shape[1]]) for layer in range(shape[0])
        ),
    )


_FIGURES = ("first", "separator", "previous", "next", "same", "itself", "mask")


def _reachable(flat: Maps, side: Side) -> Wanted:
    """[R, C] what a token can look at; nothing for those that have no choice."""
    num_rows, num_columns = flat.shape[1:]
    can = np.ones((num_rows, num_columns), np.bool_)
    later = ~np.tri(num_rows, num_columns, dtype=np.bool_)
    if side == "decoder" or (side == "trunk" and not flat[:, later].any()):
        can &= ~later
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


def _shares(flat: Maps, wanted: dict[str, Wanted]) -> dict[str, PerHead]:
    """[N · H] the attention on each kind of place, over the rows that have one; NaN without any."""
    patterns = np.stack([places.ravel() for places in wanted.values()], axis=1)  # [R · C, F]
    sums = flat.reshape(len(flat), len(patterns)) @ patterns.astype(np.float32)  # [N · H, F]
    found = {}
    for number, (name, places) in enumerate(wanted.items()):
        count = int(places.any(axis=1).sum())
        total = sums[:, number].astype(np.float64)
        found[name] = total / count if count else np.full(len(flat), np.nan)
    return found


def _entropies(flat: Maps, can: Wanted) -> tuple[PerHead, PerHead]:
    """[N · H] bits, and as a share of what they would be if all were looked at alike."""
    asked = can.any(axis=1)
    if not asked.any():
        return np.full(len(flat), np.nan), np.full(len(flat), np.nan)
    shares = flat[:, asked]
    logs = np.log2(np.maximum(shares, np.finfo(np.float32).tiny))
    bits: PerHead = -np.einsum("hrc,hrc->h", shares, logs).astype(np.float64) / int(asked.sum())
    return bits, bits / float(np.log2(can[asked].sum(axis=1)).mean())


def _distances(flat: Maps, can: Wanted, *, crosses: bool) -> PerHead:
    asked = can.any(axis=1)
    if crosses or not asked.any():
        return np.full(len(flat), np.nan)
    num_rows, num_columns = can.shape
    away = np.abs(np.arange(num_columns)[None, :] - np.arange(num_rows)[:, None])
    away[~asked] = 0
    sums: PerHead = (flat.reshape(len(flat), -1) @ away.ravel().astype(np.float32)).astype(
        np.float64
    )
    return sums / int(asked.sum())


def _habits(
    flat: Maps,
    shares: dict[str, PerHead],
    evenness: PerHead,
    can: Wanted,
    wanted: dict[str, Wanted],
) -> list[Habit]:
    """The clearest pattern of each head [N · H]; narrow ones before those that contain them."""
    if can.shape[1] < FEWEST:
        return [""] * len(flat)

    def clear(name: str, least: float = CLEAR) -> PerHead:
        """The share, or 0 where it is not clear."""
        chance = _chance(wanted[name] & can, can)
        holds = (shares[name] > least) & (shares[name] >= TIMES_CHANCE * chance)
        return np.where(holds, shares[name], 0.0)

    narrow: tuple[Habit, ...] = ("previous", "next", "itself", "mask", "first")
    best = np.stack([clear(name) for name in narrow])  # [narrow, N · H]
    on_one = _on_one(flat, can)
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
        for head in range(len(flat))
    ]


def _chance(places: Wanted, can: Wanted) -> float:
    """The share of these places under even attention, over the rows that have one."""
    asked = places.any(axis=1)
    if not asked.any():
        return float("inf")
    return float((places[asked].sum(axis=1) / can[asked].sum(axis=1)).mean())


def _on_one(flat: Maps, can: Wanted) -> PerHead:
    """[N · H] the attention on the one place that is looked at most, over those that can see it."""
    seen = np.einsum("hrc,rc->hc", flat, can.astype(np.float32)).astype(np.float64)
    counts = can.sum(axis=0)
    often = counts >= max(
        FEWEST, can.any(axis=1).sum() // 2
    )  # the last of a causal map has one row
    if not often.any():
        return np.zeros(len(flat))
    highest: PerHead = (seen[:, often] / counts[often]).max(axis=1)
    return highest

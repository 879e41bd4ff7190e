"""What a head does, in numbers: how spread its attention is, how far it looks, and at what.

Letters: L tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Habit = Literal["", "previous", "next", "itself", "edges", "even", "one"]

CLEAR = 0.5  # of the weight, for a habit to be named
EVEN = 0.93  # of the highest entropy, to be called even


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """Means over the rows of one head."""

    entropy: float  # bits; log2 L where it looks everywhere alike
    distance: float  # tokens between the one that looks and the one looked at
    habit: Habit


def head_facts(weights: NDArray[np.floating]) -> HeadFacts:
    """Measure one head, [L, L], rows summing to 1."""
    shares = weights.astype(np.float64)
    length = len(shares)
    logs = np.log2(np.where(shares > 0, shares, 1.0))
    entropy = float(-(shares * logs).sum(axis=1).mean())
    places = np.arange(length)
    apart = np.abs(places[:, None] - places[None, :])
    distance = float((shares * apart).sum(axis=1).mean())
    return HeadFacts(entropy, distance, _habit(shares, entropy))


def _habit(shares: NDArray[np.float64], entropy: float) -> Habit:
    length = len(shares)
    if length < 4:
        return ""
    if entropy > EVEN * np.log2(length):
        return "even"
    seen = shares.mean(axis=0)
    found: dict[Habit, float] = {
        "previous": float(np.diagonal(shares, -1).mean()),
        "next": float(np.diagonal(shares, 1).mean()),
        "itself": float(np.diagonal(shares).mean()),
        "edges": float(seen[0] + seen[-1]),
        "one": float(seen[1:-1].max()),
    }
    best = max(found, key=lambda habit: found[habit])
    return best if found[best] >= CLEAR else ""

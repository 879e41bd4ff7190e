"""The arithmetic of one head, one feed-forward unit and the places, step by step. Torch-free.

Letters: L tokens looked at, D width, E embedding width, d width of a head, F feed-forward width.
All numbers are fp32, worked out in fp32 whatever the run was trained in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from engine.events import Side

Numbers = NDArray[np.float32]
Stack = Literal["trunk", "decoder"]  # where a feed-forward unit stands


@dataclass(frozen=True, slots=True, eq=False)
class HeadSteps:
    """How one head works out what one token, the query, gathers from those it looks at.

    q = x W_Q, k = x' W_K, v = x' W_V; turned by the places where these are rotary;
    scores = q·k; scaled = scores / divisor; weights = softmax(scaled + bias, without `hidden`);
    weighted = weights ∘ v; gathered = Σ weighted; written = gathered W_O, of this head's rows.
    """

    side: Side
    layer: int
    head: int
    place: int  # of the query among `looking`
    looking: tuple[str, ...]  # the tokens that look
    looked_at: tuple[str, ...]  # L
    came: Numbers  # [D] the query's vector as it comes along the layers
    x: Numbers  # [D] what q is made of: `came`, normalised first where `normed`
    normed: bool
    q: Numbers  # [d] turned, where places are rotary
    k: Numbers  # [L, d]
    v: Numbers  # [L, d]
    q_before: Numbers  # [d] before it was turned; the same where nothing is
    k_before: Numbers  # [L, d]
    turned: bool
    scores: Numbers  # [L]
    divisor: float  # √d, or 1
    scaled: Numbers  # [L]
    bias: Numbers | None  # [L] of relative positions
    hidden: NDArray[np.bool_]  # [L] places it may not see
    weights: Numbers  # [L], sums to 1
    weighted: Numbers  # [L, d]
    gathered: Numbers  # [d]
    written: Numbers  # [D] what this head adds to the query's vector
    share: float  # of `written`'s length in the sum of the lengths of all heads of the layer
    reach: Numbers  # [L] length of what each token adds through this head (Kobayashi et al. 2020)
    bias_written: Numbers | None  # [D] the constant all heads of the layer add together
    added: Numbers  # [D] what all heads of the layer add, the constant included
    result: Numbers  # [D] the query's vector after it, normalised where norms come after
    result_normed: bool


@dataclass(frozen=True, slots=True, eq=False)
class RotaryPage:
    """Queries and keys are turned by their place, pair by pair: (i, i + d/2) by pos · θ_i."""

    kind: ClassVar[Literal["rotary"]] = "rotary"
    formula: tuple[str, ...]  # lines
    tokens: tuple[str, ...]  # L
    place: int  # of the query
    rates: Numbers  # [d/2] θ_i = 10000^(−2i/d), radians per place
    angles: Numbers  # [L, d/2] pos · θ_i
    cosines: Numbers  # [L, d/2]
    sines: Numbers  # [L, d/2]
    q_before: Numbers  # [d] of the query
    q_after: Numbers  # [d]
    k_before: Numbers  # [L, d]
    k_after: Numbers  # [L, d]


@dataclass(frozen=True, slots=True, eq=False)
class LearnedPage:
    """A vector per place, learned, is added to each token's."""

    kind: ClassVar[Literal["learned"]] = "learned"
    formula: tuple[str, ...]
    tokens: tuple[str, ...]  # L
    place: int
    rows: tuple[int, ...]  # of the table, one per place
    values: Numbers  # [L, E] what is added
    similarity: Numbers  # [L, L] cosine between the vectors of two places


@dataclass(frozen=True, slots=True, eq=False)
class SinusoidalPage:
    """A vector of sines and cosines per place is added to each token's, which is scaled by √E."""

    kind: ClassVar[Literal["sinusoidal"]] = "sinusoidal"
    formula: tuple[str, ...]
    tokens: tuple[str, ...]  # L
    place: int
    scale: float  # √E, of the tokens
    rates: Numbers  # [E/2] 10000^(−2i/E), radians per place
    values: Numbers  # [L, E] what is added
    similarity: Numbers  # [L, L] cosine between the vectors of two places


@dataclass(frozen=True, slots=True, eq=False)
class RelativePage:
    """A learned number per distance and head is added to the scores."""

    kind: ClassVar[Literal["relative"]] = "relative"
    formula: tuple[str, ...]
    tokens: tuple[str, ...]  # L
    place: int
    head: int
    both_ways: bool  # tokens before and after have numbers of their own
    distances: NDArray[np.int64]  # [2 L − 1] of the key from the query; below 0: before it
    buckets: NDArray[np.int64]  # [2 L − 1] which number in the table that distance takes
    by_distance: Numbers  # [2 L − 1] this head's numbers
    table: Numbers  # [buckets] this head's column of the table
    added: Numbers  # [L] to the scores of the query


PositionPage = RotaryPage | LearnedPage | SinusoidalPage | RelativePage


@dataclass(frozen=True, slots=True)
class Unit:
    """One of the F units inside a feed-forward part, on one token."""

    index: int
    before: float  # x W₁ + b₁
    activated: float  # act(before)
    gate: float | None  # x W₃, where there is a gate
    value: float  # activated, times the gate
    reach: float  # length of what it adds: |value| · |its row of W₂|


@dataclass(frozen=True, slots=True, eq=False)
class FeedForwardPage:
    """How the feed-forward unit of a layer changes one token's vector."""

    stack: Stack
    layer: int
    place: int
    tokens: tuple[str, ...]
    formula: tuple[str, ...]  # lines: one activation, between the two maps
    activation: str  # "gelu", "gelu_tanh", "relu", "silu"
    gated: bool
    came: Numbers  # [D] as it comes along the layers
    x: Numbers  # [D] what W₁ is given: `came`, normalised first where `normed`
    normed: bool
    before: Numbers  # [F] x W₁ + b₁
    activated: Numbers  # [F]
    gate: Numbers | None  # [F] x W₃ + b₃
    inner: Numbers  # [F] activated, times the gate
    reach: Numbers  # [F] length of what each unit adds
    strongest: tuple[Unit, ...]  # by reach, the farthest first
    output: Numbers  # [D] inner W₂ + b₂
    result: Numbers  # [D] the vector after it, normalised where norms come after
    result_normed: bool
    curve: Numbers  # [points, 2] of the activation, for drawing

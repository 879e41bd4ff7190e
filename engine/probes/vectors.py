"""Vectors of words and texts, seen on a plane. Torch-free.

Letters: n words or texts, N layers, L tokens.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Kind = Literal["special", "word", "piece", "number", "punctuation"]
Script = Literal["latin", "han", "other"]
Points = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the vocabulary, as people read it."""

    text: str
    kind: Kind  # a piece goes on with the word before it
    script: Script
    length: int  # characters
    rank: int  # its number in the vocabulary: the commoner, mostly, the lower
    continues: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class WordMap:
    """The vectors of words on the plane on which they differ most (PCA)."""

    words: tuple[Word, ...]  # n
    points: Points  # [n, 2]
    explained: tuple[float, float]  # share of the variance on each axis
    layer: int | None = None  # None: the embedding's table; else each word read alone, after it


@dataclass(frozen=True, slots=True, eq=False)
class TokenMap:
    """A text's tokens on a plane of its own at each depth: 0 as they come in, then each layer."""

    text: str
    words: tuple[Word, ...]  # L
    points: Points  # [N + 1, L, 2]
    explained: tuple[tuple[float, float], ...]  # N + 1


@dataclass(frozen=True, slots=True, eq=False)
class SentenceMap:
    """Texts on a plane: the mean of the last layer's vectors, special tokens left out."""

    texts: tuple[str, ...]  # n
    points: Points  # [n, 2]
    explained: tuple[float, float]
    similarity: Points  # [n, n] cosine


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A token near another in the embedding's table."""

    word: str
    similarity: float  # cosine, −1 … 1
    continues: bool  # it goes on with the word before it: a piece

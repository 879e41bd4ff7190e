"""Text nobody wrote: random tokens to measure speed with, where no text has been read yet.

The arithmetic does not ask what tokens mean, only how many there are.
"""

from __future__ import annotations

import numpy as np

from engine.batching.feed import Feed
from engine.batching.sources import Ids, Material, MemoryPairs, MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.objectives import feed_of
from engine.recipe import Recipe

SENTENCE = 16  # tokens
CLASSES = ("0", "1")  # no objective that tells classes apart has fewer


def pretended_vocabulary(size: int, sentinels: int = 0) -> Vocabulary:
    """As many tokens as a recipe asks for; the first five are special, the last ones sentinels."""
    ids, sentinels = np.arange(size), min(sentinels, size // 2)
    maskable = (ids >= 5) & (ids < size - sentinels)
    return Vocabulary(
        size=size,
        cls=2,
        sep=3,
        pad=0,
        mask=4,
        is_word_start=np.ones(size, dtype=np.bool_),
        maskable=maskable,
        ordinary=np.flatnonzero(maskable),
        characters=np.full(size, "", dtype="U1"),
        sentinels=ids[size - sentinels :],
    )


def pretended_feed(recipe: Recipe, vocabulary: Vocabulary) -> Feed:
    """The rows of a recipe, cut from random tokens: full ones, as those of real text mostly are."""
    length, how = recipe.row_length, recipe.combining.how
    return feed_of(recipe.objectives, _material(length, vocabulary), vocabulary, length, how)


def _material(length: int, vocabulary: Vocabulary) -> Material:
    rng = np.random.default_rng(0)

    def passage(size: int) -> Ids:
        return rng.choice(vocabulary.ordinary, size=size)

    size = min(SENTENCE, length // 4)  # several to a row
    per_document = 8 * length // size + 2
    documents = [[passage(size) for _ in range(per_document)] for _ in range(4)]
    first, second = ([passage(length // 2 - 2) for _ in range(8 * len(CLASSES))] for _ in range(2))
    labels = np.arange(8 * len(CLASSES)) % len(CLASSES)
    return Material(
        text=MemoryTokens.of([[list(map(int, s)) for s in document] for document in documents]),
        labelled=MemoryPairs(first, second, labels, CLASSES),
        parallel=MemoryPairs(first, second),
    )

"""Text nobody wrote: random tokens to measure speed with, where no text has been read yet.

The arithmetic does not ask what tokens mean, only how many there are.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from engine.batching.feed import Feed
from engine.batching.sources import Material, MemoryPairs, MemoryTokens
from engine.batching.vocabulary import Vocabulary
from engine.objectives import feed_of
from engine.recipe import Recipe
from engine.training.pretended_examples import pretended_examples

SENTENCE = 16  # tokens
DOCUMENTS = 4
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
    """The rows of a recipe, cut from random tokens: at least as many as a step takes."""
    length, how = recipe.row_length, recipe.combining.how
    rows = recipe.training.batch
    material = replace(
        _material(length, rows, vocabulary),
        examples=pretended_examples(recipe, vocabulary, length, 2 * rows),
    )
    return feed_of(recipe.objectives, material, vocabulary, length, how)


def _material(length: int, rows: int, vocabulary: Vocabulary) -> Material:
    """Running text for twice as many rows, and pairs of sentences, which fill no row."""
    rng = np.random.default_rng(0)
    size = min(SENTENCE, length // 4)  # several to a row
    per_document = -(-2 * rows * length // (DOCUMENTS * size)) + 8 * length // size
    sentences = np.arange(DOCUMENTS * per_document + 1) * size
    text = MemoryTokens(
        tokens=rng.choice(vocabulary.ordinary, size=int(sentences[-1])),
        document_offsets=sentences[::per_document],
        sentence_offsets=sentences,
        document_file=np.arange(DOCUMENTS),
        document_section=np.zeros(DOCUMENTS, dtype=np.int64),
    )
    num_pairs = len(CLASSES) * (rows + 1)
    first, second = (rng.choice(vocabulary.ordinary, size=(num_pairs, size)) for _ in range(2))
    labels = np.arange(num_pairs) % len(CLASSES)
    return Material(
        text=text,
        labelled=MemoryPairs(list(first), list(second), labels, CLASSES),
        parallel=MemoryPairs(list(first), list(second)),
    )

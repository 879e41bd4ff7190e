"""ParallelRows: a sentence for the encoder, its translation for the decoder.

Letters: B rows, L tokens per row, M decoder tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

import numpy as np

from engine.batch import PADDING, Batch
from engine.batching.labelled_rows import no_pairs
from engine.batching.sources import Ids, Material, Pairs, Source
from engine.batching.vocabulary import Vocabulary


class ParallelRows(Source):
    """source [SEP] and target [SEP] of each pair, both padded to `length` tokens: M = L.

    What is longer is cut. A target that is cut has no [SEP]: nothing should be learned to end
    there.
    """

    reads = "parallel"

    def __init__(self, pairs: Pairs, vocabulary: Vocabulary, length: int) -> None:
        if not len(pairs):
            raise no_pairs()
        source, target = pairs.sizes
        self.num_cut = int(((source >= length) | (target >= length)).sum())
        self._pairs, self._vocabulary, self._length = pairs, vocabulary, length

    @classmethod
    def of(cls, material: Material, vocabulary: Vocabulary, length: int) -> Self:
        """Rows of `length` tokens on both sides; Fault where there is none."""
        assert material.parallel is not None
        return cls(material.parallel, vocabulary, length)

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._pairs)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        pairs = [self._pairs.parts(int(index)) for index in indices]
        tokens, segments = self._padded([source[: self._length - 1] for source, _ in pairs])
        written, their_segments = self._padded([target for _, target in pairs])
        positions = np.broadcast_to(np.arange(self._length), tokens.shape)
        special = (tokens == self._vocabulary.sep) | (segments == PADDING)
        return Batch(
            tokens=tokens,
            positions=positions.copy(),
            segments=segments,
            maskable=self._vocabulary.maskable[tokens] & ~special,
            decoder_tokens=written,
            decoder_positions=positions.copy(),
            decoder_segments=their_segments,
        )

    def _padded(self, texts: Sequence[Ids]) -> tuple[Ids, Ids]:
        """Every text and a [SEP] in a row, as far as there is room; and the segments."""
        shape = (len(texts), self._length)
        tokens = np.full(shape, self._vocabulary.pad, dtype=np.int64)
        segments = np.full(shape, PADDING, dtype=np.int64)
        for row, text in enumerate(texts):
            whole = np.append(text, self._vocabulary.sep)[: self._length]
            tokens[row, : len(whole)] = whole
            segments[row, : len(whole)] = 0
        return tokens, segments

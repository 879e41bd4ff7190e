"""StreamRows: documents end to end, cut wherever a row is full.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import Batch
from engine.batching.packing import read_at, too_short
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.vocabulary import Vocabulary

BORDERS = 2  # [CLS] before a document, [SEP] after it


class StreamRows(TextSource):
    """Row r is the L tokens of the stream from r (L − 1) on: what ends one row opens the next.

    The stream is [CLS] document [SEP] for all documents in turn. A model that names the next token
    is so asked for every token of a document, and its [SEP], exactly once. No place is padding; the
    last tokens that fill no row are left out. Each document's part of a row is a segment, whose
    positions begin at 0 also where the row before began it.
    """

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        begins = np.asarray(tokens.document_offsets, dtype=np.int64)
        self._begins = begins  # in the file
        self._places = begins + BORDERS * np.arange(len(begins))  # of each [CLS]; the end last
        if len(self) < 1:
            raise too_short(tokens, length)

    def __len__(self) -> int:
        """Rows per epoch."""
        return max(0, int(self._places[-1]) - 1) // (self._length - 1)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        starts = np.asarray(indices, dtype=np.int64)[:, None] * (self._length - 1)  # [B, 1]
        places = starts + np.arange(self._length)  # [B, L] in the stream
        documents = np.searchsorted(self._places, places, side="right") - 1
        inside = places - self._places[documents]  # 0 at [CLS]
        at_cls = inside == 0
        at_sep = places == self._places[documents + 1] - 1
        tokens = read_at(self._tokens, self._begins[documents] + inside - 1, ~(at_cls | at_sep))
        tokens[at_cls], tokens[at_sep] = self._vocabulary.cls, self._vocabulary.sep
        segments = documents - documents[:, :1]
        here = np.arange(self._length)
        opens = np.where(at_cls, here, 0)  # of the segment a place is in
        return Batch(
            tokens=tokens,
            positions=here - np.maximum.accumulate(opens, axis=1),
            segments=segments,
            maskable=self._vocabulary.maskable[tokens] & ~(at_cls | at_sep),
            one_segment=not segments.any(),
        )

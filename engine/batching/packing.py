"""DocumentRows: documents laid end to end and cut into rows that are always full.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

JOINT = 2  # [SEP] [CLS] between two documents


class DocumentRows(TextSource):
    """Row r is [CLS] + L − 2 tokens of the stream from r (L − 2) on + [SEP].

    The stream is all documents with [SEP] [CLS] between them, so no place is padding and no token
    is left out but the last few. Each document's part of a row is a segment: attention stays
    inside it, positions restart, and no target is told by another document.
    """

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        begins = np.asarray(tokens.document_offsets, dtype=np.int64)
        self._begins = begins  # in the file
        self._places = begins + JOINT * np.arange(len(begins))  # of documents in the stream
        self._stream = int(self._places[-1]) - JOINT if len(begins) > 1 else 0
        if len(self) < 1:
            raise too_short(tokens, length)

    def __len__(self) -> int:
        """Rows per epoch."""
        return max(0, self._stream) // (self._length - 2)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        inner = self._length - 2
        starts = np.asarray(indices, dtype=np.int64)[:, None] * inner  # [B, 1]
        places = starts + np.arange(-1, inner + 1)  # [B, L] in the stream
        places[:, 0], places[:, -1] = places[:, 1], places[:, -2]
        documents = np.searchsorted(self._places, places, side="right") - 1  # [B, L]
        beyond = places - self._places[documents]
        sizes = self._begins[documents + 1] - self._begins[documents]
        at_sep, at_cls = beyond == sizes, beyond == sizes + 1
        at_sep[:, -1], at_cls[:, -1] = True, False
        at_cls[:, 0], at_sep[:, 0] = True, False
        documents[:, 1:-1] += at_cls[:, 1:-1]  # a [CLS] opens the next document
        documents[:, 0], documents[:, -1] = documents[:, 1], documents[:, -2]
        file_places = np.minimum(self._begins[documents] + beyond, self._tokens.num_tokens - 1)
        tokens = read_at(self._tokens, file_places, ~(at_sep | at_cls))
        tokens[at_sep] = self._vocabulary.sep
        tokens[at_cls] = self._vocabulary.cls
        return self._batch(tokens, documents, at_sep | at_cls)

    def _batch(self, tokens: Ids, documents: Ids, special: np.ndarray) -> Batch:
        segments = documents - documents[:, :1]
        opens = np.zeros(segments.shape, dtype=np.bool_)
        opens[:, 1:] = segments[:, 1:] != segments[:, :-1]
        here = np.arange(self._length)
        positions = here - np.maximum.accumulate(np.where(opens, here, 0), axis=1)
        return Batch(
            tokens=tokens,
            positions=positions,
            segments=segments,
            maskable=self._vocabulary.maskable[tokens] & ~special,
            one_segment=not opens.any(),
        )


def read_at(tokens: Tokens, places: Ids, wanted: NDArray[np.bool_]) -> Ids:
    """[B, L] tokens at `places` of a text, which rise along a row; 0 where none is `wanted`."""
    found = np.zeros(places.shape, dtype=np.int64)
    for row, keep in enumerate(wanted):
        here = places[row, keep]
        if len(here):
            first = int(here[0])
            found[row, keep] = tokens.read(first, int(here[-1]) + 1)[here - first]
    return found


def too_short(tokens: Tokens, length: int) -> Fault:
    """The text does not fill a row of `length` tokens."""
    return Fault(
        translate("faults", "The text is too short: {tokens} tokens do not fill one row."),
        why=translate("faults", "A row takes {length} tokens."),
        now=translate("faults", "Add text, or choose a shorter length."),
        tokens=tokens.num_tokens,
        length=length,
    )

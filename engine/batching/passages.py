"""PassageRows: passages of one document each, which begin at a sentence where they can.

Letters: B rows, L tokens per row, N = L − 2 tokens of a passage at most.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import PADDING, Batch
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

FRAME = 2  # places of a row left to the tokens an objective puts around its passage


class PassageRows(TextSource):
    """Each row is up to N tokens of one document, bare: what stands around them is the objective's.

    A row begins with the sentence the one before it broke off, or where that one ended: so all
    text is read, and a little of it twice. In a sentence longer than a row, rows follow one
    another without regard to sentences. A document's last row may be short; its rest is padding.
    `batch.own["passages"]` [B, N] is true where a sentence, or what is left of one, begins.
    """

    name = "passages"

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        self._longest = length - FRAME
        self._documents = np.asarray(tokens.document_offsets, dtype=np.int64)
        self._sentences = np.asarray(tokens.sentence_offsets, dtype=np.int64)
        self._starts = self._find_starts()  # [rows] in the file
        if not len(self._starts):
            raise Fault(
                translate("faults", "There is no text to cut passages from."),
                now=translate("faults", "Add text, or choose a shorter length."),
            )

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._starts)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        starts = self._starts[np.asarray(indices, dtype=np.int64)]
        stops = np.minimum(starts + self._longest, self._end_of_document(starts))
        shape = (len(starts), self._longest)
        tokens = np.full(shape, self._vocabulary.pad, dtype=np.int64)
        opens = np.zeros(shape, dtype=np.bool_)
        for row, (start, stop) in enumerate(zip(starts.tolist(), stops.tolist(), strict=True)):
            tokens[row, : stop - start] = self._tokens.read(start, stop)
            first, last = np.searchsorted(self._sentences, (start, stop))
            opens[row, self._sentences[first:last] - start] = True
        opens[:, 0] = True
        places = np.arange(self._longest)
        there = places < (stops - starts)[:, None]
        return Batch(
            tokens=tokens,
            positions=np.broadcast_to(places, shape).copy(),
            segments=np.where(there, 0, PADDING),
            maskable=self._vocabulary.maskable[tokens] & there,
            own={self.name: opens},
            one_segment=bool(there.all()),
        )

    def _find_starts(self) -> Ids:
        """Where rows begin; all documents advance together, a row a round."""
        at = self._documents[:-1][np.diff(self._documents) > 0]
        ends = self._end_of_document(at)
        found = [at]
        while len(at):
            beyond = at + self._longest
            broken = np.searchsorted(self._sentences, beyond, side="right") - 1
            begins = self._sentences[broken]
            following = np.where(begins > at, begins, beyond)
            left = beyond < ends
            at, ends = following[left], ends[left]
            found.append(at)
        return np.sort(np.concatenate(found))

    def _end_of_document(self, places: Ids) -> Ids:
        return self._documents[np.searchsorted(self._documents, places, side="right")]

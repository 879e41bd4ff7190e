"""TwinSentences: every passage in two rows, one after the other.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import Batch
from engine.batching.layout import lay_out
from engine.batching.pairs import in_parts
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.stretches import find_stretches
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

SPECIALS = 2  # [CLS] and [SEP]


class TwinSentences(TextSource):
    """Rows 2i and 2i + 1 are [CLS], the same whole sentences and [SEP]; then padding.

    As many sentences as fit: rows of 32 tokens hold about one. A sentence longer than a row is cut
    in parts of half a row.
    """

    together = 2

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        documents = np.asarray(tokens.document_offsets, dtype=np.int64)
        longest = length - SPECIALS
        sentences = in_parts(np.unique(np.asarray(tokens.sentence_offsets, np.int64)), longest)
        self._stretches = find_stretches(sentences, documents[:-1], documents[1:], longest=longest)
        if len(self._stretches) < 2:
            raise Fault(
                translate("faults", "The text has too few passages to tell one from another."),
                why=translate("faults", "A sentence is compared with others; there are none."),
                now=translate("faults", "Add text, or choose shorter rows."),
            )

    def __len__(self) -> int:
        """Rows per epoch."""
        return self.together * len(self._stretches)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        spans = [self._stretches.span(int(index) // self.together) for index in indices]
        rows = [[self._tokens.read(*span)] for span in spans]
        return lay_out(rows, self._vocabulary, self._length)

"""ConsecutivePassages: [CLS] A [SEP] B [SEP], where B always follows A.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import Batch
from engine.batching.layout import lay_out
from engine.batching.pairs import MIDDLE, SPECIALS, has_sentences
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.stretches import find_stretches
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

LEAST = 2  # sentences of a row: one in each passage

Part = tuple[int, int]  # where a passage begins and ends in the text


class ConsecutivePassages(TextSource):
    """Each row is as many sentences of one document as fit, parted where two of them meet.

    Both passages begin and end with a sentence, and where they are parted is drawn alike from
    both ends: neither how they end nor how long they are says which comes first. So rows are not
    quite full, and sentences that fit no row beside another are left out: cut in parts, the one
    that opens in mid-sentence would be known for the second.
    """

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        documents = np.asarray(tokens.document_offsets, dtype=np.int64)
        sentences = np.unique(np.asarray(tokens.sentence_offsets, dtype=np.int64))
        longest = length - SPECIALS
        self._stretches = find_stretches(sentences, documents, longest=longest, least=LEAST)
        if not len(self._stretches) or not has_sentences(sentences, documents):
            raise Fault(
                translate("faults", "The text has no two sentences in a row that fit together."),
                why=translate("faults", "Sentence order needs two passages of a document in each."),
                now=translate("faults", "Add prose, or choose longer rows."),
            )

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._stretches)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, in the order of the text; where A ends is drawn per row."""
        parted = [self.parts(int(index), rng) for index, rng in zip(indices, rngs, strict=True)]
        rows = [[self._tokens.read(*part) for part in parts] for parts in parted]
        return lay_out(rows, self._vocabulary, self._length)

    def parts(self, index: int, rng: np.random.Generator) -> tuple[Part, Part]:
        """The two passages of one row, parted in its middle half if two sentences meet there."""
        begin, end = self._stretches.span(index)
        first, last = int(self._stretches.first[index]), int(self._stretches.last[index])
        inner = self._stretches.sentences[first + 1 : last]
        margin = (end - begin) * MIDDLE
        middle = inner[(inner >= begin + margin) & (inner <= end - margin)]
        meeting = middle if len(middle) else inner
        cut = int(meeting[int(rng.random() * len(meeting))])
        return (begin, cut), (cut, end)

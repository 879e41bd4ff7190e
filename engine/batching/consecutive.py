"""ConsecutivePassages: [CLS] A [SEP] B [SEP], where B always follows A.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.batch import Batch
from engine.batching.layout import lay_out
from engine.batching.pairs import MIDDLE, has_sentences, in_parts
from engine.batching.sources import Ids, TextSource, Tokens
from engine.batching.stretches import find_stretches
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

PAIRED, ALONE = 3, 2  # special tokens beside two passages, and beside one
LEAST = 2  # sentences of a row of two passages

Part = tuple[int, int]  # where a passage begins and ends in the text


class ConsecutivePassages(TextSource):
    """Each row is as many sentences of one document as fit, parted where two of them meet.

    Both passages begin and end with a sentence, and where they are parted is drawn alike from
    both ends: neither how they end nor how long they are says which comes first. So rows are not
    quite full. A sentence too long to stand beside another has a row to itself, or several: as two
    passages its parts would tell, because one of them would open in mid-sentence.
    """

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(tokens, vocabulary, length)
        documents = np.asarray(tokens.document_offsets, dtype=np.int64)
        sentences = np.unique(np.asarray(tokens.sentence_offsets, dtype=np.int64))
        self._pairs = find_stretches(
            sentences, documents[:-1], documents[1:], longest=length - PAIRED, least=LEAST
        )
        self._singles = find_stretches(
            in_parts(sentences, length - ALONE),
            *self._pairs.left_out(documents),
            longest=length - ALONE,
        )
        if not len(self._pairs) or not has_sentences(sentences, documents):
            raise Fault(
                translate("faults", "The text has no two sentences in a row that fit together."),
                why=translate("faults", "Sentence order needs two passages of a document in each."),
                now=translate("faults", "Add prose, or choose longer rows."),
            )

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._pairs) + len(self._singles)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, in the order of the text; where A ends is drawn per row."""
        parted = [self.parts(int(index), rng) for index, rng in zip(indices, rngs, strict=True)]
        rows = [[self._tokens.read(*part) for part in parts] for parts in parted]
        return lay_out(rows, self._vocabulary, self._length)

    def parts(self, index: int, rng: np.random.Generator) -> tuple[Part, ...]:
        """The passages of one row, parted in its middle half if two sentences meet there."""
        if index >= len(self._pairs):
            return (self._singles.span(index - len(self._pairs)),)
        begin, end = self._pairs.span(index)
        inner = self._pairs.sentences[self._pairs.first[index] + 1 : self._pairs.last[index]]
        margin = (end - begin) * MIDDLE
        middle = inner[(inner >= begin + margin) & (inner <= end - margin)]
        meeting = middle if len(middle) else inner
        cut = int(meeting[int(rng.random() * len(meeting))])
        return (begin, cut), (cut, end)

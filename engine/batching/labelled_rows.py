"""LabelledRows: [CLS] A [SEP] B [SEP] of pairs that somebody has labelled.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Self

import numpy as np

from engine.batch import Batch
from engine.batching.layout import lay_out
from engine.batching.pairs import SPECIALS
from engine.batching.randomness import epoch_order
from engine.batching.sources import Ids, Material, Pairs, Source
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate


class LabelledRows(Source):
    """A row for each pair, padded. Where one is too long, its longer passage is cut first.

    Rows are not in the order of the files: in many of these every third pair has the same label,
    and rows taken at equal distances would be of one class.
    """

    reads = "labelled"

    def __init__(self, pairs: Pairs, vocabulary: Vocabulary, length: int) -> None:
        if not len(pairs):
            raise no_pairs()
        labels = pairs.labels
        assert labels is not None
        self._order = epoch_order(0, 0, len(pairs))  # [rows] which pair each is
        self.labels: Ids = labels[self._order]  # [rows]
        self.classes = pairs.classes
        first, second = pairs.sizes
        self.num_cut = int((first + second > length - SPECIALS).sum())
        self._pairs, self._vocabulary, self._length = pairs, vocabulary, length

    @classmethod
    def of(cls, material: Material, vocabulary: Vocabulary, length: int) -> Self:
        """A row of `length` tokens for each labelled pair; Fault where there is none."""
        assert material.labelled is not None
        return cls(material.labelled, vocabulary, length)

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self._pairs)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""
        room = self._length - SPECIALS
        at = np.asarray(indices, dtype=np.int64)
        pairs = [shortened(*self._pairs.parts(int(pair)), room) for pair in self._order[at]]
        labels = self.labels[at]
        return replace(lay_out(pairs, self._vocabulary, self._length), labels=labels)


def shortened(first: Ids, second: Ids, room: int) -> tuple[Ids, Ids]:
    """Both passages in `room` tokens: the longer one loses its end, then both in turn (BERT)."""
    kept = min(len(first), max(room - len(second), room - room // 2))
    return first[:kept], second[: room - kept]


def no_pairs() -> Fault:
    """A split without any pair."""
    return Fault(
        translate("faults", "The pairs are too few to hold a part of them back."),
        why=translate("faults", "All of them have the same first passage."),
        now=translate("faults", "Add pairs, or name a file of pairs to hold back."),
    )

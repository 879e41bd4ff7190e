"""ClassRows: a row for each text or pair that has a class or a score.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from engine.batch import IGNORE, Batch
from engine.batching.example_rows import ExampleRows
from engine.batching.examples import NONE, ClassExamples
from engine.batching.labelled_rows import shortened
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary

SCORES = "scores"  # [B] in Batch.own


class ClassRows(ExampleRows[ClassExamples]):
    """[CLS] A [SEP], or [CLS] A [SEP] B [SEP]; what is too long loses its end, the longer first."""

    kind = ClassExamples

    def __init__(self, examples: ClassExamples, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(examples, vocabulary, length)
        specials = len(self.begins) + len(self.ends) * (1 if examples.second is None else 2)
        self._room = length - specials
        sizes = np.array([len(text) for text in examples.first])
        if examples.second is not None:
            sizes = sizes + np.array([len(text) for text in examples.second])
        self.num_cut = int((sizes > self._room).sum())

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self.examples)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, with `labels` (IGNORE of no class) or their scores in `own`."""
        at = np.asarray(indices, dtype=np.int64)
        batch = self.padded([self._parts(int(index)) for index in at])
        labels, scores = self.examples.labels, self.examples.scores
        if scores is not None:
            return replace(batch, own={SCORES: scores[at]})
        if labels is None:
            return batch
        return replace(batch, labels=np.where(labels[at] == NONE, IGNORE, labels[at]))

    def _parts(self, index: int) -> list[np.ndarray]:
        first = self.examples.first[index]
        if self.examples.second is None:
            return [np.concatenate([self.begins, first[: self._room], self.ends])]
        one, two = shortened(first, self.examples.second[index], self._room)
        return [np.concatenate([self.begins, one, self.ends]), np.concatenate([two, self.ends])]

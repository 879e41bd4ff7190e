"""TagRows: words and the tag of each; a text too long for a row goes on in the next.

Letters: B rows, L tokens per row, w words of a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.batch import IGNORE, Batch
from engine.batching.example_rows import ExampleRows
from engine.batching.examples import NONE, TagExamples
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary

TAGS = "tags"  # [B, L] in Batch.own: the class asked at the first token of a word, else IGNORE


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words `first` … `last` (not included) of one example."""

    example: int
    first: int
    last: int


class TagRows(ExampleRows[TagExamples]):
    """[CLS] words [SEP]; a word's tag is asked at the first of its tokens (Devlin et al. 2018).

    A row ends between two words; a word longer than a row loses its end.
    """

    kind = TagExamples

    def __init__(self, examples: TagExamples, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(examples, vocabulary, length)
        self._room = length - len(self.begins) - len(self.ends)
        self.stretches = [
            stretch for example in range(len(examples)) for stretch in self._cut(example)
        ]
        self.num_cut = sum(self._size(stretch) > self._room for stretch in self.stretches)

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self.stretches)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, with their tags in `own`."""
        stretches = [self.stretches[int(index)] for index in indices]
        batch = self.padded([[self._row(stretch)] for stretch in stretches])
        tags = np.full(batch.tokens.shape, IGNORE, dtype=np.int64)
        for row, stretch in enumerate(stretches):
            asked = self.examples.tags[stretch.example][stretch.first : stretch.last]
            tags[row, self.places(stretch)] = np.where(asked == NONE, IGNORE, asked)
        return replace(batch, own={TAGS: tags})

    def places(self, stretch: Stretch) -> Ids:
        """[w] the place in its row of the first token of each word."""
        starts = self.examples.starts[stretch.example][stretch.first : stretch.last]
        moved: Ids = starts - starts[:1] + len(self.begins)
        return moved

    def _size(self, stretch: Stretch) -> int:
        """Tokens of its words, whether there is room for them or not."""
        begin, end = self._bounds(stretch)
        return end - begin

    def _bounds(self, stretch: Stretch) -> tuple[int, int]:
        starts = self.examples.starts[stretch.example]
        there = stretch.last < len(starts)
        end = starts[stretch.last] if there else len(self.examples.tokens[stretch.example])
        return int(starts[stretch.first]), int(end)

    def _row(self, stretch: Stretch) -> np.ndarray:
        begin, end = self._bounds(stretch)
        words = self.examples.tokens[stretch.example][begin:end][: self._room]
        return np.concatenate([self.begins, words, self.ends]).astype(np.int64)

    def _cut(self, example: int) -> Iterator[Stretch]:
        """As many whole words at a time as fit."""
        starts, end = self.examples.starts[example], len(self.examples.tokens[example])
        ends = np.append(starts[1:], end)  # of each word
        first = 0
        while first < len(starts):
            fitting = int(np.searchsorted(ends, starts[first] + self._room, side="right"))
            last = max(fitting, first + 1)
            yield Stretch(example, first, last)
            first = last

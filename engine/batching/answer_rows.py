"""AnswerRows: a question and a window of its context; a long context makes several rows.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from engine.batch import Batch
from engine.batching.example_rows import ExampleRows
from engine.batching.examples import NONE, AnswerExamples
from engine.batching.sources import Ids
from engine.batching.vocabulary import Vocabulary

SPANS = "spans"  # [B, 2] in Batch.own: first and last place of the answer; 0, 0 where it is not
WINDOW = "window"  # [B, 2] in Batch.own: the places of the context, the second not included
QUESTION = 0.5  # of a row at most


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens `first` … `last` (not included) of the context of one question."""

    example: int
    first: int
    last: int


class AnswerRows(ExampleRows[AnswerExamples]):
    """[CLS] question [SEP] window [SEP] (Devlin et al. 2018, section 4.2).

    Windows overlap. Where the answer is not whole in one, its place is [CLS], as is that of a
    question without an answer.
    """

    kind = AnswerExamples

    def __init__(self, examples: AnswerExamples, vocabulary: Vocabulary, length: int) -> None:
        super().__init__(examples, vocabulary, length)
        self._most = int(length * QUESTION)  # tokens of a question
        self.windows = [window for example in range(len(examples)) for window in self._cut(example)]
        self.num_cut = sum(len(question) > self._most for question in examples.questions)

    def __len__(self) -> int:
        """Rows per epoch."""
        return len(self.windows)

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, with the place of the answer and of the window in `own`."""
        windows = [self.windows[int(index)] for index in indices]
        batch = self.padded([self._parts(window) for window in windows])
        spans = np.array([self._span(window) for window in windows], dtype=np.int64)
        seen = np.array([self.places(window) for window in windows], dtype=np.int64)
        return replace(batch, own={SPANS: spans, WINDOW: seen})

    def places(self, window: Window) -> tuple[int, int]:
        """Where the window's tokens stand in its row, the end not included."""
        begin = len(self._begin(window))
        return begin, begin + window.last - window.first

    def _begin(self, window: Window) -> np.ndarray:
        question = self.examples.questions[window.example][: self._most]
        return np.concatenate([self.begins, question, self.ends]).astype(np.int64)

    def _context(self, window: Window) -> Ids:
        context: Ids = self.examples.contexts[int(self.examples.context_of[window.example])]
        return context

    def _parts(self, window: Window) -> list[np.ndarray]:
        seen = self._context(window)[window.first : window.last]
        return [self._begin(window), np.concatenate([seen, self.ends]).astype(np.int64)]

    def _span(self, window: Window) -> tuple[int, int]:
        first, last = (int(place) for place in self.examples.spans[window.example])
        if first == NONE or first < window.first or last >= window.last:
            return 0, 0
        moved = self.places(window)[0] - window.first
        return first + moved, last + moved

    def _cut(self, example: int) -> Iterator[Window]:
        bare = Window(example, 0, 0)
        room = self._length - len(self._begin(bare)) - len(self.ends)
        length, first = len(self._context(bare)), 0
        step = max(1, round(room * self.examples.stride))
        while True:
            last = min(first + room, length)
            yield Window(example, first, last)
            if last >= length:
                return
            first += step

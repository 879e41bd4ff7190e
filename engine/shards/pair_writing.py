"""Encodes pairs and writes their tokens, streaming: memory does not grow with the text.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.corpus.document import Document
from engine.corpus.pair import Pair
from engine.disk import FileWriter, NewFolder
from engine.shards.writing import BATCH, WRITTEN, Encoder, SplitWriter

LABELS = "<i4"  # number of the label, as they first occur

EncodedPair = tuple[Pair, NDArray[Any], NDArray[Any]]


def encode_pairs(pairs: Iterable[Pair], encoder: Encoder) -> Iterator[EncodedPair]:
    """Every pair with the tokens of both passages."""
    waiting: list[Pair] = []
    characters = 0
    for pair in pairs:
        waiting.append(pair)
        characters += len(pair.first) + len(pair.second)
        if characters >= BATCH:
            yield from _encoded(waiting, encoder)
            waiting, characters = [], 0
    yield from _encoded(waiting, encoder)


def _encoded(pairs: Sequence[Pair], encoder: Encoder) -> Iterator[EncodedPair]:
    texts = [text for pair in pairs for text in (pair.first, pair.second)]
    tokens, lengths = encoder.encode_row(texts)
    ends = np.cumsum([0, *lengths])
    for number, pair in enumerate(pairs):
        start, middle, stop = ends[2 * number : 2 * number + 3]
        yield pair, tokens[start:middle], tokens[middle:stop]


@contextmanager
def pair_writer(
    folder: NewFolder, split: str, vocabulary: int, *, labelled: bool
) -> Iterator[PairWriter]:
    """Writes one split of pairs into a new folder."""
    with ExitStack() as stack:
        tokens = stack.enter_context(SplitWriter(folder, split, vocabulary))
        labels = stack.enter_context(folder.stream(f"{split}.labels")) if labelled else None
        writer = PairWriter(tokens, labels, vocabulary)
        yield writer
        writer.flush()
    folder.write(f"{split}.second", writer.second_counts.astype("<u8").tobytes())


class PairWriter:
    """Takes the pairs of one split: two documents each, with the label beside them."""

    def __init__(self, tokens: SplitWriter, labels: FileWriter | None, vocabulary: int) -> None:
        self.tokens = tokens
        self.num_labelled: Counter[int] = Counter()  # pairs per number of a label
        self.second_counts = np.zeros(vocabulary, np.uint64)  # [V] of the second passages
        self.second_bytes = 0  # of their text, in UTF-8
        self._labels = labels
        self._waiting: list[int] = []  # labels
        self._seconds: list[NDArray[Any]] = []
        self._num_waiting = 0  # tokens

    def add(self, pair: Pair, first: NDArray[Any], second: NDArray[Any], label: int) -> None:
        """Take one pair: the tokens of both passages, neither empty, and its label's number."""
        for text, tokens in ((pair.first, first), (pair.second, second)):
            document = Document(pair.file, pair.row, text, pair.validation)
            self.tokens.add(document, tokens, np.array([len(tokens)]))
        self.num_labelled[label] += 1
        self.second_bytes += len(pair.second.encode("utf-8"))
        self._waiting.append(label)
        self._seconds.append(np.array(second))  # a view would keep the whole batch
        self._num_waiting += len(second)
        if self._num_waiting >= WRITTEN:
            self.flush()

    def facts(self) -> dict[str, Any]:
        """What the reader must know before it opens a file."""
        return {**self.tokens.facts(), "second_bytes": self.second_bytes}

    def flush(self) -> None:
        """Write the labels that wait."""
        if self._labels is not None:
            self._labels.write(np.array(self._waiting, LABELS).tobytes())
        if self._seconds:
            found = np.bincount(np.concatenate(self._seconds), minlength=len(self.second_counts))
            self.second_counts += found.astype(np.uint64)
        self._waiting, self._seconds, self._num_waiting = [], [], 0

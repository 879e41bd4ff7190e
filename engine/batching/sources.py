"""Sources of uncorrupted rows, and what they read from.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch
from engine.batching.examples import Examples
from engine.batching.vocabulary import Vocabulary

Ids = NDArray[np.int64]
Reads = Literal["text", "labelled", "parallel", "examples"]


class Tokens(Protocol):
    """A text as tokens: shards on disk, or `MemoryTokens`."""

    @property
    def num_tokens(self) -> int:
        """All of them."""

    @property
    def document_offsets(self) -> NDArray[Any]:
        """[num_documents + 1] where each document begins; the end last."""

    @property
    def sentence_offsets(self) -> NDArray[Any]:
        """[num_sentences + 1] where each sentence begins; the end last."""

    @property
    def document_file(self) -> NDArray[Any]:
        """[num_documents] which file a document is from."""

    @property
    def document_section(self) -> NDArray[Any]:
        """[num_documents] which section of its file."""

    def read(self, start: int, stop: int) -> NDArray[Any]:
        """Tokens start … stop."""


class Pairs(Protocol):
    """Pairs of passages as tokens: labelled ones, or a text and its translation."""

    @property
    def labels(self) -> Ids | None:
        """[num_pairs] classes; None where pairs carry none."""

    @property
    def classes(self) -> tuple[str, ...]:
        """What the labels are called."""

    @property
    def sizes(self) -> tuple[Ids, Ids]:
        """[num_pairs] tokens of the first and of the second passages."""

    def __len__(self) -> int:
        """Pairs."""

    def parts(self, index: int) -> tuple[Ids, Ids]:
        """The tokens of both passages of one pair."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What the rows of one split can be cut from; None for what the recipe has none of."""

    text: Tokens | None = None
    labelled: Pairs | None = None
    parallel: Pairs | None = None
    examples: Examples | None = None


class Source(ABC):
    """Rows of tokens that an objective may corrupt."""

    reads: ClassVar[Reads] = "text"
    foreign: ClassVar[bool] = False  # a row may hold a passage of another document
    in_file_order: ClassVar[bool] = False  # labels of rows may take turns, or stand sorted
    together: int = 1  # so many rows, one after another, are never parted; it divides their number
    num_cut: int = 0  # rows that lost the end of what they hold: it did not fit

    @property
    def num_examples(self) -> int:
        """What `num_cut` is a part of: rows, or examples where one may make several."""
        return len(self)

    @classmethod
    @abstractmethod
    def of(cls, material: Material, vocabulary: Vocabulary, length: int) -> Self:
        """Rows of `length` tokens; Fault where the material yields none."""

    @abstractmethod
    def __len__(self) -> int:
        """Rows per epoch."""

    @abstractmethod
    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, each with its own generator."""


class TextSource(Source):
    """Rows that are cut from running text."""

    def __init__(self, tokens: Tokens, vocabulary: Vocabulary, length: int) -> None:
        self._tokens = tokens
        self._vocabulary = vocabulary
        self._length = length

    @classmethod
    def of(cls, material: Material, vocabulary: Vocabulary, length: int) -> Self:
        """Rows of `length` tokens; Fault where the text yields none."""
        assert material.text is not None
        return cls(material.text, vocabulary, length)


@dataclass(frozen=True, slots=True, eq=False)
class MemoryTokens:
    """A short text held in memory, with the interface of the shards."""

    tokens: Ids
    document_offsets: Ids
    sentence_offsets: Ids
    document_file: Ids
    document_section: Ids

    @property
    def num_tokens(self) -> int:
        """All of them."""
        return len(self.tokens)

    def read(self, start: int, stop: int) -> Ids:
        """Tokens start … stop."""
        return self.tokens[start:stop]

    @staticmethod
    def of(documents: Sequence[Sequence[Sequence[int]]]) -> MemoryTokens:
        """From documents of sentences of token ids; every document is a file of its own."""
        sentences = [sentence for document in documents for sentence in document]
        per_document = [sum(map(len, document)) for document in documents]
        num_documents = len(documents)
        return MemoryTokens(
            tokens=np.array([token for sentence in sentences for token in sentence], np.int64),
            document_offsets=np.cumsum([0, *per_document]),
            sentence_offsets=np.cumsum([0, *map(len, sentences)]),
            document_file=np.arange(num_documents),
            document_section=np.zeros(num_documents, np.int64),
        )


@dataclass(frozen=True, slots=True, eq=False)
class MemoryPairs:
    """A few pairs held in memory, with the interface of those on disk."""

    first: Sequence[Ids]
    second: Sequence[Ids]
    labels: Ids | None = None
    classes: tuple[str, ...] = ()

    @property
    def sizes(self) -> tuple[Ids, Ids]:
        """[num_pairs] tokens of the first and of the second passages."""
        first, second = (np.array(list(map(len, side))) for side in (self.first, self.second))
        return first, second

    def __len__(self) -> int:
        """Pairs."""
        return len(self.first)

    def parts(self, index: int) -> tuple[Ids, Ids]:
        """The tokens of both passages of one pair."""
        return self.first[index], self.second[index]

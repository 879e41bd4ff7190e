"""Sources of uncorrupted rows, and what they read from.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine.batch import Batch

Ids = NDArray[np.int64]


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


class Source(Protocol):
    """Rows of tokens that an objective may corrupt."""

    def __len__(self) -> int:
        """Rows per epoch."""

    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`, each with its own generator."""


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

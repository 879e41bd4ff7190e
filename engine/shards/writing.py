"""Encodes documents and writes their tokens, streaming: memory does not grow with the text.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from engine import disk
from engine.control import Control
from engine.corpus.document import Document

ARRAYS: dict[str, str] = {  # name -> dtype on disk, little-endian
    "tokens": "",  # "<u2" or "<u4", by the vocabulary
    "documents": "<u8",  # where each begins, and the end
    "sentences": "<u8",
    "files": "<u4",  # per document
    "sections": "<u4",
    "counts": "<u8",  # per token of the vocabulary
}
FACTS = "facts.json"
BATCH = 1 << 18  # characters encoded at once: a quarter of a second
WRITTEN = 1 << 18  # tokens written at once

# A document, its tokens, and how many of them each of its sentences has.
EncodedDocument = tuple[Document, NDArray[Any], NDArray[np.int64]]


class Encoder(Protocol):
    """What of a tokenizer writing needs."""

    @property
    def vocabulary(self) -> int:
        """The number of tokens."""

    def encode_row(
        self, texts: list[str], control: Control | None = None
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The ids of all texts in a row, and how many each has."""


def token_dtype(vocabulary: int) -> str:
    """The narrowest type that holds every id."""
    return "<u2" if vocabulary <= 1 << 16 else "<u4"


@dataclass(slots=True)
class _Waiting:
    documents: list[Document] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)  # sentences per document
    sentences: list[str] = field(default_factory=list)
    characters: int = 0

    def add(self, document: Document) -> None:
        found = document.sentences()
        self.documents.append(document)
        self.counts.append(len(found))
        self.sentences += found
        self.characters += len(document.text)


def encode(
    documents: Iterable[Document], encoder: Encoder, control: Control | None = None
) -> Iterator[EncodedDocument]:
    """Every document with its tokens and the number of tokens in each of its sentences."""
    waiting = _Waiting()
    for document in documents:
        waiting.add(document)
        if waiting.characters >= BATCH:
            yield from _encoded(waiting, encoder, control)
            waiting = _Waiting()
    yield from _encoded(waiting, encoder, control)


def _encoded(
    waiting: _Waiting, encoder: Encoder, control: Control | None
) -> Iterator[EncodedDocument]:
    tokens, lengths = encoder.encode_row(waiting.sentences, control)
    ends = np.cumsum(lengths)
    sentence = at = 0
    for document, count in zip(waiting.documents, waiting.counts, strict=True):
        stop = int(ends[sentence + count - 1]) if count else at
        yield document, tokens[at:stop], lengths[sentence : sentence + count]
        sentence, at = sentence + count, stop


class SplitWriter:
    """The files of one split inside a new folder."""

    def __init__(self, folder: disk.NewFolder, split: str, vocabulary: int) -> None:
        self._folder, self._split = folder, split
        self._dtype = token_dtype(vocabulary)
        self._stack = ExitStack()
        self._files = {
            name: self._stack.enter_context(folder.stream(f"{split}.{name}"))
            for name in ARRAYS
            if name != "counts"
        }
        self._counts = np.zeros(vocabulary, np.uint64)  # [V]
        self.num_tokens = self.num_documents = self.num_sentences = self.num_bytes = 0
        self._tokens: list[NDArray[Any]] = []  # of documents that wait to be written
        self._lengths: list[NDArray[np.int64]] = []
        self._places: list[tuple[int, int, int]] = []  # file, section, number of tokens
        self._num_waiting = 0  # tokens
        for name in ("documents", "sentences"):
            self._put(name, [0])

    def add(self, document: Document, tokens: NDArray[Any], lengths: NDArray[np.int64]) -> None:
        """Take one document: its tokens and how many each sentence has."""
        lengths = lengths[lengths > 0]
        if not len(lengths):
            return
        self._tokens.append(np.array(tokens, self._dtype))  # a view would keep the whole batch
        self._lengths.append(lengths)
        self._places.append((document.file, document.section, len(tokens)))
        self._num_waiting += len(tokens)
        self.num_tokens += len(tokens)
        self.num_documents += 1
        self.num_sentences += len(lengths)
        self.num_bytes += len(document.text.encode("utf-8"))
        if self._num_waiting >= WRITTEN:
            self._flush()

    def _flush(self) -> None:
        """Write what waits: many small documents at once."""
        if not self._places:
            return
        begin = self.num_tokens - self._num_waiting
        tokens = np.concatenate(self._tokens)
        files, sections, sizes = np.array(self._places, np.int64).T
        self._put("tokens", tokens)
        self._put("sentences", begin + np.cumsum(np.concatenate(self._lengths)))
        self._put("documents", begin + np.cumsum(sizes))
        self._put("files", files)
        self._put("sections", sections)
        self._counts += np.bincount(tokens, minlength=len(self._counts)).astype(np.uint64)
        self._tokens, self._lengths, self._places, self._num_waiting = [], [], [], 0

    def facts(self) -> dict[str, Any]:
        """What the reader must know before it opens a file."""
        return {
            "num_tokens": self.num_tokens,
            "num_documents": self.num_documents,
            "num_sentences": self.num_sentences,
            "num_bytes": self.num_bytes,
            "vocabulary": len(self._counts),
        }

    def _put(self, name: str, values: Any) -> None:
        array = np.asarray(values, ARRAYS[name] or self._dtype)
        self._files[name].write(array.tobytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            if kind is None:
                self._flush()
        except BaseException as failed:
            self._stack.__exit__(type(failed), failed, failed.__traceback__)
            raise
        self._stack.__exit__(kind, error, trace)
        if kind is None:
            self._folder.write(f"{self._split}.counts", self._counts.astype("<u8").tobytes())

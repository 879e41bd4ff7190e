"""PreparedExamples: the examples of a task as tokens, as the trainer reads them.

Letters: V vocabulary.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from engine.batching.encoding import encode_examples
from engine.batching.examples import AnswerExamples, ClassExamples, Examples, TagExamples
from engine.batching.sources import Ids, MemoryTokens
from engine.control import Control
from engine.events import Noticed, Prepared, Progress
from engine.examples.summary import FINDING
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Fault
from engine.tokenizer.tokenizer import Tokenizer

VERSION = 1  # of encoding: raise it when rows come out differently


@dataclass(frozen=True)
class PreparedExamples:
    """Both splits as tokens, and what was read."""

    train: Examples
    validation: Examples
    read: TaskExamples
    fingerprint: str  # changes with the files and settings (its first half) and with any token

    def token_counts(self, vocabulary: int) -> np.ndarray:
        """[V] how often each token occurs in what is learned from."""
        found = np.concatenate(list(texts_of(self.train)))
        return np.bincount(found, minlength=vocabulary).astype(np.uint64)

    @cached_property
    def held_back(self) -> MemoryTokens:
        """Texts nobody learns from, each a sentence of its own."""
        return MemoryTokens.of([[text.tolist()] for text in texts_of(self.validation)])

    def notices(self) -> list[Noticed]:
        """What is odd in the examples, to be told before the first step."""
        return [
            Noticed(
                0,
                "note" if one.level == "note" else "warning",
                FINDING,
                {"finding": Fault(one.what, why="", now=one.now, **one.values)},
            )
            for one in self.read.summary.findings
        ]


def examples_key(
    data: TaskData,
    tokenizer: Tokenizer,
    control: Control | None = None,
    progress: Progress | None = None,
) -> str:
    """32 hexadecimal digits that change with the examples, their columns and the tokenizer."""
    parts = (f"examples {VERSION}", data.fingerprint(control, progress), tokenizer.fingerprint())
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


def prepare_examples(
    data: TaskData, tokenizer: Tokenizer, control: Control, progress: Progress
) -> PreparedExamples:
    """Read the files and encode both splits.

    Raises Fault where they cannot be read or hold too little, Cancelled when asked to stop.
    """
    key = examples_key(data, tokenizer, control, progress)
    read = data.read(control, progress)
    progress(Prepared("encoding", 0, None, ""))
    stride, check = data.config(control).stride, control.check
    train, held_back = (
        encode_examples(split, read.classes, tokenizer, stride=stride, check=check)
        for split in (read.train, read.validation)
    )
    digest = hashlib.sha256()
    for split in (train, held_back):
        for array in _arrays(split):
            digest.update(array.tobytes())
    return PreparedExamples(train, held_back, read, key + digest.hexdigest()[:32])


def texts_of(examples: Examples) -> Iterator[Ids]:
    """The tokens of every text there is."""
    match examples:
        case ClassExamples():
            yield from examples.first
            yield from examples.second or ()
        case TagExamples():
            yield from examples.tokens
        case AnswerExamples():
            yield from examples.questions
            yield from examples.contexts


def _arrays(examples: Examples) -> Iterator[np.ndarray]:
    yield from texts_of(examples)
    match examples:
        case ClassExamples():
            answers: Sequence[np.ndarray | None] = (examples.labels, examples.scores)
            yield from (one for one in answers if one is not None)
        case TagExamples():
            yield from examples.tags
        case AnswerExamples():
            yield examples.spans

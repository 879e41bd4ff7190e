"""ExampleRows: what the rows of all tasks share: they are padded no further than is needed.

Letters: B rows, L tokens per row.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import ClassVar, Generic, Self, TypeVar, cast

import numpy as np

from engine.batch import PADDING, Batch
from engine.batching.examples import AnswerExamples, ClassExamples, TagExamples
from engine.batching.sources import Ids, Material, Source
from engine.batching.vocabulary import Vocabulary
from engine.faults import Fault
from engine.wording import translate

MULTIPLE = 16  # of L: matrix kernels like it, and the sizes they are made for stay few

E = TypeVar("E", ClassExamples, TagExamples, AnswerExamples)


class ExampleRows(Source, Generic[E]):
    """Rows made of examples; `examples` are those of the task, `rows` lays them out."""

    reads = "examples"
    in_file_order = True
    kind: ClassVar[type]

    def __init__(self, examples: E, vocabulary: Vocabulary, length: int) -> None:
        if not len(examples):
            raise Fault(
                translate("faults", "There are no examples to learn from, or none to hold back."),
                now=translate("faults", "Add examples, or name a file of those to hold back."),
            )
        self.examples: E = examples
        self._vocabulary, self._length = vocabulary, length

    @classmethod
    def of(cls, material: Material, vocabulary: Vocabulary, length: int) -> Self:
        """Rows of `length` tokens at most; Fault where there is no example."""
        assert isinstance(material.examples, cls.kind)
        return cls(cast(E, material.examples), vocabulary, length)

    @property
    def num_examples(self) -> int:
        """Those of the task."""
        return len(self.examples)

    @abstractmethod
    def rows(self, indices: Sequence[int] | Ids, rngs: Sequence[np.random.Generator]) -> Batch:
        """The rows at `indices`; nothing is drawn."""

    @property
    def begins(self) -> list[int]:
        """[CLS], where the vocabulary has it: GPT-2's has not."""
        return [self._vocabulary.cls] if self._vocabulary.cls >= 0 else []

    @property
    def ends(self) -> list[int]:
        """[SEP], or what a text ends with."""
        return [self._vocabulary.sep] if self._vocabulary.sep >= 0 else []

    def padded(self, rows: Sequence[Sequence[Sequence[int] | Ids]]) -> Batch:
        """Rows of one or two parts each, specials included, as [B, L]."""
        sizes = [sum(map(len, parts)) for parts in rows]
        length = min(-(-max(sizes) // MULTIPLE) * MULTIPLE, self._length)
        shape = (len(rows), length)
        tokens = np.full(shape, self._vocabulary.pad, dtype=np.int64)
        segments = np.full(shape, PADDING, dtype=np.int64)
        types = np.zeros(shape, dtype=np.int64)
        for row, (parts, size) in enumerate(zip(rows, sizes, strict=True)):
            tokens[row, :size] = np.concatenate([np.asarray(part, np.int64) for part in parts])
            segments[row, :size] = 0
            types[row, len(parts[0]) : size] = 1
        return Batch(
            tokens=tokens,
            positions=np.broadcast_to(np.arange(length), shape).copy(),
            segments=segments,
            token_types=types,
            maskable=self._vocabulary.maskable[tokens] & (segments != PADDING),
            one_segment=bool((segments == 0).all()),
        )

"""Encodes the examples of a task: texts, words and contexts become tokens.

Letters: n examples, w words of one, L tokens of a text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Protocol

import numpy as np

from engine.batching.examples import NONE, AnswerExamples, ClassExamples, Examples, TagExamples
from engine.batching.sources import Ids
from engine.control import Check
from engine.examples.example import Example, Labelled, Question, Scored, Tagged

AT_ONCE = 1000  # texts, between two looks at whether somebody asked to stop


class Encodes(Protocol):
    """What of a tokenizer is needed."""

    def encode(self, texts: Sequence[str]) -> list[Ids]:
        """Token ids of every text, without special tokens."""

    def encode_with_offsets(self, text: str) -> tuple[list[int], list[tuple[int, int]]]:
        """Token ids and the characters each stands for."""

    @property
    def stand_in(self) -> int:
        """What stands for a word no rule makes a token of."""


def encode_examples(
    examples: Sequence[Example],
    classes: Sequence[str],
    tokenizer: Encodes,
    *,
    stride: float = 0.5,
    check: Check = lambda: None,
) -> Examples:
    """Examples of one kind as tokens; what has no known class has the class NONE.

    `check` is called now and then and may end the work by raising. TypeError for examples no rows
    are made of (translations have rows of their own) and ValueError for none at all.
    """
    if not examples:
        raise ValueError("no examples: whoever read them should have said so")
    texts = _Texts(tokenizer, check)
    number = {name: at for at, name in enumerate(classes)}
    match examples[0]:
        case Labelled():
            return _classes([one for one in examples if isinstance(one, Labelled)], number, texts)
        case Scored():
            return _scores([one for one in examples if isinstance(one, Scored)], texts)
        case Tagged():
            return _tags([one for one in examples if isinstance(one, Tagged)], number, texts)
        case Question():
            asked = [one for one in examples if isinstance(one, Question)]
            return _answers(asked, texts, stride)
    raise TypeError(type(examples[0]).__name__)


class _Texts:
    """A tokenizer that looks up now and then."""

    def __init__(self, tokenizer: Encodes, check: Check) -> None:
        self._tokenizer, self._check = tokenizer, check

    def encode(self, texts: Iterable[str]) -> list[Ids]:
        """Of every text, none of them empty: what has no token has the one that stands in."""
        return [ids if len(ids) else self._stand_in() for ids in self._encode(iter(texts))]

    def _encode(self, texts: Iterator[str]) -> Iterator[Ids]:
        while some := list(islice(texts, AT_ONCE)):
            self._check()
            yield from self._tokenizer.encode(some)

    def with_offsets(self, text: str) -> tuple[Ids, Ids]:
        """[L] and [L, 2]."""
        self._check()
        ids, offsets = self._tokenizer.encode_with_offsets(text)
        found = np.array(offsets, np.int64).reshape(-1, 2)
        return np.array(ids, np.int64), found

    def _stand_in(self) -> Ids:
        return np.array([self._tokenizer.stand_in], np.int64)


def _sides(
    examples: Sequence[Labelled] | Sequence[Scored], texts: _Texts
) -> tuple[list[Ids], list[Ids] | None]:
    first = texts.encode(one.first for one in examples)
    if all(one.second is None for one in examples):
        return first, None
    return first, texts.encode(one.second or "" for one in examples)


def _classes(examples: Sequence[Labelled], number: dict[str, int], texts: _Texts) -> ClassExamples:
    first, second = _sides(examples, texts)
    labels = np.array([number.get(one.label, NONE) for one in examples], np.int64)
    return ClassExamples(first, second, labels=labels, classes=tuple(number))


def _scores(examples: Sequence[Scored], texts: _Texts) -> ClassExamples:
    first, second = _sides(examples, texts)
    return ClassExamples(
        first, second, scores=np.array([one.score for one in examples], np.float32)
    )


def _tags(examples: Sequence[Tagged], number: dict[str, int], texts: _Texts) -> TagExamples:
    """Every word is encoded as it stands in its sentence: with a blank before it, or without."""
    known: dict[str, Ids] = {}
    spelt = [
        [f" {word}" if one.spaced and at else word for at, word in enumerate(one.words)]
        for one in examples
    ]
    different = list(dict.fromkeys(word for words in spelt for word in words))
    known.update(zip(different, texts.encode(different), strict=True))
    tokens, starts = [], []
    for words in spelt:
        parts = [known[word] for word in words]
        sizes = np.array([len(part) for part in parts], np.int64)
        starts.append(np.cumsum(sizes) - sizes)
        tokens.append(np.concatenate(parts) if parts else np.zeros(0, np.int64))
    tags = [np.array([number.get(tag, NONE) for tag in one.tags], np.int64) for one in examples]
    return TagExamples(tokens, starts, tags, tuple(number))


def _answers(examples: Sequence[Question], texts: _Texts, stride: float) -> AnswerExamples:
    places = {text: at for at, text in enumerate(dict.fromkeys(one.context for one in examples))}
    encoded = [texts.with_offsets(text) for text in places]
    context_of = np.array([places[one.context] for one in examples], np.int64)
    spans = [
        _span(one, encoded[at][1]) for one, at in zip(examples, context_of.tolist(), strict=True)
    ]
    return AnswerExamples(
        questions=texts.encode(one.question for one in examples),
        contexts=[ids for ids, _ in encoded],
        offsets=[offsets for _, offsets in encoded],
        context_of=context_of,
        spans=np.array(spans, np.int64).reshape(-1, 2),
        known=np.array([one.answered for one in examples], np.bool_),
        stride=stride,
    )


def _span(question: Question, offsets: Ids) -> tuple[int, int]:
    """The tokens that hold a character of the first answer."""
    if not question.answers:
        return NONE, NONE
    answer = question.answers[0]
    inside = (offsets[:, 1] > answer.start) & (offsets[:, 0] < answer.start + len(answer.text))
    held = np.flatnonzero(inside & (offsets[:, 0] < offsets[:, 1]))
    return (int(held[0]), int(held[-1])) if len(held) else (NONE, NONE)

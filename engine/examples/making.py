"""Makes examples of the records that a format found."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from engine.corpus.labels import MISSING
from engine.examples.column_content import is_number
from engine.examples.example import (
    Answer,
    Example,
    Kind,
    Labelled,
    Question,
    Rendered,
    Scored,
    Tagged,
)
from engine.examples.format import Record

NOWHERE = -1  # a place that nobody said


class Making:
    """The examples of one part of a task; `counts` tells what was odd about them."""

    def __init__(self, kind: Kind) -> None:
        self.counts: Counter[str] = Counter()
        self.examples: list[Example] = []
        self._context = ""  # questions about one follow one another
        makers: Mapping[Kind, Callable[[Record], Example]] = {
            "classification": self._labelled,
            "regression": self._scored,
            "tagging": self._tagged,
            "answering": self._question,
            "translation": self._rendered,
        }
        self._make = makers[kind]

    def add(self, records: Iterable[Record]) -> None:
        """Take what a format found."""
        self.examples += map(self._make, records)

    def _labelled(self, record: Record) -> Labelled:
        row, first, second, label = record
        return Labelled(first, second, label, row)

    def _scored(self, record: Record) -> Scored:
        row, first, second, score = record
        if score not in MISSING and not is_number(score):
            self.counts["no_numbers"] += 1
        return Scored(first, second, float(score) if is_number(score) else math.nan, row)

    def _tagged(self, record: Record) -> Tagged:
        row, words, tags, *lost = record
        self.counts["spans_lost"] += sum(lost)
        # A blank in a kind ("work of art") would part a row of tags in two.
        return Tagged(tuple(words), tuple("_".join(tag.split()) for tag in tags), row=row)

    def _question(self, record: Record) -> Question:
        row, context, identity, question, given, answered = record
        self._context = context = self._context if context is None else context
        answers = tuple(self._placed(context, given))
        known = answered and (bool(answers) or not given)
        self.counts["answerless"] += answered and not known
        return Question(identity, context, question, answers, known, row)

    def _rendered(self, record: Record) -> Rendered:
        row, source, target, _ = record
        return Rendered(source, (target,) if target else (), row)

    def _placed(self, context: str, given: Sequence[tuple[int, str]]) -> Iterator[Answer]:
        """Every answer where it really stands; one that stands nowhere is dropped."""
        known: set[tuple[int, int]] = set()
        for start, words in given:
            place = nearest(context, words, start)
            if place is None and words.strip() != words:
                words = words.strip()
                place = nearest(context, words, start)
            if place is None:
                self.counts["answers_dropped"] += 1
                continue
            if start == NOWHERE:
                self.counts["answers_placed"] += 1
            elif place != start:
                self.counts["answers_moved"] += 1
            if (place, len(words)) not in known:
                yield Answer(place, words)
            known.add((place, len(words)))


def nearest(context: str, words: str, start: int) -> int | None:
    """Where `words` stand in a context, next to `start`; the first place where that is not said."""
    if not words:
        return None
    if start < 0:
        found = context.find(words)
        return None if found < 0 else found
    if context.startswith(words, start):
        return start
    behind = context.find(words, start)
    before = context.rfind(words, 0, start + len(words))
    places = [place for place in (before, behind) if place >= 0]
    return min(places, key=lambda place: abs(place - start), default=None)


def some_unanswerable(examples: Iterable[Example]) -> bool:
    """Whether some question is said to have no answer: only of such is learned to say so."""
    return any(isinstance(one, Question) and one.answered and not one.answers for one in examples)


def is_labelled(example: Example) -> bool:
    """Whether somebody said what is to be learned from an example."""
    match example:
        case Labelled():
            return example.label != ""
        case Scored():
            return not math.isnan(example.score)
        case Tagged():
            return all(example.tags)
        case Question():
            return example.answered
        case Rendered():
            return bool(example.targets)


def texts_of_example(example: Example) -> tuple[str, ...]:
    """All texts of an example; the first decides with which others it stays together."""
    match example:
        case Labelled() | Scored():
            return (example.first,) if example.second is None else (example.first, example.second)
        case Tagged():
            return (example.text,)
        case Question():
            return example.context, example.question
        case Rendered():
            return example.source, *example.targets


def inputs_of(example: Example) -> tuple[str, ...]:
    """The texts of an example that a model is given."""
    return (example.source,) if isinstance(example, Rendered) else texts_of_example(example)


def input_of(example: Example) -> str:
    """What a model is given of an example, as one text."""
    return "\n".join(inputs_of(example))


def answer_of(example: Example) -> str:
    """What is to be learned from an example, as people read it; "" where nobody said."""
    match example:
        case Labelled():
            return example.label
        case Scored():
            return "" if math.isnan(example.score) else f"{example.score:g}"
        case Tagged():
            return " ".join(example.tags)
        case Question():
            return " | ".join(answer.text for answer in example.answers)
        case Rendered():
            return " | ".join(example.targets)

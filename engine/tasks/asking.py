"""What a tuned run makes of what a person types: a class, a number, names, an answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from engine.answers import (
    Answered,
    AnswerSpan,
    Classified,
    Entities,
    Entity,
    Fitted,
    Rated,
)
from engine.batching.answer_rows import AnswerRows
from engine.batching.class_rows import ClassRows
from engine.batching.encoding import encode_examples
from engine.batching.examples import AnswerExamples, ClassExamples, Examples, TagExamples
from engine.batching.labelled_rows import shortened
from engine.batching.tag_rows import TagRows
from engine.batching.vocabulary import Vocabulary
from engine.control import Check
from engine.examples.example import OUTSIDE, Example, Labelled, Question, Scored
from engine.faults import Fault
from engine.inference.opening import Opened
from engine.inference.sentence import require_text
from engine.objectives.regression import RegressionConfig
from engine.passages import readable
from engine.tasks.metrics.spans import Span, spans_of
from engine.tasks.predicting import Predictor
from engine.tasks.predictions import Answers, Classes, Scores, Tags
from engine.tasks.typed_text import Place, tagged_of
from engine.tokenizer.unknown import unknown_among
from engine.training.example_text import texts_of
from engine.wording import translate

STRIDE = 0.5  # of the windows a long context is read through


class Tuned:
    """A checkpoint that learned a task; safe to use from one thread at a time."""

    def __init__(self, opened: Opened, check: Check = lambda: None) -> None:
        """`check` may end long work by raising. Fault where the run has learned no task."""
        self._opened, self._check = opened, check
        self._predictor = Predictor.of(opened)
        self._length = opened.learner.model.config.length

    @property
    def kind(self) -> str:
        """The task."""
        return self._predictor.kind

    def judge(self, first: str, second: str | None = None) -> Classified | Rated:
        """The class of a text or a pair, or its score, as the run learned.

        What is too long loses its end. Raises Fault where it learned something else, or there is
        nothing to read.
        """
        one, two = _read(first), None if second is None else _read(second)
        if self.kind == "regression":
            scored = Scored(one, two, float("nan"))
            scores = cast(Scores, self._predictor.predict([scored], check=self._check))
            task = self._opened.learner.objective.parts()["regression"]
            config = task.config
            assert isinstance(config, RegressionConfig)
            score = float(scores.scores[0])
            return Rated(score, config.mean, config.spread, self._fitted(scored))
        what = translate("faults", "This run sorts no texts: it learned {objective}.")
        self._require("classification", what)
        labelled = Labelled(one, two, "")
        classes = cast(Classes, self._predictor.predict([labelled], check=self._check))
        shares = map(float, classes.probabilities[0])
        told = dict(zip(classes.classes, shares, strict=True))
        return Classified(told, self._fitted(labelled))

    def entities(self, text: str) -> Entities:
        """The names in a text, or the tag of every word where tags are no names.

        Raises Fault where the run learned something else, or there is nothing to read.
        """
        what = translate("faults", "This run finds no names: it learned {objective}.")
        self._require("tagging", what)
        require_text(text)
        tagged, places = tagged_of(text)
        found = cast(Tags, self._predictor.predict([tagged], check=self._check))
        classes = self._predictor.classes
        cut = spans_of if any(map(_is_of_name, classes)) else _word_by_word
        spans = cut(found.tags[0])
        return Entities(
            text=readable(text),
            found=tuple(_entity(one, found.probabilities[0], places) for one in spans),
            kinds=tuple(sorted({_kind_of(tag) for tag in classes if tag != OUTSIDE})),
            fitted=self._fitted(tagged),
        )

    def answer(self, context: str, question: str) -> Answered:
        """Where in a context the answer stands, the likeliest first; a long one in windows.

        Raises Fault where the run learned something else, or there is nothing to read.
        """
        what = translate("faults", "This run answers no questions: it learned {objective}.")
        self._require("answering", what)
        asked = Question("typed", _read(context), _read(question), (), answered=False)
        answers = cast(Answers, self._predictor.predict([asked], check=self._check, stride=STRIDE))
        best = answers.answered[0]
        spans = (AnswerSpan(one.text, one.start, one.probability) for one in best.candidates)
        return Answered(
            tuple(spans), best.nothing, self._fitted(asked), unanswerable=best.unanswerable
        )

    def _require(self, kind: str, what: str) -> None:
        if self.kind != kind:
            raise Fault(
                what,
                now=translate("faults", "Choose a run tuned on {name}."),
                objective=self.kind,
                name=kind,
            )

    def _fitted(self, example: Example) -> Fitted:
        """How much of an example was read and known, and through how many windows."""
        tokenizer = self._opened.tokenizer
        examples = encode_examples([example], (), tokenizer, stride=STRIDE, check=self._check)
        fitted = self._fit(examples, Vocabulary.of(tokenizer))
        return replace(fitted, unknown=unknown_among(texts_of(examples), tokenizer))

    def _fit(self, examples: Examples, vocabulary: Vocabulary) -> Fitted:
        match examples:
            case ClassExamples():
                return self._cut(examples, ClassRows(examples, vocabulary, self._length))
            case TagExamples():
                rows = TagRows(examples, vocabulary, self._length)
                return Fitted((len(examples.tokens[0]),), (0,), self._length, len(rows))
            case AnswerExamples():
                windows = AnswerRows(examples, vocabulary, self._length)
                return Fitted((len(examples.contexts[0]),), (0,), self._length, len(windows))

    def _cut(self, examples: ClassExamples, rows: ClassRows) -> Fitted:
        first = examples.first[0]
        room = self._length - len(rows.begins) - len(rows.ends)
        if examples.second is None:
            return Fitted((len(first),), (max(0, len(first) - room),), self._length)
        second = examples.second[0]
        kept = shortened(first, second, room - len(rows.ends))
        given = len(first), len(second)
        left = given[0] - len(kept[0]), given[1] - len(kept[1])
        return Fitted(given, left, self._length)


def _read(text: str) -> str:
    """Whole characters; Fault where there is no word."""
    require_text(text)
    return readable(text)


def _is_of_name(tag: str) -> bool:
    """B-PER begins a name; NOUN is a word class."""
    return tag[:2] in ("B-", "I-")


def _kind_of(tag: str) -> str:
    return tag[2:] if _is_of_name(tag) else tag


def _word_by_word(tags: Sequence[str]) -> list[Span]:
    return [Span(tag, at, at + 1) for at, tag in enumerate(tags) if tag != OUTSIDE]


def _entity(span: Span, shares: Sequence[float], places: Sequence[Place]) -> Entity:
    start, stop = places[span.begin][0], places[span.end - 1][1]
    return Entity(span.kind, start, stop, min(shares[span.begin : span.end]))

"""Questions about contexts: SQuAD 1.1 and 2.0 (Rajpurkar et al. 2016, 2018), CMRC (Cui et al. 2019)

CMRC is written in two layouts: that of SQuAD, and a list of contexts whose answers have no place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, ClassVar

from engine.corpus.cleaning import clean, clean_passage
from engine.examples.example import Kind
from engine.examples.format import (
    LONGEST,
    LONGEST_CONTEXT,
    NOT_SEEN,
    SHOWN,
    Format,
    Found,
    Opened,
    Record,
    Seen,
    Wanted,
    shortened,
)
from engine.examples.whole_json import whole_json
from engine.faults import Fault
from engine.wording import translate

CONTEXT = ("context", "context_text")
QUESTION = ("question", "query_text")
IDENTITY = ("id", "query_id")
_EMPTY = re.compile(r'\{[^][{}]*"data"\s*:\s*\[\s*\][^][{}]*\}')  # of SQuAD, without an article
NOWHERE = -1  # where an answer stands is not said


class Squad(Format):
    """One JSON file; a record is (row, context, identity, question, answers, answered).

    The context is None where it is that of the record before.

    An answer is [first character, text]; `answered` tells whether somebody said what it is, or
    that there is none. Characters that no text may hold are replaced one for one: places stay.
    """

    name: ClassVar[str] = "squad"
    kinds: ClassVar[tuple[Kind, ...]] = ("answering",)

    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """Known by its keys."""
        head = text.head
        if _EMPTY.fullmatch(head.strip()):
            raise _no_questions(text.path)
        if head.lstrip()[:1] not in ("{", "[") or '"qas"' not in head:
            return NOT_SEEN
        if not any(f'"{name}"' in head for name in CONTEXT):
            return NOT_SEEN
        found = (one for one in self.records([text], wanted) if not isinstance(one, str))
        first = list(islice(found, SHOWN))
        columns = ("question", "answers", "context")
        return Seen(
            sureness=0.99,
            kinds=self.kinds,
            columns=columns,
            roles={"first": "context", "second": "question", "label": "answers"},
            preview=tuple(_shown(first)),
            labelled=any(record[5] for record in first),
        )

    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Every question; a paragraph that has none is left out."""
        value = whole_json(texts[0])
        articles = value.get("data") if isinstance(value, dict) else value
        row = 0
        for article in articles if isinstance(articles, list) else ():
            for paragraph in _paragraphs(article):
                context, asked = _one_of(paragraph, CONTEXT), paragraph.get("qas")
                if not isinstance(context, str) or not isinstance(asked, list):
                    yield "malformed"
                    continue
                yield from _questions(row, clean(context, ()), asked)
                row += len(asked)
        if not row:
            raise _no_questions(texts[0].path)


def _paragraphs(article: Any) -> Iterator[Mapping[str, Any]]:
    """Those of an article of SQuAD; one of CMRC's is its own."""
    if isinstance(article, dict):
        inner = article.get("paragraphs", [article])
        yield from (
            one for one in (inner if isinstance(inner, list) else []) if isinstance(one, dict)
        )


def _questions(before: int, context: str, asked: Sequence[Any]) -> Iterator[Found]:
    told = False  # whether the context went with a record
    for row, question in enumerate(asked, start=before + 1):
        found = _question(row, context, question)
        if not isinstance(found, str) and told:
            found = (row, None, *found[2:])
        told = told or not isinstance(found, str)
        yield found


def _question(row: int, context: str, found: Any) -> Found:
    words = _one_of(found, QUESTION) if isinstance(found, dict) else None
    if not isinstance(words, str):
        return "malformed"
    words = clean_passage(words)
    if not words or not context.strip():
        return "empty"
    if len(words) > LONGEST or len(context) > LONGEST_CONTEXT:
        return "too_long"
    given = found.get("answers")
    impossible = bool(found.get("is_impossible"))
    answers = [] if impossible else _answers(given if isinstance(given, list) else [])
    identity = _one_of(found, IDENTITY)
    name = clean_passage(identity) if isinstance(identity, str) else ""
    return row, context, name or str(row), words, answers, impossible or bool(answers)


def _answers(given: list[Any]) -> list[tuple[int, str]]:
    """Each with its place; CMRC's first layout has bare texts."""
    found: list[tuple[int, str]] = []
    for one in given:
        words = one.get("text") if isinstance(one, dict) else one
        start = one.get("answer_start") if isinstance(one, dict) else NOWHERE
        if not isinstance(words, str) or not words.strip():
            continue
        if isinstance(start, bool) or not isinstance(start, int) or start < 0:
            start = NOWHERE
        answer = (start, clean(words, ()))
        if answer not in found:
            found.append(answer)
    return found


def _one_of(found: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((found[name] for name in names if name in found), None)


def _shown(records: Sequence[Record]) -> Iterator[tuple[str, ...]]:
    context = ""
    for _, own, _, question, answers, _ in records:
        context = context if own is None else own
        told = " | ".join(words for _, words in answers)
        yield shortened(question), shortened(told), shortened(context)


def _no_questions(path: str) -> Fault:
    return Fault(
        translate("faults", "There are no questions in {path}."),
        why=translate("faults", "It has no “data” of paragraphs with a context and “qas”."),
        now=translate("faults", "Say in the recipe what format it has, or choose another file."),
        path=path,
    )

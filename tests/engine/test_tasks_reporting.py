"""Rows of a report: what is shown of each example is what was measured."""

from __future__ import annotations

import math

import numpy as np
import pytest

from engine.examples.example import Answer, Question, Scored, Tagged
from engine.examples.making import Making
from engine.tasks.measuring import measure
from engine.tasks.metrics import Measures
from engine.tasks.predictions import Answered, Answers, Candidate, Scores
from engine.tasks.report import Row, TaskReport
from engine.tasks.reporting import rows_of

CONTEXT = "The lamp stands by the door."


def answered(text: str, probability: float, *, unanswerable: bool = True) -> Answered:
    candidate = Candidate(text, CONTEXT.index(text), 1.0, probability)
    return Answered((candidate,), 1.0 - probability, unanswerable)


def asked(identity: str, *answers: str) -> Question:
    given = tuple(Answer(CONTEXT.index(text), text) for text in answers)
    return Question(identity, CONTEXT, "What stands there?", given)


@pytest.mark.parametrize("some_without", [True, False])
def test_answers_are_shown_as_they_were_measured(some_without: bool) -> None:
    """ "" is said where there seems to be none, by a model that learned that there may be none."""
    questions = [asked("a", "lamp"), asked("b", "door")]
    found = [
        answered("lamp", 0.9, unanswerable=some_without),
        answered("door", 0.2, unanswerable=some_without),
    ]
    if some_without:
        questions.append(asked("c"))
        found.append(answered("stands", 0.1))
    predictions = Answers(tuple(found))
    rows = rows_of(questions, predictions)
    assert [row.said for row in rows] == (["lamp", "", ""] if some_without else ["lamp", "door"])
    assert [row.merit for row in rows] == ([1, 0, 1] if some_without else [1, 1])
    measures = measure(questions, predictions)
    assert measures.metric("answer_f1").value == pytest.approx(np.mean([r.merit for r in rows]))


def test_scores_are_told_as_exactly_as_they_were_said() -> None:
    """To three digits they could not be measured again from the table that is saved."""
    examples = [Scored("a", None, 1234.5, 1), Scored("b", None, 0.5, 2)]
    rows = rows_of(examples, Scores(np.array([1239.25, -0.015625], np.float32)))
    assert [(row.right, row.said) for row in rows] == [("1234.5", "1239.25"), ("0.5", "-0.015625")]


def test_the_worst_come_first_also_where_nothing_is_known_of_their_probability() -> None:
    merits = [0.5, 0.0, 1.0, 0.0, 0.2, math.nan, 0.5]
    rows = tuple(Row(at, "", "", "", "", math.nan, merit) for at, merit in enumerate(merits))
    report = TaskReport("regression", 1, "test", (), Measures("", 0, "", ()), rows)
    assert [row.row for row in report.worst()] == [1, 3, 4, 0, 6]


def test_no_tag_is_parted_by_a_blank_in_its_kind() -> None:
    """A row of a report is its tags with blanks between them."""
    making = Making("tagging")
    making.add([(1, ["A", "lamp"], ["B-work of art", "I-work of art"], 0)])
    (found,) = making.examples
    assert isinstance(found, Tagged)
    assert found.tags == ("B-work_of_art", "I-work_of_art")

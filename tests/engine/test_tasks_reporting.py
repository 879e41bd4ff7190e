"""Rows of a report: what is shown of each example is what was measured."""

from __future__ import annotations

import numpy as np
import pytest

from engine.examples.example import Answer, Question
from engine.tasks.measuring import measure
from engine.tasks.predictions import Answered, Answers, Candidate
from engine.tasks.reporting import rows_of

CONTEXT = "The lamp stands by the door."


def answered(text: str, probability: float) -> Answered:
    candidate = Candidate(text, CONTEXT.index(text), 1.0, probability)
    return Answered((candidate,), 1.0 - probability)


def asked(identity: str, *answers: str) -> Question:
    given = tuple(Answer(CONTEXT.index(text), text) for text in answers)
    return Question(identity, CONTEXT, "What stands there?", given)


@pytest.mark.parametrize("some_without", [True, False])
def test_answers_are_shown_as_they_were_measured(some_without: bool) -> None:
    """Where some questions have no answer, "" is said of any that seems to have none."""
    questions = [asked("a", "lamp"), asked("b", "door")]
    found = [answered("lamp", 0.9), answered("door", 0.2)]
    if some_without:
        questions.append(asked("c"))
        found.append(answered("stands", 0.1))
    predictions = Answers(tuple(found))
    rows = rows_of(questions, predictions)
    assert [row.said for row in rows] == (["lamp", "", ""] if some_without else ["lamp", "door"])
    assert [row.merit for row in rows] == ([1, 0, 1] if some_without else [1, 1])
    measures = measure(questions, predictions)
    assert measures.metric("answer_f1").value == pytest.approx(np.mean([r.merit for r in rows]))

"""What a tuned run answers to what a person types, as the task's own predictions have it."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
import torch

from engine.answers import Classified, Rated
from engine.examples.example import Labelled, Question, Tagged
from engine.faults import Cancelled, Fault
from engine.tasks.asking import Tuned
from engine.tasks.predicting import Predictor
from tests.engine import answer_samples as samples
from tests.engine.tasks.task_samples import CLASSES, tuned


class OnlyNothing(torch.nn.Module):
    """Whatever it reads, [CLS] is the likeliest place."""

    def __init__(self, head: torch.nn.Module) -> None:
        super().__init__()
        self.head = head

    def forward(self, hidden: torch.Tensor) -> torch.Tensor:
        """[B, L, 2]"""
        logits = self.head(hidden).clone()
        logits[:, 0] = logits.max() + 10
        return logits


LONG = "the door was open . " * 20  # of 100 tokens, of which 32 are read at once


@pytest.mark.parametrize("second", [None, "the door"])
def test_a_text_or_a_pair_is_given_a_class(second: str | None) -> None:
    opened = tuned("classification")
    found = Tuned(opened).judge("the door was open", second)
    assert isinstance(found, Classified)
    assert tuple(found.shares) == CLASSES
    assert sum(found.shares.values()) == pytest.approx(1, abs=1e-5)
    assert found.fitted.whole
    predicted = Predictor.of(opened).predict([Labelled("the door was open", second, "good")])
    assert list(found.shares.values()) == pytest.approx(predicted.probabilities[0].tolist())


def test_what_a_text_is_too_long_for_is_told() -> None:
    task = Tuned(tuned("classification"))
    assert task.judge(LONG).fitted.left_out == (70,)  # [CLS] and [SEP] need two places
    pair = task.judge(LONG, "the door").fitted
    assert (pair.given, pair.left_out) == ((100, 2), (73, 0))


def test_a_score_comes_with_its_scale() -> None:
    found = Tuned(tuned("regression")).judge("the door", "the door was open")
    assert isinstance(found, Rated)
    assert (found.mean, found.spread) == (3.0, 1.5)
    assert found.score != 3.0


def test_names_are_stretches_of_the_text_in_its_order() -> None:
    text = "the door was open , the door was unbelievable ."
    opened = tuned("tagging")
    found = Tuned(opened).entities(text)
    assert found.kinds == ("LOC", "PER")
    assert found.found, "these weights find something"
    assert all(one.kind in found.kinds and 0 < one.probability <= 1 for one in found.found)
    assert all(before.stop <= after.start for before, after in pairwise(found.found))
    words = tuple(text.split())
    (tags,) = Predictor.of(opened).predict([Tagged(words, ("",) * len(words))]).tags
    tagged = {at for at, tag in enumerate(tags) if tag != "O"}
    held = {
        at
        for at in range(len(words))
        for one in found.found
        if words[at] in text[one.start : one.stop].split()
    }
    assert tagged <= held


def test_tags_that_are_no_names_stand_at_every_word() -> None:
    opened = tuned("tagging")
    words = Tuned(opened).entities("the door was open")
    object.__setattr__(opened, "classes", ("DET", "NOUN", "VERB", "ADJ", "X"))
    found = Tuned(opened).entities("the door was open")
    assert [found.text[one.start : one.stop] for one in found.found] == [
        "the",
        "door",
        "was",
        "open",
    ]
    assert found.kinds == ("ADJ", "DET", "NOUN", "VERB", "X")
    assert found.found != words.found


def test_a_chinese_text_is_read_character_by_character() -> None:
    found = Tuned(tuned("tagging")).entities("他把窗户打开，看见外面下着大雪。")
    assert all(one.stop - one.start >= 1 for one in found.found)
    assert found.fitted.given == (16,)


def test_a_text_longer_than_a_row_is_tagged_to_its_end() -> None:
    found = Tuned(tuned("tagging")).entities(LONG)
    assert found.fitted.windows > 1
    assert max(one.stop for one in found.found) > len(LONG) / 2


def test_an_answer_stands_in_its_context() -> None:
    opened, context = tuned("answering"), "the door was open . " * 12
    found = Tuned(opened).answer(context, "was the door open")
    assert found.fitted.windows > 1
    assert found.spans
    for one in found.spans:
        assert context[one.start : one.start + len(one.text)] == one.text
    shares = [one.probability for one in found.spans]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) + found.nothing == pytest.approx(1, abs=1e-5)
    asked = Question("1", context, "was the door open", ())
    predicted = Predictor.of(opened).predict([asked]).answered[0]
    assert [one.text for one in found.spans] == [one.text for one in predicted.candidates]


def test_how_much_of_the_text_is_unknown_is_told() -> None:
    classes, tags, answers = (Tuned(tuned(k)) for k in ("classification", "tagging", "answering"))
    assert classes.judge("the door was open").fitted.unknown == 0
    assert classes.judge("the door zebra xylophone").fitted.unknown == pytest.approx(1 / 2)
    assert classes.judge("the door", "zebra xylophone").fitted.unknown == pytest.approx(1 / 2)
    assert tags.entities("zebra the door was").fitted.unknown == pytest.approx(1 / 4)
    fitted = answers.answer("the zebra", "was xylophone").fitted
    assert fitted.unknown == pytest.approx(1 / 2)


def test_a_run_that_never_learned_to_say_so_always_answers() -> None:
    """All questions of SQuAD 1 have an answer, and windows without it point at [CLS]."""
    context = "the door was open . " * 12
    asked = Question("1", context, "was the door open", ())
    opened = replace(tuned("answering"), unanswerable=False)
    with torch.no_grad():  # what stands at [CLS] is above all else
        opened.learner.objective.head = OnlyNothing(opened.learner.objective.head)
    found = Tuned(opened).answer(context, "was the door open")
    assert found.nothing > 0.9
    assert found.best == found.spans[0]
    assert sum(one.probability for one in found.spans) == pytest.approx(1, abs=1e-5)
    (predicted,) = Predictor.of(opened).predict([asked]).answered
    assert predicted.said == found.spans[0].text
    refuses = replace(opened, unanswerable=True)
    assert Tuned(refuses).answer(context, "was the door open").best is None
    assert Predictor.of(refuses).predict([asked]).answered[0].said == ""


@pytest.mark.parametrize(
    ("kind", "ask"),
    [
        ("classification", lambda task: task.entities("the door")),
        ("tagging", lambda task: task.judge("the door")),
        ("regression", lambda task: task.answer("the door", "the door")),
    ],
)
def test_another_task_is_refused_with_its_name(kind: str, ask: object) -> None:
    with pytest.raises(Fault, match=f"it learned {kind}") as refused:
        ask(Tuned(tuned(kind)))
    assert "Choose a run tuned on" in str(refused.value)


@pytest.mark.parametrize("text", ["", "  ", "[MASK]"])
def test_nothing_to_read_is_refused(text: str) -> None:
    for kind, ask in (
        ("classification", Tuned.judge),
        ("tagging", Tuned.entities),
    ):
        with pytest.raises(Fault, match="words"):
            ask(Tuned(tuned(kind)), text)
    with pytest.raises(Fault, match="words"):
        Tuned(tuned("answering")).answer("the door", text)


def test_a_run_that_learned_no_task_says_so() -> None:
    with pytest.raises(Fault, match="learned no task"):
        Tuned(samples.opened("masked_lm"))


def test_long_work_can_be_ended() -> None:
    def check() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        Tuned(tuned("tagging"), check).entities(LONG)

"""Answers are compared as SQuAD's and CMRC's own programs compare them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.faults import Fault
from engine.tasks.metrics import Measures, answers, chinese_answers
from engine.tasks.metrics.answering import answer_statistics, answering, simple_answers

WORDS = st.lists(st.sampled_from(["the", "sea", "A", "hill,", "x-y", "新", "12"]), max_size=6)
ANSWERS = WORDS.map(" ".join)


def measured(right, said, **more) -> Measures:
    return answering(right, said, np.random.default_rng(0), **more)


@pytest.mark.parametrize(
    ("answer", "bare"),
    [
        ("The  Sea!", "sea"),
        ("a.m.", "am"),
        ("an island, a theme", "island theme"),
        ("“Quoted”", "“quoted”"),
        ("the", ""),
        ("", ""),
    ],
)
def test_an_answer_is_bared_of_what_does_not_count(answer: str, bare: str) -> None:
    assert answers.normalised(answer) == bare


def test_words_in_common_count() -> None:
    assert answers.token_f1("the deep blue sea", "blue sea sea") == pytest.approx(2 / 3)
    assert answers.token_f1("the", "a") == 0  # version 1.1 knows no empty answer
    assert answers.token_f1_or_none("the", "a") == 1
    assert answers.token_f1_or_none("the", "sea") == 0
    assert answers.answerable(["the", ""]) == [""]


def test_the_best_of_all_right_answers_counts() -> None:
    found = measured([["a hill", "the green hill"], ["Rome"]], ["green hill", "Paris"])
    assert found.metric("exact_match").value == pytest.approx(1 / 2)
    assert found.metric("answer_f1").value == pytest.approx(1 / 2)
    assert found.tables == ()
    assert found.metric("answer_f1").floor == 0
    assert "answering nothing" in found.floor


def test_a_question_without_an_answer_wants_none() -> None:
    found = measured([["sea"], [], []], ["sea", "", "hill"])
    assert found.metric("exact_match").value == pytest.approx(2 / 3)
    assert found.metric("answer_f1").floor == pytest.approx(2 / 3)
    assert [(row[1], row[3]) for row in found.tables[0].rows] == [(1, 1), (0.5, 2)]
    assert found.tables[0].columns[0].marked


def test_the_best_threshold_refuses_what_is_better_refused() -> None:
    right, said = [["sea"], ["hill"], [], []], ["sea", "mill", "x", "y"]
    found = measured(right, said, no_answer=[0.1, 0.2, 0.15, 0.9])
    # letting the first alone through is best: it is right, and both without answer are refused
    assert found.metric("best_exact_match").value == pytest.approx(3 / 4)
    assert found.metric("exact_match").value == pytest.approx(1 / 4)
    assert found.metric("best_exact_match").floor == pytest.approx(1 / 2)
    assert found.metric("best_exact_match").high <= 1
    late = measured([["sea"], []], ["sea", "x"], no_answer=[0.5, 0.1])
    assert late.metric("best_exact_match").value == 1 / 2  # the right one costs letting "x" through
    parted = measured([["sea"], []] * 20, ["sea", "x"] * 20, no_answer=[0.1, 0.9] * 20)
    best = parted.metric("best_answer_f1")
    assert (best.low, best.value, best.high) == (1, 1, 1)
    useless = measured([[], []], ["x", "y"], no_answer=[0.5, 0.5])
    assert useless.metric("best_exact_match").value == 1


def test_the_floor_is_the_best_that_reads_no_question() -> None:
    contexts = ["The sea. It is deep.", "A hill. It is high."]
    simple = simple_answers(contexts)
    assert simple == {"empty": ["", ""], "first_sentence": ["The sea.", "A hill."]}
    found = measured([["sea"], ["hill, high"]], ["", ""], baselines=simple)
    assert "first sentence" in found.floor
    assert found.metric("exact_match").floor == pytest.approx(1 / 2)
    assert found.metric("answer_f1").floor == pytest.approx((1 + 2 / 3) / 2)
    assert simple_answers([""]) == {"empty": [""], "first_sentence": [""]}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("北京，上海！", ["北", "京", "上", "海"]),
        ("在 New York 的3.5米", ["在", "new", "york", "的", "3.5", "米"]),
        ("a-b", ["ab"]),
        ("", []),
        ("……", ["……"]),
        (
            "约1,000元(含税), the U.S.",
            ["约", "1,000", "元", "(", "含", "税", ")", ",", "the", "u.s", "."],
        ),
        ("3.5%...", ["3.5", "%", "..."]),
    ],
)
def test_chinese_is_cut_into_characters_and_words(text: str, parts: list[str]) -> None:
    assert chinese_answers.segments(text) == parts


def test_the_longest_stretch_in_common_counts() -> None:
    assert chinese_answers.longest_common("abcde", "xbcdyabc") == 3
    assert chinese_answers.overlap_f1("深蓝的大海", "大海") == pytest.approx(2 * 2 / 7)
    assert chinese_answers.overlap_f1("大海", "") == 0
    assert chinese_answers.exact("《大海》。", " 大海 ") == 1
    found = measured([["大海", "深蓝的大海"]], ["大海！"], rules="cmrc")
    assert found.metric("exact_match").value == 1
    assert found.metric("answer_f1").value == 1


def test_a_chinese_question_without_an_answer_wants_none() -> None:
    assert answer_statistics([[], []], ["", "海"], "cmrc").tolist() == [[1, 1], [0, 0]]


@settings(deadline=None)
@given(ANSWERS, ANSWERS)
def test_scores_lie_between_0_and_1_and_are_the_same_both_ways(gold: str, said: str) -> None:
    for compare in (
        answers.exact,
        answers.token_f1,
        answers.token_f1_or_none,
        chinese_answers.exact,
        chinese_answers.overlap_f1,
    ):
        score = compare(gold, said)
        assert 0 <= score <= 1
        assert score == pytest.approx(compare(said, gold))
    assert answers.token_f1_or_none(gold, gold) == 1
    assert answers.exact(gold, said) <= answers.token_f1_or_none(gold, said)
    assert chinese_answers.overlap_f1(gold, gold) == float(bool(chinese_answers.segments(gold)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(ANSWERS, max_size=2), ANSWERS), min_size=1, max_size=6))
def test_no_order_changes_a_figure(questions) -> None:
    forth = answer_statistics([golds for golds, _ in questions], [said for _, said in questions])
    back = answer_statistics(
        [golds[::-1] for golds, _ in questions[::-1]], [said for _, said in questions[::-1]]
    )
    assert np.allclose(forth, back[::-1])


def test_of_no_questions_nothing_is_known() -> None:
    with pytest.raises(Fault, match="nothing to measure"):
        measured([], [])


def test_an_answer_to_each_is_needed() -> None:
    with pytest.raises(ValueError, match="1 answers to 2 questions"):
        measured([["a"], ["b"]], ["a"])

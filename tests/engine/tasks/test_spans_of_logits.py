"""Answers read off logits: whole words, and none only where that was learned."""

from __future__ import annotations

import numpy as np
import pytest

from engine.tasks.spans_of_logits import Windowed, answered
from engine.tasks.typed_text import is_edge

YEAR = "built in 1784 ."


def window(begins: list[float], ends: list[float], offsets: list[tuple[int, int]]) -> Windowed:
    logits = np.array([begins, ends], np.float32).T
    return Windowed(logits, np.array([3.0, 3.0], np.float32), np.array(offsets, np.int64))


def pieces(blank: int = 0) -> Windowed:
    """built in 17 ##84 . with "17" the likeliest."""
    offsets = [(0, 5), (6, 8), (9 - blank, 11), (11, 13), (14, 15)]
    return window([0, 0, 9, 5, 0], [0, 0, 9, 5, 0], offsets)


@pytest.mark.parametrize("blank", [0, 1])
def test_an_answer_is_made_of_whole_words(blank: int) -> None:
    found = answered([pieces(blank)], YEAR)
    assert found.best.strip() == "1784"
    assert all(one.text.strip() not in ("17", "84") for one in found.candidates)


def test_a_window_within_one_word_has_an_answer_still() -> None:
    found = answered([window([1, 5], [1, 5], [(1, 3), (3, 5)])], "unanswered")
    assert found.best == "ns"


def test_chinese_characters_are_words_as_they_are() -> None:
    found = answered([window([0, 9, 0], [0, 9, 0], [(0, 1), (1, 2), (2, 3)])], "开窗户")
    assert found.best == "窗"


def test_none_is_said_only_where_it_was_learned() -> None:
    sure = window([0, 1], [0, 1], [(0, 3), (4, 8)])
    told, untold = (answered([sure], "the door", unanswerable=one) for one in (True, False))
    assert told.said == ""
    assert told.nothing + sum(one.probability for one in told.candidates) == pytest.approx(1)
    assert untold.said == "door"
    assert untold.nothing == told.nothing > 0.9
    assert sum(one.probability for one in untold.candidates) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "at", "edge"),
    [
        ("1784", 2, False),
        ("the door", 3, True),
        ("mill's", 4, True),
        ("café", 4, True),
        ("cafe\u0301s", 4, False),
        ("窗户", 1, True),
        ("在1784年", 3, False),
        ("在1784年", 5, True),
        ("ในบ้าน", 2, True),
        ("", 0, True),
    ],
)
def test_words_begin_and_end_at_edges(text: str, at: int, edge: bool) -> None:
    assert is_edge(text, at) is edge

"""Passages that are typed, and pairs of them in one line."""

from __future__ import annotations

import pytest

from engine.passages import as_one, readable, split_pair


@pytest.mark.parametrize(
    "pair", [("The door.", None), ("The door.", "It was open."), ("门。", "开着。")]
)
def test_a_pair_in_one_line_is_parted_again(pair: tuple[str, str | None]) -> None:
    assert split_pair(as_one(*pair)) == pair


def test_half_characters_are_shown_as_such_and_whole_ones_stay() -> None:
    assert readable("门 \ud800 🚪 \udc00") == "门 � 🚪 �"
    assert readable("\ud83d\udeaa") == "🚪"

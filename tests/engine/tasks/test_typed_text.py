"""The words a person's text is cut into before it is tagged."""

from __future__ import annotations

import pytest

from engine.tasks.typed_text import tagged_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Anna lives in Berlin.", ["Anna", "lives", "in", "Berlin", "."]),
        ("  (“Oslo”, he said)  ", ["(", "“", "Oslo", "”", ",", "he", "said", ")"]),
        ("The U.S. team won 3-1!", ["The", "U.S.", "team", "won", "3-1", "!"]),
        ("@anna #oslo don't", ["@anna", "#oslo", "don't"]),
        ("... ?", [".", ".", ".", "?"]),
        ("He left.", ["He", "left", "."]),
        ("张伟住在北京。", list("张伟住在北京。")),
        ("我用 iPad 看书", list("我用iPad看书")),
        ("   ", []),
    ],
)
def test_words_stand_between_blanks_and_in_chinese_each_is_a_character(
    text: str, words: list[str]
) -> None:
    tagged, places = tagged_of(text)
    assert list(tagged.words) == words
    assert [text[start:stop] for start, stop in places] == words
    assert tagged.tags == ("",) * len(words)


def test_whether_blanks_stand_between_the_words_is_told() -> None:
    assert tagged_of("Anna lives in Berlin.")[0].spaced
    assert not tagged_of("张伟住在Berlin。")[0].spaced


def test_half_a_character_does_not_move_the_places() -> None:
    tagged, places = tagged_of("a\ud800 b")
    assert [len(word) for word in tagged.words] == [1, 1, 1]
    assert places == ((0, 1), (1, 2), (3, 4))

"""A text with gaps: words are cut out and put back, neighbours are one gap."""

from __future__ import annotations

import pytest

from studio.widgets.cut_text import read_cut, recall_cut, stretches, toggle_cut, write_cut


def cut(text: str, *places: int) -> str:
    """A text in which these stretches were pressed one after another."""
    words, rest = read_cut(text)
    for place in places:
        words = toggle_cut(words, stretches(words)[place])
    return write_cut(words, rest)


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((), "He ran home fast. "),
        ((1,), "He <extra_id_0> home fast. "),
        ((1, 2), "He <extra_id_0> fast. "),  # neighbours are one gap
        ((3, 0), "<extra_id_0> ran home <extra_id_1>. "),  # numbered as they stand
        ((1, 2, 1), "He ran home fast. "),  # a gap that is pressed gives all its words back
    ],
)
def test_words_are_cut_out_and_put_back(places: tuple[int, ...], found: str) -> None:
    assert cut("He ran home fast. ", *places) == found


def test_gaps_somebody_typed_stay_gaps_whatever_they_are_called() -> None:
    assert cut("A [MASK] b <extra_id_7>.") == "A <extra_id_0> b <extra_id_1>."
    assert cut("A [MASK] b.", 1) == "A <extra_id_0> b."  # nobody knows its words
    words, rest = read_cut("A <extra_id_0> b.")
    assert write_cut(words, rest, numbered=False) == "A [MASK] b."


def test_chinese_is_cut_sign_by_sign() -> None:
    assert cut("渔船出海了。", 2, 3) == "渔船<extra_id_0>了。"


def test_gaps_know_their_words_again_while_one_types() -> None:
    words, _ = read_cut("He ran home.")
    words = toggle_cut(words, stretches(words)[1])
    typed, _ = read_cut("Then he <extra_id_0> home.")
    known = recall_cut(typed, words)
    assert write_cut(toggle_cut(known, stretches(known)[2])) == "Then he ran home."

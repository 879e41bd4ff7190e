"""Words of many texts are counted at once, as cutting each text would give them."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.tokenizer import words as module


@given(st.lists(st.text(alphabet="ab,. \n\t\r\x01\x7f字é", max_size=6), max_size=6))
@settings(deadline=None)
def test_cutting_all_texts_at_once_changes_nothing(texts: list[str]) -> None:
    words, counts = module._cut_all(texts, "".join(texts), module._bert_words)
    each = [module._bert_words(text) for text in texts]
    assert words == [word for part in each for word in part]
    assert counts.tolist() == [len(part) for part in each]


def test_plain_text_is_cut_in_one_piece() -> None:
    texts = ["He said.", " Then he left.\n\n", "Nothing", "", " more"]
    counts = module._counts_between_blanks(texts, "".join(texts))
    assert counts is not None
    assert counts.tolist() == [2, 3, 1, 0, 1]
    assert module._counts_between_blanks(["Nothing", "more"], "Nothingmore") is None

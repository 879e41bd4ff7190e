"""Text told piece by piece while it is written: whole characters, no marks, and all of it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.inference.growing import HALF, Growing, text_behind
from engine.inference.sentence import encode
from engine.inference.spans import spans_of
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine.answer_samples import byte_pieces, opened, pieces
from tests.engine.tokenizer_samples import byte_level_bpe, chinese_bpe

KINDS = {
    "by hand": pieces,
    "bytes": byte_pieces,
    "bpe": byte_level_bpe,
    "chinese": chinese_bpe,
}
TEXT = "the readers reread 法律面前，人人 walking readable masked words。 door"


def told(tokenizer: Tokenizer, before: list[int], tokens: list[int]) -> list[str]:
    silent = {tokenizer.special.sep}
    growing = Growing(tokenizer, before, silent)
    found = [growing.add(token) for token in tokens]
    assert "".join(found) == growing.text == text_behind(tokenizer, before, tokens, silent)
    return found


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("split", range(0, 12, 3))
def test_the_pieces_told_are_the_rest_of_the_whole_text(kind: str, split: int) -> None:
    tokenizer = KINDS[kind]()
    tokens = [int(token) for token in tokenizer.encode([TEXT * 6])[0]]
    while tokenizer.continues_word(tokens[split]) or tokenizer.decode(tokens[:split]).endswith(
        HALF
    ):
        split += 1
    found = told(tokenizer, tokens[:split], tokens[split:])
    assert tokenizer.decode(tokens[:split]) + "".join(found) == tokenizer.decode(tokens)
    assert not any(HALF in one for one in found)
    assert not any("##" in one for one in found)


def test_a_character_is_told_when_its_last_byte_is_there() -> None:
    tokenizer = byte_pieces()
    tokens = [int(token) for token in tokenizer.encode(["他a门"])[0]]
    assert told(tokenizer, [], tokens) == ["", "", "他", "a", "", "", "门"]
    assert told(tokenizer, [], tokens[:-1])[-2:] == ["", ""]  # half of it is never told


def test_what_goes_on_with_a_word_is_told_without_its_mark() -> None:
    tokenizer = pieces()
    walk, ing = encode(tokenizer, "walking")
    assert told(tokenizer, [walk], [ing, walk]) == ["ing", " walk"]
    assert told(tokenizer, [], [ing, walk]) == ["ing", " walk"]
    (door,) = encode(tokenizer, "door")
    assert told(tokenizer, [walk], [door, tokenizer.special.sep or 0]) == [" door", ""]


def test_bytes_that_are_no_text_are_told_once_it_is_clear() -> None:
    tokenizer = byte_pieces()
    half, *_ = (int(token) for token in tokenizer.encode(["他"])[0])
    (letter,) = (int(token) for token in tokenizer.encode(["a"])[0])
    assert told(tokenizer, [], [half, letter]) == ["", f"{HALF}a"]


def spans(typed: str, written: str, *, named: bool) -> list[tuple[str, str | None]]:
    """Of a text as it was typed, and what was written on it."""
    name = "span_corruption" if named else "denoising"
    loaded = opened(name, fields={"span_corruption": {"rate": 0.1}})
    tokens = np.array(encode(loaded.tokenizer, typed), dtype=np.int64)
    prompt = loaded.learner.objective.prompt(tokens)
    assert prompt is not None
    assert prompt.read is not None
    answer = encode(loaded.tokenizer, written)
    found = spans_of(loaded.tokenizer, tokens.tolist(), prompt.read.tolist(), answer)
    return [(span.gap, span.text) for span in found]


def test_words_are_told_to_be_of_the_gap_they_name() -> None:
    text = "the <extra_id_0> was [MASK] walk <extra_id_3>."
    found = spans(text, "<extra_id_0> door <extra_id_1> open <extra_id_2>", named=True)
    assert found == [("<extra_id_0>", "door"), ("[MASK]", "open"), ("<extra_id_3>", None)]
    twice = spans("[MASK] walk[MASK]", "<extra_id_1> ##ing <extra_id_0>", named=True)
    assert twice[0] == ("[MASK]", "")


def test_words_are_told_to_be_of_the_gap_whose_neighbours_they_have() -> None:
    text = "the [MASK] was [MASK]."
    found = spans(text, "the door was open walk.", named=False)
    assert found == [("[MASK]", "door"), ("[MASK]", "open walk")]
    assert spans(text, "the was open.", named=False) == [("[MASK]", ""), ("[MASK]", "open")]
    assert spans(text, "walk door.", named=False)[1][1] is None  # the words around it changed

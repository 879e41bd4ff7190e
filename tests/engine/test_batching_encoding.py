"""Examples as tokens: each word begins where its first piece stands, each answer on its signs."""

from __future__ import annotations

import numpy as np
import pytest

from engine.batching.encoding import encode_examples
from engine.batching.examples import NONE, AnswerExamples, ClassExamples, TagExamples
from engine.examples.example import (
    Answer,
    Example,
    Labelled,
    Question,
    Rendered,
    Scored,
    Tagged,
)
from engine.faults import Cancelled
from engine.tokenizer.tokenizer import Tokenizer
from tests.engine import tokenizer_samples
from tests.engine.answer_samples import byte_pieces, pieces

CLASSES = ("O", "B-PER", "I-PER")
READERS = {
    "pieces": tokenizer_samples.wordpiece,
    "bytes": byte_pieces,
    "bytes with a blank before": tokenizer_samples.byte_level_bpe,
    "Chinese bytes": tokenizer_samples.chinese_bpe,
}
# A token of theirs holds several Chinese words, or a blank before one: to have a tag of its own, a
# word is written as it is alone.
ALONE = ("Chinese bytes", "bytes with a blank before")


def tagged(words: tuple[str, ...], tags: tuple[str, ...], *, spaced: bool = True) -> Tagged:
    return Tagged(words, tags, spaced=spaced)


def tags_of(tokenizer: Tokenizer, *examples: Tagged) -> TagExamples:
    found = encode_examples(examples, CLASSES, tokenizer)
    assert isinstance(found, TagExamples)
    return found


def answers_of(tokenizer: Tokenizer, *examples: Question) -> AnswerExamples:
    found = encode_examples(examples, (), tokenizer)
    assert isinstance(found, AnswerExamples)
    return found


def shown(tokenizer: Tokenizer, ids: np.ndarray) -> list[str]:
    return [tokenizer.token(int(id)) for id in ids]


def test_a_word_of_three_pieces_begins_at_its_first() -> None:
    tokenizer = pieces()
    one = tagged(("the", "unbelievable", "door"), ("O", "B-PER", "I-PER"))
    found = tags_of(tokenizer, one)
    assert shown(tokenizer, found.tokens[0]) == ["the", "un", "believ", "able", "door"]
    assert found.starts[0].tolist() == [0, 1, 4]
    assert found.tags[0].tolist() == [0, 1, 2]


def test_with_blanks_in_the_pieces_a_word_has_the_one_before_it() -> None:
    tokenizer = byte_pieces()
    found = tags_of(tokenizer, tagged(("door", "door"), ("O", "O")))
    assert shown(tokenizer, found.tokens[0]) == ["d", "o", "o", "r", "door"]
    assert found.starts[0].tolist() == [0, 4]


def test_between_chinese_words_there_is_no_blank() -> None:
    tokenizer = byte_pieces()
    found = tags_of(tokenizer, tagged(("他", "窗户"), ("B-PER", "O"), spaced=False))
    assert found.starts[0].tolist() == [0, 3]
    assert len(found.tokens[0]) == 9  # three bytes a character
    found = tags_of(pieces(), tagged(("他", "窗户"), ("B-PER", "O"), spaced=False))
    assert shown(pieces(), found.tokens[0]) == ["他", "窗", "户"]
    assert found.starts[0].tolist() == [0, 1]


@pytest.mark.parametrize("reader", READERS)
def test_the_words_of_a_sentence_are_the_tokens_of_its_text(reader: str) -> None:
    tokenizer = READERS[reader]()
    english = ("the", "masked", "words", "of", "a", "masked", "text", "are", "read")
    chinese = tuple("我来到北京清华大学")
    for words, spaced in ((english, True), (chinese, False)):
        one = tagged(words, ("O",) * len(words), spaced=spaced)
        found = tags_of(tokenizer, one)
        if reader in ALONE and not spaced:
            continue
        assert found.tokens[0].tolist() == tokenizer.encode([one.text])[0].tolist()


@pytest.mark.parametrize("nothing", ["\u200b", "\u00ad"])
def test_a_word_without_a_token_has_the_one_that_stands_in(nothing: str) -> None:
    tokenizer = pieces()
    found = tags_of(tokenizer, tagged(("the", nothing, "door"), ("O", "B-PER", "O")))
    assert shown(tokenizer, found.tokens[0]) == ["the", "[UNK]", "door"]
    assert found.starts[0].tolist() == [0, 1, 2]


def test_a_tag_nobody_learned_is_none() -> None:
    found = tags_of(pieces(), tagged(("the", "door"), ("B-DOOR", "O")))
    assert found.tags[0].tolist() == [NONE, 0]


def test_classes_are_numbers_and_unknown_ones_are_none() -> None:
    given = [Labelled("the door", None, "b"), Labelled("", None, "a"), Labelled(".", None, "x")]
    found = encode_examples(given, ("a", "b"), pieces())
    assert isinstance(found, ClassExamples)
    assert found.labels is not None
    assert found.labels.tolist() == [1, 0, NONE]
    assert found.second is None
    assert shown(pieces(), found.first[1]) == ["[UNK]"]  # of an empty text


def test_a_pair_keeps_both_its_texts_and_a_score_is_a_number() -> None:
    found = encode_examples([Scored("the", "door", 2.5), Scored("was", "open", 0.0)], (), pieces())
    assert isinstance(found, ClassExamples)
    assert found.second is not None
    assert shown(pieces(), found.second[0]) == ["door"]
    assert found.scores is not None
    assert found.scores.tolist() == [2.5, 0.0]


CONTEXT = "The unbelievable door was open."
TEXTS = {
    "pieces": (pieces, CONTEXT, "unbelievable door"),
    "bytes": (byte_pieces, CONTEXT, "unbelievable door"),
    "after a blank": (byte_pieces, CONTEXT, "door"),
    "a part of a piece": (pieces, CONTEXT, "believable"),
    "Chinese": (pieces, "他把窗户打开，看见外面下着大雪。", "窗户"),
    "Chinese bytes": (byte_pieces, "他把窗户打开，看见外面下着大雪。", "大雪"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_an_answer_is_the_tokens_that_hold_its_signs(name: str) -> None:
    reader, context, answer = TEXTS[name]
    tokenizer = reader()
    begin = context.index(answer)
    found = answers_of(tokenizer, Question("1", context, "?", (Answer(begin, answer),)))
    first, last = found.spans[0].tolist()
    offsets = found.offsets[0]
    said = context[offsets[first, 0] : offsets[last, 1]]
    assert said.strip() == answer
    assert (offsets[:first, 1] <= begin).all()
    assert (offsets[last + 1 :, 0] >= begin + len(answer)).all()


def test_what_has_no_answer_has_no_place() -> None:
    found = answers_of(
        pieces(),
        Question("1", CONTEXT, "the door?", ()),
        Question("2", CONTEXT, "open?", (Answer(26, "open"),)),
        Question("3", CONTEXT, "?", (), answered=False),
    )
    assert found.spans.tolist() == [[NONE, NONE], [6, 6], [NONE, NONE]]
    assert found.known.tolist() == [True, True, False]
    assert found.context_of.tolist() == [0, 0, 0]
    assert len(found.contexts) == 1


def test_other_examples_are_refused_and_a_stop_is_heard() -> None:
    with pytest.raises(TypeError, match="Rendered"):
        encode_examples([Rendered("a", ("b",))], (), pieces())
    with pytest.raises(ValueError, match="no examples"):
        encode_examples([], (), pieces())

    def stop() -> None:
        raise Cancelled

    one: list[Example] = [Labelled("the door", None, "a")]
    with pytest.raises(Cancelled):
        encode_examples(one, ("a",), pieces(), check=stop)

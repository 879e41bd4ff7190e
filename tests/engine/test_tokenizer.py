"""Tokenizers learned here: the same every time, whole on their way, and what people see of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.corpus.sentences import sentences
from engine.tokenizer.rules import Rules
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, prose, write_books

CHINESE = "国家保护公民的合法权益。任何人不得侵犯，违者依法处理。我们在学校里学习中文和English。\n"
SOME_TEXT = st.text(
    alphabet=st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from(
            "the old river.,!? \n\t国家“”'[MASK]##Ġé\x1c\x0b\x85\u3000\u2028\u0301\ufffd"
        ),
    ),
    max_size=80,
)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_books(tmp_path_factory.mktemp("corpus") / "books", num_books=4)
    (folder / "zh.txt").write_text(CHINESE * 60)
    return folder


def learn(books: Path, kind: str, **fields: object) -> Tokenizer:
    config = TokenizerConfig(kind=kind, vocabulary=600, **fields)  # type: ignore[arg-type]
    return train_tokenizer(config, corpus(books, cleaning=("whitespace",)))


@pytest.fixture(scope="module", params=["wordpiece", "bpe"])
def tokenizer(request: pytest.FixtureRequest, books: Path) -> Tokenizer:
    return learn(books, request.param)


def test_learning_twice_gives_the_same_tokenizer(books: Path, tokenizer: Tokenizer) -> None:
    kind = "wordpiece" if b"WordPiece" in tokenizer.to_bytes() else "bpe"
    again = [learn(books, kind).to_bytes() for _ in range(2)]
    assert again == [tokenizer.to_bytes()] * 2


def test_signs_that_are_chinese_and_letters_too_get_the_same_numbers(tmp_path: Path) -> None:
    text = "いろ々と二〇〇八年のはなし。ああ々〇〇々。〆〆かく〆。⺀⺁𪜀𪜁ab〇"
    (tmp_path / "a.txt").write_text("\n\n".join(text * 40 + prose(n, 40) for n in range(30)))
    learned = {learn(tmp_path, "wordpiece").to_bytes() for _ in range(4)}
    assert len(learned) == 1


def test_special_tokens_stand_first_and_the_vocabulary_is_padded(tokenizer: Tokenizer) -> None:
    special = tokenizer.special
    ids = (special.pad, special.unknown, special.cls, special.sep, special.mask)
    assert ids == (0, 1, 2, 3, 4)
    assert tokenizer.vocabulary <= 600
    assert tokenizer.padded_vocabulary % 64 == 0
    assert 0 <= tokenizer.padded_vocabulary - tokenizer.vocabulary < 64


def test_bytes_round_trip(tokenizer: Tokenizer) -> None:
    again = Tokenizer.from_bytes(tokenizer.to_bytes())
    assert again.fingerprint() == tokenizer.fingerprint()
    text = ["The old river.", CHINESE]
    assert [ids.tolist() for ids in again.encode(text)] == [
        ids.tolist() for ids in tokenizer.encode(text)
    ]


def test_the_word_mask_in_a_book_is_no_mask(tokenizer: Tokenizer) -> None:
    assert tokenizer.special.mask not in tokenizer.encode(["the [MASK] river [PAD]"])[0]
    ids, offsets = tokenizer.encode_with_offsets("the [MASK] river")
    assert ids.count(4) == 1
    start, stop = offsets[ids.index(4)]
    assert "the [MASK] river"[start:stop].strip() == "[MASK]"


@given(texts=st.lists(SOME_TEXT, max_size=6))
@settings(max_examples=200, deadline=None)
def test_words_looked_up_give_what_encoding_whole_gives(
    tokenizer: Tokenizer, texts: list[str]
) -> None:
    assert tokenizer._memory is not None
    assert isinstance(tokenizer._rules, Rules)
    assert [ids.tolist() for ids in tokenizer.encode(texts)] == tokenizer._rules.encode(texts)


def test_encoding_sentences_gives_what_encoding_the_document_gives(tokenizer: Tokenizer) -> None:
    text = f"# Title\n\n{prose(3, 60)}\n  One more.  Two blanks.\n\nEnd."
    parts = sentences(text)
    assert "".join(parts) == text
    together = np.concatenate(tokenizer.encode(parts)).tolist()
    assert together == tokenizer.encode([text])[0].tolist()


def test_every_id_is_below_the_vocabulary_and_every_text_is_encoded(tokenizer: Tokenizer) -> None:
    texts = ["", " ", "\x00\u202e", "😀 ☃", "\ud7ff", "x" * 10_000, CHINESE * 50]
    encoded = tokenizer.encode(texts)
    assert len(encoded) == len(texts)
    assert not len(encoded[0])
    assert all(int(ids.max(initial=0)) < tokenizer.vocabulary for ids in encoded)
    assert tokenizer.encode([]) == []


def test_chinese_characters_stand_alone(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode(["国家保护公民的合法权益。"])[0]
    assert [piece.text for piece in tokenizer.pieces(ids)] == list("国家保护公民的合法权益。")
    assert tokenizer.is_word_start()[ids].all()
    assert tokenizer.decode(ids) == "国家保护公民的合法权益。"


def test_pieces_show_words_as_people_write_them(tokenizer: Tokenizer) -> None:
    ids = tokenizer.encode(["the river rivergarden"])[0]
    pieces = tokenizer.pieces(ids)
    words = "".join(piece.text if piece.joins else f" {piece.text}" for piece in pieces).split()
    assert words == ["the", "river", "rivergarden"]
    starts = tokenizer.is_word_start()[ids].tolist()
    assert starts[1:] == [not piece.joins for piece in pieces][1:]
    assert tokenizer.token(4) == "[MASK]"
    assert tokenizer.token(tokenizer.padded_vocabulary + 5) == "–"


def test_a_piece_that_continues_a_word_is_told_from_the_word_it_looks_like(
    tokenizer: Tokenizer,
) -> None:
    ids = [int(token) for token in tokenizer.encode(["the rivergarden"])[0]]
    pieces = tokenizer.pieces(ids)
    told = [tokenizer.continues_word(token) for token in ids]
    assert told[1:] == [piece.joins for piece in pieces][1:]
    assert any(told)
    (comma,) = tokenizer.encode([","])[0]
    for begins in (tokenizer.special.mask, comma, tokenizer.vocabulary + 5):
        assert begins is not None
        assert not tokenizer.continues_word(int(begins))


def test_bytes_per_token_are_those_of_its_text(tokenizer: Tokenizer) -> None:
    sizes = tokenizer.bytes_per_token()
    assert len(sizes) == tokenizer.vocabulary
    assert not sizes[:5].any()
    text = "the old river"
    ids = tokenizer.encode([text])[0]
    blanks = 0 if b'"ByteLevel"' in tokenizer.to_bytes() else text.count(" ")
    assert int(sizes[ids].sum()) + blanks == len(text)


def test_lowercase_is_a_choice(books: Path) -> None:
    text = ["The River", "the river"]
    same = learn(books, "wordpiece").encode(text)
    assert same[0].tolist() == same[1].tolist()
    cased = learn(books, "wordpiece", lowercase=False).encode(text)
    assert cased[0].tolist() != cased[1].tolist()

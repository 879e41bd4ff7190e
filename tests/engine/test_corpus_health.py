"""Health: pieces of a text, evenly drawn, and what of them a tokenizer has no token for."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.control import Control
from engine.corpus import health as module
from engine.corpus.health import examine
from engine.faults import Cancelled
from engine.tokenizer.unknown import count_unknown
from tests.engine.corpus_samples import corpus, prose, read, write_books
from tests.engine.tokenizer_samples import byte_level_bpe, wordpiece


def test_of_a_small_text_all_is_a_piece(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books")
    documents, own = read(books)
    found = examine(corpus(books))
    assert found.summary == own.summary
    assert "".join(found.pieces) == "".join(document.text for document in documents)
    assert max(map(len, found.pieces)) <= module.PIECE
    assert all(not piece[-1].isalnum() for piece in found.pieces if len(piece) == module.PIECE)


def test_of_more_text_pieces_are_drawn_from_all_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PIECES", 40)
    monkeypatch.setattr(module, "PIECE", 200)
    books = write_books(tmp_path / "books", num_books=4, num_sentences=900)
    found = examine(corpus(books))
    whole = [path.read_text("utf-8") for path in sorted(books.iterdir())]
    per_book = [sum(piece.strip() in text for piece in found.pieces) for text in whole]
    assert len(found.pieces) == 40
    assert min(per_book) >= 3
    assert found.pieces == examine(corpus(books)).pieces


def test_what_has_no_token_is_counted_and_named() -> None:
    texts = ["the masked words ☃☃ are ☃☃", "guessed from ⵣ words", "readers read"] * 20
    found = count_unknown(texts, wordpiece())
    assert found.num_unknown == 60
    assert found.words == ("☃☃", "ⵣ")
    assert found.share == 60 / found.num_tokens
    assert 0.1 < found.share < 0.5


def test_bytes_know_everything() -> None:
    found = count_unknown(["the ☃☃ ⵣ"], byte_level_bpe())
    assert (found.num_unknown, found.words) == (0, ())
    assert found.num_tokens > 0


def test_nothing_is_unknown_of_nothing() -> None:
    assert count_unknown([], wordpiece()).share == 0.0


def test_counting_can_be_stopped() -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        count_unknown([prose(1, 20)], wordpiece(), control)

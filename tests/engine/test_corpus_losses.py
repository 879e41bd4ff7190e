"""Files lost by accident: read once more, and never missing from what is taken for the whole."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from engine.channel import Message
from engine.control import Control
from engine.corpus import corpus as corpus_module
from engine.corpus import reader
from engine.limits import Child, ChildLost
from engine.resources import cache_folder
from engine.shards.shards import build_shards
from engine.tokenizer.tokenizer import TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, prose, read, write_books


class Accidents:
    """Lets the reading child die at its n-th message, for each n of `at`, counted over all."""

    def __init__(self, at: set[int], patch: pytest.MonkeyPatch) -> None:
        self.num_messages = 0
        received = Child.receive

        def receive(child: Child, control: Control | None = None) -> Message:
            message = received(child, control)
            self.num_messages += 1
            if self.num_messages in at:
                raise ChildLost("killed")
            return message

        patch.setattr(Child, "receive", receive)


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """Three files of one, three and one messages; one line stands in two of them."""
    books = write_books(tmp_path / "books")
    notice = "This line of small print stands at the end of every page of the site.\n"
    (books / "book-1.md").write_text(prose(7, 16_000) + notice)
    (books / "book-2.md").write_text(notice + prose(8, 300))
    return books


@pytest.mark.parametrize("at", range(1, 9))
def test_a_file_lost_once_is_read_again_to_the_letter(
    books: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    wanted, whole = read(books)
    accidents = Accidents({at}, monkeypatch)
    documents, own = read(books)
    assert accidents.num_messages >= 9
    assert documents == wanted
    assert own.summary == whole.summary
    assert not own.incomplete


def test_a_file_lost_twice_is_left_out_and_the_corpus_incomplete(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Accidents({1, 2}, monkeypatch)
    documents, own = read(books)
    assert {document.file for document in documents} == {1, 2}
    assert "was given up" in str(own.summary.skipped[0])
    assert own.incomplete


def test_what_lacks_a_file_is_not_taken_for_the_whole_text(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = TokenizerConfig(vocabulary=400)
    tokenizer = train_tokenizer(config, corpus(books))
    with monkeypatch.context() as patch:
        Accidents({1, 2}, patch)
        short = build_shards(corpus(books), tokenizer)
    with closing(short), closing(build_shards(corpus(books), tokenizer)) as whole:
        assert 0 < short.train.num_tokens < whole.train.num_tokens
        assert short.train.fingerprint[:32] == whole.train.fingerprint[:32]
        assert short.train.fingerprint != whole.train.fingerprint
        again = build_shards(corpus(books), tokenizer)
        again.close()
        assert again.train.fingerprint == whole.train.fingerprint
    with monkeypatch.context() as patch:
        Accidents({1, 2}, patch)
        train_tokenizer(config, corpus(books), folder=cache_folder())
    assert not list(cache_folder().glob("*.json"))
    kept = train_tokenizer(config, corpus(books), folder=cache_folder())
    assert kept.to_bytes() == tokenizer.to_bytes()


def unreadable(name: str, patch: pytest.MonkeyPatch) -> None:
    """The child is not let near the file."""
    asked = reader.request

    def request(path: Path, *others: Any, **more: Any) -> dict[str, Any]:
        found = asked(path, *others, **more)
        return found | ({"path": f"{path}.gone"} if path.name == name else {})

    patch.setattr(reader, "request", request)


def test_a_file_that_cannot_be_read_for_a_moment_leaves_the_corpus_incomplete(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = corpus(books)
    own.fingerprint()
    with monkeypatch.context() as patch:
        unreadable("book-0.md", patch)
        assert {document.file for document in own.documents()} == {1, 2}
    assert own.incomplete
    list(own.documents())
    assert not own.incomplete


def test_a_file_that_never_could_be_read_leaves_the_rest_complete(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summed = corpus_module.content_sum
    unreadable("book-0.md", monkeypatch)
    monkeypatch.setattr(
        corpus_module,
        "content_sum",
        lambda file, control: b"" if file.name == "book-0.md" else summed(file, control),
    )
    own = corpus(books)
    own.fingerprint()
    list(own.documents())
    assert "cannot be read" in str(own.summary.skipped[0])
    assert not own.incomplete

"""A file that kills whoever reads it: left out by name, remembered, and no burden to the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine import disk
from engine.control import Control
from engine.corpus import reader
from engine.corpus.corpus import Corpus
from engine.limits import Child, ChildLost
from engine.resources import cache_folder
from engine.shards.shards import build_shards
from engine.tokenizer.tokenizer import TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, read, write_books
from tests.engine.failing_disk import FailingDisk
from tests.engine.limits_targets import TRIES

BAD = "book-1.md"
TARGETS = "tests.engine.limits_targets"


@pytest.fixture(params=["at_once", "halfway"])
def books(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three files, the second of which ends the process that reads it, at once or half-way."""
    monkeypatch.setattr(reader, "SERVER", f"{TARGETS}:read_and_die_{request.param}")
    return write_books(tmp_path / "books")


def tries() -> int:
    """How often the bad file was begun."""
    path = cache_folder() / TRIES
    return len(path.read_text()) if path.exists() else 0


def named(own: Corpus) -> str:
    """What is told of the one file left out."""
    (skipped,) = own.summary.skipped
    assert skipped.path.endswith(BAD)
    return str(skipped)


def test_it_is_left_out_by_name_and_not_tried_again(books: Path) -> None:
    _, own = read(books)
    assert "was given up" in named(own)
    assert "broke off" in named(own)
    assert "tried again" in named(own)
    assert tries() == 2

    documents, again = read(books)
    assert {document.file for document in documents} == {0, 2}
    assert named(again) == named(own)
    assert again.summary.files == 2
    assert not again.incomplete
    assert not again.halfway
    assert tries() == 2


def test_changed_or_read_otherwise_it_is_tried_again(books: Path) -> None:
    read(books)
    read(books, text_field="words")
    assert tries() == 4
    read(books, validation=0.2)  # which changes nothing in the reading
    assert tries() == 4
    os.utime(books / BAD, (1, 1))
    read(books)
    assert tries() == 6
    (books / BAD).rename(books / "book-9.md")
    documents, own = read(books)
    assert {document.file for document in documents} == {0, 1, 2}
    assert own.summary.skipped == ()


def test_the_rest_is_prepared_once(books: Path) -> None:
    config = TokenizerConfig(vocabulary=400)
    first = train_tokenizer(config, corpus(books), folder=cache_folder() / "tokenizers")
    asked = tries()
    again = train_tokenizer(config, corpus(books), folder=cache_folder() / "tokenizers")
    assert again.to_bytes() == first.to_bytes()
    shards = build_shards(corpus(books), first)
    shards.close()

    own = corpus(books)
    phases: list[str] = []
    kept = build_shards(own, first, progress=lambda event: phases.append(event.phase))
    kept.close()
    assert set(phases) == {"reading"}  # to see whether it is the same
    assert kept.train.fingerprint == shards.train.fingerprint
    assert [skipped.path for skipped in kept.summary.skipped] == [str(books / BAD)]
    assert tries() == asked == 2


def test_what_is_prepared_first_is_what_is_prepared_later(books: Path) -> None:
    tokenizer = train_tokenizer(TokenizerConfig(vocabulary=400), corpus(books))
    disk.remove(cache_folder() / "given-up")
    first, later = (
        build_shards(corpus(books), tokenizer, folder=cache_folder() / name)
        for name in ("first", "later")
    )
    assert tries() == 4
    for shards in (first, later):
        shards.close()
    assert first.train.fingerprint == later.train.fingerprint
    assert first.train.num_tokens == later.train.num_tokens


def test_once_it_can_be_read_the_rest_is_not_taken_for_the_whole(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config, kept = TokenizerConfig(vocabulary=400), cache_folder() / "tokenizers"
    tokenizer = train_tokenizer(config, corpus(books), folder=kept)
    short = build_shards(corpus(books), tokenizer)
    short.close()
    monkeypatch.setattr(reader, "SERVER", "engine.corpus.reading:serve")
    os.utime(books / BAD, (1, 1))  # the same text: its fingerprint says nothing of this

    whole = build_shards(corpus(books), tokenizer)
    whole.close()
    assert whole.train.num_tokens > short.train.num_tokens
    assert whole.summary.skipped == ()
    again = train_tokenizer(config, corpus(books), folder=kept)
    assert again.to_bytes() == train_tokenizer(config, corpus(books)).to_bytes()


def test_where_it_cannot_be_remembered_the_rest_is_not_taken_for_the_whole(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "operations", FailingDisk(1, lasting=True))
    _, own = read(books)
    assert own.incomplete
    assert not own.halfway


def test_a_damaged_memory_is_found_out_again(books: Path) -> None:
    read(books)
    (kept,) = (cache_folder() / "given-up").iterdir()
    kept.write_bytes(b"\0" + kept.read_bytes()[1:])
    read(books)
    assert tries() == 4


def test_one_loss_by_chance_is_no_proof(books: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    received, lost = Child.receive, [0]

    def receive(child: Child, control: Control | None = None) -> object:
        try:
            return received(child, control)
        except ChildLost as loss:
            lost[0] += 1
            raise (ChildLost("killed") if lost[0] == 1 else loss) from loss

    monkeypatch.setattr(Child, "receive", receive)
    _, own = read(books)
    assert own.incomplete
    read(books)
    assert tries() == 4

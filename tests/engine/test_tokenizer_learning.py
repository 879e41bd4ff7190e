"""How a vocabulary is learned: from which text, told, stopped, and kept for the next time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import pre_tokenizers

from engine.control import Control
from engine.corpus.document import Document
from engine.corpus.split import split_rank
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.tokenizer import learning, training
from engine.tokenizer.learning import cut_runs
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, prose, write_books
from tests.engine.test_tokenizer import CHINESE, learn


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_books(tmp_path_factory.mktemp("corpus") / "books", num_books=4)
    (folder / "zh.txt").write_text(CHINESE * 60)
    return folder


@pytest.fixture(scope="module", params=["wordpiece", "bpe"])
def tokenizer(request: pytest.FixtureRequest, books: Path) -> Tokenizer:
    return learn(books, request.param)


def test_progress_counts_bytes_and_then_says_merging(books: Path) -> None:
    seen: list[Prepared] = []
    own = corpus(books)
    train_tokenizer(TokenizerConfig(vocabulary=500), own, None, seen.append)
    assert {event.phase for event in seen} == {"tokenizer"}
    done = [event.done for event in seen]
    assert done == sorted(done)
    assert seen[-1].detail == "merging"
    assert seen[-1].done == seen[-1].total == own.num_bytes()


def test_a_stop_while_learning_ends_the_child_within_a_second(books: Path) -> None:
    control = Control()
    asked: list[float] = []

    def stop_at_merging(event: Prepared) -> None:
        if event.detail == "merging" and not asked:
            asked.append(time.monotonic())
            control.stop()

    (books / "more.txt").write_text(" ".join(f"w{n:x}" for n in range(150_000)))
    try:
        config = TokenizerConfig(kind="bpe", vocabulary=60_000)
        with pytest.raises(Cancelled):
            train_tokenizer(config, corpus(books), control, stop_at_merging)
    finally:
        (books / "more.txt").unlink()
    assert asked
    assert not [thread for thread in threading.enumerate() if thread.name == "child-reader"]


def test_a_vocabulary_learned_before_is_taken_from_the_folder(
    books: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = TokenizerConfig(vocabulary=500)
    first = train_tokenizer(config, corpus(books), folder=tmp_path)
    monkeypatch.setattr(training, "_train", lambda *_: pytest.fail("learned again"))
    assert train_tokenizer(config, corpus(books), folder=tmp_path).to_bytes() == first.to_bytes()
    monkeypatch.undo()
    (kept,) = tmp_path.iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"the", b"thy", 1))
    damaged = kept.read_bytes()
    assert training.kept_tokenizer(config, corpus(books), folder=tmp_path) is None
    assert kept.read_bytes() == damaged  # who only looks changes nothing
    assert train_tokenizer(config, corpus(books), folder=tmp_path).to_bytes() == first.to_bytes()


def test_a_large_corpus_is_learned_from_by_an_even_sample(
    books: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(training, "SMALLEST_SAMPLE", 0)
    own = corpus(books)
    third = own.num_bytes() // 3
    chosen = [b"".join(training._batches(own, third, None, lambda _: None)) for _ in range(2)]
    assert chosen[0] == chosen[1]
    assert 0 < len(chosen[0]) < 0.8 * own.num_bytes()


def test_large_files_of_which_little_is_left_are_learned_from_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the quick brown fox jumps over the lazy dog " * 20_000)
    own = corpus(tmp_path)
    given = b"".join(training._batches(own, 10, None, lambda _: None))  # a share next to nothing
    left = [document.text for document in own.documents() if not document.validation]
    assert left
    assert all(text.encode() in given for text in left)


def test_validation_text_is_not_learned_from(books: Path) -> None:
    own = corpus(books, validation=0.5)
    given = b"".join(training._batches(own, 1 << 30, None, lambda _: None))
    held = [document.text for document in own.documents() if document.validation]
    assert held
    assert all(text.encode() not in given for text in held)


def test_two_texts_that_chance_holds_back_still_make_a_vocabulary(tmp_path: Path) -> None:
    names = [name for n in range(200) if split_rank(name := f"{n}.txt", 0) < 0.05][:2]
    for number, name in enumerate(names):
        (tmp_path / name).write_text(prose(number, 30))
    own = corpus(tmp_path)
    tokenizer = train_tokenizer(TokenizerConfig(vocabulary=400), own)
    given = b"".join(training._batches(own, 1 << 30, None, lambda _: None))
    texts = {document.validation: document.text for document in own.documents()}
    assert tokenizer.vocabulary > 100
    assert texts[False].encode() in given
    assert texts[True].encode() not in given


def test_nothing_to_learn_from_is_a_named_fault() -> None:
    class Held:
        """A corpus of which everything is held back."""

        def documents(self, *_: object) -> Iterator[Document]:
            yield Document(0, 0, prose(1, 30), validation=True)

        def num_bytes(self, *_: object) -> int:
            return 3000

    with pytest.raises(Fault, match="nothing to learn it from"):
        train_tokenizer(TokenizerConfig(), Held())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", ["wordpiece", "bpe"])
def test_an_unbroken_run_does_not_hold_learning_up(tmp_path: Path, kind: str) -> None:
    (tmp_path / "run.txt").write_text("ab" * 400_000 + "\n\n" + prose(1, 300))
    config = TokenizerConfig(kind=kind, vocabulary=400)  # type: ignore[arg-type]
    assert train_tokenizer(config, corpus(tmp_path)).vocabulary > 50


@pytest.mark.parametrize("run", ["x", " ", "\n", "\u3000", "!\x1c", "ab", "书"])
def test_no_piece_of_what_is_learned_from_is_longer_than_256_characters(run: str) -> None:
    text = f"He was {run * 3000} here.\n\n and there"
    cut = cut_runs(text)
    rule = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces = [text[a:b] for text in cut for _, (a, b) in rule.pre_tokenize_str(text)]
    assert "".join(cut) == text
    assert max(map(len, pieces)) <= 257  # the blank before a word is one with it
    assert max(len(text) for text in cut) >= 256
    assert cut_runs("a" * 256 + " " * 256 + "b") == ["a" * 256 + " " * 256 + "b"]


@given(st.lists(st.tuples(st.sampled_from("a \x1c\n书"), st.integers(1, 600)), max_size=6))
def test_a_text_seen_to_have_no_long_run_has_none(runs: list[tuple[str, int]]) -> None:
    text = "".join(sign * count for sign, count in runs)
    ends = [found.end() for found in learning._FULL.finditer(text)]
    assert cut_runs(text) == [text[a:b] for a, b in pairwise([0, *ends, len(text)])]
    assert bool(learning._SHORT.fullmatch(text)) is not bool(ends)


def test_a_corpus_that_cannot_be_read_is_its_own_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no text"):
        train_tokenizer(TokenizerConfig(), corpus(tmp_path))


def test_novels_make_a_sensible_vocabulary(real_data: Callable[[str], Path]) -> None:
    folder = real_data("lm-gutenberg-classics")
    config = TokenizerConfig(vocabulary=2048)
    own = train_tokenizer(config, corpus(folder / "Lewis Carroll"))
    (ids,) = own.encode(["Alice was beginning to get very tired of sitting by her sister"])
    assert [own.token(int(token)) for token in ids][:7] == [
        "alice", "was", "beginning", "to", "get", "very", "tired"
    ]  # fmt: skip

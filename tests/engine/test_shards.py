"""Shards: every token of every document, where they and sentences begin, whole or not there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine.corpus.corpus import Corpus
from engine.corpus.samples import sample_paths
from engine.disk import Damaged
from engine.faults import Fault
from engine.shards import writing
from engine.shards.shards import Shards, build_shards
from engine.shards.writing import ARRAYS, token_dtype
from engine.tokenizer import training
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, prose, write_books

Parts = tuple[Corpus, Tokenizer, Path]


@pytest.fixture(scope="module", params=["wordpiece", "bpe"])
def parts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    books = write_books(tmp_path_factory.mktemp("shards") / "books", num_books=4)
    own = corpus(books, validation=0.2)
    return own, train_tokenizer(TokenizerConfig(kind=request.param, vocabulary=500), own), books


@pytest.fixture(scope="module")
def shards(parts: Parts, tmp_path_factory: pytest.TempPathFactory) -> Shards:
    own, tokenizer, _ = parts
    return build_shards(own, tokenizer, tmp_path_factory.mktemp("cache"))


def test_shards_hold_every_document_in_order(parts: Parts, shards: Shards) -> None:
    own, tokenizer, _ = parts
    for validation, split in ((False, shards.train), (True, shards.validation)):
        documents = [d for d in own.documents() if d.validation is validation]
        assert split.num_documents == len(documents) > 0
        assert split.document_file.tolist() == [d.file for d in documents]
        assert split.document_section.tolist() == [d.section for d in documents]
        assert split.num_bytes == sum(len(d.text.encode()) for d in documents)
        bounds = split.document_offsets.tolist()
        for document, start, stop in zip(documents, bounds, bounds[1:], strict=False):
            wanted = tokenizer.encode([document.text])[0].tolist()
            assert split.read(start, stop).tolist() == wanted


def test_many_small_documents_are_written_in_any_number_of_pieces(
    parts: Parts, shards: Shards, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, tokenizer, _ = parts
    for at_once in (1, 1000):
        monkeypatch.setattr(writing, "WRITTEN", at_once)
        with closing(build_shards(own, tokenizer, tmp_path / str(at_once))) as other:
            for split, wanted in (
                (other.train, shards.train),
                (other.validation, shards.validation),
            ):
                for name in ARRAYS:
                    names = [part.folder / f"{part.split}.{name}" for part in (split, wanted)]
                    assert names[0].read_bytes() == names[1].read_bytes(), name


def test_offsets_rise_from_nothing_to_all_tokens(shards: Shards) -> None:
    for split in (shards.train, shards.validation):
        for offsets in (split.document_offsets, split.sentence_offsets):
            assert offsets.dtype == np.uint64
            assert offsets[0] == 0
            assert offsets[-1] == split.num_tokens == len(split)
            assert (np.diff(offsets.astype(np.int64)) > 0).all()
        assert set(split.document_offsets.tolist()) <= set(split.sentence_offsets.tolist())
        assert len(split.sentence_offsets) == split.num_sentences + 1


def test_token_counts_are_those_of_the_tokens(parts: Parts, shards: Shards) -> None:
    tokens = shards.train.read(0, shards.train.num_tokens)
    counted = np.bincount(tokens, minlength=parts[1].vocabulary)
    assert shards.train.token_counts.tolist() == counted.tolist()
    assert tokens.dtype == np.uint16


def test_wide_vocabularies_take_four_bytes() -> None:
    assert token_dtype(1 << 16) == "<u2"
    assert token_dtype((1 << 16) + 1) == "<u4"


def test_nothing_is_read_beyond_the_end(shards: Shards) -> None:
    train = shards.train
    assert len(train.read(5, 5)) == 0
    assert not train.read(0, 3).flags.writeable
    for start, stop in ((-1, 3), (3, 1), (0, train.num_tokens + 1)):
        with pytest.raises(IndexError):
            train.read(start, stop)


def test_reading_from_several_threads_gives_each_its_own(shards: Shards) -> None:
    whole = shards.train.read(0, shards.train.num_tokens)
    wrong: list[int] = []

    def look(seed: int) -> None:
        starts = np.random.default_rng(seed).integers(0, len(whole) - 64, 300).tolist()
        wrong.extend(s for s in starts if (shards.train.read(s, s + 64) != whole[s : s + 64]).any())

    threads = [threading.Thread(target=look, args=(seed,)) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong


def test_tokens_that_change_while_they_are_read_are_noticed(parts: Parts, tmp_path: Path) -> None:
    own, tokenizer, _ = parts
    with build_shards(own, tokenizer, tmp_path).train as train:
        path = train.folder / "train.tokens"
        data = path.read_bytes()
        path.write_bytes(data[:100])
        with pytest.raises(Damaged, match=r"train\.tokens.*the text is prepared anew"):
            train.read(0, train.num_tokens)
        path.write_bytes(b"\xff" * len(data))
        with pytest.raises(Damaged, match=r"train\.tokens"):
            train.read(0, 10)
        with pytest.raises(Damaged):
            train.verify()
    with pytest.raises(ValueError, match="closed"):
        train.read(0, 1)


def test_a_corpus_that_changes_meanwhile_leaves_no_shards(parts: Parts, tmp_path: Path) -> None:
    _, tokenizer, _ = parts
    books = write_books(tmp_path / "books")
    own = corpus(books)
    own.fingerprint()
    (books / "book-2.md").write_text(prose(77, 90))
    with pytest.raises(Fault, match="changed while it was being read"):
        build_shards(own, tokenizer, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())


def test_one_document_alone_is_trained_on(parts: Parts, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(prose(1, 12))
    with build_shards(corpus(tmp_path / "one.txt"), parts[1], tmp_path / "cache").train as train:
        assert train.num_documents == 1
        assert train.num_tokens > 50


@pytest.mark.parametrize("name", ["english", "chinese"])
def test_what_shards_hold_back_was_not_learned_from(
    parts: Parts, tmp_path: Path, name: str
) -> None:
    own = corpus(sample_paths()[name])
    given = b"".join(training._batches(own, 1 << 30, None, lambda _: None))
    with closing(build_shards(own, parts[1], tmp_path)) as built:
        held = built.validation
        places = {*zip(held.document_file.tolist(), held.document_section.tolist(), strict=True)}
    texts = [d.text.encode() for d in own.documents() if (d.file, d.section) in places]
    assert len(texts) >= 3
    assert not [text for text in texts if text in given]


def test_statutes_become_shards(real_data: Callable[[str], Path], tmp_path: Path) -> None:
    own = corpus(real_data("zh-laws") / "民法典")
    tokenizer = train_tokenizer(TokenizerConfig(vocabulary=4000), own)
    built = build_shards(own, tokenizer, tmp_path)
    unknown = int(built.train.token_counts[tokenizer.special.unknown])
    assert unknown < 0.001 * built.train.num_tokens
    assert built.train.num_sentences > 20 * built.train.num_documents
    assert built.validation.num_documents >= 1
    built.close()

"""Pairs on disk: both passages of every pair, its label, and nothing twice."""

from __future__ import annotations

import json
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from engine import disk
from engine.control import Control
from engine.corpus.labels import INFERENCE
from engine.corpus.pair_summary import PairSummary
from engine.corpus.pairs import PairCorpus
from engine.disk import Damaged
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.resources import cache_folder
from engine.shards import pair_writing
from engine.shards import pairs as pairs_module
from engine.shards.pairs import PreparedPairs, build_pairs, pairs_key
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.pair_samples import NUMBER, inference_rows, labelled, parallel, read, tsv, write


def test_pairs_on_disk_are_the_pairs_read(
    corpus: PairCorpus, tokenizer: Tokenizer, prepared: PreparedPairs
) -> None:
    for validation, split in ((False, prepared.train), (True, prepared.validation)):
        pairs = [pair for pair in read(corpus) if pair.validation is validation]
        assert len(split) == len(pairs) > 0
        assert split.classes == INFERENCE
        assert [split.classes[at] for at in split.labels] == [pair.label for pair in pairs]
        for index, pair in enumerate(pairs):
            wanted = [ids.tolist() for ids in tokenizer.encode([pair.first, pair.second])]
            assert [part.tolist() for part in split.parts(index)] == wanted
        first, second = split.sizes
        assert [first[3], second[3]] == [len(part) for part in split.parts(3)]
        assert split.tokens.num_documents == 2 * len(pairs)
        counted = np.bincount(
            np.concatenate([split.parts(at)[1] for at in range(len(split))]),
            minlength=tokenizer.vocabulary,
        )
        assert split.second_counts.tolist() == counted.tolist()
        assert split.second_bytes == sum(len(pair.second.encode()) for pair in pairs)


def test_the_summary_counts_what_was_kept(prepared: PreparedPairs) -> None:
    summary = prepared.summary
    assert summary.pairs == NUMBER
    assert summary.train_pairs == len(prepared.train)
    assert summary.validation_pairs == len(prepared.validation)
    assert summary.labels == dict.fromkeys(INFERENCE, NUMBER // 3)
    again = PairSummary.from_data(json.loads(json.dumps(summary.as_data())))
    assert again.as_data() == summary.as_data()


@pytest.mark.parametrize("at_once", [1, 100, 1 << 20])
def test_how_much_is_written_at_once_changes_nothing(
    corpus: PairCorpus,
    tokenizer: Tokenizer,
    prepared: PreparedPairs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    at_once: int,
) -> None:
    for name in ("BATCH", "WRITTEN"):
        monkeypatch.setattr(pair_writing, name, at_once)
    with closing(build_pairs(corpus, tokenizer, tmp_path / str(at_once))) as other:
        assert other.fingerprint == prepared.fingerprint
        assert other.train.second_counts.tolist() == prepared.train.second_counts.tolist()


def test_what_is_prepared_is_found_again(
    corpus: PairCorpus,
    tokenizer: Tokenizer,
    prepared: PreparedPairs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairs_module, "_write", lambda *_: pytest.fail("written again"))
    with closing(build_pairs(corpus, tokenizer, tmp_path)) as again:
        assert again.fingerprint == prepared.fingerprint
        assert again.summary == prepared.summary
        assert again.fingerprint.startswith(pairs_key(corpus, tokenizer))


def test_the_cache_is_that_of_texts_and_pruned_with_it(
    corpus: PairCorpus, tokenizer: Tokenizer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.shards.cache.MOST_BYTES", 10)
    other = cache_folder() / "shards" / ("0" * 32)
    other.mkdir(parents=True)
    (other / "old").write_bytes(bytes(100))
    build_pairs(corpus, tokenizer).close()
    kept = [path.name for path in (cache_folder() / "shards").iterdir()]
    assert kept == [pairs_key(corpus, tokenizer)]


@pytest.mark.parametrize(
    "name", ["train.tokens", "validation.labels", "train.second", "facts.json"]
)
def test_damaged_pairs_are_prepared_anew(
    corpus: PairCorpus, tokenizer: Tokenizer, prepared: PreparedPairs, tmp_path: Path, name: str
) -> None:
    path = prepared.train.tokens.folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with closing(build_pairs(corpus, tokenizer, tmp_path)) as again:
        assert again.fingerprint == prepared.fingerprint
        disk.verify_folder(again.train.tokens.folder)


def test_pairs_prepared_before_their_bytes_were_counted_are_prepared_anew(
    corpus: PairCorpus,
    tokenizer: Tokenizer,
    prepared: PreparedPairs,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Under the same fingerprint, so that runs on them go on."""
    with monkeypatch.context() as before:
        before.setattr(pair_writing.PairWriter, "facts", lambda writer: writer.tokens.facts())
        with pytest.raises(KeyError):  # it is written, but cannot be read
            build_pairs(corpus, tokenizer, tmp_path / "older")
    with closing(build_pairs(corpus, tokenizer, tmp_path / "older")) as again:
        assert again.fingerprint == prepared.fingerprint
        assert again.train.second_bytes == prepared.train.second_bytes > 0


def test_bytes_lost_while_reading_are_named(prepared: PreparedPairs) -> None:
    split = prepared.train
    with (split.tokens.folder / "train.tokens").open("r+b") as file:
        file.truncate(20)
    with pytest.raises(Damaged, match="shorter than it was"):
        split.parts(len(split) - 1)


def test_a_passage_no_tokenizer_keeps_is_empty(tmp_path: Path) -> None:
    own = labelled(write(tmp_path / "a.tsv", tsv([*inference_rows(), ("\u0301", "b", "neutral")])))
    tokenizer = train_tokenizer(TokenizerConfig(vocabulary=300), own)
    assert not len(tokenizer.encode(["\u0301"])[0])
    with closing(build_pairs(own, tokenizer, tmp_path / "cache")) as prepared:
        assert prepared.summary.empty == 1
        assert prepared.summary.pairs == NUMBER


def test_parallel_text_has_no_labels(tokenizer: Tokenizer, tmp_path: Path) -> None:
    table = tsv([row[:2] for row in inference_rows()], None)
    own = parallel(paths=(write(tmp_path / "a.tsv", table),))
    with closing(build_pairs(own, tokenizer, tmp_path / "cache")) as prepared:
        assert prepared.train.labels is None
        assert prepared.train.classes == ()
        assert len(prepared.train) + len(prepared.validation) == NUMBER
        assert prepared.summary.labels == {}


def test_stopping_leaves_nothing(corpus: PairCorpus, tokenizer: Tokenizer, tmp_path: Path) -> None:
    control = Control()

    def hear(event: Prepared) -> None:
        if event.phase == "encoding":
            control.stop()

    with pytest.raises(Cancelled):
        build_pairs(corpus, tokenizer, tmp_path, control, hear)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_a_named_fault_and_leaves_nothing(
    corpus: PairCorpus, tokenizer: Tokenizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(disk.Operations):
        def write(self, file: int, data: object) -> None:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(disk, "operations", Full())
    with pytest.raises(Fault, match="no space left"):
        build_pairs(corpus, tokenizer, tmp_path)
    monkeypatch.undo()
    assert not list(tmp_path.iterdir())


def test_a_fault_of_a_file_leaves_nothing(tokenizer: Tokenizer, tmp_path: Path) -> None:
    source = write(tmp_path / "a.en", "one\ntwo\n")
    target = write(tmp_path / "a.de", "eins\n")
    with pytest.raises(Fault, match="has 2 lines"):
        build_pairs(parallel(source=(source,), target=(target,)), tokenizer, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())

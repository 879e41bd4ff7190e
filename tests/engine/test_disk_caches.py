"""Caches: the longest unused entries go, what is being made or read stays, leftovers are swept."""

from __future__ import annotations

import os
import time
from contextlib import closing
from pathlib import Path

import pytest

from engine import disk
from engine.shards.shards import build_shards
from engine.tokenizer import training
from engine.tokenizer.tokenizer import TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, write_books

LEFT = "0123456789ab"


def entry(folder: Path, name: str, *, age: float, num_bytes: int = 100) -> Path:
    """A folder of the cache, last used `age` seconds ago."""
    path = folder / name
    path.mkdir()
    (path / "tokens").write_bytes(bytes(num_bytes))
    os.utime(path, (time.time() - age,) * 2)
    return path


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_longest_unused_entries_go_first(tmp_path: Path) -> None:
    for age in range(1, 6):
        entry(tmp_path, str(age), age=age * 1000)
    disk.mark_used(tmp_path / "4")
    disk.prune_folders(tmp_path, tmp_path / "5", 300)
    assert names(tmp_path) == {"4", "1", "2", "5"}
    disk.prune_folders(tmp_path, tmp_path / "5", 0)
    assert names(tmp_path) == {"5"}


def test_what_is_being_made_stays(tmp_path: Path) -> None:
    entry(tmp_path, "old", age=9000)
    entry(tmp_path, f"new.partial-{LEFT}", age=9000)
    with disk.Lock(tmp_path / "old.lock"), disk.Lock(tmp_path / "new.lock"):
        disk.prune_folders(tmp_path, tmp_path / "none", 0)
        assert names(tmp_path) == {"old", "old.lock", f"new.partial-{LEFT}", "new.lock"}
    disk.prune_folders(tmp_path, tmp_path / "none", 0)
    assert names(tmp_path) == set()


def test_files_beyond_the_newest_go(tmp_path: Path) -> None:
    for age in range(1, 6):
        (tmp_path / f"{age}.json").write_text("x")
        os.utime(tmp_path / f"{age}.json", (time.time() - age * 1000,) * 2)
    for age, name in ((10, "young"), (200_000, "old")):
        (tmp_path / f"{name}.json.partial-{LEFT}").write_text("x")
        os.utime(tmp_path / f"{name}.json.partial-{LEFT}", (time.time() - age,) * 2)
    disk.prune_files(tmp_path, 2)
    assert names(tmp_path) == {"1.json", "2.json", f"young.json.partial-{LEFT}"}


def test_a_cache_that_is_not_there_or_refuses_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk.prune_folders(tmp_path / "none", tmp_path, 0)
    disk.prune_files(tmp_path / "none", 0)
    disk.mark_used(tmp_path / "none")
    entry(tmp_path, "old", age=9000)

    class Refusing(disk.Operations):
        def rename(self, source: Path, target: Path) -> None:
            raise PermissionError(13, "it is open elsewhere")

    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", Refusing())
        disk.prune_folders(tmp_path, tmp_path / "none", 0)
    assert names(tmp_path) == {"old"}


def test_preparing_prunes_and_shards_being_read_are_read_to_their_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("engine.shards.cache.MOST_BYTES", 0)
    monkeypatch.setattr(training, "MOST_KEPT", 1)
    books, cache = write_books(tmp_path / "books"), tmp_path / "cache"
    config = TokenizerConfig(vocabulary=400)
    tokenizer = train_tokenizer(config, corpus(books), folder=tmp_path / "kept")
    train_tokenizer(config, corpus(books, validation=0.2), folder=tmp_path / "kept")
    assert len(names(tmp_path / "kept")) == 1
    with closing(build_shards(corpus(books), tokenizer, cache)) as first:
        whole = first.train.read(0, first.train.num_tokens).tolist()
        entry(cache, f"{'f' * 32}.partial-{LEFT}", age=9)
        with closing(build_shards(corpus(books, validation=0.2), tokenizer, cache)) as second:
            assert names(cache) == {second.train.folder.name}
        assert first.train.read(0, first.train.num_tokens).tolist() == whole

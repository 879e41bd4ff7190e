"""Prepared text on disk: taken again, made anew where damaged, and whole or not at all."""

from __future__ import annotations

import json
import threading
from contextlib import closing
from pathlib import Path

import pytest

from engine import disk
from engine.control import Control
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from engine.resources import cache_folder
from engine.shards import shards as shards_module
from engine.shards.shards import Shards, build_shards, shards_key
from engine.tokenizer.tokenizer import TokenizerConfig
from engine.tokenizer.training import train_tokenizer
from tests.engine.corpus_samples import corpus, write_books
from tests.engine.test_shards import Parts


@pytest.fixture(scope="module", params=["wordpiece", "bpe"])
def parts(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Parts:
    books = write_books(tmp_path_factory.mktemp("shards") / "books", num_books=4)
    own = corpus(books, validation=0.2)
    return own, train_tokenizer(TokenizerConfig(kind=request.param, vocabulary=500), own), books


def test_prepared_text_is_not_prepared_again(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, tokenizer, books = parts
    own.fingerprint()  # reads all files, once
    with_progress: list[Prepared] = []
    first = build_shards(own, tokenizer, tmp_path, None, with_progress.append)
    assert {event.phase for event in with_progress} == {"encoding"}
    assert with_progress[-1].done == with_progress[-1].total == own.num_bytes()
    monkeypatch.setattr(shards_module, "_write", lambda *_: pytest.fail("written again"))
    again = build_shards(corpus(books, validation=0.2), tokenizer, tmp_path)
    assert again.train.fingerprint == first.train.fingerprint
    assert again.summary.as_data() == first.summary.as_data()
    json.dumps(again.summary.as_data())
    for one in (first, again):
        one.close()


def test_the_cache_is_used_where_no_folder_is_named(parts: Parts) -> None:
    own, tokenizer, _ = parts
    build_shards(own, tokenizer).close()
    assert len(list((cache_folder() / "shards").iterdir())) == 1


@pytest.mark.parametrize("damage", ["flip", "truncate", "zero", "empty", "gone", "extra"])
@pytest.mark.parametrize("name", ["train.tokens", "validation.sentences", "facts.json"])
def test_damaged_shards_are_made_again(
    parts: Parts, tmp_path: Path, damage: str, name: str
) -> None:
    own, tokenizer, _ = parts
    first = build_shards(own, tokenizer, tmp_path)
    wanted = first.train.read(0, first.train.num_tokens).tolist()
    first.close()
    (folder,) = (path for path in tmp_path.iterdir() if path.is_dir())
    path = folder / name
    data = path.read_bytes()
    changed = {
        "flip": data[:7] + bytes([data[7] ^ 1]) + data[8:],
        "truncate": data[:-1],
        "zero": bytes(len(data)),
        "empty": b"",
        "extra": data + b"x",
    }
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(changed[damage])
    again = build_shards(own, tokenizer, tmp_path)
    assert again.train.read(0, again.train.num_tokens).tolist() == wanted
    for split in (again.train, again.validation):
        split.verify()
    again.close()


@pytest.mark.parametrize("when", [1, 3])
def test_a_stop_leaves_nothing_behind(parts: Parts, tmp_path: Path, when: int) -> None:
    own, tokenizer, _ = parts
    control, seen = Control(), 0

    def stop(_event: Prepared) -> None:
        nonlocal seen
        seen += 1
        if seen == when:
            control.stop()

    with pytest.raises(Cancelled):
        build_shards(own, tokenizer, tmp_path, control, stop)
    assert not list(tmp_path.iterdir())


def test_a_stop_while_prepared_text_is_checked_is_answered(parts: Parts, tmp_path: Path) -> None:
    own, tokenizer, _ = parts
    build_shards(own, tokenizer, tmp_path).close()
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        build_shards(own, tokenizer, tmp_path, control)
    build_shards(own, tokenizer, tmp_path).close()
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.timeout(30)
def test_waiting_for_another_program_is_said_and_can_be_stopped(
    parts: Parts, tmp_path: Path
) -> None:
    own, tokenizer, _ = parts
    control = Control()
    seen: list[Prepared] = []

    def hear(event: Prepared) -> None:
        seen.append(event)
        control.stop()

    with disk.Lock(tmp_path / f"{shards_key(own, tokenizer)}.lock"), pytest.raises(Cancelled):
        build_shards(own, tokenizer, tmp_path, control, hear)
    assert [event.detail for event in seen] == ["another Cloze Studio prepares this text"]


def test_a_full_disk_is_a_named_fault_and_leaves_nothing(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(disk.Operations):
        def write(self, file: int, data: object) -> None:
            raise OSError(28, "No space left on device")

    own, tokenizer, _ = parts
    monkeypatch.setattr(disk, "operations", Full())
    with pytest.raises(Fault, match="no space left"):
        build_shards(own, tokenizer, tmp_path)
    monkeypatch.undo()
    assert not list(tmp_path.iterdir())


def test_what_a_killed_writer_left_is_removed(parts: Parts, tmp_path: Path) -> None:
    own, tokenizer, _ = parts
    first = build_shards(own, tokenizer, tmp_path)
    folder = first.train.folder
    first.close()
    disk.remove(folder)
    left = tmp_path / f"{folder.name}.partial-0123456789ab"
    left.mkdir()
    (left / "train.tokens").write_bytes(b"half")
    build_shards(own, tokenizer, tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == [folder.name]


def test_two_at_a_time_prepare_once(parts: Parts, tmp_path: Path) -> None:
    _, tokenizer, books = parts
    found: list[Shards] = []

    def prepare() -> None:
        found.append(build_shards(corpus(books, validation=0.2), tokenizer, tmp_path))

    threads = [threading.Thread(target=prepare) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({one.train.num_tokens for one in found}) == 1
    assert len(found) == 3
    for one in found:
        one.close()


def test_prepared_text_tells_of_its_files_as_they_stand_now(parts: Parts, tmp_path: Path) -> None:
    books = write_books(tmp_path / "here")
    (books / "broken.txt").write_bytes(b"\x89PNG" + bytes(300))
    with closing(build_shards(corpus(books), parts[1], tmp_path / "cache")) as first:
        assert [Path(one.path).name for one in first.summary.skipped] == ["broken.txt"]
    books = books.rename(tmp_path / "there")
    (books / "new.pdf").write_bytes(b"%PDF-1")
    with closing(build_shards(corpus(books), parts[1], tmp_path / "cache")) as again:
        told = {one.path: str(one) for one in again.summary.skipped}
    assert list(told) == [str(books / "broken.txt"), str(books / "new.pdf")]
    assert all(text.startswith(path) for path, text in told.items())
    assert sum(again.summary.skipped_reasons.values()) == again.summary.skipped_files == 2
    assert len([path for path in (tmp_path / "cache").iterdir() if path.is_dir()]) == 1

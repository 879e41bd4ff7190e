"""A file lost by chance while a run is made ready: no run begins that could never be resumed."""

from __future__ import annotations

import errno
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.channel import Message
from engine.control import Control
from engine.corpus import corpus as corpus_module
from engine.corpus.files import SourceFile
from engine.corpus.reader import TRIES, FileReader
from engine.faults import Fault
from engine.limits import Child, ChildLost, Reason
from engine.resources import cache_folder
from engine.runs.run import Run
from tests.engine.assembly_samples import resume_to_end, sample, start_and_end
from tests.engine.corpus_samples import corpus, write_books


def lose(patch: pytest.MonkeyPatch, reason: Reason, which: int = 1) -> None:
    """The child is lost whenever it reads the second file, or another."""
    read = FileReader._read_one

    def read_one(own: FileReader, files: list[SourceFile], number: int, *others: object) -> object:
        if number == which:
            raise ChildLost(reason)
        return read(own, files, number, *others)

    patch.setattr(FileReader, "_read_one", read_one)


@pytest.mark.parametrize("reason", ["killed", "idle"])
def test_no_run_begins_without_a_file_that_was_lost_by_chance(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: Reason
) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    with monkeypatch.context() as patch:
        lose(patch, reason)
        for _ in range(2):
            with pytest.raises(Fault, match="was not read to its end") as caught:
                start_and_end(recipe, path)
            assert f"{tmp_path / 'text' / '1.txt'} was given up." in str(caught.value)
            assert "Start again" in str(caught.value)
            assert not path.exists()

    start_and_end(recipe, path, stop_at=3)
    assert resume_to_end(path).summary["steps"] == 30


def test_a_file_lost_by_chance_is_no_other_text_to_a_run_that_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    (tmp_path / "text" / "0.bin.txt").write_bytes(bytes(range(256)) * 40)  # is always left out
    start_and_end(recipe, path, stop_at=3)
    shutil.rmtree(cache_folder() / "shards")
    with monkeypatch.context() as patch:
        lose(patch, "killed", 2)
        with pytest.raises(Fault, match="was not read to its end") as caught:
            resume_to_end(path)
        assert f"{tmp_path / 'text' / '1.txt'} was given up." in str(caught.value)

    assert resume_to_end(path).summary["steps"] == 30


def test_a_run_begins_without_a_file_that_is_given_up_for_good(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "runs" / "one"
    lose(monkeypatch, "time")

    start_and_end(sample(tmp_path), path, stop_at=3)

    (told,) = [str(notice) for notice in start_notices(path)]
    assert "1 file(s) of the text could not be read, or not well." in told
    assert f"{tmp_path / 'text' / '1.txt'} was given up. It took too long." in told
    assert resume_to_end(path).summary["steps"] == 30


def start_notices(path: Path) -> list[object]:
    """What a run noticed at its first step."""
    return [notice for notice in Run.open(path).history().notices if notice.step == 0]


def test_a_file_that_could_be_read_a_moment_ago_is_one_that_was_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe, path = sample(tmp_path), tmp_path / "runs" / "one"
    summed = corpus_module.content_sum

    def other(file: SourceFile, told: Callable[[int], None]) -> bytes:
        return b"" if file.name == "1.txt" else summed(file, told)

    with monkeypatch.context() as patch:
        patch.setattr(corpus_module, "content_sum", other)
        with pytest.raises(Fault, match=r"not read to its end.*1\.txt changed while"):
            start_and_end(recipe, path)
    assert not path.exists()


def test_a_system_that_starts_no_process_ends_the_reading_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books, tried = write_books(tmp_path / "books", num_books=9), []

    def refuse(*_: object, **__: object) -> object:
        tried.append(1)
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "Popen", refuse)
        with pytest.raises(Fault, match=r"text cannot be read.*starts no other process") as caught:
            list(corpus(books).documents())
    assert len(tried) == TRIES
    assert "Close other programs and start again." in str(caught.value)
    assert not list(cache_folder().rglob("given-up/*"))


def test_a_process_that_starts_the_second_time_reads_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books, begun, received = write_books(tmp_path / "books"), [], Child.receive

    def receive(child: Child, control: Control | None = None) -> Message:
        begun.append(1)
        if len(begun) == 1:
            raise ChildLost("start", "no room")
        return received(child, control)

    monkeypatch.setattr(Child, "receive", receive)
    own = corpus(books)
    assert {document.file for document in own.documents()} == {0, 1, 2}
    assert not own.incomplete

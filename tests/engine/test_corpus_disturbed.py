"""Reading is stopped, files change meanwhile or break the reader: each costs only itself."""

from __future__ import annotations

import gzip
import json
import os
import threading
from pathlib import Path

import pytest

from engine.control import Control
from engine.faults import Cancelled, Fault
from tests.engine.corpus_samples import corpus, prose, read, write_books


def test_a_stop_while_reading_is_cancelled(tmp_path: Path) -> None:
    control = Control()
    documents = corpus(write_books(tmp_path / "books")).documents(control)
    next(documents)
    control.stop()
    with pytest.raises(Cancelled):
        list(documents)


def test_reading_given_up_in_the_middle_leaves_no_child(tmp_path: Path) -> None:
    documents = corpus(write_books(tmp_path / "books")).documents()
    next(documents)
    documents.close()
    assert not [t for t in threading.enumerate() if t.name == "child-reader"]


@pytest.mark.parametrize("change", ["longer", "truncated", "deleted", "replaced"])
def test_a_file_that_changes_meanwhile_is_noticed(tmp_path: Path, change: str) -> None:
    books = write_books(tmp_path / "books")
    own = corpus(books)
    own.files()
    path = books / "book-1.md"
    if change == "deleted":
        path.unlink()
    elif change == "replaced":
        path.unlink()
        path.write_text(prose(7, 90))
    elif change == "longer":
        with path.open("a") as file:
            file.write("more")
    else:
        os.truncate(path, 100)
    with pytest.raises(Fault, match=r"book-1\.md changed"):
        list(own.documents())


def test_a_file_that_breaks_the_reader_costs_only_itself(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books")
    (books / "book-1.jsonl").write_text("[" * 200_000 + "\n" + json.dumps({"text": prose(5, 9)}))
    (books / "bomb.txt.gz").write_bytes(gzip.compress(bytes(100 << 20)))
    (books / "cut.txt.gz").write_bytes(gzip.compress(prose(6, 40_000).encode())[:-300])
    (books / "quote.csv").write_text('text\n"never closed ' + "word " * 5_000_000)
    documents, own = read(books)
    assert {"bomb.txt.gz", "book-1.jsonl", "cut.txt.gz", "quote.csv"} == {
        Path(one.path).name for one in own.summary.skipped
    }
    assert own.summary.files == 4
    assert all("\x00" not in document.text for document in documents)


def test_a_page_that_never_closes_a_comment_is_named_soon(tmp_path: Path) -> None:
    head = f"<html><body><p>{prose(1, 30)}</p>"
    (tmp_path / "long.html").write_text(f"{head}<script>{'x' * (2 << 20)}</script>{head}")
    (tmp_path / "open.html").write_text(f"{head}<!-- {'x y ' * (9 << 20)}")
    documents, own = read(tmp_path, cleaning=("whitespace",))
    assert [document.file for document in documents] == [0, 1]
    assert [Path(one.path).name for one in own.summary.skipped] == ["open.html"]
    assert "nothing closes" in str(own.summary.skipped[0])
    assert all("x y" not in document.text for document in documents)

"""Which files are read: all that hold text, in a fixed order, and nothing that could do harm."""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine.corpus.files import FileSearch
from engine.faults import Fault
from tests.engine.corpus_samples import corpus, prose, read, text_of, write_books

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="no such files on Windows")


def reasons(own: object) -> dict[str, str]:
    """Why each file was left out, by its name."""
    return {Path(one.path).name: one.fault.what for one in own.summary.skipped}  # type: ignore[attr-defined]


def test_every_kind_of_text_file_is_read(tmp_path: Path) -> None:
    line = "{} is told here in one sentence that is long enough."
    (tmp_path / "a.txt").write_text(line.format("Plain"))
    (tmp_path / "b.md").write_text("# Title\n\n" + line.format("Markdown"))
    (tmp_path / "c.jsonl").write_text(json.dumps({"text": line.format("Json")}) + "\n")
    (tmp_path / "d.csv").write_text(f'id,text\n1,"{line.format("Table")}"\n')
    (tmp_path / "e.html").write_text(
        f"<html><body><script>no()</script><p>{line.format('Page')}</p></body></html>"
    )
    (tmp_path / "f.txt.gz").write_bytes(gzip.compress(line.format("Zipped").encode()))
    documents, own = read(tmp_path)
    text = text_of(documents)
    for word in ("Plain", "Markdown", "Json", "Table", "Page", "Zipped"):
        assert line.format(word) in text
    assert "no()" not in text
    assert "<p>" not in text
    assert own.summary.files == 6
    assert not own.summary.skipped


def test_hidden_binary_empty_and_unknown_files_are_skipped_by_name(tmp_path: Path) -> None:
    write_books(tmp_path)
    (tmp_path / ".hidden.txt").write_text(prose(9, 50))
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config.txt").write_text(prose(8, 50))
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 50)
    (tmp_path / "numbers.txt").write_bytes(bytes(range(256)) * 50)
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "program.exe").write_bytes(b"MZ")
    documents, own = read(tmp_path)
    assert len({document.file for document in documents}) == 3
    assert set(reasons(own)) == {
        ".hidden.txt", ".git", "picture.txt", "numbers.txt", "empty.txt", "program.exe"
    }  # fmt: skip
    assert own.summary.skipped_files == 6
    assert "holds no text" in reasons(own)["picture.txt"]
    assert "is hidden." in reasons(own)[".git"]


@POSIX
def test_pipes_devices_and_loops_are_skipped_by_name(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books")
    os.mkfifo(books / "pipe.txt")
    (books / "zero.txt").symlink_to("/dev/zero")
    (books / "round").symlink_to(books)
    (books / "nowhere.txt").symlink_to(books / "gone")
    (books / "self.txt").symlink_to(books / "self.txt")
    (books / "again.md").symlink_to(books / "book-1.md")
    (tmp_path / "up").mkdir()
    (tmp_path / "up" / "down").symlink_to(tmp_path)
    documents, own = read(tmp_path)
    assert len({document.file for document in documents}) == 3
    skipped = reasons(own)
    assert "ordinary" in skipped["pipe.txt"]
    assert "ordinary" in skipped["zero.txt"]
    for name in ("round", "down", "nowhere.txt", "self.txt"):
        assert name in skipped
    assert len(own.summary.skipped) == 7  # and one of the two names of book 1


class WithoutInode:
    """An entry as Windows lists it: its own `stat` tells neither device nor inode."""

    def __init__(self, entry: os.DirEntry[str]) -> None:
        self.name, self.path, self._entry = entry.name, entry.path, entry

    def stat(self) -> os.stat_result:
        mode, _inode, _device, *rest = self._entry.stat()
        return os.stat_result((mode, 0, 0, *rest))


def test_every_file_of_a_folder_is_read_where_listings_tell_no_inode(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_books(tmp_path)
    write_books(tmp_path / "more", num_books=2, num_sentences=300)
    listed = FileSearch._entries

    def entries(search: FileSearch, folder: Path) -> Iterator[WithoutInode]:
        return map(WithoutInode, listed(search, folder))

    monkeypatch.setattr(FileSearch, "_entries", entries)
    own = corpus(tmp_path)
    assert len(own.files()) == 5


def test_files_on_a_disk_that_numbers_nothing_are_all_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_books(tmp_path / "books")
    told = Path.stat

    def stat(path: Path, **options: bool) -> os.stat_result:
        found = list(told(path, **options))
        found[1] = 0
        return os.stat_result(found)

    monkeypatch.setattr(Path, "stat", stat)
    search = FileSearch()
    search.add(tmp_path / "books")
    monkeypatch.undo()
    assert len(search.files) == 3


@POSIX
def test_a_file_that_may_not_be_read_is_skipped_by_name(tmp_path: Path) -> None:
    write_books(tmp_path)
    (tmp_path / "book-0.md").chmod(0)
    if os.access(tmp_path / "book-0.md", os.R_OK):
        pytest.skip("this user may read everything")
    documents, own = read(tmp_path)
    assert len({document.file for document in documents}) == 2
    assert "cannot be read" in reasons(own)["book-0.md"]


@POSIX
def test_names_that_are_no_unicode_are_read(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "w") as file:
        file.write(prose(1, 60))
    documents, own = read(tmp_path)
    assert documents
    assert len(own.fingerprint()) == 64


def test_a_path_that_is_missing_is_a_named_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="gone cannot be found"):
        corpus(tmp_path / "gone").files()


def test_an_empty_folder_is_a_named_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="The folder is empty"):
        list(corpus(tmp_path).documents())


def test_files_without_a_long_enough_document_are_a_named_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Too short.")
    (tmp_path / "b.html").write_text("<script>no text at all</script>")
    with pytest.raises(Fault, match=r"2 file\(s\) were read, and no document is long enough"):
        read(tmp_path)


def test_what_is_hidden_does_not_hide_why_there_is_no_text(tmp_path: Path) -> None:
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "short.txt").write_text("Too short.")
    with pytest.raises(Fault, match=r"1 file\(s\) were read.*lower “Shortest document” \(now 40"):
        read(tmp_path)
    (tmp_path / "short.txt").write_bytes(b"\x89PNG" + bytes(300))
    with pytest.raises(Fault, match=r"\(3\) was left out\. .*short\.txt holds no text"):
        read(tmp_path)


def test_an_empty_folder_beside_a_good_one_is_told(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    (empty / "deeper").mkdir(parents=True)
    write_books(tmp_path / "books", num_books=3)
    documents, found = read(tmp_path / "books", empty)
    assert documents
    assert [str(one.fault) for one in found.summary.skipped] == [f"{empty} holds no files."]
    with pytest.raises(Fault, match="The folder is empty"):
        read(empty)


def test_every_reason_for_the_lack_of_text_is_told_once(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "c.png", "short.txt"):
        (tmp_path / name).write_bytes(b"\x89PNG" + bytes(300))
    (tmp_path / "empty.txt").touch()
    with pytest.raises(Fault) as caught:
        read(tmp_path)
    told = str(caught.value)
    assert "All that was found (5) was left out." in told
    assert "a.png is of a kind that is not read from folders. (2 more like this.)" in told
    assert "b.png" not in told
    assert "short.txt holds no text" in told
    assert "empty.txt is empty." in told
    assert told.count(".xhtml") == 1  # the kinds that are read


def test_a_folder_of_binary_files_is_a_named_fault_with_the_first_reason(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_bytes(b"\x89PNG" + bytes(range(256)) * 9)
    with pytest.raises(Fault) as fault:
        read(tmp_path)
    assert "All that was found (3)" in str(fault.value)
    assert "0.txt" in str(fault.value)


def test_a_table_without_the_column_is_a_named_fault(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("id,body\n1,hello\n")
    with pytest.raises(Fault, match=r"no text column “text”.*id, body"):
        read(tmp_path)
    (tmp_path / "b.jsonl").write_text(json.dumps({"body": "words " * 20}))
    with pytest.raises(Fault, match="column “none”"):
        read(tmp_path, text_field="none")
    documents, _ = read(tmp_path / "b.jsonl", text_field="body")
    assert len(documents) == 1


def test_moving_the_folder_changes_neither_fingerprint_nor_split(tmp_path: Path) -> None:
    books = write_books(tmp_path / "here", num_books=6)
    before, own = read(books, validation=0.3)
    fingerprint = own.fingerprint()
    moved = books.rename(tmp_path / "there")
    after, other = read(moved, validation=0.3)
    assert before == after
    assert other.fingerprint() == fingerprint
    assert {document.validation for document in before} == {True, False}


@pytest.mark.parametrize(
    "change", [{"validation": 0.2}, {"cleaning": ()}, {"minimum_characters": 41}]
)
def test_settings_that_matter_change_the_fingerprint(
    tmp_path: Path, change: dict[str, object]
) -> None:
    books = write_books(tmp_path / "books")
    assert corpus(books).fingerprint() != corpus(books, **change).fingerprint()


def test_any_byte_changes_the_fingerprint_and_touching_does_not(tmp_path: Path) -> None:
    books = write_books(tmp_path / "books")
    before = corpus(books).fingerprint()
    os.utime(books / "book-1.md", ns=(1, 1))
    assert corpus(books).fingerprint() == before
    data = bytearray((books / "book-1.md").read_bytes())
    data[100] ^= 1
    (books / "book-1.md").write_bytes(data)
    assert corpus(books).fingerprint() != before

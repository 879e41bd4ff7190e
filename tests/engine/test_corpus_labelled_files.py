"""Files of labelled pairs: folders, what is held back, changes, and stops."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.corpus.pair_summary import PairSummary
from engine.events import Prepared
from engine.faults import Cancelled, Fault
from tests.engine.pair_samples import (
    ROWS,
    cells,
    csv_text,
    jsonl,
    labelled,
    read,
    tsv,
    write,
)


def test_what_is_held_back_may_stand_in_files_of_its_own(tmp_path: Path) -> None:
    train, held = write(tmp_path / "a.tsv", tsv(ROWS)), write(tmp_path / "b.csv", csv_text(ROWS))
    found = read(labelled(train, validation_paths=(held,)))
    assert [pair.validation for pair in found] == [False] * 4 + [True] * 4
    with pytest.raises(Fault, match=r"a\.tsv is to be learned from and held back as well"):
        read(labelled(train, validation_paths=(train,)))


def test_a_folder_gives_its_pairs_and_other_files_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "in" / "train.tsv", tsv(ROWS))
    write(tmp_path / "in" / "more" / "dev.jsonl.gz", jsonl(ROWS))
    write(tmp_path / "in" / "README.md", "# Pairs\n\nWhat these are.\n")
    (tmp_path / "in" / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    corpus = labelled(tmp_path / "in")
    assert sorted(cells(read(corpus))) == sorted([*ROWS, *ROWS])
    assert corpus.summary.files == 2
    assert corpus.summary.other_files == 2
    twice = labelled(tmp_path / "in", tmp_path / "in" / "train.tsv")
    assert len(read(twice)) == 8


def test_tables_of_a_folder_that_give_no_pairs_are_told_by_name(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    write(folder / "a.tsv", tsv(ROWS))
    write(folder / "columns.csv.gz", csv_text(ROWS * 3, ["one", "two", "three"]))
    (folder / "picture.jsonl").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    write(folder / "undecided.tsv", tsv([("a", "b", "-")]))
    write(folder / "README.md", "# Pairs\n\nWhat these are.\n")
    corpus = labelled(folder)
    assert len(read(corpus)) == 4
    lost = {Path(one.path).name: str(one) for one in corpus.summary.lost_tables}
    assert list(lost) == ["columns.csv.gz", "picture.jsonl", "undecided.tsv"]
    assert "It is not known which columns" in lost["columns.csv.gz"]
    assert "holds no text" in lost["picture.jsonl"]
    assert "1 without a label" in lost["undecided.tsv"]
    assert corpus.summary.other_files == 4
    assert PairSummary.from_data(json.loads(json.dumps(corpus.summary.as_data()))).other_files == 4


def test_a_table_of_a_folder_that_the_system_refuses_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Root may read everything: the reader is told of another path instead."""
    write(tmp_path / "in" / "a.tsv", tsv(ROWS))
    write(tmp_path / "in" / "b.tsv", tsv(ROWS))
    corpus = labelled(tmp_path / "in")
    corpus.files()
    (tmp_path / "in" / "b.tsv").unlink()
    (tmp_path / "in" / "b.tsv").mkdir()
    assert len(read(corpus)) == 4
    (lost,) = corpus.summary.lost_tables
    assert "b.tsv" in str(lost)


def test_a_folder_in_which_no_table_can_be_read_says_why(tmp_path: Path) -> None:
    write(tmp_path / "in" / "a.tsv", tsv(ROWS * 3, ["one", "two", "three"]))
    with pytest.raises(Fault, match=r"no pairs in .*in\. 1 file.* It has: one, two, three\. Name"):
        read(labelled(tmp_path / "in"))


def test_a_folder_without_any_pairs_is_named(tmp_path: Path) -> None:
    write(tmp_path / "in" / "README.md", "# Nothing\n\nHere is prose, and no table.\n")
    with pytest.raises(Fault, match=r"no pairs in .*in\. 1 file\(s\) were looked into"):
        read(labelled(tmp_path / "in"))
    (tmp_path / "empty").mkdir()
    with pytest.raises(Fault, match=r"no pairs in .*empty\. 0 file\(s\) were"):
        read(labelled(tmp_path / "empty"))


def test_a_file_chosen_by_name_must_hold_pairs(tmp_path: Path) -> None:
    lost = tsv([("a", "b", "-"), ("", "b", "neutral"), ("c", "d", "-")])
    with pytest.raises(Fault, match=r"no pairs in .*a\.tsv.* 2 without a label, 1 with an empty"):
        read(labelled(write(tmp_path / "a.tsv", lost)))
    with pytest.raises(Fault, match=r"b\.tsv cannot be found"):
        read(labelled(tmp_path / "b.tsv"))
    with pytest.raises(Fault, match=r"c\.tsv is empty"):
        read(labelled(write(tmp_path / "c.tsv", "")))
    with pytest.raises(Fault, match="no pairs in"):
        read(labelled(write(tmp_path / "d.tsv", "\n\n\n")))


def test_the_source_is_never_written_to(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS))
    path.chmod(0o444)
    before = path.stat().st_mtime_ns, path.read_bytes(), sorted(tmp_path.iterdir())
    corpus = labelled(path)
    corpus.fingerprint()
    read(corpus)
    assert before == (path.stat().st_mtime_ns, path.read_bytes(), sorted(tmp_path.iterdir()))


def test_the_fingerprint_changes_with_what_matters_only(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS))
    first = labelled(path).fingerprint()
    assert labelled(write(tmp_path / "b" / "c.tsv", tsv(ROWS))).fingerprint() == first
    changed: list[dict[str, Any]] = [
        {"validation": 0.1},
        {"first": "premise"},
        {"header": "yes"},
        {"validation_paths": (write(tmp_path / "v.tsv", tsv(ROWS[:1])),)},
    ]
    others = {labelled(path, **fields).fingerprint() for fields in changed}
    others.add(labelled(write(tmp_path / "d.tsv", tsv(ROWS[1:]))).fingerprint())
    assert len(others | {first}) == len(changed) + 2


def test_a_file_that_changes_meanwhile_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS * 5000))
    corpus = labelled(path)
    corpus.files()
    write(path, tsv(ROWS * 5001))
    with pytest.raises(Fault, match="changed while it was being read"):
        read(corpus)


def test_reading_can_be_stopped_and_tells_how_far_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS * 30_000))
    control, seen = Control(), []

    def progress(event: Prepared) -> None:
        seen.append(event)
        if len(seen) == 3:
            control.stop()

    with pytest.raises(Cancelled):
        for _ in labelled(path).pairs(control, progress):
            pass
    assert seen[-1].total == path.stat().st_size
    assert seen[0].done <= seen[-1].done <= seen[-1].total
    assert threading.active_count() < 10

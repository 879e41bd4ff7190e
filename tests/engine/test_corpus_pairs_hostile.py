"""Pair files nobody vouches for: they cost a fault or a row, never the program or the memory."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import psutil
import pytest

from engine.corpus.pairs import PairCorpus
from engine.faults import Fault
from tests.engine.pair_samples import (
    ROWS,
    cells,
    counts,
    csv_text,
    jsonl,
    labelled,
    parallel,
    read,
    tsv,
    write,
)

MEGABYTE = 1 << 20


def fat(path: Path, before: str, megabytes: int, after: str) -> Path:
    """A file with a very long line in its middle."""
    with path.open("w") as file:
        file.write(before)
        for _ in range(megabytes):
            file.write("x" * MEGABYTE)
        file.write(f"\n{after}")
    return path


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl", "a.txt"])
@pytest.mark.parametrize("megabytes", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_a_very_long_line_costs_one_row(tmp_path: Path, name: str, megabytes: int) -> None:
    rows = (
        jsonl(ROWS)
        if name == "a.jsonl"
        else tsv(ROWS).replace("\t", "," if "csv" in name else "\t")
    )
    head, *_ = rows.splitlines(keepends=True)
    corpus = labelled(fat(tmp_path / name, rows, megabytes, rows.replace(head, "") or rows))
    found = cells(read(corpus))
    assert found[:4] == list(ROWS)
    assert found[4:] == list(ROWS)[-len(found[4:]) :]
    assert len(found) >= 7
    assert counts(corpus) == {"too_long": 1}


@pytest.mark.parametrize("megabytes", [40, pytest.param(200, marks=pytest.mark.slow)])
def test_a_very_long_first_line_hides_no_row_behind_it(tmp_path: Path, megabytes: int) -> None:
    corpus = labelled(fat(tmp_path / "a.txt", "", megabytes, tsv(ROWS)))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"too_long": 1}


def test_a_passage_far_too_long_is_left_out(tmp_path: Path) -> None:
    rows = [("word " * 20_000, "b", "neutral"), *ROWS]
    corpus = labelled(write(tmp_path / "a.tsv", tsv(rows)))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"too_long": 1}


def test_nuls_between_and_inside_cells_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(tsv(ROWS * 60).replace("cat", "c\x00at", 9).encode())
    assert cells(read(labelled(path))) == list(ROWS) * 60
    path = tmp_path / "a.csv"
    path.write_bytes(csv_text(ROWS * 60).replace("cat", "c\x00at", 9).encode())
    assert cells(read(labelled(path))) == list(ROWS) * 60


@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl", "a.txt", "a.gz"])
@pytest.mark.parametrize("seed", range(4))
def test_random_bytes_are_a_fault(tmp_path: Path, name: str, seed: int) -> None:
    path = tmp_path / name
    path.write_bytes(random.Random(seed).randbytes(30_000))
    with pytest.raises(Fault, match="a\\."):
        read(labelled(path))


def test_bytes_that_are_no_character_cost_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    data = tsv(ROWS * 300).encode()
    path.write_bytes(data.replace(b"dreams", b"dr\xffams", 1))
    found = cells(read(labelled(path)))
    assert len(found) == 1200
    assert found[1][1] == "The cat dr\ufffdams of fish."


def test_a_picture_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with pytest.raises(Fault, match="holds no text"):
        read(labelled(path))


def test_a_quotation_mark_that_nothing_closes_is_a_fault(tmp_path: Path) -> None:
    text = "premise,hypothesis,label\na,b,neutral\n" + '"open,b,neutral\n' + "a,b,neutral\n" * 4000
    with pytest.raises(Fault, match=r"begins in line 3 is never closed: 4001 line\(s\) were"):
        read(labelled(write(tmp_path / "a.csv", text)))
    told = r"begins in line 3 is too large in line 4004\. See .* mark there is never closed"
    with pytest.raises(Fault, match=told):
        read(labelled(write(tmp_path / "a.csv", text + 'a,b",neutral\na,b,neutral\n')))


@pytest.mark.parametrize("more", [0, 9, 90])
def test_a_quotation_mark_is_missed_in_a_small_file_too(tmp_path: Path, more: int) -> None:
    text = csv_text(ROWS) + '"open,b,neutral\n' + "a,b,neutral\n" * more
    told = rf"begins in line 6 is never closed: {more + 1} line\(s\) were taken for one cell"
    with pytest.raises(Fault, match=told):
        read(labelled(write(tmp_path / "a.csv", text)))


def test_deep_json_and_huge_numbers_are_malformed_rows(tmp_path: Path) -> None:
    deep = '{"premise": ' + "[" * 100_000 + "]" * 100_000 + "}\n"
    number = '{"premise": "a", "hypothesis": "b", "label": ' + "9" * 10_000 + "}\n"
    corpus = labelled(write(tmp_path / "a.jsonl", jsonl(ROWS) + deep + number))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"malformed": 2}


@pytest.mark.parametrize("how", ["cut", "changed", "bomb"])
def test_damaged_archives_are_refused_whole(tmp_path: Path, how: str) -> None:
    path = tmp_path / "a.tsv.gz"
    data = bytearray(gzip.compress(tsv(ROWS * 9000).encode()))
    if how == "cut":
        del data[len(data) // 2 :]
    elif how == "changed":
        data[-6] ^= 255
    else:
        data = bytearray(gzip.compress(b"a\tb\tneutral\n" + b"\n" * (300 << 20)))
    path.write_bytes(data)
    with pytest.raises(Fault, match=r"a\.tsv\.gz (cannot be unpacked|grows more than)"):
        read(labelled(path))


def test_names_of_columns_may_be_anything(tmp_path: Path) -> None:
    header = ["premise", "hypothesis", "label", "\ud800", "x" * 100_000, ""]
    rows = [json.dumps(dict(zip(header, [*row, 1, 2, 3], strict=True))) + "\n" for row in ROWS]
    assert cells(read(labelled(write(tmp_path / "a.jsonl", "".join(rows))))) == list(ROWS)


def peak(corpus: PairCorpus) -> int:
    """Bytes by which this process grew while the pairs passed through it."""
    process, most = psutil.Process(), 0
    before = process.memory_info().rss

    def seen() -> Iterator[int]:
        for number, _ in enumerate(corpus.pairs()):
            if number % 5000 == 0:
                yield process.memory_info().rss

    for size in seen():
        most = max(most, size - before)
    return most


@pytest.mark.slow
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    sizes = []
    for megabytes in (20, 120):
        path = tmp_path / f"{megabytes}.tsv"
        with path.open("w") as file:
            for number in range(megabytes * 10_000):
                file.write(f"{'premise ' * 6} {number}\t{'hypothesis ' * 4}\tneutral\n")
        sizes.append(peak(labelled(path)))
    small, large = sizes
    assert large < small + 40 * MEGABYTE


def test_two_texts_of_one_line_without_end_are_one_pair(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a", "A dog."), write(tmp_path / "b", "Ein Hund.")
    assert cells(read(parallel(source=(one,), target=(two,)))) == [("A dog.", "Ein Hund.", "")]


def test_the_pairs_come_in_the_order_of_the_rows(tmp_path: Path) -> None:
    found = read(labelled(write(tmp_path / "a.tsv", tsv(ROWS * 2000))))
    assert all(later.row == earlier.row + 1 for earlier, later in pairwise(found))

"""Parallel text: lines that belong together stay together, whatever the files hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.faults import Fault
from tests.engine.pair_samples import cells, counts, csv_text, parallel, read, tsv, write

ENGLISH = ["A dog.", "Two cats sleep.", "It rains.", "The end."]
GERMAN = ["Ein Hund.", "Zwei Katzen schlafen.", "Es regnet.", "Das Ende."]
BOTH = [(one, other, "") for one, other in zip(ENGLISH, GERMAN, strict=True)]
TWO = [row[:2] for row in BOTH]


def texts(folder: Path, source: str, target: str, ending: str = ".txt", **how: Any) -> dict:
    return {
        "source": (write(folder / f"a.en{ending}", source, **how),),
        "target": (write(folder / f"a.de{ending}", target, **how),),
    }


def lines(parts: list[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


@pytest.mark.parametrize("ending", [".txt", ".gz", ""])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_two_files_are_read_line_by_line(tmp_path: Path, ending: str, encoding: str) -> None:
    given = texts(tmp_path, lines(ENGLISH), lines(GERMAN), ending, encoding=encoding)
    corpus = parallel(**given)
    assert cells(read(corpus)) == BOTH
    assert corpus.summary.encodings in ({"utf-8": 2}, {"utf-16-le": 2})


def test_the_two_files_may_be_encoded_differently(tmp_path: Path) -> None:
    chinese = ["一条狗在院子里跑。", "两只猫在睡觉。", "今天下雨了。", "故事到这里就完了。"]
    given = texts(tmp_path, lines(ENGLISH), "")
    write(given["target"][0], lines(chinese), "gb18030")
    assert [second for _, second, _ in cells(read(parallel(**given)))] == chinese


TABLES = {
    "a.tsv": tsv(TWO, None),
    "a.txt": tsv(TWO, None),
    "named.tsv": tsv(TWO, ["source", "target"]),
    "languages.tsv": tsv(TWO, ["en", "de"]),
    "more.csv": csv_text([(1, *row, "x") for row in TWO], ["id", "English", "German", "by"]),
    "tatoeba.txt": tsv([(*row, "CC-BY 2.0 (France)") for row in TWO], None),
    "a.jsonl": "".join(json.dumps({"src": a, "tgt": b}) + "\n" for a, b in TWO),
    "hf.jsonl": "".join(json.dumps({"translation": {"en": a, "de": b}}) + "\n" for a, b in TWO),
}


@pytest.mark.parametrize("zipped", ["", ".gz"])
@pytest.mark.parametrize("name", TABLES)
def test_tables_are_read_alike(tmp_path: Path, name: str, zipped: str) -> None:
    path = write(tmp_path / f"{name}{zipped}", TABLES[name])
    assert cells(read(parallel(paths=(path,)))) == BOTH


def test_the_direction_can_be_turned(tmp_path: Path) -> None:
    turned = [(two, one, "") for one, two in TWO]
    path = write(tmp_path / "a.tsv", tsv(TWO, ["en", "de"]))
    assert cells(read(parallel(paths=(path,), source_column="de", target_column="en"))) == turned
    path = write(tmp_path / "b.tsv", tsv(TWO, None))
    assert cells(read(parallel(paths=(path,), source_column="2", target_column="1"))) == turned


@pytest.mark.parametrize("more", [1, -1])
def test_texts_of_different_length_are_refused_by_name(tmp_path: Path, more: int) -> None:
    theirs = [*GERMAN, "Noch eine Zeile."] if more > 0 else GERMAN[:-1]
    given = texts(tmp_path, lines(ENGLISH), lines(theirs))
    with pytest.raises(Fault, match=rf"a\.en\.txt has 4 lines, and .*a\.de\.txt has {4 + more}\."):
        read(parallel(**given))


@pytest.mark.parametrize("side", ["source", "target"])
@pytest.mark.parametrize("tail", ["\n", " \r\n\n", "\n\t"])
def test_blank_lines_behind_the_last_are_none(tmp_path: Path, side: str, tail: str) -> None:
    given = texts(tmp_path, lines(ENGLISH), lines(GERMAN))
    write(given[side][0], lines(ENGLISH if side == "source" else GERMAN) + tail)
    corpus = parallel(**given)
    assert cells(read(corpus)) == BOTH
    assert counts(corpus) == {}
    write(given[side][0], lines(ENGLISH) + f"\n\nOne more.\n{tail}")
    with pytest.raises(Fault, match="has 7"):
        read(parallel(**given))


def test_empty_sides_are_left_out_and_counted_and_move_nothing(tmp_path: Path) -> None:
    source = [ENGLISH[0], "", ENGLISH[1], "alone", *ENGLISH[2:]]
    target = [GERMAN[0], "allein", GERMAN[1], " \u200b ", *GERMAN[2:]]
    corpus = parallel(**texts(tmp_path, lines(source), lines(target)))
    assert cells(read(corpus)) == BOTH
    assert counts(corpus) == {"empty": 2}


@pytest.mark.parametrize("sign", ["\r", "\u2028", "\x0b", "\x85", "\x1c"])
def test_only_a_newline_ends_a_line(tmp_path: Path, sign: str) -> None:
    source = [f"A{sign}dog.", *(ENGLISH * 5)[1:]]
    found = cells(read(parallel(**texts(tmp_path, lines(source), lines(GERMAN * 5)))))
    assert found == BOTH * 5


def test_lines_may_end_in_two_ways(tmp_path: Path) -> None:
    given = texts(tmp_path, lines(ENGLISH).replace("\n", "\r\n"), lines(GERMAN).rstrip("\n"))
    assert cells(read(parallel(**given))) == BOTH


@pytest.mark.parametrize("side", ["source", "target"])
def test_a_line_that_is_far_too_long_keeps_its_place(tmp_path: Path, side: str) -> None:
    mine = [*ENGLISH[:2], "x" * 3_000_000, *ENGLISH[2:]]
    theirs = [*GERMAN[:2], "y", *GERMAN[2:]]
    if side == "target":
        mine, theirs = theirs, mine
    corpus = parallel(**texts(tmp_path, lines(mine), lines(theirs)))
    found = cells(read(corpus))
    assert [set(row[:2]) for row in found] == [set(row[:2]) for row in BOTH]
    assert counts(corpus) == {"too_long": 1}


def test_several_files_follow_each_other(tmp_path: Path) -> None:
    one, two = (texts(tmp_path / name, lines(ENGLISH), lines(GERMAN)) for name in "ab")
    given = {side: one[side] + two[side] for side in ("source", "target")}
    found = read(parallel(**given))
    assert cells(found) == BOTH * 2
    assert [pair.file for pair in found] == [0] * 4 + [1] * 4


def test_what_is_held_back_may_stand_in_files_of_its_own(tmp_path: Path) -> None:
    train = texts(tmp_path / "train", lines(ENGLISH), lines(GERMAN))
    held = texts(tmp_path / "held", lines(ENGLISH[:2]), lines(GERMAN[:2]))
    given = train | {f"validation_{side}": path for side, path in held.items()}
    assert [pair.validation for pair in read(parallel(**given))] == [False] * 4 + [True] * 2
    same = train | {f"validation_{side}": path for side, path in train.items()}
    with pytest.raises(Fault, match="learned from and held back as well"):
        read(parallel(**same))


def test_translations_of_one_sentence_are_never_parted(tmp_path: Path) -> None:
    rows = [(f"sentence {n // 4}", f"Satz {n}") for n in range(800)]
    found = read(parallel(paths=(write(tmp_path / "a.tsv", tsv(rows, None)),), validation=0.2))
    held = {pair.first for pair in found if pair.validation}
    assert held
    assert held.isdisjoint(pair.first for pair in found if not pair.validation)


def test_a_folder_of_chapters_is_read_chapter_by_chapter(tmp_path: Path) -> None:
    for number, chapter in enumerate(("one", "two")):
        part = slice(2 * number, 2 * number + 2)
        write(tmp_path / "book" / chapter / "source.txt", lines(ENGLISH[part]))
        write(tmp_path / "book" / chapter / "target.txt", lines(GERMAN[part]))
    write(tmp_path / "book" / "about.md", "Two chapters.\n")
    corpus = parallel(paths=(tmp_path / "book",))
    assert cells(read(corpus)) == BOTH
    assert corpus.summary.files == 2
    write(tmp_path / "book" / "two" / "target.txt", lines(GERMAN))
    with pytest.raises(Fault, match=r"two.source\.txt has 2 lines, and .*two.target\.txt has 4"):
        read(parallel(paths=(tmp_path / "book",)))


def test_a_text_to_translate_is_a_file(tmp_path: Path) -> None:
    given = texts(tmp_path / "in", lines(ENGLISH), lines(GERMAN))
    with pytest.raises(Fault, match="is a folder"):
        read(parallel(source=(tmp_path / "in",), target=given["target"]))
    with pytest.raises(Fault, match=r"none\.txt cannot be found"):
        read(parallel(source=(tmp_path / "none.txt",), target=given["target"]))

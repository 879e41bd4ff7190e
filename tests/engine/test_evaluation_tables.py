"""Rows of the files evaluations are asked on: JSON lines, CSV, TSV, and lines of text."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from engine.control import Control
from engine.evaluation.tables import read_rows
from engine.faults import Cancelled, Fault
from tests.engine.evaluation_samples import written


def test_json_lines_have_names_and_what_is_none_is_counted(tmp_path: Path) -> None:
    lines = [
        '{"good": "He walks.", "bad": "He walk.", "more": [1], "number": 3, "sure": true}',
        "no object",
        "[1, 2]",
        '{"bad": "She go.", "good": "She goes.", "late": null}',
        "",
    ]
    rows = read_rows(written(tmp_path / "pairs.jsonl", lines))
    assert rows.names == ("good", "bad", "more", "number", "sure", "late")
    assert rows.rows[0] == ("He walks.", "He walk.", "", "3", "True")
    assert rows.rows[1] == ("She goes.", "She go.", "", "", "", "")
    assert rows.malformed == 2
    assert rows.titled() is rows
    assert (rows.column("GOOD"), rows.column("none")) == (0, None)


def test_the_first_row_of_a_csv_is_a_row_until_somebody_says_so(tmp_path: Path) -> None:
    lines = ["\ufeffText,Label", '"Yes, and ""no""",1', '"two', 'lines",0']
    rows = read_rows(written(tmp_path / "a.csv", lines))
    assert rows.names is None
    assert rows.rows == (("Text", "Label"), ('Yes, and "no"', "1"), ("two\nlines", "0"))
    assert rows.titled().names == ("Text", "Label")
    assert rows.titled().rows == rows.rows[1:]


def test_quotation_marks_of_a_tsv_are_only_signs(tmp_path: Path) -> None:
    rows = read_rows(written(tmp_path / "a.tsv", ['0\t" once he said', "1\tall well"]))
    assert rows.rows == (("0", '" once he said'), ("1", "all well"))


def test_other_text_is_read_line_by_line_in_any_encoding(tmp_path: Path) -> None:
    path = tmp_path / "lines.txt.dev.gz"
    path.write_bytes(
        gzip.compress("第一行，他打开了窗户。\n\n第二行，外面下着大雪。\n".encode("gb18030"))
    )
    rows = read_rows(path)
    assert rows.rows == (("第一行，他打开了窗户。",), ("第二行，外面下着大雪。",))


def test_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be found"):
        read_rows(tmp_path / "none.csv")
    with pytest.raises(Fault, match="folder"):
        read_rows(tmp_path)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(300))
    with pytest.raises(Fault, match="holds no text"):
        read_rows(tmp_path / "picture.csv")
    with pytest.raises(Fault, match="never closed"):
        read_rows(written(tmp_path / "open.csv", ["a,b", '"never,closed', "c,d"]))


def test_reading_ends_when_asked_to(tmp_path: Path) -> None:
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        read_rows(written(tmp_path / "a.csv", ["a,b"]), control)

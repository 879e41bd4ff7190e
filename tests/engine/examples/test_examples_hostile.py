"""Files nobody vouches for cost a named fault or a row, never the program or its memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from engine.examples.config import Format, TaskConfig
from engine.examples.example import Kind, Labelled, Question, Tagged
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData
from engine.faults import Fault
from tests.engine.example_samples import conll, json_lines, opinions, places, question, squad, table

MEGABYTE = 1 << 20


def deep(path: Path) -> None:
    path.write_text('{"data": "qas context", "qas": ' + "[" * 200_000 + '"context"')


def deep_list(path: Path) -> None:
    path.write_text("[" * 200_000)


def nested_values(path: Path) -> None:
    path.write_text(('{"text": ' + "[" * 5000 + "]" * 5000 + ', "label": "a"}\n') * 20)


def noise(path: Path) -> None:
    path.write_bytes(bytes((n * 7919 + n // 13) % 256 for n in range(200_000)))


def zeros(path: Path) -> None:
    path.write_bytes(bytes(100_000))


def picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(500))


def open_quote(path: Path) -> None:
    path.write_text('text,label\n"never closed,' + "a line,b\n" * 5000)


def no_text(path: Path) -> None:
    path.write_text("\n\n \t \n" * 50)


def wrong_types(path: Path) -> None:
    value = {
        "data": [{"paragraphs": [{"context": 5, "qas": [{}]}, {"context": "a", "qas": "b"}, 7]}, 3]
    }
    path.write_text(json.dumps(value))


def bomb(path: Path) -> None:
    path.with_name("a.tsv.gz").write_bytes(gzip.compress(b"a\tb\n" * (50 * MEGABYTE)))


@pytest.mark.parametrize("kind", ["classification", "tagging"])
@pytest.mark.parametrize(
    "make",
    [deep, deep_list, nested_values, noise, zeros, picture, open_quote, no_text, wrong_types],
)
def test_what_is_no_task_is_a_fault_with_its_name(
    tmp_path: Path, make: Callable[[Path], None], kind: Kind
) -> None:
    path = tmp_path / ("a.csv" if make is open_quote else "a.json")
    make(path)
    with pytest.raises(Fault, match=path.name):
        TaskData(TaskConfig(train=(path,)), kind).read()


@pytest.mark.parametrize("make", [deep, deep_list, noise, zeros, picture, no_text, wrong_types])
def test_nothing_is_recognised_in_it(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "train.json")
    with pytest.raises(Fault, match="No examples of a task"):
        recognise([tmp_path])


@pytest.mark.parametrize("format", ["table", "conll", "spans", "squad"])
@pytest.mark.parametrize("make", [deep, nested_values, noise])
def test_a_format_said_wrongly_is_a_fault(
    tmp_path: Path, make: Callable[[Path], None], format: Format
) -> None:
    make(tmp_path / "a.txt")
    kinds: dict[str, Kind] = {"table": "classification", "squad": "answering"}
    config = TaskConfig(train=(tmp_path / "a.txt",), format=format)
    with pytest.raises(Fault):
        TaskData(config, kinds.get(format, "tagging")).read()


@pytest.mark.parametrize(("make", "format"), [(deep, "squad"), (deep_list, "table")])
def test_json_in_json_without_end_is_called_so(
    tmp_path: Path, make: Callable[[Path], None], format: Format
) -> None:
    make(tmp_path / "a.json")
    kind: Kind = "answering" if format == "squad" else "classification"
    with pytest.raises(Fault, match="too deeply"):
        TaskData(TaskConfig(train=(tmp_path / "a.json",), format=format), kind).read()


def test_a_file_that_grows_without_end_is_a_fault(tmp_path: Path) -> None:
    bomb(tmp_path / "a")
    with pytest.raises(Fault, match="grows more than 100 times"):
        TaskData(TaskConfig(train=(tmp_path / "a.tsv.gz",)), "classification").read()


def test_a_folder_or_a_device_is_no_file(tmp_path: Path) -> None:
    config = TaskConfig(train=(table(tmp_path / "a.tsv", opinions()),), test=(tmp_path,))
    with pytest.raises(Fault, match="is a folder"):
        TaskData(config, "classification").read()
    if not Path("/dev/zero").exists():
        pytest.skip("there is no such device here")
    with pytest.raises(Fault, match="no ordinary file"):
        TaskData(TaskConfig(train=(Path("/dev/zero"),)), "classification").read()


@pytest.mark.parametrize("megabytes", [20, pytest.param(200, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", ["a.tsv", "a.csv", "a.jsonl", "a.conll"])
def test_a_very_long_line_costs_a_row(tmp_path: Path, name: str, megabytes: int) -> None:
    path = tmp_path / name
    kind: Kind = "classification"
    if name == "a.conll":
        conll(path, places())
        kind = "tagging"
    elif name == "a.jsonl":
        json_lines(path, [{"text": text, "label": label} for text, label in opinions()])
    else:
        table(path, opinions())
        path.write_text(path.read_text().replace("\t", "\t" if name == "a.tsv" else ","))
    before = path.read_text()
    with path.open("a") as file:
        for _ in range(megabytes):
            file.write("x" * MEGABYTE)
        file.write("\n\n" + before.replace("evening", "morning"))
    memory = psutil.Process().memory_info().rss
    found = TaskData(TaskConfig(train=(path,)), kind).read(refuse=False)
    assert len(found.train) + len(found.validation) in (79, 80, 24)
    assert found.summary.left_out == {"too_long": 1}
    assert psutil.Process().memory_info().rss - memory < 256 * MEGABYTE


def test_a_json_too_large_to_be_read_whole_is_a_fault(tmp_path: Path) -> None:
    path = squad(tmp_path / "a.json", [question("Ada came.", "Who?", ("Ada", 0))])
    with path.open("a") as file:
        for _ in range(70):
            file.write(" " * MEGABYTE)
    with pytest.raises(Fault, match="larger than 64 MB"):
        TaskData(TaskConfig(train=(path,)), "answering").read()


def test_a_sentence_without_end_is_left_out(tmp_path: Path) -> None:
    path = conll(tmp_path / "a.conll", [*places(), [("word", "O")] * 20_000])
    found = TaskData(TaskConfig(train=(path,)), "tagging").read()
    assert found.summary.left_out == {"too_long": 1}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-32-le"])
def test_encodings_are_found(tmp_path: Path, encoding: str) -> None:
    rows = [
        (f"这个地方的{word}，我们都说是真的", label)
        for word, label in zip("好坏美丑大小", "是否是否是否", strict=True)
    ]
    path = tmp_path / "a.tsv"
    text = "".join(f"{text}\t{label}\n" for text, label in rows * 5)
    path.write_bytes(text.encode(encoding))
    found = TaskData(TaskConfig(train=(path,)), "classification").read()
    assert found.classes == ("否", "是")
    assert isinstance(found.train[0], Labelled)
    assert found.train[0].first in {text for text, _ in rows}


def test_signs_no_text_may_hold_are_replaced(tmp_path: Path) -> None:
    rows = [("a\x00b", "good"), *opinions(200)]
    found = TaskData(TaskConfig(train=(table(tmp_path / "a.tsv", rows),)), "classification").read()
    assert all("\x00" not in one.first for one in found.train if isinstance(one, Labelled))
    values = [{"text": f"\ud800{text}", "label": label} for text, label in opinions()]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(f"{json.dumps(value)}\n" for value in values))
    found = TaskData(TaskConfig(train=(path,)), "classification").read()
    assert all("\ud800" not in one.first for one in found.train if isinstance(one, Labelled))
    sentences = [[("\u200b", "O"), ("A\ud7ffda", "B-person"), (f"saw{at}", "O")] for at in range(9)]
    found = TaskData(TaskConfig(train=(conll(tmp_path / "a.conll", sentences),)), "tagging").read()
    assert all(
        len(one.words) == 3 and all(one.words) for one in found.train if isinstance(one, Tagged)
    )


def test_places_of_answers_may_be_anything(tmp_path: Path) -> None:
    odd = [10**30, -5, True, None, "7", 1.5, [0]]
    paragraphs = [
        question(f"Ada came, {n}.", f"Who, {n}?", ("Ada", at)) for n, at in enumerate(odd)
    ]
    data = TaskData(TaskConfig(train=(squad(tmp_path / "a.json", paragraphs),)), "answering")
    found = data.read()
    answers = [one.answers[0].start for one in found.train if isinstance(one, Question)]
    assert set(answers) == {0}


def test_a_file_that_changes_meanwhile_is_a_fault(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions())
    data = TaskData(TaskConfig(train=(path,), first="1", label="2"), "classification")
    data.files()
    table(path, opinions(80))
    with pytest.raises(Fault, match="changed while it was being read"):
        data.read()

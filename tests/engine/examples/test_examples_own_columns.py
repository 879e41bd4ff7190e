"""Files whose columns are called otherwise than those of the first; and what none is seen in."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.examples.config import TaskConfig
from engine.examples.example import Labelled
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Fault

TRAIN = "sentence,label\n" + "".join(
    f"the {'soup' if at % 2 else 'bread'} was number {at},{'bad' if at % 2 else 'good'}\n"
    for at in range(40)
)


def read(tmp_path: Path, test: str) -> TaskExamples:
    (tmp_path / "train.csv").write_text(TRAIN, "utf-8")
    (tmp_path / "other.csv").write_text(test, "utf-8")
    config = TaskConfig(
        train=(tmp_path / "train.csv",),
        test=(tmp_path / "other.csv",),
        first="sentence",
        second="-",
        label="label",
        header="yes",
    )
    return TaskData(config, "classification").read()


@pytest.mark.parametrize(
    "test",
    [
        "stars,review\nbad,it was cold\ngood,it was warm\n",
        "sentence,sentiment\nit was cold,bad\nit was warm,good\n",
        "number,remark,verdict\n"
        + "".join(f"{at},it was {at},{'bad' if at % 2 else 'good'}\n" for at in range(20)),
    ],
)
def test_the_columns_of_another_file_are_found_by_its_own_header(tmp_path: Path, test: str) -> None:
    found = [one for one in read(tmp_path, test).test if isinstance(one, Labelled)]
    assert found
    assert all(one.first.startswith("it was") for one in found)
    assert {one.label for one in found} == {"bad", "good"}


def test_a_file_without_labels_stays_without(tmp_path: Path) -> None:
    found = read(tmp_path, "index,sentence\n0,it was cold\n1,it was warm\n2,it was wet\n").test
    assert [(one.first, one.label) for one in found if isinstance(one, Labelled)] == [
        ("it was cold", ""),
        ("it was warm", ""),
        ("it was wet", ""),
    ]


def test_columns_are_told_by_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "bare.csv").write_text("text\none line\nanother line\n", "utf-8")
    with pytest.raises(Fault, match=r"which column of .*bare.csv holds the label") as found:
        TaskData(TaskConfig(train=(tmp_path / "bare.csv",)), "classification").read()
    assert "It has: text." in str(found.value)


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("broken.json", '{"data": [ {"paragraphs":', "ends before its JSON does"),
        ("book.xlsx", "not really", "save its table as CSV"),
        ("bare.csv", "text\none line\nanother line\n", "no column of labels"),
        ("empty.json", '{"version":"1","data":[]}', "There are no questions"),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_what_is_wrong_with_a_file_is_said(
    tmp_path: Path, name: str, content: str, why: str, named: bool
) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    with pytest.raises(Fault) as found:
        recognise(() if named else (path,), TaskConfig(train=(path,) if named else ()))
    assert why in str(found.value)
    assert "target" not in str(found.value)

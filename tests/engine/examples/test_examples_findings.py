"""What is odd in examples is told before anything is learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.examples.config import TaskConfig
from engine.examples.summary import TaskSummary
from engine.examples.task_data import TaskData
from engine.faults import Fault
from tests.engine.example_samples import conll, opinions, pairs, places, read, said, table


def test_nothing_odd_is_nothing_told(tmp_path: Path) -> None:
    assert said(read("classification", table(tmp_path / "a.tsv", opinions()))) == []


def test_missing_labels_are_counted(tmp_path: Path) -> None:
    rows = [*opinions(), ("an evening nobody judged", ""), ("another such evening", "-")]
    found = read("classification", table(tmp_path / "a.tsv", rows, ("text", "label")))
    (told,) = found.summary.findings
    assert str(told) == "2 without an answer among those to learn from: left out."
    assert (told.level, [row.row for row in told.rows]) == ("warning", [42, 43])
    assert told.rows[0].text == "an evening nobody judged"


def test_labels_nobody_learned_are_named(tmp_path: Path) -> None:
    test = table(tmp_path / "t.tsv", [("never seen before", "odd"), *opinions(6, 300)])
    found = read("classification", table(tmp_path / "a.tsv", opinions()), test=(test,))
    assert said(found) == [
        "warning: 1 among those to measure with have labels that none to learn from has: odd. They "
        "count as mistakes."
    ]


def test_tags_nobody_learned_are_named(tmp_path: Path) -> None:
    test = conll(tmp_path / "t.conll", [[("Opus", "B-work"), ("one", "O")]])
    found = read("tagging", conll(tmp_path / "a.conll", places()), test=(test,))
    assert any("B-work" in words for words in said(found))


def test_a_class_with_one_example(tmp_path: Path) -> None:
    rows = [*opinions(), ("a strange evening indeed", "strange")]
    found = read("classification", table(tmp_path / "a.tsv", rows), share=0.001)
    assert "warning: Classes with a single example to learn from: strange." in said(found)


def test_so_few_that_one_class_is_held_back(tmp_path: Path) -> None:
    rows = [("hello there", "good"), ("what a bad thing", "bad")]
    found = read("classification", table(tmp_path / "a.tsv", rows, ("text", "label")))
    assert said(found)[0].startswith("refusal: There are too few examples: 1 of 2 are held back")


def test_repeated_rows_in_training(tmp_path: Path) -> None:
    rows = [*opinions(), *((f"  {a.upper()}", b) for a, b in opinions(3))]
    held = table(tmp_path / "dev.tsv", opinions(4, 400))
    found = read("classification", table(tmp_path / "a.tsv", rows), validation=(held,))
    assert said(found) == ["note: 3 of 43 examples to learn from are duplicates of earlier ones."]
    assert [row.row for row in found.summary.findings[0].rows] == [41, 42, 43]


def test_rows_of_training_among_those_to_measure_with(tmp_path: Path) -> None:
    held, test = (table(tmp_path / name, opinions(4, at)) for name, at in (("d", 36), ("t", 38)))
    path = table(tmp_path / "a.tsv", opinions(40))
    found = read("classification", path, validation=(held,), test=(test,))
    assert said(found) == [
        "warning: 4 of 4 among those held back are learned from too (100.0%): results look better "
        "than they are.",
        "warning: 2 of 4 among those to measure with are learned from too (50.0%): results look "
        "better than they are.",
    ]


def test_one_text_with_two_labels(tmp_path: Path) -> None:
    rows = [*opinions(), (opinions()[0][0], "good")]
    held = table(tmp_path / "dev.tsv", opinions(4, 400))
    found = read("classification", table(tmp_path / "a.tsv", rows), validation=(held,))
    assert said(found) == [
        "warning: 1 examples to learn from have the same text as another with a different label."
    ]


def test_very_unequal_classes(tmp_path: Path) -> None:
    rows = [(text, "good" if n % 10 == 0 else "bad") for n, (text, _) in enumerate(opinions(100))]
    held = table(tmp_path / "dev.tsv", opinions(4, 400))
    found = read("classification", table(tmp_path / "a.tsv", rows), validation=(held,))
    assert said(found)[0].startswith(
        "warning: Classes are very unequal: 90% are bad, and 10 of 100"
    )


def test_empty_and_long_texts(tmp_path: Path) -> None:
    rows = [
        *opinions(),
        ("", "bad"),
        ("long " * 500, "good"),
        ("x" * 70_000, "good"),
        ("a", "b", "c"),
    ]
    held = table(tmp_path / "dev.tsv", opinions(4, 400))
    words = said(read("classification", table(tmp_path / "a.tsv", rows), validation=(held,)))
    assert any(one.startswith("note: 1 of 41 texts have more than 2000") for one in words)
    assert "note: 1 rows have no text: left out." in words
    assert "note: 1 rows are far too long: left out." in words
    assert "warning: 1 rows are no examples: cells are missing, or too many." in words


def test_broken_tags_are_counted(tmp_path: Path) -> None:
    odd = [("Ada", "O"), ("Lyme", "I-place")]
    found = read("tagging", conll(tmp_path / "a.conll", [*places(), odd]), share=0.001)
    assert "note: 1 tags break their scheme: read as conlleval reads them." in said(found)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        (
            [(text, "bad") for text, _ in opinions()],
            "All examples to learn from have one class: bad",
        ),
        ([(text, "-") for text, _ in opinions()], "Nothing is labelled: 40 examples"),
    ],
)
def test_where_nothing_can_be_learned_it_is_refused(
    tmp_path: Path, rows: list[tuple[str, str]], words: str
) -> None:
    config = TaskConfig(train=(table(tmp_path / "a.tsv", rows, ("text", "label")),))
    data = TaskData(config, "classification")
    assert [str(one).startswith(words) for one in data.look_over().refusals] == [True]
    with pytest.raises(Fault, match=words):
        data.read()


def test_where_nothing_can_be_held_back_it_is_refused(tmp_path: Path) -> None:
    same = table(tmp_path / "same.tsv", [("the same evening", "ab"[at % 2]) for at in range(9)])
    with pytest.raises(Fault, match="none of them can be held back"):
        TaskData(TaskConfig(train=(same,)), "classification").read()
    rows = [(text, "") for text, _ in opinions(4, 400)]
    bare = table(tmp_path / "dev.tsv", rows, ("text", "label"))
    train = table(tmp_path / "a.tsv", opinions(), ("text", "label"))
    config = TaskConfig(train=(train,), validation=(bare,))
    with pytest.raises(Fault, match="of the 4 examples held back"):
        TaskData(config, "classification").read()


def test_tags_of_one_kind_are_refused(tmp_path: Path) -> None:
    found = read("tagging", conll(tmp_path / "a.conll", [[("a", "O"), ("b", "O")]] * 9))
    assert said(found)[0].startswith("refusal: All examples to learn from have one class: O")


def test_a_summary_is_plain_data_and_back(tmp_path: Path) -> None:
    test = table(tmp_path / "t.tsv", [*opinions(4), ("never seen", "odd")])
    path = table(tmp_path / "a.tsv", [*opinions(), ("x y", "")])
    summary = read("classification", path, test=(test,)).summary
    data = json.loads(json.dumps(summary.as_data()))
    assert TaskSummary.from_data({**data, "newer": 1}).as_data() == summary.as_data()
    assert str(TaskSummary.from_data(data).findings[0]) == str(summary.findings[0])
    assert summary.counts["test"] == 5
    assert summary.lengths["train"]["longest"] >= summary.lengths["train"]["median"]


def test_a_column_of_other_things_is_no_label(tmp_path: Path) -> None:
    rows = [(f"{n} text of it", f"word{n}") for n in range(1200)]
    with pytest.raises(Fault, match="more than 1000 different labels"):
        read("classification", table(tmp_path / "a.tsv", rows), first="1", label="2", header="no")


def test_labels_of_inference_keep_their_names(tmp_path: Path) -> None:
    found = read("classification", table(tmp_path / "a.tsv", pairs()))
    assert found.classes == ("contradiction", "entailment", "neutral")

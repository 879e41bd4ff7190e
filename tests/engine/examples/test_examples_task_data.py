"""TaskData: every format becomes examples in three parts, and changes are noticed."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from engine.control import Control
from engine.corpus.joined import JoinedTexts
from engine.events import Prepared
from engine.examples.config import TaskConfig
from engine.examples.example import Answer, Kind, Labelled, Question, Rendered, Scored, Tagged
from engine.examples.task_data import TaskData, TaskExamples
from engine.faults import Cancelled, Fault
from tests.engine.example_samples import (
    conll,
    json_lines,
    opinions,
    pairs,
    places,
    question,
    read,
    squad,
    table,
)


def test_a_table_becomes_labelled_texts(tmp_path: Path) -> None:
    held = table(tmp_path / "dev.tsv", opinions(4, 100))
    found = read("classification", table(tmp_path / "a.tsv", opinions(6)), validation=(held,))
    assert found.train[0] == Labelled(opinions()[0][0], None, "bad", 1)
    assert [len(found.part(split)) for split in ("train", "validation", "test")] == [6, 4, 0]
    assert found.classes == ("bad", "good")
    assert found.summary.labels["train"] == {"bad": 3, "good": 3}
    assert found.summary.columns == {"first": "1", "label": "2"}
    assert not found.summary.held_back


def test_a_header_counts_as_a_row_and_is_none(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", pairs(), ("sentence1", "sentence2", "gold_label"))
    found = read("classification", path, share=0.001)
    rows = sorted([*found.train, *found.validation], key=lambda one: one.row)
    assert rows[0] == Labelled(*pairs()[0], row=2)
    assert len(rows) == 30


def test_scores_are_numbers(tmp_path: Path) -> None:
    rows = [(a, b, f"{n / 7:.2f}") for n, (a, b, _) in enumerate(pairs())]
    found = read("regression", table(tmp_path / "a.tsv", [*rows, ("A cat.", "A dog.", "many")]))
    assert isinstance(found.train[0], Scored)
    every = sorted([*found.train, *found.validation], key=lambda one: one.row)
    assert [one.score for one in every if isinstance(one, Scored)][7] == 1.0
    assert len(every) == 30
    assert any("1 scores are no numbers" in str(one) for one in found.summary.findings)


def test_what_is_held_back_shares_no_first_text(tmp_path: Path) -> None:
    found = read("classification", table(tmp_path / "a.tsv", pairs(300)), share=0.2)
    held = {one.first for one in found.validation if isinstance(one, Labelled)}
    assert 0 < len(held) < 60
    assert not held & {one.first for one in found.train if isinstance(one, Labelled)}
    assert found.summary.held_back


@pytest.mark.parametrize("share", [0.001, 0.5])
def test_both_parts_have_one_however_few_there_are(tmp_path: Path, share: float) -> None:
    found = read("classification", table(tmp_path / "a.tsv", opinions(2)), share=share)
    assert (len(found.train), len(found.validation)) == (1, 1)


def test_so_many_at_most_are_drawn_by_the_seed(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions(200))
    config = TaskConfig(train=(path,), most=30)

    def rows(seed: int) -> list[int]:
        return [one.row for one in TaskData(config, "classification", seed).read().train]

    assert len(rows(0)) == 30
    assert rows(0) == rows(0) == sorted(rows(0))
    assert rows(0) != rows(1)


def test_columns_found_in_the_first_file_hold_for_all(tmp_path: Path) -> None:
    train = table(tmp_path / "train.tsv", opinions(), ("text", "label"))
    test = table(tmp_path / "test.tsv", [("x y z", "7"), ("u v w", "8")], ("text", "id"))
    found = read("classification", train, test=(test,))
    assert found.test == (Labelled("x y z", None, "", 2), Labelled("u v w", None, "", 3))
    assert any(
        "without an answer among those to measure with" in str(f) for f in found.summary.findings
    )


def test_names_stand_for_numbers(tmp_path: Path) -> None:
    rows = [(text, str(n % 2)) for n, (text, _) in enumerate(opinions())]
    names = tmp_path / "class.txt"
    names.write_text("money\nsport\n")
    found = read("classification", table(tmp_path / "a.tsv", rows), names=(names,))
    assert found.classes == ("money", "sport")


@pytest.mark.parametrize("content", [b"", b"x" * 200, b"\n" * 70000])
def test_names_must_be_names(tmp_path: Path, content: bytes) -> None:
    names = tmp_path / "class.txt"
    names.write_bytes(content)
    with pytest.raises(Fault, match=r"class\.txt holds no names"):
        read("classification", table(tmp_path / "a.tsv", opinions()), names=(names,))


def test_classes_that_are_numbers_stand_in_their_order(tmp_path: Path) -> None:
    rows = [(text, str(n % 12)) for n, (text, _) in enumerate(opinions())]
    assert read("classification", table(tmp_path / "a.tsv", rows)).classes[9:] == ("9", "10", "11")


def test_minus_one_beside_counted_classes_is_nobodys(tmp_path: Path) -> None:
    rows = [(text, "-1" if n == 5 else str(n % 3)) for n, (text, _) in enumerate(opinions())]
    found = read("classification", table(tmp_path / "a.tsv", rows))
    assert found.classes == ("0", "1", "2")
    assert found.summary.left_out == {"unlabelled": 1}
    rows = [(text, str(n % 3 - 1)) for n, (text, _) in enumerate(opinions())]
    assert read("classification", table(tmp_path / "b.tsv", rows)).classes == ("-1", "0", "1")
    test = table(tmp_path / "t.tsv", [(text, "-1") for text, _ in opinions(4, 100)])
    found = read("classification", table(tmp_path / "c.tsv", opinions()), test=(test,))
    assert {one.label for one in found.test if isinstance(one, Labelled)} == {""}


def test_plus_and_minus_are_labels(tmp_path: Path) -> None:
    rows = [(text, "+-"[n % 2]) for n, (text, _) in enumerate(opinions())]
    assert read("classification", table(tmp_path / "a.tsv", rows)).classes == ("+", "-")


def test_words_become_tagged_in_iob2(tmp_path: Path) -> None:
    rows = [[(w, t.replace("B-", "I-")) for w, t in sentence] for sentence in places()]
    found = read("tagging", conll(tmp_path / "a.conll", rows))
    first = next(one for one in found.train if isinstance(one, Tagged))
    assert first.tags[:4] == ("B-person", "I-person", "O", "B-place")
    assert first.text.startswith(f"{first.words[0]} {first.words[1]} visits")
    assert found.classes == ("O", "B-person", "I-person", "B-place", "I-place")
    assert found.summary.scheme == "iob1"
    assert found.summary.labels["train"]["person"] == len(found.train)


def test_chinese_characters_have_no_blanks_and_lose_their_places(tmp_path: Path) -> None:
    rows = [
        [("王0", "B-PER"), ("明1", "I-PER"), ("去12", "O"), (f"{n % 10}0", "O")] for n in range(9)
    ]
    found = read("tagging", conll(tmp_path / "a.conll", rows))
    first = found.train[0]
    assert isinstance(first, Tagged)
    assert first.words[:3] == ("王", "明", "去")
    assert first.text == f"王明去{first.words[3]}"


def test_pages_remarks_and_blank_lines_are_no_words(tmp_path: Path) -> None:
    text = "-DOCSTART- O\n\n# text = Ada\nAda B-PER\n# O\n\n\t\nIda B-PER\n\ufeff\nLyme O\n"
    (tmp_path / "a.conll").write_text(text * 3)
    found = read("tagging", tmp_path / "a.conll")
    words = {one.words for one in (*found.train, *found.validation) if isinstance(one, Tagged)}
    assert words == {("Ada", "#"), ("Ida",), ("Lyme",)}


def test_parts_of_speech_stay_as_they_are(tmp_path: Path) -> None:
    rows = [[("dogs", "NOUN"), ("sleep", "VERB"), (f"{n}", "NUM")] for n in range(20)]
    found = read("tagging", conll(tmp_path / "a.txt", rows))
    assert found.classes == ("NOUN", "NUM", "VERB")


def test_universal_dependencies_have_ten_columns(tmp_path: Path) -> None:
    rows = "".join(
        f"# sent_id = {n}\n1-2\tdunno\t{blank}\n1\tdo\tdo\tVERB\t{short}\n"
        f"2\tnot\tnot\tPART\t{short}\n3\tgo{n}\tgo\tVERB\t{short}\n\n"
        for n in range(30)
        for blank, short in [("\t".join("_" * 8), "\t".join("_" * 6))]
    )
    (tmp_path / "a.conllu").write_text(rows)
    found = read("tagging", tmp_path / "a.conllu")
    assert found.classes == ("PART", "VERB")
    assert isinstance(found.train[0], Tagged)
    assert found.train[0].words[:2] == ("do", "not")


def test_words_without_tags_may_be_measured_with(tmp_path: Path) -> None:
    bare = conll(tmp_path / "test.conll", [[("Ada",), ("sleeps",)]])
    found = read("tagging", conll(tmp_path / "train.conll", places()), test=(bare,))
    assert found.test == (Tagged(("Ada", "sleeps"), ("", ""), row=1),)


def test_spans_within_and_spans_beyond(tmp_path: Path) -> None:
    texts = [f"王小明第{n}次去上海" for n in range(1, 10)]
    values = [
        {"text": t, "label": {"name": {"王小明": [[0, 2]]}, "place": {"上海": [[7, 8]]}}}
        for t in texts
    ]
    found = read("tagging", json_lines(tmp_path / "a.json", values))
    first = found.train[0]
    assert isinstance(first, Tagged)
    assert not first.spaced
    assert first.tags == ("B-name", "I-name", "I-name", *"OOOO", "B-place", "I-place")
    spans = [[8, 12, "place"], [9, 11, "odd"]]
    ends = [{"text": f"Ada saw Lyme {n}", "label": spans} for n in range(9)]
    found = read("tagging", json_lines(tmp_path / "b.json", ends))
    assert isinstance(found.train[0], Tagged)
    assert found.train[0].tags == ("O", "O", "B-place", "O")
    assert any(str(one).startswith("9 spans lie in others") for one in found.summary.findings)


CONTEXT = "Ada came to Lyme. Ada left Lyme on Monday."


def asked(tmp_path: Path, *paragraphs: dict[str, object]) -> TaskExamples:
    filler = [question(f"{CONTEXT} {n}", f"Who came, {n}?", ("Ada", 0)) for n in range(20)]
    return read("answering", squad(tmp_path / "a.json", [*paragraphs, *filler]))


def the(found: TaskExamples, words: str) -> Question:
    return next(
        one
        for one in (*found.train, *found.validation)
        if isinstance(one, Question) and one.question == words
    )


def test_answers_stand_where_they_are_said_to(tmp_path: Path) -> None:
    found = asked(tmp_path, question(CONTEXT, "Where?", ("Lyme", 12), ("Lyme", 27), ("Lyme", 12)))
    assert the(found, "Where?").answers == (Answer(12, "Lyme"), Answer(27, "Lyme"))


def test_answers_are_moved_to_the_nearest_place_or_dropped_and_counted(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        question(CONTEXT, "Where?", ("Lyme", 25), ("Paris", 3)),
        question(CONTEXT, "Who?", ("Ida", 3)),
    )
    assert the(found, "Where?").answers == (Answer(27, "Lyme"),)
    words = [str(one) for one in found.summary.findings]
    assert any(one.startswith("1 answers stood elsewhere") for one in words)
    assert any(one.startswith("2 answers do not stand") for one in words)
    assert any(one.startswith("1 questions lost all") for one in words)
    with pytest.raises(StopIteration):
        the(found, "Who?")


def test_questions_without_answer_are_answered_where_it_is_said(tmp_path: Path) -> None:
    found = asked(
        tmp_path,
        question(CONTEXT, "Why?", is_impossible=True),
        question(CONTEXT, "When?"),
    )
    assert the(found, "Why?").answers == ()
    assert the(found, "Why?").answered
    assert found.summary.left_out == {"unlabelled": 1}


def test_broken_characters_move_no_answer(tmp_path: Path) -> None:
    context = "\x00\ud800Ada  came\n\nto Lyme."
    found = asked(tmp_path, question(context, "Where?", ("Lyme", context.index("Lyme"))))
    assert the(found, "Where?").answers == (Answer(context.index("Lyme"), "Lyme"),)
    assert "\x00" not in the(found, "Where?").context


def test_questions_about_a_context_stay_together(tmp_path: Path) -> None:
    paragraphs = [
        {
            "context": f"{CONTEXT} {n}",
            "qas": [
                {
                    "id": f"{n}-{m}",
                    "question": f"Who, {m}?",
                    "answers": [{"text": "Ada", "answer_start": 0}],
                }
                for m in range(3)
            ],
        }
        for n in range(30)
    ]
    found = read("answering", squad(tmp_path / "a.json", paragraphs), share=0.3)
    contexts = [
        {one.context for one in part if isinstance(one, Question)}
        for part in (found.train, found.validation)
    ]
    assert contexts[1]
    assert not contexts[0] & contexts[1]
    assert len(found.train) == 3 * len(contexts[0])


def test_cmrc_has_answers_without_places(tmp_path: Path) -> None:
    value = [
        {
            "context_id": f"{n}",
            "context_text": f"小明第{n}次来了。",
            "qas": [{"query_id": f"{n}-0", "query_text": "谁来了？", "answers": ["小明", "小明"]}],
        }
        for n in range(10)
    ]
    (tmp_path / "a.json").write_text(json.dumps(value), "utf-8")
    found = read("answering", tmp_path / "a.json")
    assert isinstance(found.train[0], Question)
    assert found.train[0].answers == (Answer(0, "小明"),)


def test_two_texts_become_translations(tmp_path: Path) -> None:
    for language in ("en", "de"):
        with gzip.open(tmp_path / f"train.{language}.gz", "wt") as file:
            file.writelines(f"{language} line {n}\n" if n != 3 else "\n" for n in range(30))
    found = read("translation", tmp_path / "train.en.gz", train_target=(tmp_path / "train.de.gz",))
    assert isinstance(found.train[0], Rendered)
    assert len(found.train) + len(found.validation) == 29
    every = {one.source: one.targets for one in found.train if isinstance(one, Rendered)}
    assert all(targets == (source.replace("en", "de", 1),) for source, targets in every.items())


def test_a_text_without_the_one_it_becomes_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "train.en").write_text("one line\n" * 5)
    with pytest.raises(Fault, match="has no answers"):
        read("translation", tmp_path / "train.en", format="lines")


def test_a_folder_is_read_as_one_task(tmp_path: Path) -> None:
    for name, first in (("train.tsv", 0), ("dev.tsv", 100), ("test.tsv", 200)):
        table(tmp_path / name, opinions(20, first))
    found = read("classification", tmp_path)
    assert [len(part) for part in (found.train, found.validation, found.test)] == [20, 20, 20]


def test_documents_are_all_texts_but_those_to_measure_with(tmp_path: Path) -> None:
    test = table(tmp_path / "test.tsv", opinions(20, 500))
    config = TaskConfig(train=(table(tmp_path / "a.tsv", pairs(60)),), test=(test,))
    data = TaskData(config, "classification")
    documents = list(JoinedTexts([data]).documents())
    assert len(documents) == 60
    assert len({(one.file, one.section) for one in documents}) == 60
    assert any(one.validation for one in documents)
    assert "\n" in documents[0].text
    assert data.num_bytes() == sum(file.num_bytes for file in data.files())


def test_a_context_is_one_document_however_often_it_is_asked(tmp_path: Path) -> None:
    asked = {"question": "Who?", "id": "1", "answers": [{"text": "Ada", "answer_start": 0}]}
    other = {"context": "Ada left.", "qas": [{**asked, "id": "3"}]}
    several = {"context": CONTEXT, "qas": [asked, {**asked, "id": "2"}]}
    path = squad(tmp_path / "a.json", [several, other])
    texts = [one.text for one in TaskData(TaskConfig(train=(path,)), "answering").documents()]
    assert sum(text.count(CONTEXT) for text in texts) == 1
    assert len(texts) == 3


def test_the_fingerprint_changes_with_what_matters_alone(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions())
    config = TaskConfig(train=(path,))

    def mark(kind: Kind = "classification", seed: int = 0, **more: object) -> str:
        return TaskData(config.model_copy(update=more), kind, seed).fingerprint()

    before = mark()
    assert len(before) == 64
    os.utime(path, (1, 1))
    moved = tmp_path / "deep" / "b.tsv"
    moved.parent.mkdir()
    path.rename(moved)
    assert mark(train=(moved,)) == before
    moved.rename(path)
    others = {mark(seed=1), mark("regression"), mark(share=0.2), mark(label="2"), mark(most=5)}
    others.add(mark(test=(table(tmp_path / "t.tsv", opinions(4)),)))
    path.write_text(path.read_text().replace("bad", "bat", 1))
    others.add(mark())
    assert len(others | {before}) == 8


def test_progress_counts_bytes_of_all_files(tmp_path: Path) -> None:
    test = table(tmp_path / "t.tsv", opinions(20, 100))
    config = TaskConfig(train=(table(tmp_path / "a.tsv", opinions()),), test=(test,))
    heard: list[Prepared] = []
    data = TaskData(config, "classification")
    data.read(progress=heard.append)
    assert heard[-1].done == heard[-1].total == data.num_bytes()
    assert [one.done for one in heard] == sorted(one.done for one in heard)


def test_it_can_be_stopped(tmp_path: Path) -> None:
    control = Control()
    control.stop()
    data = TaskData(TaskConfig(train=(table(tmp_path / "a.tsv", opinions()),)), "classification")
    for work in (data.read, data.fingerprint, data.look_over):
        with pytest.raises(Cancelled):
            work(control)


def test_files_are_named_once_and_there(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions())
    with pytest.raises(Fault, match="two parts"):
        read("classification", path, test=(path,))
    with pytest.raises(Fault, match="cannot be found"):
        read("classification", tmp_path / "b.tsv")
    with pytest.raises(Fault, match="No examples to learn from are named"):
        read("classification")
    with pytest.raises(Fault, match=r"task\.train names 1 file\(s\).*names 2"):
        read("translation", path, train_target=(path, path))


def test_other_things_than_the_task_needs_are_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="nothing to learn classification from"):
        read("classification", conll(tmp_path / "a.conll", places()), format="conll")

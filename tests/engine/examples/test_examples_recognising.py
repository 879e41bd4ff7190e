"""Files are recognised by what is in them and by their names; every form in small."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path

import pytest

from engine.control import Control
from engine.examples.config import TaskConfig
from engine.examples.recognising import recognise
from engine.faults import Cancelled, Fault
from tests.engine.example_samples import (
    conll,
    json_lines,
    opinions,
    pairs,
    places,
    question,
    squad,
    table,
)


def columns(path: Path) -> tuple[str, str, str]:
    config = recognise([path]).config
    return config.first, config.second, config.label


def test_a_table_without_header_has_its_label_where_few_words_come_back(tmp_path: Path) -> None:
    found = recognise([table(tmp_path / "a.tsv", opinions())])
    assert found.kinds == ("classification",)
    assert (found.config.header, found.config.first, found.config.label) == ("no", "1", "2")
    assert found.config.second == "-"
    assert (found.columns, found.format, found.metric) == (("1", "2"), "table", "accuracy")
    assert found.preview[0] == opinions()[0]
    assert len(found.preview) == 20
    assert not found.doubts


def test_a_label_may_stand_first_and_be_a_number(tmp_path: Path) -> None:
    rows = [(str(n % 3), text) for n, (text, _) in enumerate(opinions())]
    assert columns(table(tmp_path / "a.tsv", rows)) == ("2", "-", "1")


def test_two_columns_that_could_be_labels_are_a_doubt(tmp_path: Path) -> None:
    rows = [(text, mood, str(n % 5)) for n, (text, mood) in enumerate(opinions())]
    path = tmp_path / "grades.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("what was said", "liked", "grade"), *rows])
    found = recognise([path])
    (doubt,) = found.doubts
    other = {"liked": "grade", "grade": "liked"}[found.config.label]
    assert f"{found.config.label} is taken for the labels." in str(doubt)
    assert other in str(doubt)
    asked = recognise([path], TaskConfig(label=other))
    assert asked.config.label == other
    assert not asked.doubts


def test_usual_names_tell_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [("label", "review"), *((b, f"{a}, yes") for a, b in opinions())]
        )
    found = recognise([path])
    assert (found.config.first, found.config.label, found.config.header) == (
        "review", "label", "yes",
    )  # fmt: skip
    assert found.preview[0] == ("bad", "the dull evening number 0 was long, yes")


def test_a_header_of_unknown_names_is_one_that_never_comes_back(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions(), ("utterance_x", "mood"))
    assert columns(path) == ("utterance_x", "-", "mood")


def test_a_pair_has_two_texts(tmp_path: Path) -> None:
    named = table(tmp_path / "a.tsv", pairs(), ("sentence1", "sentence2", "gold_label"))
    assert columns(named) == ("sentence1", "sentence2", "gold_label")
    assert columns(table(tmp_path / "b.txt", pairs())) == ("1", "2", "3")


def test_a_title_and_a_text_are_two_texts(tmp_path: Path) -> None:
    rows = [(str(n % 4), f"Title {n}", text) for n, (text, _) in enumerate(opinions())]
    path = table(tmp_path / "a.tsv", rows, ("Class Index", "Title", "Description"))
    assert columns(path) == ("Title", "Description", "Class Index")
    path = table(tmp_path / "b.tsv", [(b, a) for a, b in opinions()], ("label", "text_a"))
    assert columns(path) == ("text_a", "-", "label")


def test_columns_beside_them_are_left_alone(tmp_path: Path) -> None:
    rows = [(str(n), f"gj{n % 4:02}", text, label) for n, (text, label) in enumerate(opinions())]
    path = table(tmp_path / "a.tsv", rows, ("index", "source_id", "sentence", "label"))
    assert columns(path) == ("sentence", "-", "label")
    bare = [
        (f"gj{n % 4:02}", str(n % 2), "" if n % 3 else "*", a)
        for n, (a, _) in enumerate(opinions())
    ]
    assert columns(table(tmp_path / "cola.tsv", bare)) == ("4", "-", "2")


def test_numbers_with_fractions_are_scores(tmp_path: Path) -> None:
    rows = [(a, b, f"{n * 0.37 % 5:.2f}") for n, (a, b, _) in enumerate(pairs())]
    found = recognise([table(tmp_path / "a.tsv", rows)])
    assert (found.kinds[0], found.metric) == ("regression", "spearman")
    assert found.config.label == "3"


def test_few_whole_numbers_are_classes_and_may_be_scores(tmp_path: Path) -> None:
    rows = [(text, str(n % 5 + 1)) for n, (text, _) in enumerate(opinions())]
    assert recognise([table(tmp_path / "a.tsv", rows)]).kinds == ("classification", "regression")


def test_a_label_before_the_first_blank(tmp_path: Path) -> None:
    path = tmp_path / "questions.all"
    path.write_text(
        "".join(f"{n % 4} What, or who, is {text} ?\n" for n, (text, _) in enumerate(opinions()))
    )
    assert columns(path) == ("2", "-", "1")
    path.write_text("".join(f"__label__{label} {text}\n" for text, label in opinions()))
    assert columns(path) == ("2", "-", "1")
    assert recognise([path]).preview[0][0] == "bad"


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_json_lines_have_keys_for_columns(tmp_path: Path, name: str) -> None:
    values = [{"id": n, "text": text, "label": label} for n, (text, label) in enumerate(opinions())]
    assert columns(json_lines(tmp_path / name, values)) == ("text", "-", "label")


def test_a_json_list_of_objects_is_a_table(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        json.dumps([{"content": text, "category": label} for text, label in opinions()])
    )
    assert columns(path) == ("content", "-", "category")


def test_two_texts_without_a_label_are_translations(tmp_path: Path) -> None:
    rows = [(f"Hello number {n}.", f"你好，第{n}个。") for n in range(30)]
    found = recognise([table(tmp_path / "a.txt", rows)])
    assert (found.kinds, found.config.first, found.config.second) == (("translation",), "1", "2")
    assert found.metric == "bleu"


def test_a_summary_is_named(tmp_path: Path) -> None:
    rows = [(f"A long story about day {n}, told slowly.", f"Day {n}.") for n in range(20)]
    found = recognise([table(tmp_path / "a.tsv", rows, ("document", "summary"))])
    assert found.kinds == ("translation",)
    assert (found.config.first, found.config.second) == ("document", "summary")


@pytest.mark.parametrize("between", ["\t", " "])
def test_words_and_tags(tmp_path: Path, between: str) -> None:
    found = recognise([conll(tmp_path / "a.conll", places(), between)])
    assert (found.kinds, found.format, found.metric) == (("tagging",), "conll", "span_f1")
    assert (found.config.word, found.config.tag, found.config.scheme) == ("1", "2", "iob2")
    assert found.preview[0] == ("Ada", "B-person")


def test_the_tags_of_entities_go_before_those_of_chunks(tmp_path: Path) -> None:
    rows = [[(word, "NNP", "B-NP", tag) for word, tag in sentence] for sentence in places()]
    path = conll(tmp_path / "eng.train", [[("-DOCSTART-", "-X-", "O", "O")], *rows], " ")
    assert recognise([path]).config.tag == "4"


def test_parts_of_speech_are_tags_too(tmp_path: Path) -> None:
    rows = [[("dogs", "NOUN"), ("sleep", "VERB"), (".", "PUNCT")]] * 20
    found = recognise([conll(tmp_path / "a.txt", rows)])
    assert (found.kinds, found.config.scheme) == (("tagging",), "plain")


def test_spans_of_both_layouts(tmp_path: Path) -> None:
    inclusive = {"text": "王小明在上海", "label": {"name": {"王小明": [[0, 2]]}}}
    beyond = {"text": "Ada saw Lyme", "entities": [{"start": 8, "end": 12, "label": "place"}]}
    for value in (inclusive, beyond, {"text": "Ada saw Lyme", "label": [[0, 3, "person"]]}):
        found = recognise([json_lines(tmp_path / "a.json", [value] * 3)])
        assert (found.kinds, found.format) == (("tagging",), "spans")
    assert found.preview[0] == ("Ada saw Lyme", "person: Ada")


def test_questions_of_both_layouts(tmp_path: Path) -> None:
    path = squad(tmp_path / "a.json", [question("Ada came late.", "Who came?", ("Ada", 0))])
    found = recognise([path])
    assert (found.kinds, found.format, found.metric) == (("answering",), "squad", "answer_f1")
    assert found.preview == (("Who came?", "Ada", "Ada came late."),)
    asked = [{"query_id": "1", "query_text": "谁来了？", "answers": ["小明"]}]
    bare = [{"context_id": "1", "context_text": "小明来了。", "qas": asked}]
    (tmp_path / "b.json").write_text(json.dumps(bare, ensure_ascii=False), "utf-8")
    assert recognise([tmp_path / "b.json"]).kinds == ("answering",)


def test_a_folder_is_one_task(tmp_path: Path) -> None:
    for name in ("train.tsv", "dev.tsv", "test.tsv"):
        table(tmp_path / name, opinions(), ("sentence", "label"))
    (tmp_path / "README.md").write_text("label\ttext\n")
    found = recognise([tmp_path])
    assert found.config.train == (tmp_path / "train.tsv",)
    assert found.config.validation == (tmp_path / "dev.tsv",)
    assert found.config.test == (tmp_path / "test.tsv",)
    assert not found.doubts


@pytest.mark.parametrize(
    "names",
    [
        ("trn.csv", "valid.csv", "tst.csv"),
        ("my_train_set.csv", "my_validation_set.csv", "my_test_set.csv"),
        ("eng.train", "eng.testa", "eng.testb"),
        ("训练集.txt", "验证集.txt", "测试集.txt"),
    ],
)
def test_parts_are_called_in_many_ways(tmp_path: Path, names: tuple[str, str, str]) -> None:
    paths = [table(tmp_path / name, opinions()) for name in names]
    for path in paths:
        path.write_text(path.read_text().replace("\t", "," if path.suffix == ".csv" else "\t"))
    config = recognise([tmp_path]).config
    assert [config.train, config.validation, config.test] == [(path,) for path in paths]
    assert recognise(paths).config.train == (paths[0],)


def test_a_set_takes_what_it_lacks_from_its_neighbours(tmp_path: Path) -> None:
    for name in ("train.tsv", "dev_matched.tsv", "dev_mismatched.tsv"):
        table(tmp_path / name, pairs(), ("sentence1", "sentence2", "label"))
    table(tmp_path / "test_matched.tsv", [(text,) for text, _ in opinions()], ("sentence1",))
    found = recognise([tmp_path])
    assert found.config.validation == (tmp_path / "dev_matched.tsv",)
    assert not found.config.test
    assert any("test_matched.tsv" in str(doubt) for doubt in found.doubts)


def test_pieces_of_a_part_belong_together(tmp_path: Path) -> None:
    for n in range(3):
        table(tmp_path / f"train-{n:05}-of-00003.tsv", opinions(20, 20 * n))
    assert len(recognise([tmp_path]).config.train) == 3


def test_of_several_sets_the_fullest_is_taken_and_the_others_told(tmp_path: Path) -> None:
    for name in ("old.train", "old.test", "new.train", "new.dev", "new.test"):
        conll(tmp_path / name, places())
    found = recognise([tmp_path])
    assert found.config.train == (tmp_path / "new.train",)
    assert "old.train" in str(found.doubts[0])


def test_sets_in_folders_are_found(tmp_path: Path) -> None:
    table(tmp_path / "data" / "deep" / "train.tsv", opinions())
    assert recognise([tmp_path]).config.train == (tmp_path / "data" / "deep" / "train.tsv",)


def test_what_is_called_no_part_is_learned_from_and_told(tmp_path: Path) -> None:
    for name, number in (("dev.tsv", 40), ("test.tsv", 20)):
        table(tmp_path / name, opinions(number))
    found = recognise([tmp_path])
    assert (found.config.train, found.config.test) == (
        (tmp_path / "dev.tsv",), (tmp_path / "test.tsv",),
    )  # fmt: skip
    assert "dev.tsv" in str(found.doubts[0])


def test_names_of_classes_beside_them_are_taken(tmp_path: Path) -> None:
    table(tmp_path / "train.txt", [(text, str(n % 3)) for n, (text, _) in enumerate(opinions())])
    (tmp_path / "class.txt").write_text("sport\nmoney\nart")
    found = recognise([tmp_path])
    assert found.config.names == (tmp_path / "class.txt",)
    assert found.kinds == ("classification",)


def test_two_texts_line_by_line(tmp_path: Path) -> None:
    for part in ("train", "val"):
        for language in ("en", "de", "zh"):
            with gzip.open(tmp_path / f"{part}.{language}.gz", "wt") as file:
                file.writelines(f"{language} line {n}, or so\n" for n in range(30))
                if language == "de":  # the most text goes before
                    file.writelines(f"noch eine Zeile {n * n}\n" for n in range(100))
    found = recognise([tmp_path])
    config = found.config
    assert (found.kinds, found.format) == (("translation",), "lines")
    assert config.train == (tmp_path / "train.en.gz",)
    assert config.train_target == (tmp_path / "train.de.gz",)
    assert config.validation_target == (tmp_path / "val.de.gz",)
    assert (found.languages, found.columns) == (("en", "de"), ("en", "de"))
    assert found.preview[1] == ("en line 1, or so", "de line 1, or so")
    assert "train.zh.gz" in str(found.doubts[0])


def test_without_labels_a_table_is_shown_with_its_doubt(tmp_path: Path) -> None:
    rows = [(f"{text} of {n}", str(n)) for n, (text, _) in enumerate(opinions())]
    found = recognise([table(tmp_path / "a.tsv", rows, ("text", "id"))])
    assert found.kinds == ()
    assert found.columns == ("text", "id")
    assert "No column looks like labels" in str(found.doubts[0])


def test_a_correction_is_kept(tmp_path: Path) -> None:
    rows = [(text, label, f"{n % 2}") for n, (text, label) in enumerate(opinions())]
    path = table(tmp_path / "a.tsv", rows, ("text", "label", "other"))
    found = recognise([], TaskConfig(train=(path,), label="other"))
    assert (found.config.first, found.config.label) == ("text", "other")
    assert recognise([], TaskConfig(train=(path,), header="no")).preview[0][0] == "text"
    told = recognise([], TaskConfig(train=(path,), header="no", first="text", label="other"))
    assert (told.config.first, told.config.label) == ("1", "3")
    told = recognise([], TaskConfig(train=(path,), label="text", first="label"))
    assert (told.config.first, told.config.label) == ("label", "text")


def test_a_task_that_is_named_is_looked_for_first(tmp_path: Path) -> None:
    """Beside the label stand a score and a headline: each is another task's."""
    rows = [
        (f"{text} and more of it", text, label, f"{n}.5")
        for n, (text, label) in enumerate(opinions())
    ]
    names = ("content", "headline", "label", "score")
    folder = tmp_path / "all"
    table(folder / "train.tsv", rows, names)
    table(folder / "test.tsv", rows, names)
    for paths in ([folder], [folder / "train.tsv"]):
        config = TaskConfig(train=tuple(paths))
        assert recognise(paths, config).config.label == "label"
        scored = recognise(paths, config, kind="regression")
        assert (scored.kinds[0], scored.config.label) == ("regression", "score")
        put = recognise(paths, config, kind="translation")
        assert put.kinds == ("translation",)
        assert (put.config.first, put.config.second) == ("content", "headline")
    assert scored.config.test == ()
    assert recognise([folder], TaskConfig(train=(folder,)), kind="regression").config.test


def test_a_part_that_is_named_is_kept(tmp_path: Path) -> None:
    for name in ("train.tsv", "test.tsv"):
        table(tmp_path / "all" / name, opinions())
    other = table(tmp_path / "other.tsv", opinions())
    found = recognise([tmp_path / "all"], TaskConfig(test=(other,)))
    assert found.config.test == (other,)


def test_a_column_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions(), ("text", "label"))
    with pytest.raises(Fault, match=r"label.*It has: text, label"):
        recognise([], TaskConfig(train=(path,), label="mood"))


def test_prose_is_no_task(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Once upon a time, there was a king.\nHe was old.\n" * 20)
    with pytest.raises(Fault, match="No examples of a task"):
        recognise([tmp_path])


def test_what_is_not_there_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="cannot be found"):
        recognise([tmp_path / "a.tsv"])


def test_it_can_be_stopped(tmp_path: Path) -> None:
    table(tmp_path / "a.tsv", opinions())
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        recognise([tmp_path], control=control)

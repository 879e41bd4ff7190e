"""Files as people have them: corrected by hand, put together oddly, or not quite whole."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from engine.examples.config import TaskConfig
from engine.examples.example import Labelled, Scored, Tagged
from engine.examples.recognising import recognise
from engine.examples.task_data import TaskData
from engine.faults import Fault
from tests.engine.example_samples import conll, json_lines, opinions, places, read, said, table


def tagged(found: tuple[object, ...]) -> list[Tagged]:
    return [one for one in found if isinstance(one, Tagged)]


def test_another_column_of_tags_has_its_own_scheme(tmp_path: Path) -> None:
    """Beside the names stand the parts of speech: these are no marks of theirs."""
    kinds = ("NNP", "NNP", "VBZ", "NNP", "CD", ".")
    rows = [
        [(word, kind, tag) for (word, tag), kind in zip(sentence, kinds, strict=True)]
        for sentence in places()
    ]
    path = conll(tmp_path / "eng.train", rows, " ")
    assert recognise([path]).config.scheme == "iob2"
    corrected = recognise([], TaskConfig(train=(path,), tag="2"))
    assert (corrected.config.tag, corrected.config.scheme) == ("2", "plain")
    found = TaskData(corrected.config, "tagging").read()
    assert found.classes == (".", "CD", "NNP", "VBZ")


def test_a_few_tags_that_are_wrong_change_nothing_of_the_others(tmp_path: Path) -> None:
    odd = [[("Ada", "person"), ("visits", "O"), ("Lyme", "B-place")]]
    found = read("tagging", conll(tmp_path / "a.conll", [*places(60), *odd]), share=0.001)
    assert found.summary.scheme == "iob2"
    assert found.classes == ("O", "B-person", "I-person", "B-place", "I-place")
    assert "note: 1 tags break their scheme: read as conlleval reads them." in said(found)


def test_words_of_chinese_blanks_are_words(tmp_path: Path) -> None:
    """As in MSRA's: a blank of full width, or one that does not break, is a token of its own."""
    rows = [
        [("王", "B-PER"), ("\u3000", "O"), ("\u00a0", "O"), (f"{n % 10}", "O")] for n in range(9)
    ]
    found = read("tagging", conll(tmp_path / "a.conll", rows, " "))
    assert not found.summary.left_out
    assert all(len(one.words) == 4 for one in tagged(found.train))


def test_a_chinese_word_among_latin_letters_is_its_characters(tmp_path: Path) -> None:
    texts = [f"the new iPhone手机 of {n} is said to be much better" for n in range(9)]
    values = [
        {"text": text, "label": {"thing": {"手": [[text.index("手"), text.index("手")]]}}}
        for text in texts
    ]
    found = read("tagging", json_lines(tmp_path / "a.json", values))
    first = tagged(found.train)[0]
    assert first.words[2:5] == ("iPhone", "手", "机")
    assert first.tags[2:5] == ("O", "B-thing", "O")


def test_spans_are_looked_for_at_every_key(tmp_path: Path) -> None:
    values = [
        {"text": f"Ada saw Lyme {n}", "label": [], "entities": [[8, 12, "place"]]} for n in range(9)
    ]
    found = read("tagging", json_lines(tmp_path / "a.jsonl", values))
    assert "B-place" in tagged(found.train)[0].tags


@pytest.mark.parametrize("name", ["a.tsv", "a.txt"])
def test_a_text_may_begin_with_a_bracket(tmp_path: Path, name: str) -> None:
    rows = [("[Verse 1] the evening is long", "good"), *opinions()]
    path = table(tmp_path / name, rows)
    assert recognise([path]).kinds == ("classification",)
    assert len(read("classification", path, share=0.001).train) == 40


def test_names_may_be_counted_from_one(tmp_path: Path) -> None:
    """So they are beside AG News and its like; the file is taken by its name."""
    rows = [(text, str(n % 3 + 1)) for n, (text, _) in enumerate(opinions())]
    table(tmp_path / "train.tsv", rows)
    (tmp_path / "classes.txt").write_text("world\nsport\nmoney\n")
    found = recognise([tmp_path])
    assert found.config.names == (tmp_path / "classes.txt",)
    data = TaskData(found.config, "classification").read()
    assert data.classes == ("money", "sport", "world")
    names = {one.row: one.label for one in data.train if isinstance(one, Labelled)}
    wanted = {n + 1: ("world", "sport", "money")[n % 3] for n in range(40)}
    assert names.items() <= wanted.items()


def test_where_the_last_name_is_nobodys_they_are_counted_from_nought(tmp_path: Path) -> None:
    rows = [(text, str(n % 2 + 1)) for n, (text, _) in enumerate(opinions())]
    names = tmp_path / "names.lst"
    names.write_text("world\nsport\nmoney\n")
    found = read("classification", table(tmp_path / "a.tsv", rows), names=(names,))
    assert found.classes == ("money", "sport")


def test_a_part_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    for name in ("train.tsv", "dev.tsv"):
        table(tmp_path / name, opinions(), ("sentence", "label"))
    (tmp_path / "test.tsv.gz").write_bytes(b"\x1f\x8b\x08\x00 broken off")
    (tmp_path / "notes.dat").write_bytes(bytes(400))
    found = recognise([tmp_path])
    assert found.config.test == ()
    (doubt,) = found.doubts
    assert str(doubt).startswith("Left out, for they cannot be read: test.tsv.gz.")
    assert str(tmp_path / "test.tsv.gz") in str(doubt)


@pytest.mark.parametrize("chosen", [True, False])
@pytest.mark.parametrize("test", ["test.csv", "reviews_test.csv"])
def test_what_says_no_part_is_learned_from_beside_what_says_it(
    tmp_path: Path, test: str, chosen: bool
) -> None:
    """Even where there is more to measure with."""
    paths = [tmp_path / "reviews.csv", tmp_path / test]
    for path, rows in zip(paths, (opinions(20), opinions(60, 100)), strict=True):
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("text", "label"), *rows])
    found = recognise(paths if chosen else [tmp_path])
    assert found.config.train == (paths[0],)
    assert found.config.test == (paths[1],)
    assert not found.doubts


def test_a_folder_can_only_be_learned_from(tmp_path: Path) -> None:
    path = table(tmp_path / "a.tsv", opinions())
    with pytest.raises(Fault, match="is a folder") as found:
        read("classification", path, test=(tmp_path,))
    assert "translation" not in str(found.value)


@pytest.mark.parametrize("split", ["validation", "test"])
def test_a_text_of_any_part_needs_its_answers(tmp_path: Path, split: str) -> None:
    for name in ("train.en", "train.de", "more.en"):
        (tmp_path / name).write_text("".join(f"{name} line {n}\n" for n in range(30)))
    config = TaskConfig(
        train=(tmp_path / "train.en",), train_target=(tmp_path / "train.de",)
    ).model_copy(update={split: (tmp_path / "more.en",)})
    with pytest.raises(Fault, match=rf"more.en has no answers.*task.{split}_target"):
        TaskData(config, "translation").read()


def test_parts_of_speech_are_counted(tmp_path: Path) -> None:
    rows = [[("dogs", "NOUN"), ("sleep", "VERB"), (f"{n}", "NOUN")] for n in range(20)]
    counts = read("tagging", conll(tmp_path / "a.txt", rows), share=0.001).summary.labels["train"]
    assert counts == {"NOUN": 2 * counts["VERB"], "VERB": counts["VERB"]}
    assert counts["VERB"] >= 18


def test_files_in_a_folder_may_be_links(tmp_path: Path) -> None:
    """As in the caches of those who fetch data sets; a folder that leads back is left alone."""
    kept = [table(tmp_path / "kept" / f"{n:064}", opinions(20, 40 * n)) for n in range(2)]
    folder = tmp_path / "set"
    folder.mkdir()
    for name, path in zip(("train.tsv", "test.tsv"), kept, strict=True):
        (folder / name).symlink_to(path)
    (folder / "again").symlink_to(folder)
    config = recognise([folder]).config
    assert (config.train, config.test) == ((folder / "train.tsv",), (folder / "test.tsv",))


def test_of_a_folder_the_columns_of_the_task_are_taken(tmp_path: Path) -> None:
    """A label stands beside the score."""
    rows = [(text, label, f"{n}.5") for n, (text, label) in enumerate(opinions())]
    for name in ("train.tsv", "dev.tsv"):
        table(tmp_path / name, rows, ("sentence", "label", "score"))
    found = TaskData(TaskConfig(train=(tmp_path,)), "regression").read(refuse=False)
    assert [one.score for one in found.train if isinstance(one, Scored)][:2] == [0.5, 1.5]


def test_a_table_whose_labels_are_one_letter_is_no_file_of_tags(tmp_path: Path) -> None:
    """S, M and L are sizes beside a sentence, and marks of tags beside a word alone."""
    rows = [(f"a good coat number {at}", "SML"[at % 3]) for at in range(60)]
    lines = ["\t".join(row) for row in rows]
    path = tmp_path / "coats.tsv"
    path.write_text("\n".join([*lines[:30], "", *lines[30:]]) + "\n", encoding="utf-8")
    found = recognise([path])
    assert (found.kinds[0], found.config.format) == ("classification", "table")

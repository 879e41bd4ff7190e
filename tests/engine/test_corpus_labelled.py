"""Labelled pair files: every format, every way to name columns, every label; and what is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.corpus import pair_split
from engine.corpus.labels import INFERENCE, classes_of
from engine.corpus.pair import Pair
from engine.corpus.pair_split import PairSplit, split_rank
from engine.faults import Fault
from tests.engine.pair_samples import (
    HEADER,
    ROWS,
    cells,
    counts,
    csv_text,
    jsonl,
    labelled,
    read,
    tsv,
    write,
)

FILES = {
    "a.tsv": tsv(ROWS),
    "a.csv": csv_text(ROWS),
    "semicolon.csv": csv_text(ROWS, delimiter=";"),
    "a.jsonl": jsonl(ROWS),
    "a.ndjson": jsonl(ROWS),
    "tabs.txt": tsv(ROWS),
    "commas.txt": csv_text(ROWS),
    "lines.json": jsonl(ROWS),
    "bare.tsv": tsv(ROWS, None),
    "bare.csv": csv_text(ROWS, None),
    "bare.txt": tsv(ROWS, None),
    "windows.tsv": tsv(ROWS).replace("\n", "\r\n"),
    "no-end.tsv": tsv(ROWS).rstrip("\n"),
    "mac.tsv": tsv(ROWS).replace("\n", "\r"),
    "marked.tsv": "\ufeff" + tsv(ROWS),
}


@pytest.mark.parametrize("zipped", ["", ".gz"])
@pytest.mark.parametrize("name", FILES)
def test_every_format_is_read_alike(tmp_path: Path, name: str, zipped: str) -> None:
    corpus = labelled(write(tmp_path / f"{name}{zipped}", FILES[name]))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {}
    assert corpus.summary.files == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-32"])
def test_encodings_are_found_as_everywhere(tmp_path: Path, encoding: str) -> None:
    rows = [
        (f"奶奶在厨房里做了{n}碗面条。", f"有{n}个人在家里吃饭。", "neutral") for n in range(40)
    ]
    corpus = labelled(write(tmp_path / "a.tsv", tsv(rows), encoding))
    assert cells(read(corpus)) == rows


SNLI = """gold_label sentence1_binary_parse sentence2_binary_parse sentence1_parse sentence2_parse
sentence1 sentence2 captionID pairID label1 label2"""
MNLI = "index promptID pairID genre sentence1 sentence2 label1 label2 gold_label"
XNLI = "language gold_label sentence1_tokenized sentence1 sentence2 promptID"


@pytest.mark.parametrize("names", [SNLI, MNLI, XNLI, "premise hypo label"])
def test_the_usual_corpora_name_their_columns(tmp_path: Path, names: str) -> None:
    header = names.split()

    def cell(name: str, row: tuple[str, str, str]) -> str:
        known = {
            "sentence1": row[0],
            "premise": row[0],
            "sentence2": row[1],
            "hypo": row[1],
            "gold_label": row[2],
            "label": row[2],
        }
        return known.get(name, f"( {name} )")

    rows = [[cell(name, row) for name in header] for row in ROWS]
    assert cells(read(labelled(write(tmp_path / "a.tsv", tsv(rows, header))))) == list(ROWS)


def test_ocnli_has_more_keys_than_needed(tmp_path: Path) -> None:
    header = ["level", "sentence1", "sentence2", "label", "label0", "genre", "prem_id", "id"]
    rows = [["easy", *row, "neutral", "news", "n1", 7] for row in ROWS]
    corpus = labelled(write(tmp_path / "train.json", jsonl(rows, header)))
    assert cells(read(corpus)) == list(ROWS)
    found = {"first": "sentence1", "second": "sentence2", "label": "label"}
    assert corpus.summary.columns == found


def test_columns_can_be_named(tmp_path: Path) -> None:
    header = ["id", "what is said", "What Follows", "premise", "judgement"]
    rows = [[str(n), *row[:2], "something else", row[2]] for n, row in enumerate(ROWS)]
    path = write(tmp_path / "a.csv", csv_text(rows, header))
    corpus = labelled(path, first="what is said", second="what follows", label="judgement")
    assert cells(read(corpus)) == list(ROWS)
    assert corpus.summary.columns["second"] == "What Follows"


def test_columns_can_be_numbered(tmp_path: Path) -> None:
    rows = [[row[2], str(n), row[1], row[0]] for n, row in enumerate(ROWS)]
    path = write(tmp_path / "a.tsv", tsv(rows, None))
    corpus = labelled(path, first="4", second="3", label="1")
    assert cells(read(corpus)) == list(ROWS)
    with_header = write(tmp_path / "b.tsv", tsv(rows, ["x", "y", "z", "w"]))
    named = labelled(with_header, first="4", second="3", label="1", header="yes")
    assert cells(read(named)) == list(ROWS)


@pytest.mark.parametrize(
    "order", [(0, 1, 2), (2, 0, 1), (1, 0, 2)], ids=["label last", "label first", "swapped"]
)
def test_without_a_header_the_label_is_found_by_what_it_says(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    rows = [[str(n), *(row[at] for at in order)] for n, row in enumerate(ROWS)]
    found = cells(read(labelled(write(tmp_path / "a.tsv", tsv(rows, None)))))
    assert [label for *_, label in found] == [row[2] for row in ROWS]
    swap = order.index(0) > order.index(1)
    assert [pair[swap] for pair in found] == [row[0] for row in ROWS]


def test_a_header_may_be_denied_and_insisted_on(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS))
    assert cells(read(labelled(path, header="no")))[0] == HEADER
    bare = write(tmp_path / "b.tsv", tsv(ROWS, None))
    with pytest.raises(Fault, match=r"which columns of .*b\.tsv are first, second, label"):
        read(labelled(bare, header="yes"))


KEYS = r"labelled\.first, labelled\.second, labelled\.label"


def test_an_unknown_header_never_becomes_a_pair(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tsv", tsv(ROWS * 3, ["one", "two", "three"]))
    with pytest.raises(
        Fault, match=rf"It has: one, two, three\. Name its columns .*: set {KEYS}\."
    ):
        read(labelled(path))


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", csv_text(ROWS))
    with pytest.raises(Fault, match="first, second, verdict"):
        read(labelled(path, label="verdict"))
    with pytest.raises(Fault, match="first, second, label"):
        read(labelled(write(tmp_path / "b.jsonl", jsonl(ROWS, ["a", "b", "c"]))))
    with pytest.raises(Fault, match=rf"no header, and not enough columns.*: set {KEYS}\."):
        read(labelled(write(tmp_path / "c.tsv", "one\ttwo\nthree\tfour\n")))


def test_rows_without_a_label_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [*ROWS, ("A man.", "A woman.", "-"), ("A man.", "A dog.", ""), ("A man.", "A cat.", " ")]
    corpus = labelled(write(tmp_path / "a.tsv", tsv(rows)))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"unlabelled": 3}
    objects = [{"premise": "A man.", "hypothesis": "A dog."}, {"premise": "A.", "label": None}]
    objects[1]["hypothesis"] = "B."
    text = jsonl(ROWS) + "".join(json.dumps(one) + "\n" for one in objects)
    corpus = labelled(write(tmp_path / "a.jsonl", text))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"unlabelled": 2}


def test_malformed_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    bad = "only one cell\ntwo\tcells\none\ttoo\tmany\tcells\n"
    corpus = labelled(write(tmp_path / "a.tsv", tsv(ROWS) + bad))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"malformed": 3}
    bad = '{"premise": 1, "hypothesis": "b", "label": "neutral"}\nno json\n[1, 2]\n{"premise":\n'
    bad += '{"premise": "a", "hypothesis": "b", "label": ["neutral"]}\n'
    corpus = labelled(write(tmp_path / "a.jsonl", jsonl(ROWS) + bad))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"malformed": 5}


def test_rows_with_an_empty_passage_are_left_out_and_counted(tmp_path: Path) -> None:
    rows = [*ROWS, ("", "b", "neutral"), ("a", " \u200b\u00ad ", "neutral")]
    corpus = labelled(write(tmp_path / "a.tsv", tsv(rows)))
    assert cells(read(corpus)) == list(ROWS)
    assert counts(corpus) == {"empty": 2}


def test_passages_are_cleaned_and_stand_on_one_line(tmp_path: Path) -> None:
    rows = [("a\nb\x00  c ", "\ud800d\u202e", "neutral"), *ROWS]
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(dict(zip(HEADER, row, strict=True))) + "\n" for row in rows))
    assert cells(read(labelled(path)))[0] == ("a b c", "\ufffdd", "neutral")
    text = csv_text([("first\nline, and “more”", 'a "quoted" word', "neutral"), *ROWS])
    found = cells(read(labelled(write(tmp_path / "a.csv", text))))
    assert found[0] == ("first line, and “more”", 'a "quoted" word', "neutral")


def test_a_quotation_mark_in_a_tsv_is_only_one(tmp_path: Path) -> None:
    rows = [('"We are late', 'She said "no"', "neutral"), *ROWS]
    assert cells(read(labelled(write(tmp_path / "a.tsv", tsv(rows)))))[0] == rows[0]
    quoted = 'A shop\t"The word ""Sale"" stands there."\tneutral\n'
    found = cells(read(labelled(write(tmp_path / "b.tsv", tsv(ROWS) + quoted))))
    assert found[-1] == ("A shop", 'The word "Sale" stands there.', "neutral")


@pytest.mark.parametrize(
    ("labels", "classes", "numbers"),
    [
        (["neutral", "entailment", "contradiction"], INFERENCE, (1, 0, 2)),
        (["Contradictory", "ENTAILMENT"], INFERENCE, (2, 0)),
        (["c", "n", "e"], INFERENCE, (2, 1, 0)),
        (["蕴含", "矛盾", "中立"], INFERENCE, (0, 2, 1)),
        (["2", "0", "1"], INFERENCE, (2, 0, 1)),
        (["-1", "2", "0", "1"], INFERENCE, (None, 2, 0, 1)),
        (["1", "0"], ("0", "1"), (1, 0)),
        (["-1", "1", "0"], ("0", "1"), (None, 1, 0)),
        (["3", "-1", "0", "1", "2"], ("0", "1", "2", "3"), (3, None, 0, 1, 2)),
        (["neutral", "-1", "entailment"], INFERENCE, (1, None, 0)),
        (["-1"], INFERENCE, (None,)),
        (["-1", "1"], ("-1", "1"), (0, 1)),
        (["-1", "0"], ("-1", "0"), (0, 1)),
        (["-2", "-1", "0", "1"], ("-2", "-1", "0", "1"), (0, 1, 2, 3)),
        (["-1", "1", "2"], ("-1", "1", "2"), (0, 1, 2)),
        (["10", "9", "x"], ("9", "10", "x"), (1, 0, 2)),
        (["not_entailment", "entailment"], ("entailment", "not_entailment"), (1, 0)),
        (["yes", "no"], ("no", "yes"), (1, 0)),
        ([], INFERENCE, ()),
    ],
)
def test_labels_become_classes(
    labels: list[str], classes: tuple[str, ...], numbers: tuple[int | None, ...]
) -> None:
    assert classes_of(labels) == (classes, numbers)


def test_json_labels_may_be_numbers_or_truth_values(tmp_path: Path) -> None:
    rows = [("a", "b", 0), ("a", "b", 2.0), ("a", "b", True), ("a", "b", False), ("a", "b", "0")]
    found = cells(read(labelled(write(tmp_path / "a.jsonl", jsonl(rows)))))
    assert [label for *_, label in found] == ["0", "2", "true", "false", "0"]


def test_a_column_of_text_is_no_column_of_labels(tmp_path: Path) -> None:
    rows = [("a", "b", f"sentence number {n}") for n in range(1200)]
    with pytest.raises(Fault, match="more than 1000 different labels"):
        read(labelled(write(tmp_path / "a.tsv", tsv(rows))))


def test_pairs_of_one_premise_are_never_parted(tmp_path: Path) -> None:
    rows = [(f"premise {n // 3}", f"hypothesis {n}", INFERENCE[n % 3]) for n in range(900)]
    found = read(labelled(write(tmp_path / "a.tsv", tsv(rows)), validation=0.2))
    held = {pair.first for pair in found if pair.validation}
    assert held.isdisjoint(pair.first for pair in found if not pair.validation)
    assert 40 <= len(held) <= 80
    assert cells(found) == rows


@pytest.mark.parametrize("share", [0.001, 0.5])
def test_few_pairs_still_fill_both_parts(share: float) -> None:
    for first in range(30):
        split = PairSplit(share)
        names = [f"{first}-{n}" for n in range(3)]
        pairs = [Pair(0, n, name, "b", "neutral", False) for n, name in enumerate(names * 2)]
        found = [pair for one in pairs for pair in split.add(one)]
        found += split.rest()
        assert [pair.row for pair in found] == list(range(6))
        assert 1 <= len({pair.first for pair in found if pair.validation}) <= 2


def test_so_many_pairs_do_not_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_split, "MOST_WAITING", 100)
    split = PairSplit(0.001)
    names = [name for n in range(40) if split_rank(name := f"a long premise {n}") > 0.001]
    found = [p for name in names for p in split.add(Pair(0, 0, name, "b", "", False))]
    assert len(found) > 20

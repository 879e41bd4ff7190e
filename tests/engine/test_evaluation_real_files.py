"""The published sets are read whole, and what is faulty in them is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from engine.evaluation import crows_pairs, minimal_pairs, winobias
from engine.evaluation.labelled import labelled_of
from engine.evaluation.tables import read_rows
from tests.engine.answer_samples import opened
from tests.engine.evaluation_samples import asked

RealData = Callable[[str], Path]


def test_blimp_has_a_thousand_pairs_of_each_rule(real_data: RealData, tmp_path: Path) -> None:
    folder = real_data("probe-blimp") / "data"
    pairs, malformed = minimal_pairs._read(asked(opened("masked_lm"), tmp_path, folder))
    counts = Counter(pair.paradigm for pair in pairs)
    assert set(counts) == {path.stem for path in folder.glob("*.jsonl")}
    assert set(counts.values()) <= {998, 999, 1000}
    assert malformed == sum(1000 - count for count in counts.values())  # both sentences alike


def test_climp_has_five_hundred_or_more(real_data: RealData, tmp_path: Path) -> None:
    folder = real_data("probe-climp-zh")
    pairs, malformed = minimal_pairs._read(asked(opened("masked_lm"), tmp_path, folder))
    assert len({pair.paradigm for pair in pairs}) == 4
    assert 2 * len(pairs) + malformed >= 4 * 1000
    assert malformed < 0.01 * len(pairs)


def test_every_row_of_crows_pairs_is_a_pair(real_data: RealData, tmp_path: Path) -> None:
    (path,) = real_data("probe-crows-pairs").glob("*.csv")
    pairs, malformed = crows_pairs._read(asked(opened("masked_lm"), tmp_path, path))
    assert (len(pairs), malformed) == (754, 0)
    assert {pair.direction for pair in pairs} == {"stereo", "antistereo"}
    assert len({pair.bias_type for pair in pairs}) == 9


def test_few_lines_of_winobias_have_no_partner(real_data: RealData, tmp_path: Path) -> None:
    folder = real_data("probe-winobias") / "WinoBias" / "wino" / "data"
    pairs, malformed = winobias._read(asked(opened("masked_lm"), tmp_path, folder))
    assert len(pairs) + malformed == 2 * 396
    assert malformed < 20
    genders = Counter(pair.gender for pair in pairs)
    assert abs(genders["he"] - genders["she"]) < 20


def test_columns_of_published_tables_are_found(real_data: RealData) -> None:
    found = labelled_of(read_rows(real_data("sent-sst2") / "dev.tsv"))
    assert Counter(found.labels).keys() == {"0", "1"}
    assert len(found.texts) == 872
    hotels = real_data("sent-zh-chnsenticorp-waimai-shopping") / "ChnSentiCorp_htl_all"
    (path,) = hotels.glob("*.csv")
    reviews = labelled_of(read_rows(path))
    assert reviews.columns == ("review", "label")
    assert reviews.left_out < 10

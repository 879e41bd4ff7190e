"""Minimal pairs, of BLiMP and of CLiMP: which of two sentences a run finds likelier."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from engine.control import Control
from engine.evaluation import minimal_pairs
from engine.faults import Cancelled, Fault
from engine.inference import Filler, pseudo_likelihood
from engine.inference.next_tokens import NextTokens
from engine.inference.opening import Opened
from tests.engine.answer_samples import opened
from tests.engine.evaluation_samples import asked, tokens_of, written

PAIRS = [
    ("The door walks.", "The door walk."),
    ("The door was open.", "The door open was."),
    ("Unbelievable walks.", "Unbelievable walk."),
    ("The walking door.", "The walks door."),
]
CHINESE = [("他打开窗户。", "他打开雨户。"), ("外面下着大雪。", "外面着下大雪。")]


def blimp(path: Path, pairs: list[tuple[str, str]], rule: str, field: str = "syntax") -> Path:
    lines = [
        json.dumps({"sentence_good": good, "sentence_bad": bad, "UID": rule, "field": field})
        for good, bad in pairs
    ]
    return written(path, lines)


def scored(loaded: Opened, text: str) -> float:
    """log p, or the pseudo-log-likelihood within words, of one sentence by itself."""
    if loaded.learner.model.config.architecture == "decoder":
        (told,) = NextTokens(loaded).told([tokens_of(loaded, text)], lambda _done: None)
        return told.total
    return pseudo_likelihood(Filler.of(loaded), text).within_words.total


@pytest.mark.parametrize("name", ["masked_lm", "causal_lm"])
def test_the_share_is_that_of_the_sentences_one_by_one(name: str, tmp_path: Path) -> None:
    loaded = opened(name)
    folder = tmp_path / "pairs"
    folder.mkdir()
    blimp(folder / "a.jsonl", PAIRS[:3], "rule_a")
    blimp(folder / "b.jsonl", PAIRS[3:], "rule_b", "morphology")
    (folder / "notes.txt").write_text("nothing", "utf-8")

    result = minimal_pairs.evaluate(asked(loaded, tmp_path, folder))

    wins = [float(scored(loaded, good) > scored(loaded, bad)) for good, bad in PAIRS]
    means = sum(wins[:3]) / 3, wins[3]
    overall = result.figure("accuracy")
    assert overall.value == pytest.approx(sum(means) / 2)
    assert (overall.floor, overall.count) == (0.5, 4)
    rules, fields = result.tables[:2]
    assert [(row[0], row[1], row[4], row[5]) for row in rules.rows] == [
        ("rule_a", pytest.approx(means[0]), 3, 0),
        ("rule_b", pytest.approx(means[1]), 1, 0),
    ]
    assert [row[0] for row in fields.rows] == ["morphology", "syntax"]
    assert result.plots[0].labels == ("rule_a", "rule_b")
    assert result.plots[0].reference == 0.5
    wrong = result.tables[2].rows
    assert len(wrong) == wins.count(0.0)
    assert all(row[3] < 0 for row in wrong)


def test_what_scores_alike_counts_as_a_half_and_is_told(tmp_path: Path) -> None:
    path = blimp(tmp_path / "a.jsonl", [("The door.", "the door."), *PAIRS[:1]], "rule")
    loaded = opened("masked_lm")
    result = minimal_pairs.evaluate(asked(loaded, tmp_path, path))
    win = float(scored(loaded, PAIRS[0][0]) > scored(loaded, PAIRS[0][1]))
    assert result.figure("accuracy").value == pytest.approx((0.5 + win) / 2)
    assert result.tables[0].rows[0][5] == 1
    assert any("1 pairs got equal scores" in str(one) for one in result.remarks)


def test_rows_of_climp_are_sound_and_unsound_in_turn(tmp_path: Path) -> None:
    lines = [",0,1,2,3"]
    for number, (good, bad) in enumerate(CHINESE):
        lines += [f"{2 * number},field,rule,{good},1", f"{2 * number + 1},field,rule,{bad},0"]
    lines += ["4,field,rule,他打开,1", "5,field,other,他打开窗,0", "6,field,rule", "7,a,b,他,1"]
    path = written(tmp_path / "climp.csv", lines)
    loaded = opened("masked_lm")

    result = minimal_pairs.evaluate(asked(loaded, tmp_path, path))

    wins = [float(scored(loaded, good) > scored(loaded, bad)) for good, bad in CHINESE]
    assert result.figure("accuracy").value == pytest.approx(sum(wins) / 2)
    assert result.settings["malformed"] == 4
    assert any("4 rows are no pair" in str(one) for one in result.remarks)


def test_so_many_of_each_rule_are_measured(tmp_path: Path) -> None:
    many = [(f"The door {'the ' * n}walks.", f"The door {'the ' * n}walk.") for n in range(12)]
    path = blimp(tmp_path / "a.jsonl", many, "rule")
    result = minimal_pairs.evaluate(asked(opened("masked_lm"), tmp_path, path, most=5))
    assert result.figure("accuracy").count == 5
    assert any("5 of 12 pairs" in str(one) for one in result.remarks)


def test_pairs_without_a_token_are_refused(tmp_path: Path) -> None:
    path = blimp(tmp_path / "a.jsonl", [("\u200b", "\u200b\u200b")], "rule")
    with pytest.raises(Fault, match="that this run could be asked for"):
        minimal_pairs.evaluate(asked(opened("masked_lm"), tmp_path, path))


def test_a_folder_is_looked_through_until_somebody_ends_it(tmp_path: Path) -> None:
    folder = tmp_path / "pairs"
    (folder / "no file.csv").mkdir(parents=True)
    plain = blimp(tmp_path / "a.jsonl", PAIRS, "rule")
    (folder / "a.jsonl.gz").write_bytes(gzip.compress(plain.read_bytes()))
    loaded = opened("masked_lm")
    assert minimal_pairs.evaluate(asked(loaded, tmp_path, folder)).figure("accuracy").count == 4
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        minimal_pairs._files(asked(loaded, tmp_path, folder, control=control))


def test_a_file_without_pairs_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.csv", ["text,label", "one,1"])
    with pytest.raises(Fault, match="no minimal pairs"):
        minimal_pairs.evaluate(asked(opened("masked_lm"), tmp_path, path))

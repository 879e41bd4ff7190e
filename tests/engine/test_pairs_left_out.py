"""Pairs no run learns from: nobody judged them, or their table gave none; and what is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.events import Noticed
from engine.faults import Fault
from engine.runs.run import Run
from tests.engine.assembly_samples import train
from tests.engine.pair_samples import tsv, write
from tests.engine.test_pairs_runs import INFERENCE, WITHOUT, on_pairs, told

JUDGED = [(f"premise {n}", f"hypothesis {n}", str(n % 2)) for n in range(80)]
NOBODYS = [(f"other premise {n}", f"hypothesis {n}", "-1") for n in range(30)]


def test_pairs_nobody_judged_are_not_learned_from_and_told(tmp_path: Path) -> None:
    given = on_pairs(
        tmp_path,
        write(tmp_path / "one.tsv", tsv(JUDGED + NOBODYS)),
        "objectives.natural_language_inference.classes=2",
    )
    events, _ = train(start(given, tmp_path / "one"), stop_at=1)
    assert Run.open(tmp_path / "one").environment["classes"] == ["0", "1"]
    notes = [str(notice) for notice in told(events, Noticed)]
    assert any("30 rows were left out: 30 without a label" in note for note in notes)
    assert any(note.startswith("30 pairs have the label “-1”: beside the") for note in notes)


@pytest.mark.parametrize(
    ("learned", "held", "told_of"),
    [
        (JUDGED, NOBODYS, r"no pairs to hold back\. 30 pairs have .* Name other files of"),
        (NOBODYS, JUDGED, r"no pairs to learn from\. 30 pairs have the label “-1”: nobody"),
        (NOBODYS, None, r"no pairs to learn from\. 30 pairs have the label “-1”: nobody"),
    ],
)
def test_where_nobody_judged_a_whole_part_that_is_what_is_told(
    tmp_path: Path, learned: list[Any], held: list[Any] | None, told_of: str
) -> None:
    path = write(tmp_path / "one.tsv", tsv(learned))
    own = [] if held is None else [write(tmp_path / "held.tsv", tsv(held))]
    sets = [f"labelled.validation_paths={list(map(str, own))}"]
    sets.append("objectives.natural_language_inference.classes=2")
    with pytest.raises(Fault, match=told_of):
        train(start(on_pairs(tmp_path, path, *sets), tmp_path / "one"))
    assert not (tmp_path / "one").exists()


def test_files_to_hold_back_in_which_there_are_no_pairs_are_what_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "one.tsv", tsv(JUDGED))
    write(tmp_path / "held" / "README.md", "Here will be pairs.")
    sets = (INFERENCE, f"labelled.validation_paths={[str(tmp_path / 'held')]}")
    with pytest.raises(Fault, match="There are no pairs to hold back"):
        train(start(on_pairs(tmp_path, path, *sets), tmp_path / "one"))


def test_tables_of_a_folder_that_are_passed_over_are_told_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    write(tmp_path / "pairs" / "one.tsv", tsv(JUDGED))
    write(tmp_path / "pairs" / "odd.tsv", tsv(JUDGED, ["one", "two", "three"]))
    two = "objectives.natural_language_inference.classes=2"
    given = on_pairs(tmp_path, tmp_path / "pairs", two)
    events, _ = train(start(given, tmp_path / "one"), stop_at=1)
    (note,) = [str(one) for one in told(events, Noticed) if "could be read in" in str(one)]
    assert "in 1 table(s) of a folder" in note
    assert "odd.tsv" in note
    assert "It has: one, two, three." in note
    sets = (*WITHOUT, two, f"labelled.paths={[str(tmp_path / 'pairs')]}")
    capfd.readouterr()
    words = [word for one in sets for word in ("--set", one)]
    assert main(["prepare", str(tmp_path / "recipe.toml"), *words]) == 0
    (lost,) = json.loads(capfd.readouterr().out.splitlines()[-1])["labelled"]["lost_tables"]
    assert lost["path"].endswith("odd.tsv")
    assert lost["reason"].endswith("labelled.second, labelled.label.")


def test_a_table_that_was_passed_over_is_told_where_it_is_now(tmp_path: Path) -> None:
    write(tmp_path / "pairs" / "one.tsv", tsv(JUDGED))
    write(tmp_path / "pairs" / "odd.tsv", tsv(JUDGED, ["one", "two", "three"]))
    two = "objectives.natural_language_inference.classes=2"
    for name in ("pairs", "moved"):  # the second time from the cache
        if name == "moved":
            (tmp_path / "pairs").rename(tmp_path / name)
        given = on_pairs(tmp_path, tmp_path / name, two)
        events, _ = train(start(given, tmp_path / f"run of {name}"), stop_at=1)
        (note,) = [str(one) for one in told(events, Noticed) if "could be read in" in str(one)]
        assert str(tmp_path / name / "odd.tsv") in note

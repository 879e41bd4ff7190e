"""What `evaluate` prints and keeps, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.evaluation.result import Result
from engine.runs.run import Run
from tests.engine.assembly_samples import sample, train
from tests.engine.evaluation_samples import written
from tests.engine.test_command_line import Captured, json_lines, status_of


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run named "one"; evaluations are added to it."""
    folder = tmp_path_factory.mktemp("evaluated")
    train(start(sample(folder, "training.steps=10"), folder / "runs" / "one"))
    return folder / "runs" / "one"


def pairs(folder: Path) -> Path:
    lines = [
        json.dumps({"sentence_good": f"Bara kera {word}.", "sentence_bad": f"Kera {word} bara."})
        for word in ("limo", "nura", "bani", "kelo")
    ]
    return written(folder / "pairs.jsonl", lines)


def test_the_result_is_printed_and_kept(trained: Path, tmp_path: Path, capfd: Captured) -> None:
    command = ["evaluate", "one", "--runs", str(trained.parent), "--pairs", str(pairs(tmp_path))]

    assert main([*command, "--most", "3", "--seed", "2"]) == 0

    out, err = capfd.readouterr()
    (line,) = json_lines(out)
    kept = Path(line.pop("kept"))
    evaluations = Run.open(trained).evaluations
    assert kept in [entry.path for entry in evaluations.entries()]
    assert evaluations.read(kept) == line
    result = Result.from_data(line)
    assert (result.evaluation, result.run, result.step, result.seed) == (
        "minimal_pairs", "one", 10, 2,
    )  # fmt: skip
    assert result.source == str(tmp_path / "pairs.jsonl")
    assert result.figure("accuracy").count == 3
    assert "mean over the rules" in err
    assert "95 % from" in err
    assert "floor 50.0%" in err
    assert "note: 3 of 4 pairs were measured." in err

    assert main([*command, "--most", "3", "--seed", "2"]) == 0
    (again,) = json_lines(capfd.readouterr().out)
    assert again["figures"] == line["figures"]
    assert Path(again["kept"]) != kept


def test_all_can_be_asked_for_and_the_own_text_needs_no_file(
    trained: Path, tmp_path: Path, capfd: Captured
) -> None:
    command = ["evaluate", str(trained)]
    assert main([*command, "--pairs", str(pairs(tmp_path)), "--all"]) == 0
    (line,) = json_lines(capfd.readouterr().out)
    assert line["settings"]["most"] is None
    assert line["figures"][0]["count"] == 4
    assert main([*command, "--memorisation", "--most", "5", "--step", "10"]) == 0
    out, err = capfd.readouterr()
    assert json_lines(out)[0]["source"] == ""
    assert "Hidden spans restored" in err


def test_a_table_is_probed_by_its_columns(trained: Path, tmp_path: Path, capfd: Captured) -> None:
    lines = ["kind,words", *(f"{n % 2},{'bara' if n % 2 else 'kera'} limo {n}" for n in range(200))]
    path = written(tmp_path / "a.csv", lines)
    command = ["evaluate", str(trained), "--probe", str(path)]
    assert main([*command, "--text", "words", "--label", "kind"]) == 0
    (line,) = json_lines(capfd.readouterr().out)
    assert line["settings"]["columns"] == ["words", "kind"]
    assert line["how"] == "features"


def test_what_goes_wrong_is_one_line_and_a_status(
    trained: Path, tmp_path: Path, capfd: Captured
) -> None:
    before = len(Run.open(trained).evaluations.entries())
    assert status_of(["evaluate", str(trained)]) == 2
    both = ["--likelihood", "a", "--pairs", "b"]
    assert status_of(["evaluate", str(trained), *both]) == 2
    assert status_of(["evaluate", str(trained), "--memorisation", "--all", "--most", "3"]) == 2
    assert status_of(["evaluate", str(trained), "--memorisation", "--label", "3"]) == 2
    assert "columns of --probe" in capfd.readouterr().err
    assert status_of(["evaluate", str(trained), "--memorisation", "--seed", "-1"]) == 2
    assert "must not be negative" in capfd.readouterr().err
    missing = str(tmp_path / "none.txt")
    assert main(["evaluate", str(trained), "--likelihood", missing]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.splitlines()[-1].endswith("Choose the file or folder again.")
    assert main(["evaluate", "nobody", "--runs", str(tmp_path), "--memorisation"]) == 1
    assert "There is no run" in capfd.readouterr().err
    assert len(Run.open(trained).evaluations.entries()) == before

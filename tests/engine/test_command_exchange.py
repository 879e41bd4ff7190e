"""`export` and `import`: data on stdout, people on stderr, and an exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from tests.engine.exchange_samples import CLASSIC, found_run

Captured = pytest.CaptureFixture[str]


def told(capfd: Captured) -> tuple[list[dict[str, Any]], str]:
    out, err = capfd.readouterr()
    return [json.loads(line) for line in out.splitlines()], err


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    """A folder with one run, "one", a head of which has no place elsewhere."""
    found_run(tmp_path / "runs" / "one", ("masked_lm", "contrastive_sentence"), CLASSIC)
    return tmp_path / "runs"


def test_there_and_back_again(runs: Path, tmp_path: Path, capfd: Captured) -> None:
    folder = tmp_path / "out"
    assert main(["export", "one", str(folder), "--runs", str(runs)]) == 0
    (written,), err = told(capfd)
    assert written == {
        "format": "huggingface",
        "run": str(runs / "one"),
        "folder": str(folder),
        "step": 7,
        "family": "bert",
        "architecture": "BertForMaskedLM",
        "auto_classes": ["AutoModelForMaskedLM"],
        "left_out": ["contrastive_sentence"],
    }
    assert "the head of contrastive_sentence has no place in BertForMaskedLM" in err
    assert main(["import", str(folder), "--runs", str(runs), "--name", "again"]) == 0
    (made,), _ = told(capfd)
    assert made == {
        "run": str(runs / "again"),
        "family": "bert",
        "objectives": ["masked_lm"],
        "fresh": [],
        "left_over": [],
    }
    assert main(["predict", "again", "the [MASK] words", "--runs", str(runs)]) == 0
    (answer,), _ = told(capfd)
    assert len(answer["candidates"]) == 5
    assert main(["resume", "again", "--runs", str(runs)]) == 0
    (summary,), _ = told(capfd)
    assert summary["imported"] == str(folder)


def test_a_head_left_out_is_told_with_what_would_fit(tmp_path: Path, capfd: Captured) -> None:
    mean = {"classification": {"classes": 3, "vector": "mean"}}
    found_run(tmp_path / "runs" / "one", ("classification",), CLASSIC, configs=mean)
    runs = str(tmp_path / "runs")
    assert main(["export", "one", str(tmp_path / "out"), "--runs", runs]) == 0
    (written,), err = told(capfd)
    assert written["left_out"] == ["classification"]
    assert "objectives.classification.vector = mean has no equal there; first has." in err


def test_a_checkpoint_that_is_not_there_is_a_fault(
    runs: Path, tmp_path: Path, capfd: Captured
) -> None:
    arguments = ["export", "one", str(tmp_path / "out"), "--runs", str(runs), "--step", "3"]
    assert main(arguments) == 1
    lines, err = told(capfd)
    assert not lines
    assert "no checkpoint of step 3" in err
    assert not (tmp_path / "out").exists()


def test_a_source_that_is_not_there_is_named(tmp_path: Path, capfd: Captured) -> None:
    assert main(["import", str(tmp_path / "one.cloze"), "--runs", str(tmp_path / "runs")]) == 1
    assert "no file or folder" in told(capfd)[1]
    assert not (tmp_path / "runs").exists()


def test_what_is_no_model_is_a_fault(tmp_path: Path, capfd: Captured) -> None:
    assert main(["import", str(tmp_path), "--runs", str(tmp_path / "runs")]) == 1
    lines, err = told(capfd)
    assert not lines
    assert f"{tmp_path / 'config.json'} cannot be read. It is not there." in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["export"],
        ["export", "one"],
        ["export", "one", "out", "--format", "gone"],
        ["export", "one", "out", "--step", "many"],
        ["import"],
    ],
)
def test_wrong_usage_ends_with_2(arguments: list[str], capfd: Captured) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage" in capfd.readouterr().err

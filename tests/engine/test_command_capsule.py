"""`export` and `import` of what needs no other program: tables and capsules."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

import pytest

from engine.__main__ import main
from engine.assembly import start
from engine.runs.run import Run
from tests.engine.assembly_samples import sample, train

Captured = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run named "one"; not to be changed."""
    folder = tmp_path_factory.mktemp("exchanged")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CLOZE_STUDIO_CACHE", str(folder / "cache"))
        train(start(sample(folder, "training.steps=10"), folder / "runs" / "one"))
    return folder / "runs" / "one"


def told(capfd: Captured) -> dict[str, object]:
    (line,) = capfd.readouterr().out.splitlines()
    found: dict[str, object] = json.loads(line)
    return found


def test_a_table_of_metrics(run: Path, tmp_path: Path, capfd: Captured) -> None:
    file = tmp_path / "metrics.csv"
    assert main(["export", str(run), str(file), "--format", "csv", "--wide"]) == 0
    assert told(capfd)["file"] == str(file)
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    assert {"loss/masked_lm", "accuracy/next_sentence"} <= set(rows[0])
    assert rows[-1]["step"] == "10"


def test_a_capsule_there_and_back(run: Path, tmp_path: Path, capfd: Captured) -> None:
    file, runs = tmp_path / "one.cloze", str(tmp_path / "runs")
    export = ["export", str(run), str(file), "--format", "capsule", "--weights", "none", "--shards"]
    assert main(export) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["bytes"] == file.stat().st_size
    assert "give it to nobody who may not read the text" in err

    assert main(["import", str(file), "--runs", runs, "--again", "--name", "anew"]) == 0
    assert told(capfd) == {"run": f"{runs}/anew", "state": "new", "step": 0}
    assert main(["resume", "anew", "--runs", runs]) == 0
    assert told(capfd)["validation"] == Run.open(run).status().summary["validation"]

    assert main(["import", str(file)]) == 0  # into the workspace
    assert told(capfd)["state"] == "finished"


def test_what_goes_wrong_is_one_line(run: Path, tmp_path: Path, capfd: Captured) -> None:
    (tmp_path / "bad.cloze").write_bytes(b"no zip")
    assert main(["import", str(tmp_path / "bad.cloze"), "--runs", str(tmp_path / "runs")]) == 1
    out, err = capfd.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("This capsule cannot be opened. Its end is missing")
    assert not list((tmp_path / "runs").glob("*"))


@pytest.mark.parametrize(
    "odd", [["--wide"], ["--weights", "all"], ["--shards"], ["--format", "csv", "--step", "3"]]
)
def test_options_of_other_forms_are_misuse(run: Path, tmp_path: Path, odd: list[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["export", str(run), str(tmp_path / "x"), *odd])
    with pytest.raises(SystemExit, match="2"):
        main(["import", str(tmp_path), "--again"])


def test_an_extra_that_is_missing_is_named(
    run: Path, tmp_path: Path, capfd: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form, module in (("onnx", "onnx"), ("tensorboard", "tensorboard")):
        monkeypatch.setitem(sys.modules, module, None)
        assert main(["export", str(run), str(tmp_path / "x"), "--format", form]) == 1
        assert f'pip install "cloze-studio[{form}]"' in capfd.readouterr().err
    assert not (tmp_path / "x").exists()

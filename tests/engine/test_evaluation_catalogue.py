"""The evaluations there are, and results as plain data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from engine.evaluation.catalogue import EVALUATIONS, evaluation_for
from engine.evaluation.result import (
    Column,
    Figure,
    Plot,
    Remark,
    Result,
    Series,
    Table,
)
from engine.faults import Fault
from engine.objectives import asking

NAMES = {
    "likelihood",
    "fill_mask",
    "canary",
    "minimal_pairs",
    "crows_pairs",
    "winobias",
    "linear_probe",
    "memorisation",
}


def test_the_window_lists_them_without_a_tensor_library() -> None:
    code = (
        "import sys; from engine.evaluation.catalogue import EVALUATIONS; "
        "print(sorted(EVALUATIONS), *(name in sys.modules for name in ('torch', 'sklearn')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == f"{sorted(NAMES)} False False"


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_introduces_itself(name: str) -> None:
    card = EVALUATIONS[name].CARD
    assert card.name == name
    assert card.title
    assert all(card.lines)
    assert card.source
    assert card.unit
    assert card.option.startswith("--")
    assert bool(card.file) is (card.wants != "nothing")
    assert all(callable(getattr(asking, need)) for need in card.needs)


def test_an_option_of_two_evaluations_means_one_by_the_name_of_the_file(tmp_path: Path) -> None:
    assert evaluation_for("--pairs", tmp_path / "a.jsonl") == "minimal_pairs"
    assert evaluation_for("--bias", tmp_path / "crows_pairs.csv") == "crows_pairs"
    assert evaluation_for("--bias", tmp_path / "pro_stereotyped_type1.txt.dev") == "winobias"
    assert evaluation_for("--bias", tmp_path) == "crows_pairs"
    (tmp_path / "anti_stereotyped.txt").touch()
    assert evaluation_for("--bias", tmp_path) == "winobias"
    assert evaluation_for("--bias", tmp_path.parent) == "winobias"  # the folder above it
    with pytest.raises(KeyError):
        evaluation_for("--nothing", None)


def test_a_result_comes_back_from_plain_data() -> None:
    result = Result(
        evaluation="minimal_pairs",
        run="one",
        step=10,
        source="pairs.jsonl",
        seed=0,
        how="masked",
        figures=(Figure("accuracy", "Right", 0.75, "share", low=0.5, high=0.9, floor=0.5),),
        tables=(Table("rules", "Rules", (Column("a", "A", "text"),), (("x",), ("y",))),),
        plots=(
            Plot(
                "p", "P", "bars", "x", "y", (Series("s", "S", (0.5,), (0.4,), (0.6,)),), ("rule",)
            ),
        ),
        remarks=(Remark("{count} of {why}", "warning", {"count": 3, "why": Fault("Told.")}),),
        settings={"most": None, "classes": ["a", "b"]},
        seconds=1.5,
    )
    back = Result.from_data(json.loads(json.dumps(result.as_data())))
    assert back.as_data() == result.as_data()
    assert back.figures == result.figures
    assert back.tables == result.tables
    assert back.plots == result.plots
    assert str(back.remarks[0]) == "3 of Told."
    assert back.figure("accuracy").value == 0.75
    with pytest.raises(KeyError):
        back.figure("none")

"""What a run that was tuned says where it is asked for something else."""

from __future__ import annotations

from pathlib import Path

from engine.__main__ import main
from tests.engine import task_samples as samples
from tests.engine.test_command_line import Captured
from tests.engine.test_command_tune import tune


def test_a_run_for_single_texts_says_that_a_pair_is_none_for_it(
    tmp_path: Path, capfd: Captured
) -> None:
    base = samples.pretrained(tmp_path / "base")
    assert tune(base, samples.classes(tmp_path), tmp_path, "--name", "single") == 0
    capfd.readouterr()
    asked = ["predict", "single", "a calm day", "--runs", str(tmp_path / "runs")]
    assert main([*asked, "--pair", "another day"]) == 1
    assert "learned from single texts" in capfd.readouterr().err
    assert main(asked) == 0
    assert main(["drill", "single", __file__, "--runs", str(tmp_path / "runs")]) == 1
    assert "Choose the run it was tuned from" in capfd.readouterr().err

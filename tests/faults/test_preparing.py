"""What preparing a text tells of it before anybody trains on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from tests.engine.assembly_samples import paragraphs
from tests.faults.foreign_text import chinese_text, english_tokenizer

Captured = pytest.CaptureFixture[str]


def prepare(folder: Path, tokenizer: str, capfd: Captured) -> tuple[int, dict[str, Any], str]:
    """The status of preparing the Chinese text and more, what it prints and what it says."""
    recipe = folder / "recipe.toml"
    recipe.write_text(
        f'preset = "roberta-tiny"\ncorpus.paths = ["text"]\n{tokenizer}\ntraining.steps = 4\n'
    )
    capfd.readouterr()
    status = main(["prepare", str(recipe)])
    out, err = capfd.readouterr()
    assert out, err
    return status, json.loads(out.splitlines()[-1]), err


def test_preparing_tells_how_much_is_unknown_as_training_does(
    tmp_path: Path, capfd: Captured
) -> None:
    tokenizer = english_tokenizer(tmp_path)
    (tmp_path / "text").mkdir()
    (tmp_path / "text" / "a.txt").write_text(paragraphs(20_000), "utf-8")
    status, read, err = prepare(tmp_path, tokenizer, capfd)
    assert (status, read["unknown"]) == (0, 0.0)
    assert "unknown" not in err

    (tmp_path / "text" / "b.txt").write_text(chinese_text(), "utf-8")
    status, read, err = prepare(tmp_path, tokenizer, capfd)
    assert status == 0
    assert 0.1 < read["unknown"] < 0.8
    assert f"warning: {read['unknown']:.0%} of the text is unknown to this tokenizer" in err

    (tmp_path / "text" / "a.txt").unlink()
    status, read, err = prepare(tmp_path, tokenizer, capfd)
    assert status == 1
    assert read["unknown"] > 0.8
    assert "The tokenizer cannot write this text." in err

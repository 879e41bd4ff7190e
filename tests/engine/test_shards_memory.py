"""Preparing takes the same memory whatever the size of the text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from engine.resources import PACKAGE

MEASURE = """
import json, resource, sys
from engine.__main__ import main

status = main(sys.argv[1:])
own, child = (
    resource.getrusage(whose).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
)
print(json.dumps({"status": status, "own": own, "child": child}))
"""
RECIPE = """
preset = "bert-tiny"
[corpus]
paths = ["text"]
[training]
steps = 1
"""


def write_text(path: Path, num_bytes: int) -> None:
    """Words that come back about as often as those of a language, never in the same order."""
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = ["".join(rng.choice(letters, size)) for size in rng.integers(2, 11, 100_000)]
    written = 0
    with path.open("w") as file:
        while written < num_bytes:
            chosen = [words[place % len(words)] for place in rng.zipf(1.25, 120_000) % (1 << 40)]
            lines = [" ".join(chosen[at : at + 12]) for at in range(0, len(chosen), 12)]
            written += file.write(".\n".join(lines) + ".\n\n")


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by getrusage")
def test_a_gigabyte_is_prepared_in_less_than_a_gigabyte(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    write_text(tmp_path / "text" / "large.txt", 1_000_000_000)
    (tmp_path / "recipe.toml").write_text(RECIPE)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, "prepare", str(tmp_path / "recipe.toml")],
        cwd=PACKAGE.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    prepared, used = map(json.loads, done.stdout.splitlines())
    assert used["status"] == 0
    assert prepared["bytes"] > 1_000_000_000
    assert prepared["tokens"] > 150_000_000
    assert used["own"] + used["child"] < 1 << 30

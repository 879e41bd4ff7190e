"""Preparing takes the same memory whatever the size of the text."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import psutil
import pytest

from engine.resources import PACKAGE

RECIPE = """
preset = "bert-tiny"
[corpus]
paths = ["text"]
[training]
steps = 1
"""


def write_text(path: Path, num_bytes: int) -> None:
    """Words that come back about as often as those of a language; no line twice."""
    rng = np.random.default_rng(0)
    letters = np.array(list("abcdefghijklmnopqrstuvwxyz"))
    words = ["".join(rng.choice(letters, size)) for size in rng.integers(2, 11, 100_000)]
    chosen = [words[place % len(words)] for place in rng.zipf(1.25, 4_000_000) % (1 << 40)]
    lines = [" ".join(chosen[at : at + 12]) for at in range(0, len(chosen), 12)]
    part = ".\n".join(lines)
    with path.open("w") as file:
        for number in range(num_bytes // len(part) + 1):
            file.write(part.replace("\n", f"\n{number} ") + ".\n\n")


def memory_of(process: psutil.Process) -> int:
    """Bytes a process and its children hold in memory now."""
    total = 0
    with contextlib.suppress(psutil.Error):
        for each in (process, *process.children(recursive=True)):
            with contextlib.suppress(psutil.Error):
                total += each.memory_info().rss
    return total


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_a_gigabyte_is_prepared_in_less_than_a_gigabyte(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    write_text(tmp_path / "text" / "large.txt", 1_000_000_000)
    (tmp_path / "recipe.toml").write_text(RECIPE)
    command = [sys.executable, "-m", "engine", "prepare", str(tmp_path / "recipe.toml")]
    most = 0
    with (tmp_path / "out").open("wb") as out, (tmp_path / "err").open("wb") as err:
        running = subprocess.Popen(command, cwd=PACKAGE.parent, stdout=out, stderr=err)
        watched = psutil.Process(running.pid)
        while running.poll() is None:
            most = max(most, memory_of(watched))
            time.sleep(0.05)
    assert running.returncode == 0, (tmp_path / "err").read_text()
    prepared = json.loads((tmp_path / "out").read_text())
    assert prepared["bytes"] > 1_000_000_000
    assert prepared["tokens"] > 150_000_000
    assert most < 1 << 30

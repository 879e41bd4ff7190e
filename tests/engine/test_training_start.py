"""What a start need not wait for is not loaded."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.engine.assembly_samples import sample

TRAINS = """
import json, sys
from engine.__main__ import main
status = main(["train", "recipe.toml", "--runs", "runs", "--set", "training.steps=3"])
heavy = [name for name in ("torch._dynamo", "torch._inductor", "sympy", "rjieba", "transformers")
         if name in sys.modules]
print(json.dumps([status, heavy]))
"""


def test_training_loads_no_compiler(tmp_path: Path) -> None:
    sample(tmp_path)
    found = subprocess.run(
        [sys.executable, "-c", TRAINS],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout.splitlines()[-1]) == [0, []]

"""The window reckons with recorded maps at once: these modules load no tensor library."""

from __future__ import annotations

import subprocess
import sys

import pytest


@pytest.mark.parametrize("name", ["rollout", "figures", "change", "filters"])
def test_no_tensor_is_loaded(name: str) -> None:
    code = f"import engine.probes.{name}, sys; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"

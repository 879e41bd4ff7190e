"""What the plain installation leaves out is named, with the command that installs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from engine.exchange.onnx import export_onnx
from engine.faults import Fault
from tests.engine.run_samples import new_run


@pytest.mark.parametrize("missing", ["onnx", "onnxscript"])
def test_what_onnx_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(Fault, match=r'ONNX is not installed.*pip install "cloze-studio\[onnx\]"'):
        export_onnx(new_run(tmp_path / "run").path, tmp_path / "out")
    assert [path.name for path in tmp_path.iterdir()] == ["run"]

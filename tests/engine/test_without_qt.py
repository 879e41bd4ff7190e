"""The engine where Qt is not installed: every room opens, and a run trains and answers."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import absent
from tests.conftest import ROOT
from tests.engine.assembly_samples import write_recipe

WITHOUT_QT = """
import importlib, pkgutil, sys
from tests import absent

absent.hide(*absent.QT, "studio")
try:
    import PySide6
except ModuleNotFoundError:
    pass
else:
    raise AssertionError("Qt is still there")

import engine
names = [module.name for module in pkgutil.walk_packages(engine.__path__, "engine.")]
assert len(names) > 100, names
for name in names:
    importlib.import_module(name)

from engine.__main__ import main
recipe, runs = sys.argv[1:]
train = ["train", recipe, "--runs", runs, "--name", "a", "--set", "training.steps=3"]
assert main(train) == 0
assert main(["predict", "a", "Bara [MASK].", "--runs", runs]) == 0
"""


def test_the_engine_needs_no_qt(tmp_path: Path) -> None:
    recipe, runs = write_recipe(tmp_path), tmp_path / "runs"

    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT_QT, str(recipe), str(runs)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 0, ended.stderr
    assert len(ended.stdout.splitlines()) == 2


@pytest.mark.skipif(
    not os.environ.get("CLOZE_STUDIO_WITHOUT_QT"), reason="`make test-engine` takes Qt away"
)
def test_these_tests_run_without_qt() -> None:
    for name in absent.QT:
        with pytest.raises(ModuleNotFoundError):
            importlib.import_module(name)


def test_continuous_integration_tests_the_engine_without_qt_and_against_transformers() -> None:
    commands = (ROOT / ".ci" / "run").read_text().splitlines()
    assert [line for line in commands if line.startswith("make ")] == [
        "make lint",
        "make test",
        "make oracles",
    ]
    rules = (ROOT / "Makefile").read_text().splitlines()
    assert any(rule.startswith("ENGINE = CLOZE_STUDIO_WITHOUT_QT=1 ") for rule in rules)
    assert rules[rules.index("test: $(VENV)/.tested") + 1].startswith("\t$(ENGINE); ")

"""A wheel, unpacked away from the checkout: the same program, with all it brings along."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from engine.recipe import PRESETS
from tests.conftest import ROOT
from tests.engine.assembly_samples import write_recipe

SAYS = """
import engine, studio.app
from engine.resources import resource
translations = resource("i18n", "studio_zh_CN.qm")
assert translations.is_file() and resource("samples").is_dir()
print(engine.__file__, studio.app.__file__, translations, sep="\\n")
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content of a wheel built from this checkout."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel (pip install '.[test]')")
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    built = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    with zipfile.ZipFile(folder / built.stdout.split()[-1]) as wheel:
        wheel.extractall(folder / "site")
    return folder / "site"


def run(site: Path, folder: Path, *words: str) -> str:
    """What the unpacked program prints, started in another folder."""
    ended = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(site), "OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def test_every_module_is_in_it(unpacked: Path) -> None:
    for room in ("engine", "studio"):
        here = {path.relative_to(ROOT) for path in (ROOT / room).rglob("*.py")}
        assert here == {path.relative_to(unpacked) for path in (unpacked / room).rglob("*.py")}


def test_resources_and_window_are_found(unpacked: Path, tmp_path: Path) -> None:
    places = run(unpacked, tmp_path, "-c", SAYS).splitlines()

    assert len(places) == 3
    assert all(Path(place).is_relative_to(unpacked) for place in places)


def test_every_preset_is_in_it(unpacked: Path, tmp_path: Path) -> None:
    lines = run(unpacked, tmp_path, "-m", "engine", "presets").splitlines()
    assert [json.loads(line)["preset"] for line in lines] == list(PRESETS)


def test_it_trains_and_answers(unpacked: Path, tmp_path: Path) -> None:
    recipe, runs = str(write_recipe(tmp_path)), str(tmp_path / "runs")
    sets = ("--set", "training.steps=3")

    run(unpacked, tmp_path, "-m", "engine", "train", recipe, "--runs", runs, "--name", "a", *sets)

    answer = run(unpacked, tmp_path, "-m", "engine", "predict", "a", "A [MASK].", "--runs", runs)
    assert '"mask": 0' in answer

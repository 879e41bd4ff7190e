"""A wheel, unpacked or installed away from the checkout: the same program, and all it brings."""

from __future__ import annotations

import configparser
import email
import json
import os
import subprocess
import sys
import sysconfig
import tomllib
import zipfile
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from PySide6.QtGui import QImage

from engine.recipe import PRESETS
from tests.conftest import ROOT
from tests.engine.assembly_samples import write_recipe

PICTURES = (
    *("data", "objective", "model", "train-running"),
    *("train", "look", "try", "tune", "compare"),
)
LOOKS = ("light-en", "dark-en", "light-zh_CN", "dark-zh_CN")
LOOK_SECONDS = 0.2  # between two looks for ports

SAYS = """
import engine, studio.app
from engine.resources import resource
translations = resource("i18n", "studio_zh_CN.qm")
assert translations.is_file() and resource("samples").is_dir()
print(engine.__file__, studio.app.__file__, translations, sep="\\n")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel built from this checkout."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel (pip install '.[test]')")
    folder = tmp_path_factory.mktemp("wheel")
    code = f"from hatchling.build import build_wheel; print(build_wheel({str(folder)!r}))"
    built = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return folder / built.stdout.split()[-1]


@pytest.fixture(scope="module")
def unpacked(wheel: Path) -> Path:
    """What is in it."""
    site = wheel.with_name("site")
    with zipfile.ZipFile(wheel) as files:
        files.extractall(site)
    return site


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The commands of a fresh environment that holds the wheel and, by a link, what it needs."""
    place = wheel.with_name("environment")
    subprocess.run([sys.executable, "-m", "venv", str(place)], check=True)
    commands = place / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [commands / "python", "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel]
    subprocess.run([str(word) for word in pip], check=True, env=own_environment())
    asked = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = subprocess.run(
        [str(commands / "python"), "-c", asked], check=True, capture_output=True, text=True
    ).stdout.strip()
    # A folder named in a .pth is searched, but no .pth inside it is read: an editable checkout
    # in the environment of the tests stays out of this one.
    needs = dict.fromkeys(sysconfig.get_path(kind) for kind in ("purelib", "platlib"))
    (Path(site) / "needs.pth").write_text("\n".join(needs), encoding="utf-8")
    return commands


def own_environment(**more: str) -> dict[str, str]:
    """The variables of somebody who knows nothing of the checkout."""
    ours = ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours} | more


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


def test_it_says_what_it_needs_and_which_commands_it_brings(unpacked: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    (about,) = unpacked.glob("cloze_studio-*.dist-info")
    told = email.message_from_string((about / "METADATA").read_text("utf-8"))

    needs = [Requirement(line) for line in told.get_all("Requires-Dist", [])]
    extras = project["optional-dependencies"]
    wanted = [Requirement(line) for line in project["dependencies"]]
    for extra, lines in extras.items():
        wanted += [Requirement(f"{line}; extra == '{extra}'") for line in lines]
    assert sorted(map(str, needs)) == sorted(map(str, wanted))
    assert sorted(told.get_all("Provides-Extra", [])) == sorted(extras)
    assert told["Name"] == project["name"]
    assert told["Version"] == project["version"]
    assert SpecifierSet(told["Requires-Python"]) == SpecifierSet(project["requires-python"])
    commands = configparser.ConfigParser()
    commands.read(about / "entry_points.txt", encoding="utf-8")
    assert {name: dict(commands[name]) for name in commands.sections()} == {
        "gui_scripts": project["gui-scripts"]
    }


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


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_installed_elsewhere_its_command_opens_the_window(installed: Path, tmp_path: Path) -> None:
    ended, ports = demo(installed / "cloze-studio", tmp_path)

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout.splitlines() == [str(tmp_path / "pictures")]
    for page in PICTURES:
        for look in LOOKS:
            picture = QImage(str(tmp_path / "pictures" / f"{page}-{look}.png"))
            assert (picture.width(), picture.height()) == (1440, 900), page
    assert ports == set()  # of a window that trains, and of all that it starts
    said = "import engine, studio; print(engine.__file__, studio.__file__)"
    found = subprocess.run(
        [str(installed / "python"), "-c", said],
        cwd=tmp_path,
        env=own_environment(),
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split()
    assert all(Path(file).is_relative_to(installed.parent) for file in found)


def demo(command: Path, folder: Path) -> tuple[subprocess.CompletedProcess[str], set[str]]:
    """How the demo ended, and every internet socket it was seen to hold meanwhile."""
    words = ["--demo", "--screenshots", str(folder / "pictures"), "--seconds", "3"]
    process = subprocess.Popen(
        [str(command), *words],
        cwd=folder,
        env=own_environment(QT_QPA_PLATFORM="offscreen", OMP_NUM_THREADS="1"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    ports: set[str] = set()
    while True:
        with suppress(psutil.NoSuchProcess):
            parent = psutil.Process(process.pid)
            for one in (parent, *parent.children(recursive=True)):
                with suppress(psutil.NoSuchProcess):
                    ports.update(str(found) for found in one.net_connections("inet"))
        try:
            told = process.communicate(timeout=LOOK_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return subprocess.CompletedProcess(process.args, process.returncode, *told), ports

"""The first command of the README, on machines whose Python is too old or was."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("make") is None, reason="there is no make here"
)
# A Python of any version, that makes an environment of itself and installs nothing.
PYTHON = """#!/bin/sh
echo "{name} $*" >> {log}
case "$1 $2" in
    -c*) exec {real} -c 'import sys; sys.version_info = {version}; exec(sys.argv[1])' "$2";;
    "-m venv")
        for folder; do :; done
        [ "$3" = --clear ] && rm -rf "$folder"
        mkdir -p "$folder/bin"
        [ -e "$folder/bin/python" ] || cp "$0" "$folder/bin/python";;
esac
"""


class Place:
    """A checkout with nothing but the Makefile, and Pythons beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log = folder / "log"
        shutil.copy(ROOT / "Makefile", folder)
        (folder / "pyproject.toml").touch()
        for name, version in (("old", (3, 9)), ("new", (3, 12))):
            python = folder / name
            words = PYTHON.format(name=name, version=version, real=sys.executable, log=self._log)
            python.write_text(words, "utf-8")
            python.chmod(0o755)

    def make(self, python: str) -> subprocess.CompletedProcess[str]:
        """`make` the environment with this Python."""
        self._log.write_text("", "utf-8")
        command = ["make", ".venv/.installed", f"PYTHON=./{python}"]
        return subprocess.run(command, cwd=self.folder, capture_output=True, text=True, check=False)

    def asked(self) -> list[str]:
        """What the Pythons were asked to do."""
        return self._log.read_text("utf-8").splitlines()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_an_old_python_is_refused_in_plain_words_and_leaves_nothing(place: Place) -> None:
    done = place.make("old")
    assert done.returncode != 0
    assert "Cloze Studio needs Python 3.11 or newer: make run PYTHON=python3.12" in done.stderr
    assert not (place.folder / ".venv").exists()


def test_an_environment_of_an_old_python_gives_place_to_a_new_one(place: Place) -> None:
    old = place.folder / ".venv" / "bin" / "python"
    old.parent.mkdir(parents=True)
    shutil.copy(place.folder / "old", old)
    done = place.make("new")
    assert done.returncode == 0, done.stderr
    assert "new" in old.read_text("utf-8")
    assert [line for line in place.asked() if "--editable" in line] == [
        "new -m pip install --quiet --editable ."
    ]
    assert (place.folder / ".venv" / ".installed").exists()


def test_an_environment_that_serves_is_kept_when_the_packages_change(place: Place) -> None:
    assert place.make("new").returncode == 0
    kept = place.folder / ".venv" / "kept"
    kept.touch()
    (place.folder / ".venv" / ".installed").unlink()
    assert place.make("new").returncode == 0
    assert kept.exists()
    assert any("--editable" in line for line in place.asked())

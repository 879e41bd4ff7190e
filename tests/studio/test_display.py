"""What is missing on a machine is said before Qt aborts the process."""

import subprocess
import sys
from pathlib import Path

import pytest

from studio import __main__ as entry
from studio import display

ROOT = Path(__file__).parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="libraries of Linux")


@LINUX
@pytest.mark.parametrize(
    ("environment", "there"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"QT_QPA_PLATFORM": "offscreen"}, True),
    ],
)
def test_a_display_is_found_or_not(environment, there):
    assert display.has_display(environment) is there


@LINUX
def test_what_x11_needs_is_asked_for_only_there(monkeypatch):
    asked = []
    monkeypatch.setattr(display, "_loads", lambda library: asked.append(library))
    every = display.missing_packages({"DISPLAY": ":0"})
    for name in ("libxcb-cursor0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-image0"):
        assert name in every
    for name in ("libxcb-render-util0", "libxkbcommon-x11-0", "libegl1"):
        assert name in every
    assert "libxcb-cursor0" not in display.missing_packages({"WAYLAND_DISPLAY": "w"})
    assert "libxcb-cursor0" not in display.missing_packages({"QT_QPA_PLATFORM": "offscreen"})


@LINUX
def test_missing_libraries_are_answered_with_one_line(monkeypatch, capsys):
    monkeypatch.setattr(display, "missing_packages", lambda: ["libegl1", "libxcb-cursor0"])
    monkeypatch.setattr(display, "has_display", lambda: True)
    assert entry.main([]) == entry.FAILED
    assert "sudo apt-get install libegl1 libxcb-cursor0" in capsys.readouterr().err


def test_without_a_display_the_demo_is_shown_and_the_folder_named(monkeypatch, capsys):
    given = entry._read([])
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    entry._without_display(given)
    assert given.demo
    assert f"--demo --screenshots {given.screenshots}" in capsys.readouterr().err


def test_the_check_itself_loads_no_qt():
    code = "import sys, studio.display, studio.__main__; print('PySide6' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert answer.stdout.strip() == "False"

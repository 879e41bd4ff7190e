"""What is missing on a machine is said before Qt aborts the process."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo

from engine.resources import cache_folder
from studio import __main__ as entry
from studio import display

ROOT = Path(__file__).parents[2]
# what Python itself, its package manager and apt stand on: on every Debian and Ubuntu
BASE = {
    *("libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libz.so.1", "libzstd.so.1"),
    *("ld-linux-x86-64.so.2", "ld-linux-aarch64.so.1", "libdl.so.2", "libpthread.so.0"),
}
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
def test_what_wayland_needs_is_asked_for_only_there(monkeypatch):
    monkeypatch.setattr(display, "_loads", lambda library: False)
    for environment in ({"WAYLAND_DISPLAY": "w"}, {"QT_QPA_PLATFORM": "wayland"}):
        assert "libwayland-cursor0" in display.missing_packages(environment)
    assert "libwayland-cursor0" not in display.missing_packages({"DISPLAY": ":0"})


@LINUX
def test_a_package_is_named_once(monkeypatch):
    monkeypatch.setattr(display, "_loads", lambda library: False)
    missing = display.missing_packages({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"})
    assert missing.count("libglib2.0-0") == 1
    assert len(missing) == len(set(missing))


@LINUX
@pytest.mark.skipif(shutil.which("readelf") is None, reason="readelf is not installed")
@pytest.mark.parametrize(
    ("names", "known"),
    [
        (
            ("lib/libQt6Core", "lib/libQt6Gui", "lib/libQt6Widgets", "lib/libQt6DBus",
             "lib/libQt6Svg", "plugins/platforms/libqoffscreen"),
            display.EVERYWHERE,
        ),
        (
            ("lib/libQt6XcbQpa", "plugins/platforms/libqxcb"),
            display.EVERYWHERE | display.WITH_X11,
        ),
        (
            ("lib/libQt6WaylandClient", "plugins/platforms/libqwayland"),
            display.EVERYWHERE | display.WITH_WAYLAND,
        ),
    ],
)  # fmt: skip
def test_every_library_qt_needs_is_known(names, known):
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PrefixPath))
    files = [file for name in names for file in qt.glob(f"{name}.so*")]
    assert len(files) >= len(names)
    for file in files:
        said = subprocess.run(
            ["readelf", "-d", file], check=True, capture_output=True, text=True
        ).stdout
        needed = re.findall(r"\(NEEDED\).*\[(.*)\]", said)
        shipped = {path.name for path in (qt / "lib").iterdir()}
        assert not set(needed) - shipped - known.keys() - BASE, file.name


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


@LINUX
def test_the_program_shows_the_demo_where_there_is_no_display(monkeypatch, capsys, tmp_path):
    given = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")  # so that it is as before afterwards
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr(display, "missing_packages", list)
    monkeypatch.setattr("studio.app.run", lambda asked: given.append(asked) or 0)
    assert entry.main(["--workspace", str(tmp_path)]) == 0
    (asked,) = given
    assert asked.demo
    assert asked.screenshots == cache_folder() / "screenshots"
    assert asked.workspace is None
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
    assert "There is no display here" in capsys.readouterr().err


@LINUX
def test_the_program_opens_a_window_where_there_is_a_display(monkeypatch, capsys):
    given = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "")  # so that it is as before afterwards
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setattr(display, "missing_packages", list)
    monkeypatch.setattr("studio.app.run", lambda asked: given.append(asked) or 0)
    assert entry.main([]) == 0
    assert not given[0].demo
    assert "QT_QPA_PLATFORM" not in os.environ
    assert capsys.readouterr().err == ""


def test_the_check_itself_loads_no_qt():
    code = "import sys, studio.display, studio.__main__; print('PySide6' in sys.modules)"
    answer = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert answer.stdout.strip() == "False"

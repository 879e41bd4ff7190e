"""The demo trains for real without a screen and leaves a picture of every page."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
PAGES = ("data", "objective", "model", "train-running", "train", "look", "try", "tune", "compare")


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
def test_without_a_display_pictures_of_every_page_are_written(tmp_path):
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    environment["CLOZE_STUDIO_CACHE"] = str(tmp_path / "cache")
    ended = subprocess.run(
        [sys.executable, "-m", "studio", "--seconds", "6"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        timeout=280,
    )
    assert ended.returncode == 0, ended.stderr
    assert "There is no display here" in ended.stderr
    folder = Path(ended.stdout.strip().splitlines()[-1])
    for page in PAGES:
        for look in ("light-en", "dark-en", "light-zh_CN", "dark-zh_CN"):
            picture = QImage(str(folder / f"{page}-{look}.png"))
            assert (picture.width(), picture.height()) == (1440, 900), page


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="signals are sent as Linux sends them")
def test_an_interrupted_demo_ends_orderly_and_leaves_nothing(tmp_path):
    rooms = tmp_path / "rooms"
    rooms.mkdir()
    environment = os.environ | {
        "CLOZE_STUDIO_CACHE": str(tmp_path / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
        "TMPDIR": str(rooms),
    }
    command = [sys.executable, "-m", "studio", "--demo", "--screenshots", str(tmp_path / "p")]
    demo = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert demo.stderr is not None
    while ".png" not in demo.stderr.readline():
        assert demo.poll() is None
    demo.send_signal(signal.SIGINT)
    _, words = demo.communicate(timeout=60)
    assert demo.returncode == 130, words
    assert list(rooms.glob("cloze-studio-*")) == []  # torch leaves an empty one of its own

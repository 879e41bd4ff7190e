"""The real window over the real engine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.runs import Workspace
from studio.app import Studio
from studio.settings import SettingsFile
from tests.engine.assembly_samples import paragraphs
from tests.stories.folder_steps import Files, Write
from tests.stories.person import ENGINE_MS, Person


@pytest.fixture
def person(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Person]:
    """Somebody who has just started the program, in English, in an empty workspace."""
    settings = SettingsFile(tmp_path / "settings.json")
    settings.set(language="en", theme="light")
    studio = Studio(qapp, Workspace.open(tmp_path / "workspace"), settings)
    studio.window.resize(1440, 900)
    studio.show()
    qtbot.waitUntil(lambda: studio.desk.form is not None, timeout=ENGINE_MS)
    yield Person(studio, qtbot)
    studio.desk.live.stop()
    studio.close()
    studio.window.hide()
    studio.window.deleteLater()


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A folder of such files."""

    def written(name: str, files: Files) -> Path:
        folder = tmp_path / name
        folder.mkdir()
        for file, content in files.items():
            (folder / file).write_bytes(content)
        return folder

    return written


@pytest.fixture
def good(write: Write) -> Path:
    """A folder of text that is just enough."""
    return write("good", {f"{n}.txt": paragraphs(9_000, n).encode() for n in range(2)})

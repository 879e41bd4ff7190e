"""A workspace that cannot be written is named at once, and the window opens all the same."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine import disk
from engine.disk import Operations, is_locked
from engine.faults import Fault
from engine.runs import Workspace
from studio.app import Studio
from studio.opening import Held, hold, hold_at_start
from studio.settings import SettingsFile

pytestmark = pytest.mark.usefixtures("empty_pages", "quick_engine")


class ReadOnly(Operations):
    """A disk on which nothing can be made within some folders, though their files can be opened."""

    def __init__(self, *folders: Path) -> None:
        self.folders = folders

    def mkdir(self, path: Path) -> None:
        if any(path.is_relative_to(folder) for folder in self.folders):
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        super().mkdir(path)


@pytest.fixture
def usual(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The usual workspace; a spare one lies in the test's own folder."""
    monkeypatch.delenv("CLOZE_STUDIO_WORKSPACE", raising=False)
    monkeypatch.setattr("studio.opening.default_workspace", lambda: tmp_path / "usual")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path / "usual"


@pytest.fixture
def stuck(tmp_path: Path, usual: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workspace somebody worked in, on a disk that can only be read by now."""
    held = hold(tmp_path / "stuck")
    held.lock.release()
    monkeypatch.setattr(disk, "operations", ReadOnly(held.path))
    return held.path


def told(fault: Fault | None) -> str:
    assert fault is not None
    return str(fault)


def test_the_usual_one_serves_where_the_last_one_cannot_be_written(
    stuck: Path, usual: Path
) -> None:
    held = hold_at_start(None, str(stuck))
    assert held.path == usual
    assert told(held.passed_over).startswith(f"{stuck} cannot be written")
    assert "The disk can only be read." in told(held.passed_over)
    assert "choose another workspace" in told(held.passed_over)
    held.lock.release()


@pytest.mark.parametrize("known", [True, False])
def test_a_spare_one_serves_where_the_usual_one_cannot_be_written(
    usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, known: bool
) -> None:
    monkeypatch.setattr(disk, "operations", ReadOnly(usual))
    held = hold_at_start(None, str(usual) if known else "")
    assert held.spare
    assert held.path.parent == tmp_path
    assert told(held.passed_over).startswith(f"{usual} cannot be written")
    held.lock.release()


def test_what_was_asked_for_is_refused_and_left_free(stuck: Path) -> None:
    with pytest.raises(Fault, match="can only be read"):
        hold_at_start(stuck, "")
    assert not is_locked(stuck / ".lock")


def opened(app: QApplication, qtbot: QtBot, held: Held, settings: SettingsFile) -> Studio:
    studio = Studio(app, held.workspace, settings)
    studio.hold(held)
    with qtbot.waitSignal(studio.desk.form_ready):
        studio.show()
    return studio


def close(studio: Studio) -> None:
    studio.close()
    studio.window.close()
    studio.window.deleteLater()


def test_the_window_opens_and_says_what_stands_in_for_what(
    qapp: QApplication, qtbot: QtBot, usual: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "operations", ReadOnly(usual))
    settings = SettingsFile(tmp_path / "settings.json")
    held = hold_at_start(None, "")
    studio = opened(qapp, qtbot, held, settings)
    box = studio.window.fault
    assert box.isVisible()
    assert str(held.path) in box.what.text()
    assert f"{usual} cannot be written" in box.what.text()
    assert box.why.text() == "The disk can only be read."
    assert "choose another workspace" in box.now.text()
    assert settings.now.workspace == ""  # the next start tries the usual one again
    close(studio)


def test_one_chosen_in_the_window_is_said_and_the_present_one_stays(
    qapp: QApplication, qtbot: QtBot, stuck: Path, tmp_path: Path
) -> None:
    before = hold(tmp_path / "mine")
    studio = opened(qapp, qtbot, before, SettingsFile(tmp_path / "settings.json"))
    studio.window.acts.enter_workspace(stuck)
    box = studio.window.fault
    assert box.what.text().startswith(f"Opening the workspace: {stuck} cannot be written")
    assert (box.why.text(), bool(box.now.text())) == ("The disk can only be read.", True)
    assert studio.desk.workspace.path == before.path
    assert studio.window.top.workspace.currentData() == str(before.path)
    assert isinstance(studio.desk.workspace, Workspace)
    close(studio)

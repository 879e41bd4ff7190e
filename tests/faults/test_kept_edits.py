"""kill -9 while somebody types: of the form and of what else is typed, two seconds at most go."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.opening import hold
from studio.saving import SAVE_MS
from studio.settings import SettingsFile
from tests.conftest import ROOT
from tests.faults.typist import EDIT_MS, KEY, field_of, name_of

LOST_MS = 2000  # at most
KILLS = 5
ENGINE_MS = 60_000
START = 1000
ENDLESS = 100_000


def edits_until_killed(
    workspace: Path, first: int, wait_ms: float, count: int = ENDLESS
) -> list[int]:
    """What was typed in a window that is killed so long after its first edit."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typist", str(workspace), str(first), str(count)],
        cwd=ROOT,
        env={**os.environ, "CLOZE_STUDIO_SETTINGS": str(workspace.with_name("settings.json"))},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    first_line = process.stdout.readline()
    deadly = threading.Timer(wait_ms / 1000, process.kill)
    deadly.start()
    rest, told = process.communicate(timeout=120)
    deadly.join()
    assert process.returncode != 0, "it ended by itself"
    assert first_line, told
    return [int(line) for line in (first_line + rest).splitlines(keepends=True) if line[-1] == "\n"]


@contextmanager
def opened(app: QApplication, qtbot: QtBot, workspace: Path) -> Iterator[Studio]:
    """The next window on this workspace, its engine loaded, at Train."""
    held = hold(workspace)  # the lock of the dead one holds nobody up
    studio = Studio(app, held.workspace, SettingsFile(workspace.with_name("settings.json")))
    studio.hold(held)
    try:
        with qtbot.waitSignal(studio.desk.form_ready, timeout=ENGINE_MS):
            studio.show()
        studio.window.show_page("train")
        yield studio
    finally:
        studio.close()
        studio.window.close()
        studio.window.deleteLater()


@pytest.mark.slow
def test_edits_older_than_the_promise_are_there_again(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    rng, workspace, first = random.Random(7), tmp_path / "workspace", START
    for _ in range(KILLS):
        typed = edits_until_killed(workspace, first, rng.uniform(LOST_MS + SAVE_MS, 2 * LOST_MS))

        with opened(qapp, qtbot, workspace) as studio:
            desk, page = studio.desk, studio.window.pages["train"]
            kept = desk.draft.value(KEY)
            named = desk.settings.option("train.name", "")
            assert desk.problems.last is None
            assert field_of(page).text().replace(",", "") == str(kept)  # type: ignore[arg-type]
            assert page.start.name.text() == named  # type: ignore[attr-defined]
        certain = max(typed[-1] - LOST_MS // EDIT_MS, first)
        assert certain <= kept <= typed[-1] + 1  # one more may stand there, and not be told
        assert named in [name_of(number) for number in range(certain, typed[-1] + 2)]
        first = typed[-1] + 1


@pytest.mark.slow
def test_a_single_edit_is_there_once_the_time_to_save_it_has_passed(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    workspace = tmp_path / "workspace"

    assert edits_until_killed(workspace, START, LOST_MS, count=1) == [START]

    with opened(qapp, qtbot, workspace) as studio:
        assert studio.desk.draft.value(KEY) == START
        assert field_of(studio.window.pages["train"]).text() == f"{START:,}"  # type: ignore[arg-type]

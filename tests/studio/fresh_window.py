"""The window as it starts: shown first, over an engine that is loaded afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.window import Window
from tests.studio.form_desk import load, open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk whose engine is not loaded yet."""
    script_engine(monkeypatch)
    with open_desk(tmp_path, loaded=False) as made:
        yield made


@pytest.fixture
def window(desk: Desk, qtbot: QtBot) -> Iterator[Window]:
    """As the program starts: a page stands there before the engine is loaded."""
    made = Window(desk, "en")
    with qtbot.waitSignal(made.painted):
        made.show()
    load(desk)
    qtbot.waitUntil(lambda: desk.draft.checked and not desk.jobs.busy)
    yield made
    made.close()
    made.deleteLater()

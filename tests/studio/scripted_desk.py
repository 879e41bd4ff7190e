"""A desk over a training that the test conducts; a conftest takes both fixtures from here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        qtbot.waitUntil(lambda: made.draft.checked)
        yield made

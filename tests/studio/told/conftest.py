"""A whole window over a scripted run, for what it tells of that run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.window import Window
from tests.studio.plot_desk import open_window
from tests.studio.scripted_desk import desk, script

__all__ = ["desk", "script"]


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    with open_window(qtbot, desk) as made:
        yield made

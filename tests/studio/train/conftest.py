"""The Train page over a training that the test conducts."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.train.page import Page
from tests.studio.scripted_desk import desk, script

__all__ = ["desk", "script"]


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made

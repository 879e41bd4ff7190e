"""The Data page over a scripted engine, and a text to read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.data.page import Page
from tests.studio.form_desk import open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Page:
    page = Page(desk)
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: desk.draft.checked)
    return page


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.txt"
    path.write_text("The harbour town<br>\n\nEvery morning the boats went out.", "utf-8")
    return path

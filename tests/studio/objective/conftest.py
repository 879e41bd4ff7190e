"""The Objective page over a scripted engine, and a text to draw from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.objective.page import Page
from tests.studio.form_desk import open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    book = tmp_path / "book.txt"
    book.write_text("The harbour town.", "utf-8")
    with open_desk(tmp_path) as desk:
        desk.draft.set("corpus.paths", [str(book)])
        yield desk


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[Page]:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1112, 620)
    page.show()
    qtbot.waitUntil(lambda: desk.draft.checked)
    yield page
    page.hide()

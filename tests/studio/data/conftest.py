"""The Data page over a scripted engine, a text to read and a table of pairs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.data.page import Page
from tests.studio.form_desk import open_desk, script_engine

INFERENCE = {"masked_lm": False, "next_sentence": False, "natural_language_inference": {}}
TRANSLATION = {"masked_lm": False, "next_sentence": False, "translation": {}}
TABLE = """premise\thypothesis\tlabel
The boat is red.\tThe boat has a colour.\tentailment
The boat is red.\tThe boat is green.\tcontradiction
It rains.\tThe cook sings.\tneutral
It rains.\tNobody knows.\t-
It snows.\tThe roof is white.\tneutral
"""


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


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def learn(desk: Desk, qtbot: QtBot, objectives: dict[str, object]) -> None:
    desk.draft.set("objectives", objectives)
    qtbot.waitUntil(lambda: desk.draft.checked)

"""The rail says whether there is any text where the draft points, not only that it points."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio import engine_calls
from studio.desk import Desk
from studio.places import standings
from studio.views.data.page import Page
from tests.studio.form_desk import open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as desk:
        qtbot.waitUntil(lambda: desk.draft.checked)
        yield desk


@pytest.fixture
def pictures(tmp_path: Path) -> Path:
    """A folder that holds no text."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "cover.png").write_bytes(b"\x89PNG")
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.txt"
    path.write_text("The harbour town.\n\nEvery morning the boats went out.", "utf-8")
    return path


def test_a_folder_without_text_gets_no_tick(desk: Desk, pictures: Path, qtbot: QtBot) -> None:
    desk.draft.set("corpus.paths", [str(pictures)])
    qtbot.waitUntil(lambda: desk.draft.checked)
    assert standings(desk)["data"].mark == ""  # nobody has looked yet
    qtbot.waitUntil(lambda: standings(desk)["data"].mark == "warning")
    assert standings(desk)["data"].why == f"There is no text in {pictures}."


def test_a_text_gets_its_tick_and_loses_it_with_the_text(
    desk: Desk, book: Path, qtbot: QtBot
) -> None:
    desk.draft.set("corpus.paths", [str(book)])
    qtbot.waitUntil(lambda: standings(desk)["data"].mark == "done")
    desk.draft.set("corpus.paths", [])
    qtbot.waitUntil(lambda: not desk.found_text.known)
    assert standings(desk)["data"].mark == ""


def test_text_found_later_takes_the_warning_back(
    desk: Desk, pictures: Path, book: Path, qtbot: QtBot
) -> None:
    page = Page(desk)
    qtbot.addWidget(page)
    desk.draft.set("corpus.paths", [str(pictures)])
    qtbot.waitUntil(lambda: standings(desk)["data"].mark == "warning")
    book.rename(pictures / "book.txt")
    page.preview.again.click()
    qtbot.waitUntil(lambda: standings(desk)["data"].mark == "done")


def test_what_the_whole_reading_found_counts_too(
    desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_long(*_: Any) -> None:
        raise Fault("No document is long enough.")

    page = Page(desk)
    qtbot.addWidget(page)
    with monkeypatch.context() as short:
        short.setattr(engine_calls, "read_corpus", nothing_long)
        desk.draft.set("corpus.paths", [str(book)])
        qtbot.waitUntil(lambda: "long enough" in standings(desk)["data"].why)
    assert standings(desk)["data"].mark == "warning"
    page.health.again.click()
    qtbot.waitUntil(lambda: standings(desk)["data"].mark == "done")


def test_the_files_are_listed_once(
    desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    real = engine_calls.corpus_files

    def noted(*given: Any) -> Any:
        asked.append(given)
        return real(*given)

    monkeypatch.setattr(engine_calls, "corpus_files", noted)
    page = Page(desk)
    qtbot.addWidget(page)
    with qtbot.waitSignal(desk.found_text._quiet.timeout):
        desk.draft.set("corpus.paths", [str(book)])
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert len(asked) == 1


def test_what_nobody_foresaw_is_told_and_gives_no_tick(
    desk: Desk, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr(engine_calls, "corpus_files", broken)
    told: list[str] = []
    desk.jobs.failed.connect(lambda _error, title: told.append(title))
    desk.draft.set("corpus.paths", [str(book)])
    qtbot.waitUntil(lambda: told == ["Looking for files"])
    assert standings(desk)["data"].mark == ""

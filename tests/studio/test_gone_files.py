"""A file that goes after it was chosen is missed when the window is come back to, and on Start."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from studio.app import Studio
from studio.live import State
from studio.places import standings

TEXT = "The harbour town woke early.\n\n" * 400


@pytest.fixture
def elsewhere(qtbot: QtBot) -> QWidget:
    """A window of another program, as far as ours can tell."""
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def book(real_studio: Studio, tmp_path: Path, qtbot: QtBot) -> Iterator[Path]:
    """A chosen text that is there, told so on the rail."""
    path = tmp_path / "book.txt"
    path.write_text(TEXT, "utf-8")
    real_studio.desk.draft.set("corpus.paths", [str(path)])
    qtbot.waitUntil(lambda: mark(real_studio) == "done")
    yield path
    qtbot.waitUntil(lambda: at_rest(real_studio))


def at_rest(studio: Studio) -> bool:
    """Whether nothing is under way, and nothing waits for a quiet moment to begin."""
    timers = [*studio.findChildren(QTimer), *studio.window.findChildren(QTimer)]
    waiting = any(timer.isSingleShot() and timer.isActive() for timer in timers)
    return not waiting and not studio.desk.jobs.busy


def mark(studio: Studio) -> str:
    return standings(studio.desk)["data"].mark


def come_back(studio: Studio, elsewhere: QWidget, qtbot: QtBot) -> None:
    elsewhere.activateWindow()
    qtbot.waitUntil(elsewhere.isActiveWindow)
    studio.window.activateWindow()
    qtbot.waitUntil(studio.window.isActiveWindow)


def test_coming_back_to_the_window_finds_what_is_gone_and_what_is_back(
    real_studio: Studio, book: Path, elsewhere: QWidget, qtbot: QtBot
) -> None:
    window, desk = real_studio.window, real_studio.desk
    window.show_page("data")
    page = window.pages["data"]
    qtbot.waitUntil(lambda: page.health.summary is not None)  # type: ignore[attr-defined]
    book.unlink()
    come_back(real_studio, elsewhere, qtbot)
    qtbot.waitUntil(lambda: mark(real_studio) == "warning")
    assert desk.draft.checked
    for card in (page.health, page.preview):  # type: ignore[attr-defined]
        qtbot.waitUntil(card.fault.isVisible)
        assert str(book) in card.fault.what.text()
    book.write_text(TEXT, "utf-8")
    come_back(real_studio, elsewhere, qtbot)
    qtbot.waitUntil(lambda: mark(real_studio) == "done")
    for card in (page.health, page.preview):  # type: ignore[attr-defined]
        qtbot.waitUntil(card.fault.isHidden)


def test_coming_back_to_files_that_are_there_reads_nothing_anew(
    real_studio: Studio, book: Path, elsewhere: QWidget, qtbot: QtBot
) -> None:
    news: list[object] = []
    real_studio.desk.draft.faults_changed.connect(lambda: news.append(1))
    with qtbot.waitSignal(real_studio.desk.draft.confirmed):
        come_back(real_studio, elsewhere, qtbot)
    assert news == []


def test_a_folder_that_is_empty_by_now_loses_its_tick(
    real_studio: Studio, book: Path, elsewhere: QWidget, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "books"
    folder.mkdir()
    book.rename(folder / "book.txt")
    desk = real_studio.desk
    desk.draft.set("corpus.paths", [str(folder)])
    qtbot.waitUntil(lambda: desk.corpus_read[0].get("paths") == [str(folder)])
    qtbot.waitUntil(lambda: mark(real_studio) == "done" and not desk.jobs.busy)
    (folder / "book.txt").unlink()
    come_back(real_studio, elsewhere, qtbot)
    qtbot.waitUntil(lambda: mark(real_studio) == "warning")
    assert standings(desk)["data"].why == f"There is no text in {folder}."


def test_start_looks_whether_the_files_are_there(
    real_studio: Studio, book: Path, qtbot: QtBot
) -> None:
    real_studio.window.show_page("train")
    start = real_studio.window.pages["train"].start  # type: ignore[attr-defined]
    assert start.start.isEnabled()
    book.unlink()
    start.start.click()
    qtbot.waitUntil(lambda: not start.start.isEnabled())
    assert real_studio.desk.live.state is State.IDLE
    assert mark(real_studio) == "warning"
    assert str(book) in [dict(f.values)["path"] for f in real_studio.desk.draft.faults]

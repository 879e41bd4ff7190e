"""When a run will end is said with its day, where that is not today."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engine.history import History
from studio.desk import Desk
from studio.language import Speech
from studio.shown import ShownRun
from studio.views.train import tiles
from tests.studio.scripted_work import started_event, step_event

NOW = datetime(2026, 11, 26, 20, 30)  # a Thursday
HOUR = 3600.0


class TrainingRun(ShownRun):
    """It trains, whatever the desk does."""

    is_live = True


class FixedClock(datetime):
    """It is always the same moment."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        return NOW


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    speech = Speech()
    yield speech.speak
    speech.speak("en")


@pytest.mark.parametrize(
    ("language", "hours", "words"),
    [
        ("en", 3, "ends 23:30"),
        ("en", 4, "ends Fri 00:30"),
        ("en", 70, "ends Sun 18:30"),
        ("en", 8 * 24, "ends 4 Dec 20:30"),
        ("zh_CN", 3, "23:30 结束"),
        ("zh_CN", 70, "周日 18:30 结束"),
        ("zh_CN", 8 * 24, "12月4日 20:30 结束"),
    ],
)
def test_the_end_of_a_long_run_has_its_day(
    qtbot: QtBot,
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    speak: Callable[[str], None],
    language: str,
    hours: float,
    words: str,
) -> None:
    monkeypatch.setattr(tiles, "datetime", FixedClock)
    speak(language)
    history = History()
    history.record(started_event(Path("bert-tiny-01")))
    history.record(replace(step_event(10), eta_seconds=hours * HOUR))
    row = tiles.Tiles(desk)
    qtbot.addWidget(row)
    desk.show_run(TrainingRun(Path("bert-tiny-01"), desk.live, history=history))
    row.redraw()
    assert row.left.note.text() == words

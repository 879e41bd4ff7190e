"""How often a run that trains is drawn: seldom enough that drawing takes little from training."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from studio import pace as module
from studio.pace import LONGEST, SHARE, Pace


class Clock:
    """Both clocks, moved by hand, and a pace whose pictures are counted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = self.worked = 0.0
        self.drawn = 0
        clocks = SimpleNamespace(monotonic=lambda: self.now, thread_time=lambda: self.worked)
        monkeypatch.setattr(module, "time", clocks)
        self.pace = Pace()
        self.pace.due.connect(self._draw)

    def _draw(self) -> None:
        self.drawn += 1

    def ask_after(self, seconds: float, work: float) -> None:
        """Something new, so long after the last, and after so much work of the event loop."""
        self.now += seconds
        self.worked += work
        self.pace.ask()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Clock:
    return Clock(monkeypatch)


def test_what_costs_little_is_drawn_each_time(clock: Clock) -> None:
    for count in range(1, 6):
        clock.ask_after(0.1, 0.1 * SHARE * 0.9)
        assert clock.drawn == count
        assert not clock.pace._timer.isActive()


def test_what_costs_much_waits_until_it_is_its_share(clock: Clock) -> None:
    clock.ask_after(0.0, 0.0)
    clock.ask_after(0.1, 0.4 * SHARE)
    assert clock.drawn == 1
    assert clock.pace._timer.interval() == pytest.approx(300, abs=2)
    clock.ask_after(0.1, 0.4 * SHARE)  # one that waits already is not put off
    assert clock.pace._timer.interval() == pytest.approx(300, abs=2)


def test_the_last_news_is_drawn_though_none_comes_after_it(clock: Clock, qtbot: QtBot) -> None:
    clock.ask_after(0.0, 0.0)
    clock.ask_after(0.02, 0.05 * SHARE)
    assert clock.drawn == 1
    qtbot.waitUntil(lambda: clock.drawn == 2)


def test_no_picture_is_put_off_longer_than_a_second(clock: Clock) -> None:
    clock.ask_after(0.0, 0.0)
    clock.ask_after(0.1, 100.0)
    assert clock.pace._timer.interval() == pytest.approx((LONGEST - 0.1) * 1e3, abs=2)

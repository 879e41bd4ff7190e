"""Which recorded step Look stands on: the one a person chose, whatever happens meanwhile."""

from __future__ import annotations

import threading

import pytest
from pytestqt.qtbot import QtBot

from engine.events import ProbeTaken
from engine.runs import Run
from studio.desk import Desk
from studio.live import State
from studio.shown import ShownRun
from studio.views.look.page import Page
from studio.views.look.recorded import nearest_step
from tests.studio.scripted_run import Script, step_event, story, write_run


@pytest.fixture
def opened(page: Page, desk: Desk, qtbot: QtBot) -> Page:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1400)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: len(page.recorded.steps) == 7 and bool(desk.checkpoints))
    return page


@pytest.fixture
def live(page: Page, desk: Desk, qtbot: QtBot, script: Script) -> Page:
    """A run at work whose looks are on disk, as they are with the real engine."""
    desk.start_run()
    script.tell(*story(1200))
    qtbot.waitUntil(lambda: page.recorded.probe is not None)
    assert desk.live.path is not None
    run = Run.open(desk.live.path)
    for event in story(1200):
        if isinstance(event, ProbeTaken):
            run.write_probe(event)
    page.hide()
    page.show()
    qtbot.waitUntil(lambda: len(page.recorded.steps) == 6)
    return page


def stands_on(page: Page, step: int) -> bool:
    return page.recorded.probe is not None and page.recorded.probe.step == step


def go_to(page: Page, qtbot: QtBot, step: int) -> None:
    page.film.scrubber.move_to(step)
    qtbot.waitUntil(lambda: stands_on(page, step))


def settled(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE and not desk.jobs.busy)


def test_the_end_of_the_run_moves_nobody(
    live: Page, desk: Desk, qtbot: QtBot, script: Script
) -> None:
    go_to(live, qtbot, 400)
    desk.live.stop()
    settled(desk, qtbot)
    assert stands_on(live, 400)
    assert live.film.scrubber.step == 400


def test_the_end_of_another_run_moves_nobody(
    opened: Page, desk: Desk, qtbot: QtBot, script: Script
) -> None:
    shown = desk.shown
    desk.start_run()
    desk.show_run(shown)
    script.tell(*story(200))
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
    go_to(opened, qtbot, 400)
    script.end()
    settled(desk, qtbot)
    assert stands_on(opened, 400)


def test_recorded_steps_are_marked_under_the_curve_of_an_opened_run(opened: Page) -> None:
    assert list(opened.film.plot._marks.ticks) == list(opened.recorded.steps)
    assert len(opened.film.plot._marks._tick_pixels(opened.film.plot._frame())) == 7


def test_the_slider_stays_where_it_was_put_while_the_step_is_read(
    live: Page, desk: Desk, qtbot: QtBot, script: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(live, qtbot, 400)
    read, gate = ShownRun.read_probe, threading.Event()

    def slowly(run: ShownRun, step: int) -> ProbeTaken:
        assert gate.wait(20)
        return read(run, step)

    monkeypatch.setattr(ShownRun, "read_probe", slowly)
    live.film.scrubber.move_to(600)
    with qtbot.waitSignal(desk.live.advanced):
        script.tell(step_event(1220))
    assert stands_on(live, 400)
    assert live.film.scrubber.step == 600
    assert live.film.plot._marks.line_at == 600.0
    gate.set()
    qtbot.waitUntil(lambda: stands_on(live, 600))


def test_a_step_thinned_away_is_passed_over_without_a_fault(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    for path in (desk.shown.path / "probes").glob("*600*"):
        path.unlink()
    opened.film.scrubber.move_to(600)
    qtbot.waitUntil(lambda: stands_on(opened, 400))
    assert 600 not in opened.recorded.steps
    assert not opened.fault.isVisible()


def test_a_run_with_no_room_for_its_looks_shows_the_newest_and_asks_for_no_other(
    live: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    for path in (desk.shown.path / "probes").iterdir():
        path.unlink()
    live.film.scrubber.move_to(400)
    qtbot.waitUntil(lambda: live.recorded.steps == (1200,))
    qtbot.waitUntil(lambda: stands_on(live, 1200) and not desk.jobs.busy)
    assert not live.fault.isVisible()


def test_a_fault_goes_with_the_next_step_that_can_be_read(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    for path in (desk.shown.path / "probes").glob("*600*"):
        path.write_bytes(b"spoiled")
    opened.film.scrubber.move_to(600)
    qtbot.waitUntil(lambda: opened.fault.isVisible())
    assert opened.film.scrubber.step == 1400  # what is seen
    go_to(opened, qtbot, 800)
    assert not opened.fault.isVisible()


def test_the_checkpoint_chosen_in_the_bar_is_looked_at(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(lambda: stands_on(opened, 1000))
    desk.choose_checkpoint(None)
    qtbot.waitUntil(lambda: stands_on(opened, 1400))


def test_a_checkpoint_chosen_elsewhere_is_looked_at_once_somebody_looks(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    opened.hide()
    desk.choose_checkpoint(1000)
    assert stands_on(opened, 1400)
    opened.show()
    qtbot.waitUntil(lambda: stands_on(opened, 1000))


def test_a_run_read_anew_moves_nobody(opened: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.choose_checkpoint(1000)
    qtbot.waitUntil(lambda: stands_on(opened, 1000))
    go_to(opened, qtbot, 600)
    read_anew(desk, qtbot)
    qtbot.waitUntil(lambda: stands_on(opened, 600))
    assert desk.checkpoint == 1000
    assert not opened.recorded.following
    opened.recorded.follow(True)
    read_anew(desk, qtbot)
    assert stands_on(opened, 1400)
    assert desk.checkpoint == 1000


def read_anew(desk: Desk, qtbot: QtBot) -> None:
    """As where another program has gone on with the shown run."""
    assert desk.shown is not None
    with qtbot.waitSignal(desk.shown_changed):
        desk.open_run(desk.shown.path, anew=True)
    qtbot.waitUntil(lambda: not desk.jobs.busy)


@pytest.mark.parametrize(("wanted", "found"), [(0, 200), (290, 200), (310, 400), (9999, 600)])
def test_the_nearest_step_is_found(wanted: int, found: int) -> None:
    assert nearest_step((200, 400, 600), wanted) == found


def test_a_film_plays_on_past_a_damaged_step(opened: Page, desk: Desk, qtbot: QtBot) -> None:
    shown: list[int | None] = []
    opened.looking.changed.connect(lambda: shown.append(opened.looking.step))
    steps = opened.recorded.steps
    assert desk.shown is not None
    (desk.shown.path / "probes" / f"step-{steps[2]:08d}.safetensors").write_bytes(b"spoiled")
    opened.film.scrubber.move_to(steps[0])
    qtbot.waitUntil(lambda: opened.looking.step == steps[0])
    opened.film.scrubber.play.click()
    qtbot.waitUntil(opened.fault.isVisible)  # it is told
    qtbot.waitUntil(lambda: opened.looking.step == steps[-1])
    assert steps[3] in shown
    assert opened.recorded.steps == (*steps[:2], *steps[3:])

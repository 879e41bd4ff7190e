"""The Train page: watching and steering a run."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from engine.events import RunEnded
from engine.faults import Fault
from studio.desk import Desk
from studio.live import State
from studio.views.train.events_panel import EventsPanel
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page
from tests.studio.scripted_run import PREPARED, Script, evaluated, probe, started, story, write_run
from tests.studio.train.panels import panel


def start(page: Page, qtbot: QtBot) -> None:
    page.start.start.click()
    qtbot.waitUntil(lambda: page._desk.live.state is State.PREPARING)


def test_a_page_without_a_run_offers_to_start_one(page: Page) -> None:
    assert page.faces.currentIndex() == 0
    assert page.start.start.isEnabled()
    assert page.start.obstacle() == ""


def test_preparing_shows_its_stage_and_can_be_cancelled(
    page: Page, qtbot: QtBot, script: Script
) -> None:
    start(page, qtbot)
    script.tell(PREPARED)
    qtbot.waitUntil(lambda: "pride-and-prejudice" in page.preparing.bar.words.text())
    assert page.preparing.isVisible()
    assert page.preparing.stages["reading"].text().startswith("✓")
    page.head.stop.click()
    qtbot.waitUntil(lambda: page._desk.live.state is State.IDLE)


def test_a_save_and_a_look_can_be_asked_for_before_training_has_begun(
    page: Page, qtbot: QtBot, script: Script
) -> None:
    start(page, qtbot)
    head = page.head
    for button in (head.save, head.probe):
        assert button.isEnabled()
        assert "as soon as training has begun" in button.toolTip()
        button.click()
    qtbot.waitUntil(lambda: sorted(script.asked) == ["probe", "save"])
    script.tell(started())
    qtbot.waitUntil(lambda: page._desk.live.state is State.RUNNING)
    assert "now" in head.save.toolTip()
    page._desk.live.stop()
    assert not head.save.isEnabled()
    assert "ending" in head.save.toolTip()


def test_curves_grow_tiles_tell_and_attention_changes_while_it_learns(
    page: Page, qtbot: QtBot, script: Script
) -> None:
    start(page, qtbot)
    script.tell(*story(400))
    qtbot.waitUntil(lambda: page.watch.probe is not None and page.watch.probe.step == 400)
    loss = panel(page, LossPanel)
    before = len(loss.plot._curves[0].x)
    assert before == 20
    assert "below unigram" in page.tiles.loss.note.text()
    assert "−" not in page.tiles.loss.note.text()  # "−0.35 below" would be above
    assert page.tiles.accuracy.name.text() == "Next sentence"
    assert "chance 50 %" in page.tiles.accuracy.note.text()
    first = page.watch.seen
    script.tell(*list(story(800))[26:])
    qtbot.waitUntil(lambda: page.watch.probe is not None and page.watch.probe.step == 800)
    assert len(loss.plot._curves[0].x) > before
    assert first is not None
    assert page.watch.seen is not None
    assert (first.attention != page.watch.seen.attention).any()
    assert len(page.watch.past("door")) >= 2


def test_a_hidden_page_never_draws_and_one_shown_again_draws_all(
    page: Page, qtbot: QtBot, script: Script
) -> None:
    start(page, qtbot)
    script.tell(*story(200))
    loss = panel(page, LossPanel)
    qtbot.waitUntil(lambda: len(loss.plot._curves) > 0 and len(loss.plot._curves[0].x) == 10)
    page.hide()
    script.tell(*list(story(400))[12:])
    qtbot.waitUntil(lambda: page._desk.live.history.training.num_rows >= 20)
    assert len(loss.plot._curves[0].x) == 10
    page.show()
    assert len(loss.plot._curves[0].x) == 20


def test_the_buttons_steer_the_run(page: Page, qtbot: QtBot, script: Script) -> None:
    start(page, qtbot)
    script.tell(*story(200))
    qtbot.waitUntil(lambda: page.head.save.isEnabled())
    page.head.save.click()
    page.head.probe.click()
    qtbot.waitUntil(lambda: script.asked == ["save", "probe"])
    page.head.pause.click()
    assert page._desk.live.paused
    assert page.head.pause.text() == "Go on"
    page.head.pause.click()
    assert not page._desk.live.paused
    page.head.stop.click()
    qtbot.waitUntil(lambda: page._desk.live.state is State.IDLE)
    assert page.head.resume.isVisible()
    assert "stopped" in page.head.state.text()


def test_a_failure_is_told_in_place(page: Page, qtbot: QtBot, script: Script) -> None:
    start(page, qtbot)
    script.fail(Fault("The disk is full.", now="Free some space."))
    qtbot.waitUntil(lambda: page.fault.isVisible())
    assert "The disk is full." in page.fault.what.text()


def test_a_finished_run_reopened_draws_as_the_live_one_did(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None and len(page.watch.answers) == 7)
    plot = panel(page, LossPanel).plot
    keys = [curve.key for curve in plot._curves if not curve.faint]
    assert keys == [
        f"{name}/{kind}"
        for name in ("masked_lm", "next_sentence")
        for kind in ("train", "validation")
    ]
    assert [round(b.value, 2) for b in plot._baselines] == [6.36, 0.69]
    assert plot._marks.ticks == [1000.0]
    assert not page.head.resume.isEnabled()
    assert page.watch.seen is not None


def test_events_name_checkpoints_and_warnings_and_lead_to_try(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
    desk.open_run(run.path)
    events = panel(page, EventsPanel)
    qtbot.waitUntil(lambda: events.list.count() == 4)
    words = [events.list.item(row).text() for row in range(4)]
    assert "finished" in words[0]
    assert "Masked words jumped to 5.1" in words[1]
    assert "checkpoint saved, 16.7 MB" in words[2]
    with qtbot.waitSignal(desk.go_to):
        events.list.itemActivated.emit(events.list.item(2))
    assert desk.checkpoint == 1000


def test_a_narrow_page_puts_the_right_column_under_the_left(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400).path)
    qtbot.waitUntil(page._measured.isVisible)
    page.resize(900, 700)
    qtbot.waitUntil(lambda: page._measured.stacked)
    page.resize(1200, 700)
    qtbot.waitUntil(lambda: not page._measured.stacked)


def test_a_run_of_one_objective_needs_no_second(page: Page, qtbot: QtBot, script: Script) -> None:
    start(page, qtbot)
    alone = ("masked_lm",)
    script.tell(started(objectives=alone), evaluated(200, alone), probe(200))
    qtbot.waitUntil(lambda: page.tiles.isVisible())
    assert page.tiles.accuracy.name.text() == "Masked words"
    script.tell(RunEnded("finished", 200, {}))


def test_a_long_name_takes_no_room_from_the_buttons(page: Page, qtbot: QtBot) -> None:
    name = "long-name-of-a-run-" * 6
    page.resize(860, 560)  # of a window of 1,024
    page.start.name.setText(name)
    start(page, qtbot)
    head = page.head
    assert head.name.text() == name
    assert head.name.text_is_cut()
    assert page.minimumSizeHint().width() <= 860
    assert head.probe.geometry().right() <= head.width()

"""A problem is told in one place, and goes when it is over."""

from __future__ import annotations

import gc
import weakref

from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio.desk import Desk
from studio.live import State
from studio.window import Window
from tests.studio.scripted_run import Script, story


def fail(desk: Desk, script: Script, qtbot: QtBot) -> None:
    desk.start_run()
    script.tell(*story(200))
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
    script.fail(Fault("The disk is full.", now="Free some space."))
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)


def test_a_failed_run_is_told_on_train_where_train_is_seen(
    window: Window, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    window.show_page("train")
    fail(desk, script, qtbot)
    qtbot.waitUntil(lambda: window.pages["train"].fault.isVisible())  # type: ignore[attr-defined]
    assert not window.fault.isVisible()


def test_elsewhere_it_is_told_above_the_page_until_train_is_seen(
    window: Window, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    window.show_page("train")
    window.show_page("tune")
    fail(desk, script, qtbot)
    qtbot.waitUntil(lambda: window.fault.isVisible())
    window.show_page("train")
    assert window.pages["train"].fault.isVisible()  # type: ignore[attr-defined]
    assert not window.fault.isVisible()


def test_an_old_problem_does_not_stand_over_the_next_run(
    window: Window, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    window.show_page("tune")
    fail(desk, script, qtbot)
    qtbot.waitUntil(lambda: window.fault.isVisible())
    script._error = None
    desk.start_run()
    assert not window.fault.isVisible()


def test_the_next_run_does_not_share_the_memory_with_what_failed(
    window: Window, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    fail(desk, script, qtbot)
    assert script._error is not None
    failed, script._error = weakref.ref(script._error), None
    desk.start_run()
    gc.collect()
    assert failed() is None


def test_another_problem_stays_where_it_is(
    window: Window, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    window.show_page("train")
    fail(desk, script, qtbot)
    desk.report(Fault("The recipe cannot be written."))
    window.show_page("tune")
    window.show_page("train")
    assert window.fault.isVisible()
    assert "recipe" in window.fault.what.text()


def test_a_good_recipe_takes_back_what_a_faulty_one_was_told_of(desk, window, qtbot, tmp_path):
    faulty, good = tmp_path / "faulty.toml", tmp_path / "good.toml"
    (tmp_path / "books").mkdir()
    faulty.write_text('preset = "bert-huge"\n')
    good.write_text('preset = "bert-tiny"\ncorpus.paths = ["books"]\ntraining.steps = 3\n')
    window.acts.read_recipe(faulty)
    qtbot.waitUntil(window.fault.isVisible)
    window.acts.read_recipe(good)
    qtbot.waitUntil(lambda: not window.fault.isVisible())

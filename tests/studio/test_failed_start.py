"""A start that came to nothing is told where one starts, until it is mended, closed or over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.events import RunEnded
from engine.faults import Fault
from engine.runs import Status
from studio.app import Studio
from studio.desk import Desk
from studio.language import Speech
from studio.live import State
from studio.live_work import Place
from studio.places import standings
from studio.telling import run_news
from studio.views.train.page import Page
from studio.window import Window
from tests.studio.plot_desk import open_desk, open_window
from tests.studio.scripted_run import Script, write_run

FAULT = Fault("The tokenizer cannot write this text.", now="Set a larger vocabulary.")


class Refusing(Script):
    """A training that ends before it has made a folder."""

    def make_work(self, recipe: object, path: Path, place: Place) -> Any:
        if self._error is None:
            return super().make_work(recipe, path, place)

        def work(_emit: object, _control: object) -> None:
            raise self._error  # type: ignore[misc]

        return work


@pytest.fixture
def script() -> Refusing:
    made = Refusing()
    made.fail(FAULT)
    return made


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Refusing) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        qtbot.waitUntil(lambda: made.draft.checked)
        yield made


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    with open_window(qtbot, desk) as made:
        made.show_page("train")
        yield made


def fail(desk: Desk, qtbot: QtBot) -> None:
    """Start what cannot start."""
    desk.start_run("b")
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    assert desk.failed_start.error is FAULT


def train(window: Window) -> Page:
    return window.pages["train"]  # type: ignore[return-value]


def test_it_is_told_on_train_and_above_no_page(window: Window, desk: Desk, qtbot: QtBot) -> None:
    fail(desk, qtbot)
    box = train(window).start_fault
    assert box.isVisible()
    assert box.what.text() == "Starting the training: The tokenizer cannot write this text."
    assert train(window).faces.currentIndex() == 0
    assert standings(desk)["train"].why == "The last start failed."
    assert run_news(desk.live).state == "b could not start"
    assert run_news(desk.live).name == ""  # there is no such run to be opened
    window.show_page("tune")
    assert not window.fault.isVisible()
    window.show_page("train")
    assert box.isVisible()


def test_elsewhere_it_stands_above_the_page_until_train_is_seen(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    window.show_page("tune")
    fail(desk, qtbot)
    assert window.fault.isVisible()
    window.show_page("train")
    assert not window.fault.isVisible()
    assert train(window).start_fault.isVisible()


@pytest.mark.parametrize("page", ["train", "tune"])
@pytest.mark.parametrize("way", ["mended", "started anew", "closed"])
def test_it_goes_when_it_is_over(
    window: Window, desk: Desk, script: Refusing, qtbot: QtBot, page: str, way: str
) -> None:
    window.show_page(page)
    fail(desk, qtbot)
    if way == "mended":
        desk.draft.set("tokenizer.vocabulary", 16384)
    elif way == "started anew":
        script._error = None
        desk.start_run("c")
    else:
        box = train(window).start_fault if page == "train" else window.fault
        box.dismiss_button.click()
    assert desk.failed_start.error is None
    assert not window.fault.isVisible()
    window.show_page("train")
    assert not train(window).start_fault.isVisible()
    assert standings(desk)["train"].mark != "warning"
    if way != "started anew":
        assert run_news(desk.live).state == "No run is training."


def test_a_run_that_could_not_go_on_tells_of_it_and_stays_what_it_was(
    window: Window, desk: Desk, script: Refusing, qtbot: QtBot
) -> None:
    path = write_run(desk.workspace.runs_folder / "a", 1400, ending="stopped").path
    desk.open_run(path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    desk.resume_run(path)
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    page = train(window)
    assert page.fault.isVisible()
    assert page.fault.what.text().startswith("Going on with the run a: The tokenizer cannot")
    assert page.head.state.text().startswith("stopped and saved")
    assert not window.fault.isVisible()
    desk.draft.set("training.lr", 0.5)  # the run has a recipe of its own
    assert page.fault.isVisible()
    page.fault.dismiss_button.click()
    page.follow()
    assert not page.fault.isVisible()
    assert desk.failed_start.error is None


def test_what_ended_a_run_stays_closed_once_it_is_closed(
    window: Window, desk: Desk, script: Refusing, qtbot: QtBot
) -> None:
    script._error = None
    desk.start_run("b")
    qtbot.waitUntil(lambda: (desk.workspace.runs_folder / "b").is_dir())
    script.fail(FAULT)
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    page = train(window)
    assert page.fault.isVisible()
    page.fault.dismiss_button.click()
    page.follow()
    assert not page.fault.isVisible()


def test_what_was_closed_is_told_again_only_where_the_run_ended_anew(
    window: Window, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "a", 1000, ending="")
    window.show_page("train")

    def end(step: int) -> None:
        run.metrics.append(RunEnded("failed", step, {}, FAULT))
        run.metrics.close()
        run.set_status(Status("failed", step))

    def read_anew() -> None:
        with qtbot.waitSignal(desk.shown_changed):
            desk.open_run(run.path, anew=True)

    end(1000)
    read_anew()
    page = train(window)
    assert page.fault.isVisible()
    page.fault.dismiss_button.click()
    read_anew()
    assert not page.fault.isVisible()
    end(1200)
    read_anew()
    assert page.fault.isVisible()


@pytest.mark.parametrize("page", ["train", "tune"])
def test_it_is_not_lost_with_a_change_of_language(
    real_studio: Studio, qtbot: QtBot, page: str
) -> None:
    desk = real_studio.desk
    script = Refusing()
    script.fail(FAULT)
    desk.live._make_work = script.make_work
    real_studio.window.show_page("train")
    real_studio.window.show_page(page)
    fail(desk, qtbot)
    desk.settings.set(language="zh_CN")
    window = real_studio.window
    box = train(window).start_fault if page == "train" else window.fault
    qtbot.waitUntil(box.isVisible)
    assert box.what.text().startswith("开始训练: ")
    assert "tokenizer" not in box.what.text()
    if page == "tune":
        window.show_page("train")
        assert not window.fault.isVisible()
    assert train(window).start_fault.isVisible()
    desk.draft.set("tokenizer.vocabulary", 16384)
    assert not train(window).start_fault.isVisible()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_a_file_in_the_place_of_the_runs_is_told_once(
    window: Window, desk: Desk, script: Refusing, qtbot: QtBot
) -> None:
    """The start fails of it, and so does the list of runs that is read anew after it."""
    runs = desk.workspace.runs_folder
    runs.rmdir()
    runs.write_text("no folder", encoding="utf-8")
    with pytest.raises(Fault) as found:
        desk.workspace.runs()
    script.fail(found.value)
    desk.start_run("b")
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE and not desk.jobs.busy)
    qtbot.waitUntil(lambda: train(window).start_fault.isVisible())
    qtbot.wait(50)
    assert not window.fault.isVisible()
    assert desk.problems.standing is None


def test_what_kept_the_list_of_runs_is_told_in_the_language_of_the_moment(
    desk: Desk, qtbot: QtBot
) -> None:
    runs = desk.workspace.runs_folder
    runs.rmdir()
    runs.write_text("no folder", encoding="utf-8")
    desk.refresh_runs()
    qtbot.waitUntil(lambda: desk.problems.standing is not None)
    english = desk.problems.standing
    assert english is not None
    assert english.doing == "Reading the list of runs"
    assert "a folder must take its place" in english.now
    speech = Speech()
    speech.speak("zh_CN")
    try:
        chinese = desk.problems.standing
    finally:
        speech.speak("en")
    assert chinese is not None
    assert not chinese.doing.isascii()


def test_the_run_that_was_shown_is_shown_again(window: Window, desk: Desk, qtbot: QtBot) -> None:
    before = write_run(desk.workspace.runs_folder / "a", 100)
    desk.open_run(before.path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    fail(desk, qtbot)
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.path == before.path)

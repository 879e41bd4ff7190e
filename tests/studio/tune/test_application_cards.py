"""Applications on the Tune page: a press puts our own examples in place, and can be undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.tasks.applications import applications
from studio.applications import samples
from studio.desk import Desk
from studio.views.tune.applications_part import ApplicationsPart
from studio.views.tune.page import Page
from studio.views.tune.tasks_part import TasksPart


@pytest.fixture
def part(page: Page) -> ApplicationsPart:
    page.choose("applications")
    found = page.parts["applications"]
    assert isinstance(found, ApplicationsPart)
    return found


def test_a_task_goes_on_under_tasks_with_our_examples_read(
    page: Page, part: ApplicationsPart, tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    part.list.buttons["names"].click()
    assert page.part is tasks
    assert desk.tuning.value("kind", "") == "tagging"
    (path,) = desk.tuning.value("task.train", ())
    assert Path(path).name == "names-english.conll"
    qtbot.waitUntil(lambda: tasks.reading.found is not None, timeout=20_000)
    assert tasks.reading.found.kind == "tagging"


def test_what_was_taken_and_what_for_is_said(
    page: Page, part: ApplicationsPart, tasks: TasksPart, desk: Desk, qtbot: QtBot
) -> None:
    desk.tuning.set("task.train", ["mine.tsv"])
    tasks.show_face("result")
    with qtbot.waitSignal(desk.saying) as said:
        part.list.buttons["sentiment"].click()
    assert "Sentiment" in said.args[0]
    assert "mine.tsv" in said.args[0]
    assert tasks.stack.currentWidget() is tasks.examples


def test_another_application_takes_nothing_over_and_can_be_undone(
    part: ApplicationsPart, desk: Desk
) -> None:
    desk.tuning.update({"task.train": ["mine.tsv"], "task.first": "2", "kind": "regression"}, "own")
    part.begin("sentiment")
    assert desk.tuning.value("task.first", "") == ""
    assert desk.tuning.value("kind", "") == "classification"
    desk.tuning.undo_stack.undo()
    assert desk.tuning.value("task.train", ()) == ["mine.tsv"]
    assert desk.tuning.value("task.first", "") == "2"


def test_what_tunes_nothing_goes_to_its_own_page(
    page: Page, part: ApplicationsPart, desk: Desk, qtbot: QtBot
) -> None:
    for name, place in (("vocabulary", "try_"), ("continuation", "data")):
        with qtbot.waitSignal(desk.go_to) as gone:
            part.begin(name)
        assert gone.args == [place]
        assert page.part is part
        assert not desk.tuning.value("task.train", ())


def test_the_menu_of_samples_offers_every_set_in_both_languages(
    tasks: TasksPart, desk: Desk
) -> None:
    actions = tasks.files.samples.menu().actions()
    assert [one.text() for one in actions] == [one.words for one in samples()]
    assert actions[0].text() == "Sentiment, English"
    assert {one.name for one in samples()} == {
        name for name, one in applications().items() if one.task is not None
    }
    actions[-1].trigger()
    assert "chinese" in desk.tuning.value("task.train", ())[0]

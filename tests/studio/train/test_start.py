"""Starting a run: what stands in the way, the budget, the name, the key."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.faults import Fault, FieldFault
from engine.form import SectionSpec, section_spec
from engine.recipe.execution import ExecutionConfig
from engine.recipe.start import StartConfig
from engine.runs.status import Status
from engine.runs.workspace import RunSummary
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.language import Speech
from studio.live import State
from studio.places import standings
from studio.views.train.page import Page
from studio.views.train.settings_card import SettingsCard
from studio.widgets.text_editors import FolderEditor, OfferedEditor
from studio.window import Window
from tests.studio.plot_desk import open_window
from tests.studio.scripted_run import Script, write_run


def test_start_is_disabled_with_the_reason_and_the_faults_name_their_places(
    page: Page, qtbot: QtBot
) -> None:
    fault = FieldFault("corpus.paths", "there is no {path}", (("path", "/x.txt"),))
    page._desk.draft.allow_checks(lambda data: Checked(dict(data), (fault,)))
    page._desk.draft.set("training.steps", 300)
    qtbot.waitUntil(lambda: bool(page._desk.draft.faults))
    assert not page.start.start.isEnabled()
    assert page.start.start.toolTip()

    def told() -> bool:  # what is added to a layout, the event loop shows
        labels = page.start.findChildren(type(page.start.reason))
        shown = [one.text() for one in labels if one.isVisible()]
        return any("Files and folders: there is no /x.txt" in text for text in shown)

    qtbot.waitUntil(told)


def test_nothing_blinks_while_the_choices_are_being_checked(page: Page, qtbot: QtBot) -> None:
    fault = FieldFault("training.batch", "too large")
    draft = page._desk.draft
    draft.allow_checks(lambda data: Checked({"seen": 1}, (fault,)))
    qtbot.waitUntil(lambda: bool(draft.faults))
    rows = page.start._faults.count()
    draft.set("training.lr", 0.5)
    assert not draft.checked
    assert page.start._faults.count() == rows == 1
    assert standings(page._desk)["model"].mark == "done"
    draft.allow_checks(lambda data: Checked({"seen": 1}, ()))
    qtbot.waitUntil(lambda: draft.checked)
    draft.set("training.lr", 0.4)
    assert page.start.start.isEnabled()


def test_start_pressed_while_the_choices_are_being_checked_waits_for_them(
    page: Page, qtbot: QtBot
) -> None:
    page._desk.draft.set("training.lr", 0.4)
    page.start.start.click()
    assert page._desk.live.state is State.IDLE
    qtbot.waitUntil(lambda: page._desk.live.state is State.PREPARING)


def test_start_waits_for_the_answer_to_the_choices_as_they_are(page: Page, qtbot: QtBot) -> None:
    draft, go, asked = page._desk.draft, threading.Event(), []

    def check(data: dict[str, Any]) -> Checked:
        minutes = data["training"]["minutes"]
        asked.append(minutes)
        if minutes == 3.0:
            go.wait()
        faults = () if minutes else (FieldFault("training.minutes", "too few"),)
        return Checked(dict(data), faults)

    draft.allow_checks(check)
    draft.set("training.minutes", 3.0)
    qtbot.waitUntil(lambda: 3.0 in asked)
    draft.set("training.minutes", 0.0)
    page.start.start.click()
    go.set()
    qtbot.waitUntil(lambda: 0.0 in asked and draft.checked)
    assert page._desk.live.state is State.IDLE
    assert draft.faults


def test_leaving_the_page_takes_a_start_that_waits_back(page: Page, qtbot: QtBot) -> None:
    page._desk.draft.set("training.lr", 0.4)
    page.start.start.click()
    page.hide()
    qtbot.waitUntil(lambda: page._desk.draft.checked)
    page.show()
    assert page._desk.live.state is State.IDLE


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> Iterator[Window]:
    with open_window(qtbot, desk) as made:
        yield made


def test_the_key_starts_what_the_button_starts(window: Window, desk: Desk, qtbot: QtBot) -> None:
    window.show_page("train")
    card = window.pages["train"].start  # type: ignore[attr-defined]
    card.name.setText("my first run")
    desk.draft.set("training.lr", 0.4)
    window.show_page("tune")
    window.acts.start()
    assert window.page == "train"
    assert desk.live.state is State.IDLE  # the choices are not checked yet
    qtbot.waitUntil(lambda: desk.live.name == "my first run")
    assert card.name.text() == ""


def test_the_key_shows_what_stands_in_the_way(window: Window, desk: Desk, qtbot: QtBot) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 20)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: desk.shown is not None)
    fault = FieldFault("training.batch", "too large")
    desk.draft.allow_checks(lambda data: Checked({"seen": 1}, (fault,)))
    qtbot.waitUntil(lambda: bool(desk.draft.faults))
    window.acts.start()
    card = window.pages["train"].start  # type: ignore[attr-defined]
    assert card.reason.isVisible()
    assert card.reason.text()
    assert card._faults.count() == 1
    assert desk.live.state is State.IDLE


def test_what_will_be_trained_is_told_in_the_language_of_the_window(
    qtbot: QtBot, desk: Desk
) -> None:
    desk.draft.set("model", {"size": "tiny", "depth": 2, "width": 128, "length": 128})
    qtbot.waitUntil(lambda: desk.draft.checked)
    speech = Speech()
    for language, words in (
        ("zh_CN", "微型：2 层 × 128，每行 128 个词元"),
        ("en", "Tiny: 2 layers × 128, 128 tokens a row"),
    ):
        speech.speak(language)
        page = Page(desk)
        qtbot.addWidget(page)
        assert page.start.plan.rows["model"].text() == words


def test_the_plan_tells_the_length_of_the_rows_that_are_trained(page: Page, qtbot: QtBot) -> None:
    draft = page._desk.draft
    draft.set("model", {"size": "tiny", "depth": 2, "width": 128, "length": 128})
    draft.set("training.row_length", 64)
    words = page.start.plan.rows["model"]
    qtbot.waitUntil(lambda: words.text().endswith("64 tokens a row"))


def test_mending_leads_to_the_page_of_the_fault(page: Page, qtbot: QtBot) -> None:
    row = page.start._fault_row(FieldFault("model.heads", "no"))
    qtbot.addWidget(row)
    from PySide6.QtWidgets import QPushButton

    with qtbot.waitSignal(page._desk.go_to) as heard:
        row.findChild(QPushButton).click()  # type: ignore[union-attr]
    assert heard.args == ["model"]


def test_one_budget_at_a_time(page: Page) -> None:
    page.start.budget.kind.button("steps").click()
    assert page.start.budget.budget() == ("steps", 2000.0)
    page.start.budget._write(300)
    assert page._desk.draft.value("training") == {"steps": 300}


def test_a_budget_that_is_no_number_is_told_and_nothing_starts(page: Page, qtbot: QtBot) -> None:
    budget, draft = page.start.budget, page._desk.draft
    draft.set("training.minutes", 3.0)
    qtbot.waitUntil(lambda: draft.checked)
    line = budget.amount.line
    line.setFocus()
    line.clear()
    qtbot.keyClicks(line, "3O")
    assert budget.fault.isVisible()
    assert budget.fault.text() == "“3O” is no number"
    assert budget.fault.property("role") == "bad"
    assert not page.start.start.isEnabled()
    assert "budget" in page.start.reason.text()
    page.start.begin()  # the key
    qtbot.waitUntil(lambda: draft.checked and not page._desk.jobs.busy)
    assert page._desk.live.state is State.IDLE
    qtbot.keyClick(line, Qt.Key.Key_Backspace)  # "3" again
    assert budget.fault.isHidden()
    qtbot.waitUntil(page.start.start.isEnabled)


def test_a_budget_that_must_be_whole_says_so(page: Page, qtbot: QtBot) -> None:
    budget = page.start.budget
    budget.kind.button("steps").click()
    budget.amount.line.clear()
    qtbot.keyClicks(budget.amount.line, "2.5")
    assert budget.fault.text() == "“2.5” is no whole number"
    budget._chips[0].click()  # a usual one instead: what was typed is forgotten
    assert budget.fault.isHidden()
    assert budget.amount.line.text() == "500"
    assert budget.budget() == ("steps", 500.0)


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../away", "Use letters, digits, spaces"),
        ("a/b", "Use letters, digits, spaces"),
        (".hidden", "Use letters, digits, spaces"),
        ("long-" * 60, "Use a shorter one: 200 bytes at most."),
    ],
)
def test_a_name_no_run_can_have_stops_the_start_and_says_why(
    page: Page, name: str, why: str
) -> None:
    page.start.name.setText(name)
    assert not page.start.start.isEnabled()
    assert page.start.obstacle().startswith(why)


@pytest.mark.parametrize("name", ["erster Lauf ü", "under_score.x", "a+b", "n" * 130])
def test_a_name_the_command_line_takes_is_taken_here(page: Page, name: str) -> None:
    page.start.name.setText(name)
    assert "Use " not in page.start.obstacle()


def test_a_run_is_started_under_the_name_given(page: Page, qtbot: QtBot, script: Script) -> None:
    page.start.name.setText("my first run")
    page.start.start.click()
    qtbot.waitUntil(lambda: page._desk.live.state is State.PREPARING)
    assert page._desk.live.name == "my first run"
    assert page.faces.currentIndex() == 1


def test_the_devices_found_in_the_background_are_offered_in_the_form(
    qtbot: QtBot, desk: Desk
) -> None:
    sections = {name: SectionSpec(name, "", ()) for name in ("start", "training", "probes")} | {
        "execution": section_spec("execution", ExecutionConfig)
    }
    desk.form = SimpleNamespace(sections=(), section=sections.__getitem__)  # type: ignore[assignment]
    card = SettingsCard(desk)
    qtbot.addWidget(card)
    editor = card.fields[-1].rows["execution.device"].editor
    assert isinstance(editor, OfferedEditor)
    offered = editor.combo
    assert [offered.itemText(at) for at in range(offered.count())] == ["Automatic", "cpu"]
    desk.loading.machine_arrived.emit({"devices": ["cuda:0", "cuda:1", "cpu"]})
    names = [offered.itemText(at) for at in range(offered.count())]
    assert names == ["Automatic", "cuda:0", "cuda:1", "cpu"]
    assert offered.currentText() == "Automatic"


def test_runs_with_weights_are_offered_to_begin_from(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    sections = {name: SectionSpec(name, "", ()) for name in ("training", "probes", "execution")} | {
        "start": section_spec("start", StartConfig)
    }
    desk.form = SimpleNamespace(sections=(), section=sections.__getitem__)  # type: ignore[assignment]
    card = SettingsCard(desk)
    qtbot.addWidget(card)
    card.show()
    rows, draft = card.fields[0].rows, desk.draft
    editor = rows["start.run"].editor
    assert isinstance(editor, FolderEditor)
    assert not editor.isVisible()  # nobody asked for it: weights are random
    draft.set("start.weights", "run", lambda: "")
    assert editor.isVisible()
    status = Status("finished", 20, 20)
    desk.runs = (
        RunSummary("one", tmp_path / "one", status),
        RunSummary("unsaved", tmp_path / "two", status, saved=False),
        RunSummary("broken", tmp_path / "three", status, damaged=Fault("gone")),
    )
    desk.runs_changed.emit()
    combo = editor.combo
    assert [combo.itemText(at) for at in range(combo.count())] == ["one"]
    combo.activated.emit(0)
    assert draft.value("start.run") == str(tmp_path / "one")
    assert combo.currentText() == "one"
    draft.set("start.weights", "random", lambda: "")
    assert not rows["start.run"].back.isVisible()
    assert not editor.isVisible()

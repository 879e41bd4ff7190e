"""What is held, cancelled or closed before the first step is not said to train or to save."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from engine.events import Prepared, StateChanged
from engine.runs import RunSummary, Status
from studio.desk import Desk
from studio.live import State
from studio.places import standings
from studio.telling import run_news
from studio.views.train.page import Page
from studio.views.train.preparing_card import PreparingCard
from studio.window import Window
from tests.studio.scripted_run import PREPARED, Script, story


@pytest.fixture
def window(window: Window) -> Window:
    window.show_page("train")
    return window


@pytest.fixture
def page(window: Window, desk: Desk, script: Script, qtbot: QtBot) -> Page:
    """The Train page of a run that encodes its text."""
    desk.start_run("a")
    script.tell(PREPARED)
    qtbot.waitUntil(lambda: desk.live.last_prepared is not None)
    return window.pages["train"]  # type: ignore[return-value]


def test_a_run_held_while_it_is_prepared_says_so_in_every_place(
    window: Window, page: Page, desk: Desk, qtbot: QtBot, script: Script
) -> None:
    going = page.preparing.bar.words.text()
    window.run_bar.pause.click()
    assert window.run_bar.state.text() == "Paused while encoding the text"
    assert window.run_bar.state.property("role") == "warn"
    assert page.head.state.text() == "paused while preparing"
    assert page.head.pause.text() == "Go on"
    assert "held" in page.head.pause.toolTip()
    assert page.preparing.bar.words.text() == "Paused; nothing trains yet"
    assert standings(desk)["train"].why == "A run is paused while it is being prepared."
    page.head.pause.click()
    assert window.run_bar.state.text() == "Encoding the text"
    assert page.head.state.text() == "preparing"
    assert "nothing trains yet" in page.head.pause.toolTip()
    assert page.preparing.bar.words.text() == going
    assert standings(desk)["train"].why == "A run is being prepared."
    script.tell(*story(200), StateChanged("paused"))
    qtbot.waitUntil(lambda: desk.live.state is State.PAUSED)
    assert window.run_bar.state.text() == "Paused"
    assert page.head.state.text().startswith("paused ·")
    assert standings(desk)["train"].why == "A run is paused."


@pytest.mark.parametrize(
    ("phase", "words"),
    [
        ("reading", "Paused while reading the text"),
        ("tokenizer", "Paused while training the tokenizer"),
        ("measuring", "Paused while measuring this machine"),
        ("building", "Paused while building the model"),
    ],
)
def test_each_phase_is_held_by_its_name(
    page: Page, desk: Desk, script: Script, qtbot: QtBot, phase: str, words: str
) -> None:
    script.tell(Prepared(phase, 0, None, ""))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: desk.live.last_prepared.phase == phase)  # type: ignore[union-attr]
    desk.live.pause()
    assert run_news(desk.live).state == words
    assert page.preparing.bar.bar.maximum() > 0  # nothing moves


def test_a_phase_told_after_the_pause_moves_nothing(
    page: Page, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    desk.live.pause()
    script.tell(Prepared("building", 0, None, ""))
    qtbot.waitUntil(lambda: desk.live.last_prepared.phase == "building")  # type: ignore[union-attr]
    assert page.preparing.stages["building"].text().startswith("●")
    assert page.preparing.bar.words.text() == "Paused; nothing trains yet"
    assert page.preparing.bar.bar.maximum() > 0


def test_a_card_made_while_paused_shows_how_far_it_came(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    """As after a change of language, which builds the window anew."""
    desk.live.pause()
    card = PreparingCard(desk)
    qtbot.addWidget(card)
    told = {name: stage.text() for name, stage in page.preparing.stages.items()}
    assert {name: stage.text() for name, stage in card.stages.items()} == told
    assert card.stages["encoding"].text().startswith("●")
    assert card.bar.bar.value() == page.preparing.bar.bar.value() > 0
    assert card.bar.words.text() == "Paused; nothing trains yet"


def test_the_stages_stand_in_the_order_of_the_engine(page: Page) -> None:
    assert list(page.preparing.stages)[-2:] == ["building", "measuring"]
    assert page.preparing.bar.cancel_button.isHidden()  # the line above has one


def test_before_the_first_step_there_is_nothing_to_save(
    window: Window, page: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert "nothing is trained yet" in window.run_bar.stop.accessibleName()
    assert page.head.stop.text() == "Cancel"
    assert "nothing is trained yet" in page.head.stop.toolTip()
    desk.live.stop()
    assert window.run_bar.state.text() == "Cancelling"
    assert page.head.state.text() == "cancelling"
    assert "before its first step" in page.head.save.toolTip()


def test_closing_says_how_the_run_stands(window: Window, page: Page, qtbot: QtBot) -> None:
    window.close()
    box = next(one for one in window.findChildren(QMessageBox) if one.isVisible())
    assert box.text() == "a is still being prepared."
    assert "Nothing of it is trained yet" in box.informativeText()
    names = {button.objectName(): button.text() for button in box.buttons()}
    assert names["stop"] == "Cancel the run"
    box.reject()


def test_the_list_says_whether_it_is_prepared_or_trains(
    page: Page, desk: Desk, script: Script, qtbot: QtBot
) -> None:
    assert desk.live.path is not None
    desk.runs = (RunSummary("a", desk.live.path, Status("crashed", step=4)),)
    page.head.new_asked.emit()
    desk.runs_changed.emit()
    recent = page.recent.list
    assert recent.topLevelItem(0).text(1) == "preparing"
    script.tell(*story(200))
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
    assert recent.topLevelItem(0).text(1) == "training"

"""The Look page: all heads at all recorded steps."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.look.page import Page
from tests.studio.scripted_run import Script, attention, probe, story, write_run


@pytest.fixture
def opened(page: Page, desk: Desk, qtbot: QtBot) -> Page:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.recorded.steps == (200, 400, 600, 800, 1000))
    return page


def test_without_a_run_it_says_where_to_get_one(page: Page, qtbot: QtBot) -> None:
    assert page.faces.currentIndex() == 0
    with qtbot.waitSignal(page._desk.go_to) as heard:
        page.empty.button.click()
    assert heard.args == ["train"]


def test_a_run_that_recorded_nothing_says_so(page: Page, desk: Desk, qtbot: QtBot) -> None:
    run = write_run(desk.workspace.runs_folder / "short", 100)
    desk.open_run(run.path)
    told = "short ended before its first look"  # after "Reading the recorded steps…"
    qtbot.waitUntil(lambda: told in page.empty.sentence.text())


def test_an_opened_run_shows_its_newest_heads(opened: Page) -> None:
    assert opened.faces.currentIndex() == 1
    assert re.match(r"3 layer.* × 4 head", opened.heads.hint.text())
    assert opened.heads.grid.arrays()["weights"].shape[:2] == (3, 4)
    assert opened.film.scrubber.step == 1000


def test_choosing_a_head_shows_it_large(opened: Page) -> None:
    opened.heads.grid.setFocus()
    QTest.keyClick(opened.heads.grid, Qt.Key.Key_Down)
    QTest.keyClick(opened.heads.grid, Qt.Key.Key_Right)
    assert opened.views.title.text() == "Layer 2 · head 2"
    seen = opened.recorded.seen
    assert seen is not None
    assert (opened.views.view.map.values == seen.attention[1, 1]).all()
    assert "entropy" in opened.views.hint.text()


def test_the_scrubber_brings_the_recorded_step(opened: Page, qtbot: QtBot) -> None:
    opened.film.scrubber.move_to(390)
    qtbot.waitUntil(lambda: opened.recorded.probe is not None and opened.recorded.probe.step == 400)
    expected = attention(400, 3, 4, len(opened.recorded.seen.tokens))  # type: ignore[union-attr]
    assert (opened.views.view.map.values == expected[0, 0]).all()
    assert opened.film.plot._marks.line_at == 400.0


def test_the_colours_of_a_film_mean_the_same_at_every_step(opened: Page) -> None:
    early, late = (probe(step, num_layers=3, num_heads=4) for step in (20, 9000))
    opened.looking.choice.choose_head(0, 1)
    opened.recorded._take(early)
    low = opened.views.view.map.top
    opened.recorded._take(late)
    high = opened.views.view.map.top
    assert low < high
    opened.recorded._take(early)
    assert opened.views.view.map.top == high
    opened.looking.choice.choose_head(0, 0)
    opened.looking.choice.choose_head(0, 1)
    assert opened.views.view.map.top < high  # another head, another scale


def test_alt_and_an_arrow_step_back(opened: Page, qtbot: QtBot) -> None:
    opened.activateWindow()
    qtbot.waitActive(opened)
    modifier = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(opened, Qt.Key.Key_Left, modifier)
    qtbot.waitUntil(lambda: opened.recorded.probe is not None and opened.recorded.probe.step == 800)


def test_only_the_newest_wish_of_a_fast_slide_is_shown(opened: Page, qtbot: QtBot) -> None:
    shown: list[int] = []
    opened.recorded.changed.connect(lambda: shown.append(opened.recorded.probe.step))  # type: ignore[union-attr]
    for step in (200, 400, 600, 800):
        opened.recorded.choose_step(step)
    qtbot.waitUntil(lambda: shown[-1:] == [800])
    assert shown == [800]


def test_another_sentence_is_looked_at(opened: Page) -> None:
    opened.text.sentence.setCurrentIndex(2)
    opened.text.sentence.activated.emit(2)
    assert "窗" in opened.views.view.map.row_names


def test_a_live_run_is_followed_until_somebody_slides(
    page: Page, desk: Desk, qtbot: QtBot, script: Script
) -> None:
    desk.start_run()
    script.tell(*story(400))
    recorded = page.recorded
    qtbot.waitUntil(lambda: recorded.probe is not None and recorded.probe.step == 400)
    assert page.film.follow.isChecked()
    script.tell(probe(600))
    qtbot.waitUntil(lambda: recorded.probe is not None and recorded.probe.step == 600)
    page.film.scrubber.move_to(400)
    qtbot.waitUntil(lambda: recorded.probe is not None and recorded.probe.step == 400)
    script.tell(probe(800))
    qtbot.waitUntil(lambda: recorded.steps[-1] == 800)
    assert recorded.probe is not None
    assert recorded.probe.step == 400
    page.film.follow.click()
    assert recorded.probe.step == 800


def test_a_hidden_page_fetches_nothing(
    page: Page, desk: Desk, qtbot: QtBot, script: Script
) -> None:
    desk.start_run()
    script.tell(*story(200))
    qtbot.waitUntil(lambda: page.recorded.probe is not None)
    page.hide()
    script.tell(probe(400))
    qtbot.waitUntil(lambda: desk.live.history.last_probe.step == 400)  # type: ignore[union-attr]
    assert page.recorded.probe is not None
    assert page.recorded.probe.step == 200
    page.show()
    assert page.recorded.probe.step == 400


def test_a_damaged_record_is_told_and_the_picture_stays(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    for path in (desk.shown.path / "probes").glob("*600*"):
        path.write_bytes(b"spoiled")
    opened.film.scrubber.move_to(600)
    qtbot.waitUntil(lambda: opened.fault.isVisible())
    assert opened.recorded.probe is not None
    assert opened.recorded.probe.step == 1000


def test_a_choice_draws_a_view_once(opened: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []
    for name in ("heat", "arcs"):
        opened.views.choose(name)
        view = type(opened.views.view)
        real = view.redraw
        monkeypatch.setattr(
            view, "redraw", lambda one, name=name, real=real: drawn.append(name) or real(one)
        )
    opened.looking.choice.choose_head(1, 2)
    assert drawn == ["arcs"]
    opened.views.choose("heat")
    assert drawn == ["arcs", "heat"]
    opened.looking.choice.choose_head(2, 1)
    assert drawn == ["arcs", "heat", "heat"]
    assert opened.views.title.text() == "Layer 3 · head 2"


def test_only_the_shown_view_tells_in_the_header(opened: Page) -> None:
    opened.views.choose("heat")
    opened.views.choose("arcs")
    told = opened.views.hint.text()
    opened.views._made["heat"].told.emit("a late answer", "")
    assert opened.views.hint.text() == told


def spoil(folder: Path, *steps: int) -> None:
    for step in steps:
        for path in (folder / "probes").glob(f"*{step:08}*"):
            path.write_bytes(b"spoiled")


def test_a_damaged_newest_look_is_told_beside_the_one_before(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    spoil(run.path, 800, 1000)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: page.looking.step == 600)
    qtbot.waitUntil(page.fault.isVisible)
    assert "step-00001000" in page.fault.problem.text()  # type: ignore[union-attr]
    assert page.faces.currentIndex() == 1
    page.film.scrubber.move_to(400)  # as the fault says
    qtbot.waitUntil(lambda: page.looking.step == 400)


def test_a_fault_takes_room_from_the_page_and_adds_none(
    opened: Page, desk: Desk, qtbot: QtBot
) -> None:
    around = QScrollArea()
    qtbot.addWidget(around)
    around.setWidgetResizable(True)
    around.setWidget(opened)
    around.resize(1240, 800)
    around.show()
    assert desk.shown is not None
    spoil(desk.shown.path, 600)
    opened.film.scrubber.move_to(600)
    qtbot.waitUntil(opened.fault.isVisible)
    QApplication.processEvents()
    assert opened.height() <= around.viewport().height()
    fault = opened.fault
    assert fault.height() >= fault.heightForWidth(fault.width())
    around.takeWidget()  # it belongs to the fixture


def test_a_record_damaged_throughout_is_not_called_empty(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000)
    spoil(run.path, 200, 400, 600, 800, 1000)
    desk.open_run(run.path)
    qtbot.waitUntil(page.fault.isVisible)
    assert page.empty.title.text() == "None of the recorded steps can be read"


def test_another_theme_is_followed(opened: Page, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    opened.grab()
    assert opened.views.view.map._theme is LIGHT


def test_a_view_can_have_the_page_for_itself(opened: Page, desk: Desk, qtbot: QtBot) -> None:
    before = opened.views.width(), opened.views.height()
    opened.activateWindow()
    qtbot.waitUntil(opened.isActiveWindow)
    QTest.keyClick(opened, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: opened.views.width() > 1.4 * before[0])
    assert opened.views.height() > 1.4 * before[1]
    assert not opened.heads.isVisible()
    assert not opened.film.isVisible()
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.views.large.isChecked()  # kept between launches
    opened.views.large.click()
    qtbot.waitUntil(lambda: opened.views.width() == before[0])
    assert opened.film.isVisible()


def test_choosing_the_view_that_is_shown_keeps_what_its_card_says(
    opened: Page, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "entropy" in opened.views.hint.text())
    opened.views.choose("heat")
    assert "entropy" in opened.views.hint.text()
    opened.views.choose("arcs")
    assert "arc" in opened.views.hint.text()
    opened.views.choose("heat")
    assert "entropy" in opened.views.hint.text()

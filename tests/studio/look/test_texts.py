"""Which text the Look page looks at: pinned, typed, a pair; and what of it is shown."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.events import SentenceProbe
from engine.faults import Fault
from engine.runs import CheckpointInfo
from studio import look_calls
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.look import part
from studio.views.look.page import Page
from studio.views.look.text_row import OWN
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, attention, write_run

STEPS = (300, 700, 1000)


class Model:
    """Stands for all checkpoints: every word is a token."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str, str | None]] = []
        self.gate = threading.Event()
        self.gate.set()
        self.left_out = 0

    def look(self, _run: Path, step: int, text: str, second: str | None = None) -> SentenceProbe:
        assert self.gate.wait(20)
        self.asked.append((step, text, second))
        if "fault" in text:
            raise Fault("There is nothing to read.")
        first = ("[CLS]", *text.split(), "[SEP]")
        tokens = first if second is None else (*first, *second.split(), "[SEP]")
        frame = tuple(place for place, token in enumerate(tokens) if token in ("[CLS]", "[SEP]"))
        seen = SentenceProbe(text, tokens, attention(step, 3, 4, len(tokens)), (), frame)
        start = None if second is None else len(first)
        return replace(seen, second=start, left_out=self.left_out)


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Model:
    made = Model()
    monkeypatch.setattr(look_calls, "look_at", made.look)
    monkeypatch.setattr(
        ShownRun,
        "checkpoints",
        lambda run: [CheckpointInfo(step, run.path / f"step-{step}", 1, "") for step in STEPS],
    )
    return made


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, model: Model) -> Iterator[Desk]:
    with open_desk(tmp_path, Script()) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    run = write_run(desk.workspace.runs_folder / "bert-mini-01", 1000, num_layers=3, num_heads=4)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: made.recorded.probe is not None and len(desk.checkpoints) == 3)
    return made


def typed(page: Page, text: str, qtbot: QtBot) -> None:
    """Choose one's own text and type it to its end."""
    if not page.looking.own.chosen:
        page.text.source.button(OWN).click()
    page.text.first.clear()
    QTest.keyClicks(page.text.first, text)
    seen = ("[CLS]", *text.split(), "[SEP]")
    qtbot.waitUntil(lambda: page.looking.seen is not None and page.looking.seen.tokens == seen)


def test_a_text_of_ones_own_is_asked_for_once_typing_pauses(
    page: Page, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she saw a door", qtbot)
    assert model.asked == [(1000, "she saw a door", None)]
    assert page.views.view.map.row_names == page.looking.seen.tokens  # type: ignore[union-attr]


def test_what_was_typed_is_there_again(page: Page, desk: Desk, qtbot: QtBot) -> None:
    typed(page, "she saw a door", qtbot)
    again = Page(desk)
    qtbot.addWidget(again)
    assert again.text.first.text() == "she saw a door"
    assert again.text.source.value == OWN


def test_two_passages_are_looked_at_as_a_pair(page: Page, model: Model, qtbot: QtBot) -> None:
    typed(page, "she left", qtbot)
    page.text.pair.click()
    QTest.keyClicks(page.text.second, "he stayed")
    qtbot.waitUntil(lambda: model.asked[-1] == (1000, "she left", "he stayed"))
    qtbot.waitUntil(lambda: page.looking.seen.second == 4)  # type: ignore[union-attr]
    page.text.filters.passages["ab"].trigger()
    part = page.looking.part()
    assert part is not None
    assert part.row_names == ("[CLS]", "she", "left", "[SEP]")
    assert part.column_names == ("he", "stayed", "[SEP]")
    assert page.text.filters.who.isVisible()
    page.text.filters.who.click()
    assert page.looking.part().whole  # type: ignore[union-attr]


def test_a_text_that_is_tried_elsewhere_is_looked_at(
    page: Page, desk: Desk, model: Model, qtbot: QtBot
) -> None:
    desk.look_asked.emit("she left [SEP] he stayed")
    qtbot.waitUntil(lambda: page.looking.own.seen is not None)
    assert model.asked == [(1000, "she left", "he stayed")]
    assert page.text.source.value == OWN
    assert (page.text.first.text(), page.text.second.text()) == ("she left", "he stayed")


def test_passages_are_offered_only_where_there_are_two(page: Page) -> None:
    assert not page.text.filters.passages["ab"].isEnabled()


def test_filters_are_told_by_chips_that_take_them_away(page: Page) -> None:
    filters = page.text.filters
    assert not filters.special.isVisible()
    filters.hide_special.trigger()
    filters.renormalise.trigger()
    assert filters.special.isVisible()
    assert filters.shared.isVisible()
    shown = page.looking.map()
    assert shown is not None
    np.testing.assert_allclose(shown.sum(axis=1), 1.0, rtol=1e-5)
    assert "[CLS]" not in page.views.view.map.row_names
    filters.special.click()
    assert "[CLS]" in page.views.view.map.row_names
    assert not filters.shared.isVisible()


def test_many_heads_are_shared_anew_beside_the_window(
    page: Page, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """Of 144 heads of 512 tokens it takes a second."""
    monkeypatch.setattr(part, "AT_ONCE", 0)
    asked = []
    real = page.heads._asker.ask
    monkeypatch.setattr(page.heads._asker, "ask", lambda *of: asked.append(1) or real(*of))
    before = page.heads.grid.arrays()["weights"]
    page.text.filters.hide_special.trigger()
    assert not asked  # it only leaves out
    page.text.filters.renormalise.trigger()
    assert asked == [1]
    length = before.shape[-1] - 2
    shown = page.heads.grid
    qtbot.waitUntil(lambda: bool(np.allclose(shown.arrays()["weights"].sum(-1), 1, atol=0.01)))
    assert shown.arrays()["weights"].shape[-1] == length
    page.looking.choice.choose_head(1, 1)
    assert asked == [1]  # it is known


def test_a_text_that_cannot_be_read_says_why_in_place(page: Page, qtbot: QtBot) -> None:
    typed(page, "she saw a door", qtbot)
    QTest.keyClicks(page.text.first, " fault")
    qtbot.waitUntil(page.text.fault.isVisible)
    assert "There is nothing to read." in page.text.fault.problem.text()  # type: ignore[union-attr]
    assert page.looking.seen.tokens[1] == "she"  # type: ignore[union-attr]
    typed(page, "she left", qtbot)
    assert not page.text.fault.isVisible()


def test_what_was_cut_is_said(page: Page, model: Model, qtbot: QtBot) -> None:
    model.left_out = 12
    typed(page, "she left", qtbot)
    assert "12 token" in page.text.note.text()


def test_unknown_characters_are_told(page: Page, qtbot: QtBot) -> None:
    typed(page, "she saw a door", qtbot)
    assert not page.text.note.isVisible()
    typed(page, "she [UNK] <unk> door", qtbot)
    assert "2 token" in page.text.note.text()
    assert "unknown" in page.text.note.text()


def test_a_view_of_the_whole_text_says_so_where_passages_are_filtered(
    page: Page, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she left", qtbot)
    page.text.pair.click()
    QTest.keyClicks(page.text.second, "he stayed")
    qtbot.waitUntil(lambda: page.looking.seen.second == 4)  # type: ignore[union-attr]
    told = {"rollout": "both passages", "figures": "whole text"}
    for name, words in told.items():
        page.views.choose(name)
        assert words not in page.views.hint.text()
    page.text.filters.passages["ab"].trigger()
    for name, words in told.items():
        page.views.choose(name)
        assert words in page.views.hint.text()


def test_a_long_look_shows_it_is_busy_and_keeps_the_old_map(
    page: Page, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she saw a door", qtbot)
    model.gate.clear()
    QTest.keyClicks(page.text.first, " there")
    qtbot.waitUntil(page.text.busy.isVisible)
    assert page.views.view.map.row_names[-2] == "door"
    model.gate.set()
    qtbot.waitUntil(lambda: page.views.view.map.row_names[-2] == "there")


def test_scrubbing_asks_the_checkpoint_nearest_to_the_step(
    page: Page, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she saw a door", qtbot)
    assert page.film.scrubber.steps == STEPS
    page.film.scrubber.move_to(640)
    qtbot.waitUntil(lambda: page.looking.step == 700)
    assert model.asked[-1][0] == 700


def test_a_typed_text_is_compared_by_another_checkpoint(
    page: Page, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she saw a door", qtbot)
    page.looking.choice.compare(290)
    qtbot.waitUntil(lambda: page.looking.difference() is not None)
    assert page.looking.compared.step == 300
    expected = attention(1000, 3, 4, 6)[0, 0].astype(np.float32) - attention(300, 3, 4, 6)[0, 0]
    np.testing.assert_allclose(page.looking.difference(), expected, atol=1e-6)


def test_a_recorded_step_is_compared_with_another(page: Page, qtbot: QtBot) -> None:
    page.looking.choice.compare(400)
    qtbot.waitUntil(lambda: page.looking.difference() is not None)
    length = len(page.looking.seen.tokens)  # type: ignore[union-attr]
    changes = page.looking.differences()
    expected = attention(1000, 3, 4, length) - attention(400, 3, 4, length)
    np.testing.assert_array_equal(changes, expected)
    page.looking.choice.compare(None)
    assert page.looking.difference() is None


def test_without_a_checkpoint_a_text_says_what_it_needs(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    desk.shown.kept = ()
    page.text.source.button(OWN).click()
    QTest.keyClicks(page.text.first, "she left")
    QTest.keyClick(page.text.first, Qt.Key.Key_Return)
    page.redraw()
    assert page.faces.currentIndex() == 0
    assert "No checkpoint yet" in page.empty.title.text()


def test_an_emptied_text_shows_nothing_of_the_one_before(page: Page, qtbot: QtBot) -> None:
    typed(page, "she saw a door", qtbot)
    page.text.first.clear()
    QTest.keyClicks(page.text.first, "  ")
    qtbot.waitUntil(lambda: page.looking.seen is None)
    assert page.empty.title.text() == "Type a text above"
    typed(page, "she saw a door", qtbot)
    assert page.faces.currentIndex() == 1


def test_experiments_ask_the_text_that_is_seen(page: Page, model: Model, qtbot: QtBot) -> None:
    typed(page, "she saw a door", qtbot)
    QTest.keyClicks(page.text.first, " fault")
    qtbot.waitUntil(page.text.fault.isVisible)
    assert page.looking.words == ("she saw a door", None)  # whose tokens are there to choose
    model.gate.clear()
    QTest.keyClicks(page.text.first, "less")
    qtbot.waitUntil(lambda: page.looking.own.asker.busy)
    assert page.looking.words == ("she saw a door", None)
    model.gate.set()


def test_a_refused_first_text_says_where_the_reason_stands(page: Page, qtbot: QtBot) -> None:
    page.text.source.button(OWN).click()
    QTest.keyClicks(page.text.first, "fault")
    qtbot.waitUntil(page.text.fault.isVisible)
    assert page.empty.title.text() == "Your text was not looked at"


def test_a_text_of_the_last_time_is_looked_at_when_the_page_is_opened(
    page: Page, desk: Desk, model: Model, qtbot: QtBot
) -> None:
    typed(page, "she saw a door", qtbot)
    page.hide()
    again = Page(desk)
    qtbot.addWidget(again)
    again.show()
    qtbot.waitUntil(lambda: again.looking.seen is not None)
    assert again.looking.own.chosen
    assert len(model.asked) == 2


def test_without_a_record_a_text_of_ones_own_can_be_looked_at(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bare", 100)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: "ended before" in page.empty.sentence.text())
    qtbot.waitUntil(lambda: len(desk.checkpoints) == 3)
    assert page.text.isVisible()
    typed(page, "she left", qtbot)

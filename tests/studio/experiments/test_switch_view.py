"""Heads switched off: the board, the answers with and without, and the ranking."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.events import Candidate, MaskPrediction, Prepared, Progress
from engine.faults import Fault
from engine.probes.effects import Effect, HeadImportance, Heads
from studio import look_calls
from studio.desk import Desk
from studio.views.look.effect_words import effect_groups
from studio.views.look.page import Page
from studio.widgets.export_button import svg_bytes
from tests.studio.experiments.saved import reopened
from tests.studio.scripted_run import write_run

MEASURE = "per token, each hidden in turn"


def masks(*shares: float) -> tuple[MaskPrediction, ...]:
    words = ("door", "gate", "box")
    found = tuple(Candidate(word, share) for word, share in zip(words, shares, strict=False))
    return (MaskPrediction(4, found),)


class Scripted:
    """Answers that say which heads were off; each head costs a tenth of its number."""

    def __init__(self) -> None:
        self.asked: list[Heads] = []
        self.error: Exception | None = None
        self.wait = threading.Event()
        self.wait.set()

    def effect(
        self,
        _run: Path,
        _step: int,
        _text: str,
        off: Heads,
        _second: str | None,
        *,
        top: int,
        control: Control,
    ) -> Effect:
        self.asked.append(off)
        while not self.wait.wait(0.01):
            control.check()
        if self.error is not None:
            raise self.error
        assert top > 5
        return Effect(
            off=off,
            measure=MEASURE,
            loss=2.0 + 0.1 * len(off),
            loss_before=2.0,
            targets=7,
            predictions=masks(0.5 - 0.1 * len(off), 0.2),
            predictions_before=masks(0.5, 0.2, 0.1),
        )

    def rank(
        self,
        _run: Path,
        _step: int,
        _text: str,
        _second: str | None,
        *,
        control: Control,
        progress: Progress,
    ) -> list[HeadImportance]:
        progress(Prepared("measuring", 1, 4, ""))
        while not self.wait.wait(0.01):
            control.check()
        increases = ((0, 0, 0.1), (0, 1, -0.2), (1, 0, 0.7), (1, 1, 0.3))
        return [
            HeadImportance("trunk", layer, head, more, 2 + more, MEASURE)
            for layer, head, more in increases
        ]


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    made = Scripted()
    monkeypatch.setattr(look_calls, "effect_of_heads", made.effect)
    monkeypatch.setattr(look_calls, "rank_heads", made.rank)
    return made


@pytest.fixture
def view(show: Callable[..., Any], scripted: Scripted, qtbot: QtBot) -> Any:
    made = show("switch")
    qtbot.waitUntil(lambda: made.effect is not None)
    return made


def press(view: Any, row: int, head: int) -> None:
    place = view.board.rect_of(row, head).center()
    QTest.mouseClick(view.board, Qt.MouseButton.LeftButton, pos=QPointF(place).toPoint())


def off(view: Any) -> Heads:
    return view.switches.off


def test_a_click_switches_a_head_off_and_the_answer_follows(view: Any, qtbot: QtBot) -> None:
    press(view, 1, 0)
    assert off(view) == {("trunk", 1, 0)}
    qtbot.waitUntil(lambda: view.effect.off == off(view))
    assert view.loss.text() == "+0.100"
    assert "2.00 → 2.10" in view.loss_of.text()
    assert "7 targets" in view.loss_of.text()
    row = view.answers.groups[0].rows[0]
    assert (row.text, row.before, row.after) == ("door", 0.5, pytest.approx(0.4))
    assert row.change == pytest.approx(-0.1)
    assert view.answers.groups[0].rows[2].after is None


def test_the_name_of_a_layer_switches_all_of_it(view: Any) -> None:
    press(view, 0, -1)
    assert off(view) == {("trunk", 0, 0), ("trunk", 0, 1)}
    press(view, 0, 1)
    press(view, 0, -1)  # one is on: all go off
    assert off(view) == {("trunk", 0, 0), ("trunk", 0, 1)}
    press(view, 0, -1)
    assert not off(view)


def test_all_but_one_and_all_on(view: Any, page: Page) -> None:
    page.looking.choice.choose_head(1, 1)
    view.others.click()
    assert off(view) == {("trunk", 0, 0), ("trunk", 0, 1), ("trunk", 1, 0)}
    assert "3 of 4 heads off" in page.views.hint.text()
    view.all_on.click()
    assert not off(view)
    assert "all 4 heads on" in page.views.hint.text()
    assert not view.all_on.isEnabled()


def test_undo_takes_one_switching_back(view: Any, qtbot: QtBot) -> None:
    press(view, 0, 0)
    press(view, 1, 1)
    QTest.keyClick(view.board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert off(view) == {("trunk", 0, 0)}
    QTest.keyClick(view.rank, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not off(view)
    assert not view.switches.can_undo


def test_undo_of_the_forms_comes_after_that_of_the_switches(
    view: Any, page: Page, qtbot: QtBot
) -> None:
    heard: list[bool] = []
    command = QAction(page)
    command.setShortcut("Ctrl+Z")
    command.triggered.connect(lambda: heard.append(True))
    page.addAction(command)
    page.activateWindow()
    qtbot.waitActive(page)
    view.board.setFocus()
    press(view, 0, 0)
    QTest.keyClick(view.board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not off(view)
    assert not heard
    QTest.keyClick(view.board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert heard


def test_the_keyboard_moves_and_switches(view: Any, page: Page) -> None:
    view.board.setFocus()
    QTest.keyClick(view.board, Qt.Key.Key_Down)
    assert page.looking.head == (1, 0)
    QTest.keyClick(view.board, Qt.Key.Key_Space)
    assert off(view) == {("trunk", 1, 0)}
    QTest.keyClick(view.board, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert off(view) == {("trunk", 1, 0), ("trunk", 1, 1)}


def test_only_the_newest_wish_is_asked(view: Any, scripted: Scripted, qtbot: QtBot) -> None:
    scripted.wait.clear()
    for head in (("trunk", 0, 0), ("trunk", 0, 1), ("trunk", 1, 0)):
        view.switches.toggle([head])
    scripted.wait.set()
    qtbot.waitUntil(lambda: view.effect.off == off(view))
    assert [len(heads) for heads in scripted.asked] == [0, 1, 3]


def test_the_ranking_colours_the_board_and_its_rows_choose(
    view: Any, page: Page, qtbot: QtBot
) -> None:
    view.rank.click()
    assert not view.rank.isEnabled()
    qtbot.waitUntil(lambda: len(view.ranking.ranked) == 4)
    assert view.rank.isEnabled()
    assert view.ranking.rows.shown() == [2, 3, 0, 1]  # most missed first
    assert view.board._worth[(1, 0)] == pytest.approx(0.7)
    item = view.ranking.rows.topLevelItem(0)
    view.ranking.rows.setCurrentItem(item)
    assert page.looking.head == (1, 0)
    item.setCheckState(0, Qt.CheckState.Checked)
    assert off(view) == {("trunk", 1, 0)}
    assert view.ranking.rows.topLevelItem(0).checkState(0) is Qt.CheckState.Checked


def test_a_ranking_belongs_to_its_text(view: Any, page: Page, qtbot: QtBot) -> None:
    view.rank.click()
    qtbot.waitUntil(lambda: bool(view.ranking.ranked))
    page.recorded.choose_sentence(1)
    assert not view.ranking.ranked
    assert not view.board._worth
    page.recorded.choose_sentence(0)
    assert len(view.ranking.ranked) == 4  # kept


def test_a_ranking_can_be_cancelled(view: Any, scripted: Scripted, qtbot: QtBot) -> None:
    scripted.wait.clear()
    view.rank.click()
    qtbot.waitUntil(lambda: view.ranking.busy.bar.maximum() > 0)
    assert "Ranking the heads" in view.ranking.busy.words.text()
    view.ranking.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not view.ranking.running)
    assert view.rank.isEnabled()
    assert not view.ranking.ranked
    scripted.wait.set()


def test_a_question_can_be_cancelled_and_asked_again(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    scripted.wait.clear()
    press(view, 0, 0)
    view.busy.cancel_button.click()
    qtbot.waitUntil(lambda: not view.asker.busy)
    assert not view.effect.off  # the last answer stays
    assert view.again.isVisible()
    scripted.wait.set()
    view.again.click()
    qtbot.waitUntil(lambda: len(view.effect.off) == 1)


def test_a_failure_is_told_in_place_and_can_be_asked_again(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    scripted.error = Fault("The checkpoint is damaged.")
    press(view, 0, 0)
    qtbot.waitUntil(view.fault.isVisible)
    assert "The checkpoint is damaged." in view.fault.what.text()
    scripted.error = None
    view.again.click()
    qtbot.waitUntil(lambda: len(view.effect.off) == 1)
    assert not view.fault.isVisible()
    assert not view.again.isVisible()


def test_the_line_beneath_names_the_checkpoint_the_numbers_are_of(
    show: Callable[..., Any], page: Page, scripted: Scripted, qtbot: QtBot
) -> None:
    view = show("switch", last=2000)
    qtbot.waitUntil(lambda: view.asked_line.text().endswith("of step 2,000."))
    page.recorded.choose_step(1800)
    nearest = "of step 2,000, the nearest to step 1,800."
    qtbot.waitUntil(lambda: view.asked_line.text().endswith(nearest))
    scripted.error = Fault("The checkpoint is damaged.")
    page.recorded.choose_step(1000)
    qtbot.waitUntil(view.fault.isVisible)
    assert "of step 2,000" in view.asked_line.text()  # whose numbers still stand there
    scripted.error = None
    view.again.click()
    qtbot.waitUntil(lambda: view.asked_line.text().endswith("of step 1,000."))


def test_a_late_answer_is_called_by_its_own_checkpoint(
    show: Callable[..., Any], page: Page, scripted: Scripted, qtbot: QtBot
) -> None:
    view = show("switch", last=2000)
    qtbot.waitUntil(lambda: not view.asker.busy and view.effect is not None)
    lines: list[str] = []
    view.drawn.connect(lambda: lines.append(view.asked_line.text().split(",")[0]))
    scripted.wait.clear()
    page.recorded.choose_step(1000)
    qtbot.waitUntil(lambda: view.asker.busy)
    page.recorded.choose_step(2000)
    qtbot.waitUntil(lambda: view.asker.waits)
    scripted.wait.set()
    qtbot.waitUntil(lambda: len(lines) == 2)
    assert [line.rpartition(" ")[2] for line in lines] == ["1", "2"]  # 1,000 and then 2,000


def test_without_a_checkpoint_it_says_so(show: Callable[..., Any], scripted: Scripted) -> None:
    view = show("switch", last=400)
    assert view.faces.currentIndex() == 0
    assert "No checkpoint" in view.empty.title.text()
    assert not scripted.asked


def test_another_run_has_all_its_heads_on(view: Any, page: Page, desk: Desk, qtbot: QtBot) -> None:
    from tests.studio.scripted_run import write_run

    press(view, 0, 0)
    run = write_run(desk.workspace.runs_folder / "other", 1000, num_layers=3, num_heads=4)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: len(view.board._rows) == 3)
    assert not off(view)
    assert not view.switches.can_undo


def test_rows_arrays_and_picture(view: Any, page: Page, qtbot: QtBot) -> None:
    press(view, 1, 0)
    view.rank.click()
    qtbot.waitUntil(lambda: bool(view.ranking.ranked) and view.effect.off == off(view))
    rows = list(view.subject().table())
    assert rows[1] == ["loss", "", "2", "2.1", "0.1"]
    assert rows[-1][0] == "trunk layer 2 head 2 off"
    arrays = reopened(view.subject().arrays())
    assert arrays["trunk_off"].tolist() == [[False, False], [True, False]]
    assert np.allclose(arrays["trunk_worth"], [[0.1, -0.2], [0.7, 0.3]])
    drawn = svg_bytes(view.subject(), "#ffffff", "switches").decode()
    assert "door" in drawn
    assert "<path" in drawn


def test_groups_name_the_token_before_a_mask() -> None:
    both = {"predictions": masks(0.5), "predictions_before": masks(0.5)}
    effect = Effect(frozenset(), MEASURE, 1.0, 1.0, 2, **both)
    tokens = ("[CLS]", "she", "opened", "the", "[MASK]")
    assert effect_groups(effect, tokens)[0].title == "Mask 1, after “the”"


def test_a_real_model_answers(
    show: Callable[..., Any], page: Page, real: Callable[..., None], qtbot: QtBot
) -> None:
    real("masked_lm", text="the [MASK] words")
    view = show("switch")
    qtbot.waitUntil(lambda: view.effect is not None and page.looking.seen is not None)
    assert view.effect.increase == 0
    press(view, 0, -1)
    qtbot.waitUntil(lambda: view.effect.off == off(view))
    assert view.effect.increase != 0
    view.rank.click()
    qtbot.waitUntil(lambda: len(view.ranking.ranked) == len(view.arrays()["trunk_off"].ravel()))


def test_what_another_run_answered_does_not_stand_under_a_fault_of_this_one(
    scripted: Scripted, show: Callable[..., Any], page: Page, desk: Desk, qtbot: QtBot
) -> None:
    view = show("switch")
    qtbot.waitUntil(lambda: view.effect is not None and page.views.export.isEnabled())
    scripted.error = Fault("It cannot be read.")
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-02", 1000).path)
    qtbot.waitUntil(view.fault.isVisible)
    assert not view.content.isVisible()
    assert "checkpoint" not in view.asked_line.text()
    assert not page.views.export.isEnabled()
    scripted.error = None
    view.again.click()
    qtbot.waitUntil(view.content.isVisible)
    assert page.views.export.isEnabled()

"""Looking into a run and trying it, as a new user does: the real window over the real engine."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QSlider, QWidget
from pytestqt.qtbot import QtBot

from studio.live import State
from studio.views.look.page import Page as LookPage
from studio.views.look.switch_view import SwitchView
from studio.views.try_.page import Page as TryPage
from studio.widgets.candidate_bars import CandidateBars
from studio.widgets.heat_map import HeatMap
from studio.widgets.sentence_editor import SentenceEditor
from studio.widgets.switch_board import SwitchBoard
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person

W = TypeVar("W", bound=QWidget)

LEFT = Qt.MouseButton.LeftButton


def test_from_training_to_two_checkpoints_compared(
    person: Person, qtbot: QtBot, tmp_path: Path
) -> None:
    trains_a_run_with_several_checkpoints(person, qtbot)
    person.goes_to(5)
    page = person.studio.window.pages["look"]
    assert isinstance(page, LookPage)
    qtbot.waitUntil(lambda: page.looking.seen is not None, timeout=ENGINE_MS)
    drags_the_film_to_three_steps(page, qtbot)
    token = isolates_a_token(person, page, qtbot)
    saves_the_map_as_svg(person, page, qtbot, tmp_path / "head.svg")
    switches_a_head_off(person, page, qtbot)
    assert page.looking.choice.token == token  # one choice for all views
    person.goes_to(6)
    fills_two_masks(person, qtbot)
    compares_two_checkpoints(person, qtbot)
    assert person.studio.desk.problems.last is None


def trains_a_run_with_several_checkpoints(person: Person, qtbot: QtBot) -> None:
    desk = person.studio.desk
    person.goes_to(1)
    person.chooses_sample("English")
    qtbot.waitUntil(lambda: bool(desk.draft.value("corpus.paths")), timeout=ENGINE_MS)
    small = {"tokenizer.vocabulary": 1024, "execution.threads": 1, "probes.seconds": 0.2}
    desk.draft.update(small | {"probes.steps": 2, "training.checkpoint_seconds": 1.0})
    person.goes_to(4)
    person.presses("Start training")
    live = desk.live

    def enough() -> bool:
        return len(desk.checkpoints) >= 2 and len(live.history.probe_steps) >= 4

    qtbot.waitUntil(enough, timeout=TRAINING_MS)
    person.presses("Stop and save")
    qtbot.waitUntil(lambda: live.state is State.IDLE, timeout=TRAINING_MS)
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=ENGINE_MS)


def drags_the_film_to_three_steps(page: LookPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.recorded.steps) >= 4, timeout=ENGINE_MS)
    steps = page.recorded.steps
    slider, heat = page.film.scrubber.slider, shown(page, HeatMap)
    seen = {page.looking.step: heat.grab().toImage()}
    for place in (0, len(steps) // 2, 1):
        drag(slider, place)
        qtbot.waitUntil(lambda place=place: page.looking.step == steps[place], timeout=ENGINE_MS)
        assert page.film.plot._marks.line_at == float(steps[place])  # the curve goes with it
        seen[page.looking.step] = heat.grab().toImage()
    assert len(seen) == 4
    pictures = list(seen.values())
    assert all(one != pictures[0] for one in pictures[1:])


def drag(slider: QSlider, place: int) -> None:
    """Pull the handle to a place of the slider with the mouse."""
    middle = slider.rect().center().y()

    def at(value: int) -> QPoint:
        spare = slider.width() - 16
        return QPoint(8 + round(spare * value / max(1, slider.maximum())), middle)

    QTest.mousePress(slider, LEFT, pos=at(slider.value()))
    QTest.mouseMove(slider, at(place))
    QTest.mouseRelease(slider, LEFT, pos=at(place))


def isolates_a_token(person: Person, page: LookPage, qtbot: QtBot) -> int:
    heat = shown(page, HeatMap)
    placed = heat.placed()
    row = 2
    cell = placed.rect(range(row, row + 1), range(1, 2)).center()
    QTest.mouseMove(heat, as_point(cell))
    QTest.mouseClick(heat, LEFT, pos=as_point(cell))
    qtbot.waitUntil(lambda: page.looking.choice.token >= 0, timeout=ENGINE_MS)
    seen = page.looking.seen
    assert seen is not None
    assert seen.tokens[row] in heat.reading()
    return page.looking.choice.token


def saves_the_map_as_svg(person: Person, page: LookPage, qtbot: QtBot, path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
        actions = page.views.export.menu().actions()
        next(action for action in actions if "SVG" in action.text()).trigger()
    qtbot.waitUntil(path.is_file, timeout=ENGINE_MS)
    written = path.read_text("utf-8")
    seen = page.looking.seen
    assert seen is not None
    assert "<text" in written
    assert seen.tokens[2] in written
    assert written.count("<rect") + written.count("<path") > len(seen.tokens)
    assert "<image" not in written


def switches_a_head_off(person: Person, page: LookPage, qtbot: QtBot) -> None:
    person.presses("Switch off")
    view = page.views.view
    assert isinstance(view, SwitchView)
    qtbot.waitUntil(lambda: view.effect is not None, timeout=ENGINE_MS)
    board = shown(page, SwitchBoard)
    QTest.mouseClick(board, LEFT, pos=as_point(board.rect_of(0, 0).center()))
    qtbot.waitUntil(
        lambda: view.effect is not None and len(view.effect.off) == 1, timeout=ENGINE_MS
    )
    effect = view.effect
    assert effect is not None
    assert effect.loss is not None
    assert effect.loss != effect.loss_before
    assert effect.predictions != effect.predictions_before


def fills_two_masks(person: Person, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(person.sees(SentenceEditor)), timeout=ENGINE_MS)
    editor = person.sees(SentenceEditor)[0]
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "She put the cup on the table.")
    for word in (3, 6):
        QTest.mouseClick(editor.strip, LEFT, pos=as_point(editor.strip.rect_of(word).center()))
    assert editor.text == "She put the [MASK] on the [MASK]."
    person.presses("Fill")
    qtbot.waitUntil(lambda: len(person.sees(CandidateBars)) == 2, timeout=ENGINE_MS)
    assert all(len(bars.bars) == 5 for bars in person.sees(CandidateBars))


def compares_two_checkpoints(person: Person, qtbot: QtBot) -> None:
    desk, page = person.studio.desk, person.studio.window.pages["try_"]
    assert isinstance(page, TryPage)
    assert desk.shown is not None
    first = min(info.step for info in desk.checkpoints)
    page.beside.run.setFocus()
    QTest.keyClick(page.beside.run, Qt.Key.Key_Down)  # the shown run itself
    qtbot.waitUntil(page.beside.step.isVisible, timeout=ENGINE_MS)
    QTest.keyClick(page.beside.step, Qt.Key.Key_End)  # the oldest checkpoint
    assert page.beside.asked is not None
    assert page.beside.asked.step == first

    def answered_apart() -> bool:
        shares = [[bar.share for bar in bars.bars] for bars in person.sees(CandidateBars)]
        return len(shares) == 4 and shares[0] != shares[2] and shares[1] != shares[3]

    qtbot.waitUntil(answered_apart, timeout=ENGINE_MS)


def shown(page: LookPage, kind: type[W]) -> W:
    """The visible widget of a kind."""
    return next(one for one in page.findChildren(kind) if one.isVisible())


def as_point(place: QPointF) -> QPoint:
    """A place in whole pixels."""
    return QPoint(int(place.x()), int(place.y()))

"""The result of a tuned run: figures, confusions, examples, what is saved and compared."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.tasks.report import NAME, Row, TaskReport
from studio import report_calls
from studio.views.tune.result_card import ResultCard
from studio.views.tune.result_tiles import ResultTiles
from studio.views.tune.tasks_part import TasksPart
from tests.studio.tune.conftest import report, show, tuned_run


def shown_result(tasks: TasksPart, qtbot: QtBot, name: str = "base-tuned-01") -> ResultCard:
    card = tasks.outcome.result
    show(tasks.desk, tuned_run(tasks.desk, name))
    qtbot.waitUntil(lambda: card.views.isVisible())
    return card


@pytest.fixture
def result(tasks: TasksPart, qtbot: QtBot) -> ResultCard:
    return shown_result(tasks, qtbot)


def test_the_main_figure_stands_large_beside_the_floor(result: ResultCard) -> None:
    tiles = result.tiles
    assert (tiles.main.name.text(), tiles.main.number.text()) == ("Accuracy", "66.7")
    assert tiles.main.note.text() == "95 %: 30.0–90.0 %"
    assert tiles.floor.number.text() == "50.0"
    assert tiles.floor.note.text() == "not clearly beaten"
    assert tiles.scratch.note.text() == "no such run yet"
    assert "6 examples to measure with (test.csv)" in result.where.text()


def test_every_figure_has_its_interval_floor_and_words(result: ResultCard) -> None:
    table = result.views.figures.table
    cells = [[table.text(row, column) for column in range(4)] for row in range(2)]
    assert cells[0] == ["Accuracy", "66.7 %", "30.0–90.0 %", "50.0 %"]
    table.setCurrentIndex(table.model().index(1, 0))
    assert "harmonic mean" in result.views.figures.words.text()


def test_a_cell_is_clicked_and_its_examples_listed(result: ResultCard, qtbot: QtBot) -> None:
    result.views.choose("confusion")
    view = result.views.confusion
    qtbot.waitUntil(view.map.isVisible)
    place = view.map.rect_of(0, 1).center()
    QTest.mouseClick(view.map, Qt.MouseButton.LeftButton, pos=place.toPoint())
    assert [(row.right, row.said) for row in view.list.rows] == [("fair", "foul")]
    assert "fair" in view.told.text()
    assert "A day like no. 5" in view.list.detail.lines[0].text()


def test_a_cell_is_chosen_by_the_keyboard(result: ResultCard, qtbot: QtBot) -> None:
    result.views.choose("confusion")
    view = result.views.confusion
    view.map.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(view.map, key)
    assert "right: foul · predicted: foul" in view.map.accessibleDescription()
    QTest.keyClick(view.map, Qt.Key.Key_Return)
    assert view.map.cell == (1, 1)
    assert len(view.list.rows) == 2


def test_the_worst_come_first_the_surest_of_them(result: ResultCard) -> None:
    view = result.views.examples
    assert [row.row for row in view.list.rows] == [7, 3]
    view.which.button("all").click()
    assert len(view.list.rows) == 6
    view.list.table.setCurrentIndex(view.list.table.model().index(2, 0))
    assert "A day like no. 2" in view.list.detail.lines[0].text()


def test_probabilities_are_read_by_the_keyboard(result: ResultCard) -> None:
    result.views.choose("shares")
    bars, reliability = result.views.shares.bars, result.views.shares.reliability
    assert bars.reading() == "4 right, 2 wrong (hatched)"
    for plot in (bars, reliability):
        QTest.keyClick(plot, Qt.Key.Key_Right)
        QTest.keyClick(plot, Qt.Key.Key_Right)
    assert bars.accessibleDescription() == "0.50–1.00: 4 right, 2 wrong"
    assert "6 given 0.73" in reliability.accessibleDescription() or "0.72" in (
        reliability.accessibleDescription()
    )
    assert [row[2:] for row in list(bars.table())[1:]] == [["0", "0"], ["4", "2"]]


def test_a_view_a_task_does_not_have_is_idle_and_says_why(tasks: TasksPart, qtbot: QtBot) -> None:
    from dataclasses import replace

    bare = report()
    measures = replace(bare.measures, confusion=None, tables=(), reliability=(), histogram=())
    tasks.outcome.result.views.choose("confusion")
    run = tuned_run(tasks.desk, "base-tuned-01", measured=False)
    run.evaluations.write(NAME, replace(bare, measures=measures).as_data())
    show(tasks.desk, run)
    views = tasks.outcome.result.views
    qtbot.waitUntil(views.isVisible)
    assert not views.tabs.button("confusion").isEnabled()
    assert "none" in views.tabs.button("confusion").toolTip()
    assert views.tabs.value == "figures"


def test_the_floor_from_scratch_on_the_same_examples_stands_beside(
    tasks: TasksPart, qtbot: QtBot
) -> None:
    tuned_run(tasks.desk, "base-floor-01", scratch=True)
    card = shown_result(tasks, qtbot)
    assert card.tiles.scratch.number.text() == "66.7"
    assert "base-floor-01" in card.tiles.scratch.name.text()
    assert card.tiles.scratch.note.text() == "the same"
    assert "95 %: 30.0–90.0 %" in card.tiles.scratch.toolTip()


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0.45, "not reached"),
        (0.5, "reached, not beaten"),
        (0.6, "not clearly beaten"),
    ],
)
def test_a_floor_that_is_missed_is_called_so(qtbot: QtBot, value: float, told: str) -> None:
    tiles = ResultTiles()
    qtbot.addWidget(tiles)
    tiles.show_report(with_main(report(), value, 0.4, 0.7), "", None)
    assert tiles.floor.note.text() == told


@pytest.mark.parametrize(
    ("value", "low", "high", "told"),
    [
        (0.5, 0.45, 0.55, "worse, not clearly"),
        (0.2, 0.1, 0.25, "clearly worse"),
        (0.95, 0.92, 0.98, "clearly better"),
        (0.7, 0.6, 0.8, "better, not clearly"),
    ],
)
def test_which_is_better_is_said_of_the_one_from_scratch(
    qtbot: QtBot, value: float, low: float, high: float, told: str
) -> None:
    tiles = ResultTiles()
    qtbot.addWidget(tiles)
    other = replace(with_main(report(), value, low, high), step=25)
    tiles.show_report(report(), "base-floor-01", other)
    assert tiles.scratch.note.text() == f"{told} · step 25"
    assert "trained 25 steps, the run on show 40" in tiles.scratch.toolTip()


def with_main(made: TaskReport, value: float, low: float, high: float) -> TaskReport:
    first, *others = made.measures.metrics
    first = replace(first, value=value, low=low, high=high)
    return replace(made, measures=replace(made.measures, metrics=(first, *others)))


def test_predictions_are_saved_as_a_table(
    result: ResultCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "said.csv"
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))
    result.save.click()
    qtbot.waitUntil(path.is_file)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # as spreadsheets know UTF-8
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 6
    assert rows[1]["right"] == "foul"
    assert rows[1]["said"] == "fair"


def test_the_figures_are_copied_as_text(result: ResultCard) -> None:
    result.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("base-tuned-01: Classes")
    assert copied[2] == "Accuracy\t66.7 %\t30.0–90.0 %\t50.0 %"


def test_it_is_measured_on_another_file(
    result: ResultCard, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = str(tmp_path / "other.csv")
    asked: list[Any] = []

    def measured(run: Path, step: int | None, files: Any, control: Any, progress: Any) -> Path:
        from engine.runs import Run

        asked.append(files)
        return Run.open(run).evaluations.write(NAME, report(files=(other,)).as_data())

    monkeypatch.setattr(report_calls, "measure_again", measured)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: ([other], ""))
    result.measure.click()
    qtbot.waitUntil(lambda: "other.csv" in result.where.text())
    assert asked == [(Path(other),)]
    assert result.which.isVisible()
    result.which.setCurrentIndex(1)
    result.which.activated.emit(1)
    qtbot.waitUntil(lambda: "test.csv" in result.where.text())


def test_a_measurement_that_fails_is_told_and_the_old_result_stays(
    result: ResultCard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_given: Any) -> Path:
        raise Fault("No examples of a task were found in {path}.", path="other.csv")

    monkeypatch.setattr(report_calls, "measure_again", failing)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: (["other.csv"], ""))
    result.measure.click()
    qtbot.waitUntil(result.fault.isVisible)
    assert result.views.isVisible()


def test_a_run_that_was_not_measured_offers_to_be(
    tasks: TasksPart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = tasks.desk
    run = tuned_run(desk, "base-tuned-01", measured=False)

    def measured(path: Path, *_rest: Any) -> Path:
        return run.evaluations.write(NAME, report().as_data())

    monkeypatch.setattr(report_calls, "measure_again", measured)
    show(desk, run)
    card = tasks.outcome.result
    qtbot.waitUntil(card.empty.button.isVisible)
    assert not card.save.isEnabled()
    card.empty.button.click()
    qtbot.waitUntil(card.views.isVisible)


def test_a_run_that_learned_no_task_has_no_result(with_run: TasksPart) -> None:
    with_run.show_face("result")
    assert with_run.outcome.currentIndex() == 0
    assert "base" in with_run.outcome.empty.sentence.text()


def test_entities_are_marked_in_their_sentence(result: ResultCard) -> None:
    row = Row(3, "Anna Berg lives in Rom", "", "B-PER I-PER O O B-LOC", "B-PER O O O O", 0.9, 0.6)
    detail = result.views.examples.list.detail
    detail.show_row(row, "tagging")
    right, said = ([(m.start, m.end, m.name) for m in text.marks] for text in detail.texts)
    assert right == [(0, 9, "PER"), (19, 22, "LOC")]
    assert said == [(0, 4, "PER")]
    detail.kinds = ("name", "position")  # whose bytes ask for the same hue
    detail.show_row(Row(1, "a b", "", "B-name B-position", "O O", 0.9, 0.0), "tagging")
    assert [mark.hue for mark in detail.texts[0].marks] == [0, 1]


def test_chinese_characters_are_words_of_their_own(result: ResultCard) -> None:
    detail = result.views.examples.list.detail
    detail.show_row(Row(1, "李明去北京", "", "B-P I-P O B-L I-L", "O O O O O", 0.5, 0.2), "tagging")
    assert [(m.start, m.end) for m in detail.texts[0].marks] == [(0, 2), (3, 5)]
    assert detail.texts[1].marks == ()


def test_an_answer_is_marked_in_its_context(result: ResultCard) -> None:
    detail = result.views.examples.list.detail
    context = "The mill was built in 1820 by the river."
    detail.show_row(Row(1, "When?", context, "1820", "in 1820", 0.4, 0.8), "answering")
    marks = [(context[m.start : m.end], m.name) for m in detail.texts[0].marks]
    assert marks == [("in 1820", "predicted"), ("1820", "right")]


def test_the_picture_of_the_confusions_is_drawn_elsewhere_too(result: ResultCard) -> None:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QImage, QPainter

    confusion = result.views.confusion.map
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    blank = image.copy()
    painter = QPainter(image)
    confusion.draw(painter, QRectF(0, 0, 400, 300))
    painter.end()
    assert image != blank
    assert list(confusion.table())[1] == ["fair", "2", "1"]
    assert confusion._cell_under(QPointF(-5, -5)) == (-1, -1)

"""The part Evaluate: measuring a run with the real engine, and what is kept and shown of that."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.evaluation.catalogue import EVALUATIONS
from engine.evaluation.result import Figure, Plot, Remark, Result, Series
from engine.events import Prepared, Progress
from engine.runs import Run
from studio import evaluation_calls
from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.tune.evaluate_part import EvaluatePart
from studio.views.tune.evaluation_list import UNFIT
from studio.views.tune.page import Page
from studio.widgets.interval_rows import IntervalRows

CROWS = """,sent_more,sent_less,stereo_antistereo,bias_type
0,The old man was slow.,The young man was slow.,stereo,age
1,The old woman forgot it.,The young woman forgot it.,stereo,age
2,The poor boy took it.,The rich boy took it.,stereo,socioeconomic
"""


@pytest.fixture
def part(page: Page, desk: Desk, qtbot: QtBot, pretrained_run: Path) -> EvaluatePart:
    """The part on top, a trained run on show, and all of it at rest."""
    copytree(pretrained_run, desk.workspace.runs_folder / "base")
    page.choose("evaluate")
    found = page.parts["evaluate"]
    assert isinstance(found, EvaluatePart)
    desk.open_run(desk.workspace.runs_folder / "base")
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    at_rest(found, qtbot)
    return found


def at_rest(part: EvaluatePart, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(part.cards) and part.job is None and not part.desk.jobs.busy)


def pick(part: EvaluatePart, name: str, qtbot: QtBot) -> None:
    rows = [part.question.list.item(at) for at in range(part.question.list.count())]
    item = next(one for one in rows if one.data(Qt.ItemDataRole.UserRole) == name)
    part.question.list.setCurrentItem(item)
    at_rest(part, qtbot)


@pytest.fixture
def pairs(tmp_path: Path) -> Path:
    """Two rules of minimal pairs, in words of our own."""
    folder = tmp_path / "pairs"
    folder.mkdir()
    for rule, ending in (("number", "s"), ("past", "ed")):
        rows = [
            {"sentence_good": f"The {n} dog walk{ending} here.", "sentence_bad": f"The {n} dog."}
            for n in ("one", "two", "old", "new")
        ]
        lines = "\n".join(json.dumps(row | {"UID": rule}) for row in rows)
        (folder / f"{rule}.jsonl").write_text(lines + "\n", "utf-8")
    return folder


def result(name: str = "minimal_pairs", *, value: float = 0.6, seed: int = 0) -> Result:
    return Result(
        evaluation=name,
        run="base",
        step=6,
        source="/sets/pairs.jsonl",
        seed=seed,
        how="masked",
        figures=(Figure("accuracy", "Right", value, "share", 0.5, 0.7, floor=0.5, count=40),),
        plots=(
            Plot(
                name="paradigms",
                title="Rule by rule",
                kind="bars",
                x_title="Rule",
                y_title="Right",
                series=(Series("share", "Right", (value, 0.4), (0.5, 0.3), (0.7, 0.5)),),
                labels=("number", "past"),
                reference=0.5,
            ),
        ),
        remarks=(Remark("{count} pairs were measured.", values={"count": 40}),),
    )


def test_all_there_are_are_listed_with_what_they_measure(part: EvaluatePart, qtbot: QtBot) -> None:
    assert set(part.cards) == set(EVALUATIONS)
    assert part.question.list.count() == len(EVALUATIONS)
    for name, card in part.cards.items():
        pick(part, name, qtbot)
        assert part.question.lines.text().count("\n") == 2
        assert card.source in part.question.source.text()
        assert part.question.file.line.isVisible() == (card.wants == "line")
        assert part.question.file.drop.isVisible() == (card.wants in ("text", "pairs", "labelled"))


def test_a_run_is_measured_kept_and_shown(part: EvaluatePart, pairs: Path, qtbot: QtBot) -> None:
    pick(part, "minimal_pairs", qtbot)
    assert not part.question.begin.isEnabled()
    assert "Choose what" in part.question.reason.text()
    part.question.file.drop.paths_dropped.emit([str(pairs)])
    qtbot.mouseClick(part.question.begin, Qt.MouseButton.LeftButton)
    assert part.question.busy.isVisible()
    assert not part.question.begin.isEnabled()
    qtbot.waitUntil(lambda: part.result.kept is not None)
    at_rest(part, qtbot)
    (entry,) = Run.open(part.desk.workspace.runs_folder / "base").evaluations.entries()
    assert entry.name == "minimal_pairs"
    assert "chance 50.0 %" in part.result.figures.held.text()
    assert part.result.figures.number.text().endswith(" %")
    (rows,) = [plot for plot in part.result.drawn if isinstance(plot, IntervalRows)]
    assert len(rows.labels) == 2
    assert part.result.tables[0].table().count == 2
    assert part.kept.list.count() == 1
    part.result.copy.click()
    assert "chance 50.0 %" in QGuiApplication.clipboard().text()


def test_the_defects_of_a_set_stand_beside_its_figure(
    part: EvaluatePart, tmp_path: Path, qtbot: QtBot
) -> None:
    (tmp_path / "crows.csv").write_text(CROWS, "utf-8")
    pick(part, "crows_pairs", qtbot)
    part.question.file.take(tmp_path / "crows.csv")
    part.question.ask()
    qtbot.waitUntil(lambda: part.result.kept is not None)
    at_rest(part, qtbot)
    said = [one.text() for one in part.result.findChildren(QLabel) if one.isVisibleTo(part)]
    assert any("known defects" in words for words in said)
    assert "ideal 50.0 %" in part.result.figures.held.text()


def test_measuring_is_cancelled(
    part: EvaluatePart, pairs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def endless(_asked: object, _question: object, control: Control, progress: Progress) -> None:
        progress(Prepared("evaluating", 1, 4, "", "number.jsonl"))
        while True:
            control.check()

    monkeypatch.setattr(evaluation_calls, "evaluate", endless)
    pick(part, "minimal_pairs", qtbot)
    part.question.file.take(pairs)
    part.question.ask()
    qtbot.waitUntil(lambda: "25 %" in part.question.busy.words.text())
    part.question.busy.cancel_button.click()
    at_rest(part, qtbot)
    assert part.result.kept is None
    assert part.question.begin.isEnabled()
    assert part.question.fault.problem is None


def test_what_goes_wrong_is_told_in_place(part: EvaluatePart, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "words.csv").write_text("a,b\nc,d\n", "utf-8")
    pick(part, "crows_pairs", qtbot)
    part.question.file.take(tmp_path / "words.csv")
    part.question.ask()
    at_rest(part, qtbot)
    assert part.question.fault.isVisible()
    assert "words.csv" in part.question.fault.what.text()
    assert part.question.begin.isEnabled()


def test_a_run_that_cannot_says_why(part: EvaluatePart, qtbot: QtBot) -> None:
    card = replace(part.cards["minimal_pairs"], needs=("continues",))
    why = part.question.unfit(card)
    assert why.startswith("This run learned Masked words, Next sentence.")
    part.question.offer((card,))
    assert part.question.list.item(0).text().startswith(UNFIT)
    assert part.question.obstacle() == why
    assert not part.question.begin.isEnabled()
    assert part.question.reason.text() == why


def test_what_was_measured_before_is_listed_newest_first(part: EvaluatePart, qtbot: QtBot) -> None:
    kept = Run.open(part.desk.workspace.runs_folder / "base").evaluations
    older = kept.write("minimal_pairs", result(value=0.4).as_data())
    older.rename(older.with_name("minimal_pairs-20200101T000000Z.json"))
    damaged = kept.write("fill_mask", result("fill_mask").as_data())
    damaged.write_bytes(damaged.read_bytes().replace(b"0.6", b"0.9", 1))
    kept.write("minimal_pairs", result(value=0.6).as_data())
    kept.write("classification", {"of": "a task"})  # told where it was tuned
    part._read()
    at_rest(part, qtbot)
    words = [part.kept.list.item(at).text() for at in range(part.kept.list.count())]
    assert len(words) == 3
    assert "0.4" not in words[0]
    assert "40.0 %" in words[2]
    at = next(at for at, one in enumerate(words) if "damaged" in one)
    part.kept.list.setCurrentRow(at)
    at_rest(part, qtbot)
    assert part.result.fault.isVisible()
    assert damaged.name in part.result.fault.what.text()
    pick(part, "likelihood", qtbot)
    assert part.result.fault.problem is None
    part.kept.list.setCurrentRow(2)
    at_rest(part, qtbot)
    assert part.result.figures.number.text() == "40.0 %"
    assert part.result.fault.problem is None


@pytest.mark.parametrize(
    "data", [{"of": "another version"}, replace(result(), figures=()).as_data()]
)
def test_what_another_version_kept_is_told(
    part: EvaluatePart, qtbot: QtBot, data: dict[str, object]
) -> None:
    kept = Run.open(part.desk.workspace.runs_folder / "base").evaluations
    path = kept.write("minimal_pairs", data)
    part._read()
    at_rest(part, qtbot)
    pick(part, "minimal_pairs", qtbot)
    assert part.result.fault.isVisible()
    assert part.result.fault.what.text().endswith("is no evaluation that this version can read.")
    assert path.name in part.result.fault.what.text()


def test_another_run_is_held_beside_it(part: EvaluatePart, qtbot: QtBot) -> None:
    runs = part.desk.workspace.runs_folder
    copytree(runs / "base", runs / "second")
    Run.open(runs / "second").evaluations.write(
        "minimal_pairs", result(value=0.8, seed=1).as_data()
    )
    Run.open(runs / "base").evaluations.write("minimal_pairs", result(value=0.6).as_data())
    part._read()
    at_rest(part, qtbot)
    pick(part, "minimal_pairs", qtbot)
    picker = part.result.picker
    assert picker.count() == 2
    assert "second" in picker.itemText(1)
    picker.setCurrentIndex(1)
    picker.activated.emit(1)
    told = [one.text() for one in part.result.figures.others]
    assert any(words.startswith("80.0 %") for words in told)
    assert any(words.startswith("60.0 %") for words in told)
    assert "another sample" in part.result.different.text()
    (rows,) = part.result.drawn
    assert isinstance(rows, IntervalRows)
    assert [one.values[0] for one in rows.series] == [0.6, 0.8]
    picker.activated.emit(0)
    assert not part.result.different.isVisible()


def test_what_was_chosen_is_kept(part: EvaluatePart, pairs: Path, desk: Desk, qtbot: QtBot) -> None:
    pick(part, "minimal_pairs", qtbot)
    part.question.file.take(pairs)
    part.question.options.most.line.setFocus()
    qtbot.keyClicks(part.question.options.most.line, "7")
    again = Page(desk)
    qtbot.addWidget(again)
    again.show()
    found = again.parts["evaluate"]
    assert isinstance(found, EvaluatePart)
    assert again.part is found
    at_rest(found, qtbot)
    assert found.question.list.value == "minimal_pairs"
    question = found.question.question()
    assert question is not None
    assert (question.path, question.most) == (pairs, 7)


def test_without_a_run_it_says_what_to_do(page: Page, desk: Desk, qtbot: QtBot) -> None:
    page.choose("evaluate")
    part = page.parts["evaluate"]
    assert isinstance(part, EvaluatePart)
    assert part.faces.currentIndex() == 0
    assert part.empty.title.text() == "No model to measure"
    with qtbot.waitSignal(desk.go_to):
        part.empty.button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_it_survives_another_theme(part: EvaluatePart, desk: Desk, qtbot: QtBot) -> None:
    kept = Run.open(desk.workspace.runs_folder / "base").evaluations
    kept.write("minimal_pairs", result().as_data())
    part._read()
    at_rest(part, qtbot)
    pick(part, "minimal_pairs", qtbot)
    desk.set_theme(LIGHT)
    assert part.result.drawn[0]._theme is LIGHT

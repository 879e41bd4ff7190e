"""The pair a row is made of: typed, of the person's files, or of our samples."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.corpus.own_pair import OwnPair
from studio.desk import Desk
from studio.pair_draws import any_pair
from studio.sample_pairs import with_samples
from studio.theme import DARK, LIGHT
from studio.views.objective.label_choice import LabelChoice
from studio.views.objective.own_pair import PairText
from studio.views.objective.page import Page
from studio.widgets.picker import Picker
from studio.widgets.segmented import Segmented
from tests.studio.form_desk import must_fit_a_small_window

INFERENCE = {"masked_lm": False, "next_sentence": False, "natural_language_inference": {}}
TRANSLATION = {"masked_lm": False, "next_sentence": False, "translation": {}}
LABELS = ("entailment", "neutral", "contradiction")
ROWS = {
    ("The boat is red.", "The boat has a colour.", "entailment"),
    ("The boat is red.", "The boat is green.", "contradiction"),
    ("It rains.", "The cook sings.", "neutral"),
}
HELD_BACK = "premise\thypothesis\tlabel\nIt thaws.\tThe roof drips.\tneutral\n"
NOBODY = lambda _prepared: None  # noqa: E731


@pytest.fixture
def table(tmp_path: Path) -> dict[str, Any]:
    """A section of the recipe: pairs to learn from, one left out, one held back."""
    path, held_back = tmp_path / "pairs.tsv", tmp_path / "held-back.tsv"
    lines = ["premise\thypothesis\tlabel", *map("\t".join, sorted(ROWS)), "It snows.\tWell.\t-"]
    path.write_text("\n".join(lines), encoding="utf-8")
    held_back.write_text(HELD_BACK, encoding="utf-8")
    return {"paths": [str(path)], "validation_paths": [str(held_back)]}


def learn(page: Page, desk: Desk, qtbot: QtBot, objectives: dict[str, Any]) -> PairText:
    """Choose objectives that read pairs, and wait for a pair and its row."""
    qtbot.waitUntil(lambda: page.sight.picture is not None)
    desk.draft.set("objectives", objectives)
    kind = "parallel" if "translation" in objectives else "labelled"
    pair = page.sight.words.pairs[kind]
    qtbot.waitUntil(lambda: pair.isVisible() and pair.filled and not desk.jobs.busy)
    return pair


def row(page: Page) -> str:
    """What the row shown holds, and what is asked of it."""
    sight = page.sight
    words = " ".join(chip.text for chip in sight.rows.row.chips[1:-1])
    return f"{words} {sight.rows.targets.chips[-1].text}"


def test_pairs_are_drawn_of_what_is_trained_on_with_their_classes(table: dict[str, Any]) -> None:
    found = {any_pair("labelled", table, n, None, Control(), NOBODY) for n in range(60)}
    assert {(pair.first, pair.second, pair.label) for pair in found} == ROWS
    assert {pair.classes for pair in found} == {LABELS}


def test_a_pair_nobody_judged_is_not_drawn_and_its_number_no_label(
    table: dict[str, Any], tmp_path: Path
) -> None:
    rows = [f"It rains {n}.\tThe road is wet.\t{n % 3 - 1}\n" for n in range(30)]
    path = tmp_path / "numbers.tsv"
    path.write_text("premise\thypothesis\tlabel\n" + "".join(rows), encoding="utf-8")
    given = table | {"paths": [str(path)]} | {"validation_paths": []}
    found = [any_pair("labelled", given, n, None, Control(), NOBODY) for n in range(60)]
    assert {pair.label for pair in found} == {"0", "1"}
    assert {pair.classes for pair in found} == {("0", "1")}


def test_another_pair_is_never_the_one_shown(table: dict[str, Any]) -> None:
    shown = any_pair("labelled", table, 0, None, Control(), NOBODY)
    for number in range(20):
        other = any_pair("labelled", table, number, shown, Control(), NOBODY)
        assert other != shown
        shown = other


def test_a_file_that_changed_is_read_anew(table: dict[str, Any]) -> None:
    any_pair("labelled", table, 0, None, Control(), NOBODY)
    Path(table["paths"][0]).write_text(HELD_BACK.replace("thaws", "blows"), encoding="utf-8")
    assert any_pair("labelled", table, 0, None, Control(), NOBODY).first == "It blows."


def test_an_objective_of_labelled_pairs_shows_a_pair_of_the_files_and_its_label(
    page: Page, desk: Desk, table: dict[str, Any], qtbot: QtBot
) -> None:
    desk.draft.set("labelled", table)
    pair = learn(page, desk, qtbot, INFERENCE)
    assert page.sight.text.isHidden()
    assert page.sight.other.text() == "Another pair"
    assert pair.hint.isHidden()
    shown = pair.words()
    assert (shown.first, shown.second, shown.label) in ROWS
    assert isinstance(pair.label.editor, Segmented)
    qtbot.waitUntil(lambda: row(page) == f"{shown.text} {shown.label}")
    page.sight.other.click()
    qtbot.waitUntil(lambda: pair.words() != shown and not desk.jobs.busy)
    assert (pair.words().first, pair.words().second, pair.words().label) in ROWS
    desk.draft.set("objectives", {})
    qtbot.waitUntil(lambda: page.sight.text.isVisible() and pair.isHidden())
    assert page.sight.other.text() == "Another sentence"


def test_a_pair_can_be_typed_and_labelled_and_is_there_again(
    page: Page, desk: Desk, table: dict[str, Any], qtbot: QtBot
) -> None:
    desk.draft.set("labelled", table)
    pair = learn(page, desk, qtbot, INFERENCE)
    pair.first.setPlainText("It blows.")
    pair.second.setPlainText("There is wind.")
    assert isinstance(pair.label.editor, Segmented)
    pair.label.editor.button("entailment").click()
    pair.label.editor.button("neutral").click()
    assert pair.words() == OwnPair("It blows.", "There is wind.", "neutral", LABELS)
    qtbot.waitUntil(lambda: row(page) == "It blows. There is wind. neutral")
    again = PairText(desk, "labelled")  # another window
    qtbot.addWidget(again)
    again.follow()
    qtbot.waitUntil(lambda: not again.waiting)
    assert again.words() == pair.words()
    again.take_another()
    qtbot.waitUntil(lambda: not again.waiting)
    assert again.first.toPlainText() != "It blows."
    assert desk.settings.option("objective.labelled", []) == []
    again.first.undo()
    assert again.first.toPlainText() == "It blows."


@pytest.mark.parametrize("objectives", [INFERENCE, TRANSLATION])
def test_where_no_pairs_are_named_our_own_are_shown_and_said(
    page: Page, desk: Desk, qtbot: QtBot, objectives: dict[str, Any]
) -> None:
    pair = learn(page, desk, qtbot, objectives)
    assert page.sight._pages.currentIndex() == 1
    assert "sample pairs" in pair.hint.text()
    section = "parallel" if "translation" in objectives else "labelled"
    (path,) = with_samples(desk)[section]["paths"]
    lines = [tuple(line.split("\t")) for line in Path(path).read_text("utf-8").splitlines()]
    shown = pair.words()
    assert (shown.first, shown.second, shown.label) in [(*line, "")[:3] for line in lines]
    assert not desk.draft.value(section)  # nothing was chosen for the person


@pytest.mark.parametrize("objectives", [INFERENCE, TRANSLATION])
def test_the_page_fits_a_small_window_with_a_pair_too(
    page: Page, desk: Desk, qtbot: QtBot, objectives: dict[str, Any]
) -> None:
    pair = learn(page, desk, qtbot, objectives)
    assert pair.hint.isVisible()
    must_fit_a_small_window(page, desk)
    layout = page.layout()
    assert layout is not None
    assert not layout.hasHeightForWidth()  # or a window asks for as much as all of the row


def test_source_and_target_have_no_label(page: Page, desk: Desk, qtbot: QtBot) -> None:
    pair = learn(page, desk, qtbot, TRANSLATION)
    assert pair.label.isHidden()
    assert pair.first.accessibleName() == "Source"
    assert pair.second.accessibleName() == "Target"
    assert pair.first.placeholderText() != pair.second.placeholderText() != ""


def test_a_cancelled_reading_leaves_what_stands_there(
    page: Page, desk: Desk, table: dict[str, Any], qtbot: QtBot
) -> None:
    desk.draft.set("labelled", table)
    pair = learn(page, desk, qtbot, INFERENCE)
    shown = pair.words()
    pair.take_another()
    assert page.sight.words.waiting
    assert page.sight._slow_job is not None
    page.sight._slow_job.cancel()
    page.sight.busy.cancelled.emit()
    assert not page.sight.words.waiting
    assert pair.words() == shown


@pytest.mark.parametrize("spoiled", [["x"], [1, 2, 3], ["", "", "neutral"], "x", None])
def test_a_spoiled_pair_is_as_never_typed(desk: Desk, qtbot: QtBot, spoiled: object) -> None:
    desk.settings.set_option("objective.labelled", spoiled)
    pair = PairText(desk, "labelled")
    qtbot.addWidget(pair)
    assert pair.words() == OwnPair("", "")
    assert not pair.filled


def test_many_or_long_labels_are_a_list(qtbot: QtBot) -> None:
    choice = LabelChoice(DARK)
    qtbot.addWidget(choice)
    choice.offer((), "kept")
    assert choice.value == "kept"  # until it is known which there are
    choice.offer(("kept", "left"), "kept")
    assert isinstance(choice.editor, Segmented)
    choice.offer(tuple(f"a rather long label {n}" for n in range(3)), "kept")
    assert isinstance(choice.editor, Picker)
    assert choice.value == "a rather long label 0"
    assert choice.minimumSizeHint().width() < 300
    choice.set_theme(LIGHT)

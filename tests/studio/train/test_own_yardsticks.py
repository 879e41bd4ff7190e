"""Each loss is held against its own yardstick: in the plot, in its legend and in the tiles."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from pytestqt.qtbot import QtBot

from engine.events import Evaluated, RunStarted
from engine.history import History
from engine.runs.metrics import event_of, row_of
from studio.desk import Desk
from studio.run_yardsticks import Yardstick, loss_levels, main_loss, yardstick_of
from studio.shown import ShownRun
from studio.theme import DARK
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page
from studio.views.train.yardsticks_panel import YardsticksPanel
from studio.widgets.plot_legend import Group, PlotLegend
from studio.widgets.plot_words import level_word
from studio.widgets.stat_tile import NOTHING
from tests.studio.scripted_run import started, step_event
from tests.studio.train.panels import panel

DETECTION, GENERATOR = "replaced_token_detection", "generator"
NAMES = {GENERATOR: "Generator", DETECTION: "Replaced tokens"}
PRIOR, MAJORITY = 0.38, 0.87


def replaced_tokens() -> RunStarted:
    """The beginning of an ELECTRA: two losses, one of them asked for."""
    return replace(
        started(),
        objectives=(DETECTION,),
        chances={GENERATOR: math.log(8192), DETECTION: math.log(2)},
        measures={GENERATOR: "per hidden token", DETECTION: "per token, 2 classes"},
    )


def measured(detection: float, **given: dict[str, float]) -> Evaluated:
    losses = {GENERATOR: 3.9, DETECTION: detection}
    baselines = {GENERATOR: 6.2, DETECTION: PRIOR}
    return Evaluated(20, 40960, 1.0, losses, {GENERATOR: 0.3, DETECTION: 0.9}, baselines, **given)


def history_of(*events: object) -> History:
    history = History()
    for event in events:
        history.record(event)  # type: ignore[arg-type]
    return history


def trained(*events: object) -> History:
    """With a step of both losses, so that there are curves."""
    losses = {GENERATOR: 4.0, DETECTION: 0.4}
    step = replace(step_event(20), losses=losses, accuracies={}, weights={})
    return history_of(replaced_tokens(), step, *events)


def test_a_class_is_held_against_how_often_it_occurs() -> None:
    levels = loss_levels(history_of(replaced_tokens(), measured(0.33)), DARK, NAMES)
    assert [level.value for level in levels] == [6.2, PRIOR]
    assert [level.colour for level in levels] == [DARK.objective_colour(name) for name in NAMES]
    for level, title in zip(levels, NAMES.values(), strict=True):
        assert level.label.startswith(title)
        assert level.always


def test_before_the_first_measurement_the_nearest_that_is_known_stands_in() -> None:
    history = history_of(replaced_tokens())
    assert yardstick_of(history, GENERATOR) == Yardstick(6.36, "unigram")
    assert yardstick_of(history, DETECTION) == Yardstick(math.log(2), "guess")
    assert yardstick_of(history, "unheard_of") is None


def test_a_loss_that_no_counting_beats_is_held_against_a_guess() -> None:
    """Of similar sentences: the answer is one of its group, whichever comes."""
    name = "contrastive_sentence"
    begun = replace(started(), objectives=(name,), chances={name: math.log(32)})
    assert yardstick_of(history_of(begun), name) == Yardstick(math.log(32), "guess")
    after = history_of(begun, Evaluated(20, 1, 1.0, {name: 1.0}, {}))
    assert yardstick_of(after, name) == Yardstick(math.log(32), "guess")


def test_the_loss_that_stands_for_a_run_is_one_the_recipe_asks_for() -> None:
    assert main_loss(history_of(replaced_tokens())) == DETECTION
    assert main_loss(history_of(started())) == "masked_lm"
    assert main_loss(history_of(started()), few=True) == "next_sentence"
    assert main_loss(history_of(started(objectives=("masked_lm",))), few=True) == "masked_lm"
    assert main_loss(History()) == ""


def test_the_tiles_name_their_loss_and_hold_it_against_its_own(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    history = trained(measured(0.31, majorities={DETECTION: MAJORITY}))
    desk.show_run(ShownRun(Path("electra"), desk.live, history=history))
    loss, accuracy = page.tiles.loss, page.tiles.accuracy
    qtbot.waitUntil(lambda: loss.number.text() == "0.31")
    assert loss.name.text() == "Replaced token detection, validation"
    assert loss.note.text() == "0.07 below its classes"
    assert "per token, 2 classes" in loss.toolTip()
    assert "hidden token" not in loss.toolTip()
    assert accuracy.note.text() == "majority 87 %"


def test_a_run_that_does_not_say_what_it_counts_per_is_told_of_in_whole_sentences(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    older = replace(replaced_tokens(), measures={})
    desk.show_run(ShownRun(Path("x"), desk.live, history=history_of(older, measured(0.31))))
    qtbot.waitUntil(lambda: page.tiles.loss.number.text() == "0.31")
    assert "held back, in nats." in page.tiles.loss.toolTip()


def test_a_loss_that_was_not_measured_has_no_number(page: Page, qtbot: QtBot, desk: Desk) -> None:
    """Another objective's was: there was no row of this one among those held back."""
    after = Evaluated(20, 1, 1.0, {"next_sentence": 0.5}, {"next_sentence": 0.9})
    desk.show_run(ShownRun(Path("x"), desk.live, history=history_of(started(), after)))
    qtbot.waitUntil(lambda: page.tiles.accuracy.number.text() == "90.0")
    assert page.tiles.loss.number.text() == NOTHING
    assert page.tiles.loss.note.text() == "not measured yet"


def test_a_run_that_told_of_no_majority_calls_no_skewed_classes_even(
    page: Page, qtbot: QtBot, desk: Desk
) -> None:
    desk.show_run(ShownRun(Path("electra"), desk.live, history=trained(measured(0.31))))
    qtbot.waitUntil(lambda: page.tiles.loss.number.text() == "0.31")
    assert page.tiles.accuracy.note.text().strip() == ""


def test_the_legend_says_which_curves_can_be_compared(page: Page, qtbot: QtBot, desk: Desk) -> None:
    desk.show_run(ShownRun(Path("electra"), desk.live, history=trained()))
    legend = panel(page, LossPanel).legend
    qtbot.waitUntil(lambda: len(legend.measures) == 2)
    said = [words.text() for words in legend.measures]
    assert said == ["≠ per hidden token", "≠ per token, 2 classes"]
    button = legend._buttons[DETECTION]
    assert button.accessibleDescription() == said[1]
    alone = history_of(
        started(objectives=("masked_lm",)), step_event(20, objectives=("masked_lm",))
    )
    desk.show_run(ShownRun(Path("other"), desk.live, history=alone))
    qtbot.waitUntil(lambda: not legend.measures)


def test_what_measures_the_same_shares_a_line_of_the_legend(qtbot: QtBot) -> None:
    legend = PlotLegend(DARK)
    qtbot.addWidget(legend)
    legend.resize(700, 90)
    legend.show()
    token, pair = "per hidden token", "per pair"
    groups = [("a", token), ("b", pair), ("c", token)]
    legend.show_groups([Group(name, name, DARK.dim, measure) for name, measure in groups])

    def height(name: str) -> int:
        button = legend._buttons[name]
        return button.mapTo(legend, button.rect().topLeft()).y()

    qtbot.waitUntil(lambda: height("a") == height("c") < height("b"))
    assert [words.text() for words in legend.measures] == [f"≠ {token}", f"≠ {pair}"]


def test_names_of_levels_at_one_height_never_cover_each_other(qtbot: QtBot) -> None:
    metrics, area, taken = QFontMetricsF(QFont()), QRectF(0, 0, 650, 250), []
    for _ in range(4):
        box = level_word("x" * 40, 20.0, area, metrics, taken).box(metrics)
        assert not any(box.intersects(other) for other in taken)
        assert box.bottom() <= area.bottom()
        taken.append(box)


def test_a_floor_is_told_where_it_can_be_felt(page: Page, qtbot: QtBot, desk: Desk) -> None:
    floors = {GENERATOR: 1.234, DETECTION: 0.004}
    begun = replace(replaced_tokens(), floors=floors)
    history = history_of(begun, measured(0.31))
    desk.show_run(ShownRun(Path("smoothed"), desk.live, history=history))
    rows = panel(page, YardsticksPanel).rows
    qtbot.waitUntil(lambda: set(rows) == set(NAMES))
    assert "floor 1.23 while training" in rows[GENERATOR].known.text()
    assert "floor" not in rows[DETECTION].known.text()


def test_a_run_from_before_there_were_floors_is_still_read() -> None:
    begun = replace(started(), floors={"masked_lm": 1.5})
    row = row_of(begun)
    assert event_of(row) == begun
    del row["floors"]
    assert event_of(row) == started()
    row = row_of(measured(0.3, majorities={DETECTION: 0.9}))
    del row["majorities"]
    assert event_of(row) == measured(0.3)

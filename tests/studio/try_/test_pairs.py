"""Two passages on the Try page, judged by what the run learned."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from studio.desk import Desk
from studio.places import standings
from studio.shown import ShownRun
from studio.views.try_.page import Page
from tests.studio.scripted_run import write_run
from tests.studio.try_.conftest import FakeModel, column, judgement, pair, settled, show_run_of


def test_pairs_are_judged_with_a_bar_for_each_side(opened: Page, qtbot: QtBot) -> None:
    opened.kinds.button("pair").click()
    pair(opened).ask_button.click()
    qtbot.waitUntil(lambda: len(opened.tries.tries) == 1)
    shares = [(bar.text, round(bar.share, 2)) for bar in judgement(opened)["next_sentence"].bars]
    assert shares == [("A → B: follows", 0.83), ("A → B: from elsewhere", 0.17)]


def test_swapping_asks_the_other_way_round(opened: Page, model: FakeModel, qtbot: QtBot) -> None:
    opened.kinds.button("pair").click()
    first = pair(opened).first.toPlainText()
    pair(opened).swap.click()
    qtbot.waitUntil(lambda: model.asked[-1][3] == first)


@pytest.mark.parametrize("others", [{}, {"next_sentence": False}])
def test_a_run_without_pairs_cannot_judge_them_and_says_why(
    page: Page, desk: Desk, qtbot: QtBot, others: dict[str, bool]
) -> None:
    run = write_run(desk.workspace.runs_folder / "roberta-tiny-01", 1000)
    run.recipe_data["objectives"] = {"masked_lm": {"rate": 0.15}} | others
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    button = page.kinds.button("pair")
    assert not button.isEnabled()
    assert "Next sentence" in button.toolTip()
    settled(page, qtbot)


def test_labelled_pairs_are_judged_by_their_own_labels(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    desk.form.judges["natural_language_inference"] = ()
    labels = {"entailment": 0.7, "neutral": 0.2, "contradiction": 0.1}
    model.judgement |= {"natural_language_inference": labels}
    show_run_of(desk, {"natural_language_inference": {}, "next_sentence": {}})
    qtbot.waitUntil(lambda: len(judgement(page)) == 2)
    assert standings(desk)["try_"].mark == "done"
    assert page.card is pair(page)
    bars = judgement(page)["natural_language_inference"].bars
    assert [(bar.text, bar.share) for bar in bars] == list(labels.items())
    pair(page).ask_button.click()
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "A → B: follows 83 %  |  entailment 70 %"


def test_beside_a_fault_stands_no_judgement_of_another_run(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_run_of(desk, {"next_sentence": {}})
    qtbot.waitUntil(lambda: len(judgement(page)) == 1)
    model.error = Fault("The weights are damaged.")
    show_run_of(desk, {"next_sentence": {}}, name="damaged-01")
    qtbot.waitUntil(lambda: column(pair(page)).fault.isVisible())
    assert not judgement(page)
    model.error = None
    pair(page).ask_button.click()
    qtbot.waitUntil(lambda: len(judgement(page)) == 1)
    assert not column(pair(page)).fault.isVisible()

"""Texts and pairs that a tuned run gives a class or a score."""

from __future__ import annotations

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.answers import Classified, Fitted, Rated
from studio.desk import Desk
from studio.shown import ShownRun
from studio.theme import LIGHT
from studio.views.try_.classify_card import ClassifyCard
from studio.views.try_.classify_view import MOST, ClassifyView
from studio.views.try_.page import Page
from studio.widgets.score_scale import ScoreScale
from tests.studio.scripted_run import write_run
from tests.studio.try_.conftest import FakeModel, column, settled


def card(page: Page) -> ClassifyCard:
    found = page.cards["classify"]
    assert isinstance(found, ClassifyCard)
    return found


def view(page: Page) -> ClassifyView:
    found = column(card(page)).view
    assert isinstance(found, ClassifyView)
    return found


def show_tuned(desk: Desk, second: str, objective: str = "classification") -> None:
    """A finished run tuned on single texts ("-") or on pairs whose column is `second`."""
    run = write_run(desk.workspace.runs_folder / f"tuned-{second or 'unknown'}", 1000)
    run.recipe_data["objectives"] = {objective: {}}
    run.recipe_data["task"] = {"second": second}
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))


def shown(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.kinds.value == "classify")
    settled(page, qtbot)


def test_the_likeliest_class_stands_first(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_tuned(desk, "-")
    shown(page, qtbot)
    assert [(bar.text, bar.share) for bar in view(page).bars.bars] == [("good", 0.8), ("bad", 0.2)]
    card(page).ask_button.click()
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "good 80 %"
    assert "good,0.800000" in view(page).text()
    assert not view(page).scale.isVisible()


def test_a_run_of_single_texts_is_asked_about_one(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_tuned(desk, "-")
    shown(page, qtbot)
    card(page).take("One text.", "Another that has no place.")
    settled(page, qtbot)
    assert model.asked[-1][2:] == ("One text.", None)
    assert not card(page).second.isVisible()
    assert not card(page).swap.isVisible()


def test_a_run_of_pairs_needs_both_and_says_so(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_tuned(desk, "hypothesis")
    shown(page, qtbot)
    card(page).take("A man plays.")
    settled(page, qtbot)
    assert card(page).second.isVisible()
    assert "both texts" in card(page).hint_line.text()
    assert not card(page).ask_button.isEnabled()
    card(page).take("A man plays.", "Somebody plays.")
    settled(page, qtbot)
    assert model.asked[-1][2:] == ("A man plays.", "Somebody plays.")
    card(page).swap.click()
    settled(page, qtbot)
    assert model.asked[-1][2:] == ("Somebody plays.", "A man plays.")


def test_where_nobody_knows_the_second_text_may_be_left_out(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    show_tuned(desk, "")
    shown(page, qtbot)
    for second in ("", "Somebody plays."):
        card(page).take("A man plays.", second)
        settled(page, qtbot)
        assert model.asked[-1][2:] == ("A man plays.", second or None)


def test_a_score_stands_on_its_scale(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    model.verdict = Rated(4.256, 2.5, 1.0, model.fitted)
    show_tuned(desk, "-", "regression")
    shown(page, qtbot)
    assert view(page).score.text().endswith("4.26")
    assert view(page).scale.isVisible()
    assert view(page).scale.ends == (0.5, 4.5)
    assert not view(page).bars.isVisible()
    card(page).ask_button.click()
    qtbot.waitUntil(lambda: len(page.tries.tries) == 1)
    assert page.tries.tries[0].answer == "4.26"


@pytest.mark.parametrize(("score", "ends"), [(9.0, (0.5, 9.0)), (-1.0, (-1.0, 4.5))])
def test_a_score_outside_of_all_others_is_on_the_scale_too(
    qtbot: QtBot, score: float, ends: tuple[float, float]
) -> None:
    scale = ScoreScale(LIGHT)
    qtbot.addWidget(scale)
    scale.show_score(score, mean=2.5, spread=1.0, colour="#123456")
    assert scale.ends == ends
    assert "2.50" in scale.accessibleName()
    assert not scale.grab().isNull()


def test_of_many_classes_the_likeliest_are_shown_and_the_rest_counted(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    shares = {f"class {at}": (at + 1) / 1000 for at in range(30)}
    model.verdict = Classified(shares, Fitted((300,), (40,), 128))
    show_tuned(desk, "-")
    shown(page, qtbot)
    assert [bar.text for bar in view(page).bars.bars][:2] == ["class 29", "class 28"]
    assert len(view(page).bars.bars) == MOST
    assert view(page).more.text().startswith("20 ")
    assert "40 of 300" in view(page).fit.text()


def test_a_fault_leaves_no_verdict_of_another_text(
    page: Page, desk: Desk, model: FakeModel, qtbot: QtBot, monkeypatch: Any
) -> None:
    show_tuned(desk, "-")
    shown(page, qtbot)
    model.error = ValueError("no room")
    card(page).take("Another text.")
    settled(page, qtbot)
    assert column(card(page)).fault.isVisible()
    assert view(page).text() == ""

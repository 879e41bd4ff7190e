"""Sample inputs: in the script the run reads first, and never over what somebody typed."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.abilities import KINDS
from studio.desk import Desk
from studio.views.try_.page import Page
from studio.views.try_.samples import CHINESE, ENGLISH, is_chinese
from tests.studio.try_.conftest import FakeModel, fill, settled, show_run_of


def test_every_tab_has_some_in_both_languages() -> None:
    assert set(ENGLISH) == set(CHINESE) == set(KINDS)


def test_the_menu_has_the_run_s_own_and_ours(
    opened: Page, desk: Desk, model: FakeModel, qtbot: QtBot
) -> None:
    card = fill(opened)
    menu = card.samples_button.menu()
    menu.aboutToShow.emit()
    texts = [action.text() for action in menu.actions() if not action.isSeparator()]
    assert len(texts) == 3 + len(ENGLISH["fill"]) + len(CHINESE["fill"])
    menu.actions()[1].trigger()
    assert card.editor.text == "The old captain had never [MASK] of the island before that night."
    settled(opened, qtbot)
    assert [tried.first for tried in opened.tries.tries] == [card.editor.text]


@pytest.mark.parametrize("typed", [False, True])
def test_a_run_that_reads_chinese_is_offered_chinese(
    page: Page,
    desk: Desk,
    model: FakeModel,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    typed: bool,
) -> None:
    card = page.cards["spot"]
    if typed:
        card.take("My own words.")
    monkeypatch.setattr("studio.views.try_.samples.pinned", lambda _desk: ["他打开窗户。"])
    assert is_chinese(desk)
    show_run_of(desk, {"replaced_token_detection": {}})
    qtbot.waitUntil(lambda: page.kinds.value == "spot")
    settled(page, qtbot)
    wanted = "My own words." if typed else CHINESE["spot"][0].first
    assert card.typed().first == wanted
    assert model.asked[-1][2] == wanted


@pytest.mark.parametrize(
    ("objective", "kind"),
    [("tagging", "entities"), ("classification", "classify"), ("answering", "answer")],
)
def test_a_tuned_run_begins_with_our_sample_and_not_with_a_row_of_somebody_s_file(
    page: Page,
    desk: Desk,
    model: FakeModel,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    objective: str,
    kind: str,
) -> None:
    monkeypatch.setattr("studio.views.try_.samples.pinned", lambda _desk: ["服务员态度很差。"])
    show_run_of(desk, {objective: {}})
    qtbot.waitUntil(lambda: page.kinds.value == kind)
    settled(page, qtbot)
    assert page.card.typed() == CHINESE[kind][0]  # type: ignore[index]

"""A recipe has one name in the window, wherever it is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.recipe.form import describe_recipe
from studio.desk import Desk
from studio.recipes import check_recipe
from studio.views.objective.choosing import switch
from studio.views.objective.page import Page
from studio.views.train.start_card import StartCard
from tests.studio.form_desk import open_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the form and the checks of the real engine."""
    with open_desk(tmp_path, loaded=False) as desk:
        desk.form = describe_recipe()
        desk.draft.allow_checks(check_recipe)
        desk.form_ready.emit()
        yield desk


@pytest.mark.parametrize(
    ("switched", "title"),
    [
        ({}, "BERT"),
        ({"sentence_order": True}, "A recipe of your own, begun with BERT"),
        ({"next_sentence": False}, "RoBERTa, begun with BERT"),
    ],
)
def test_train_and_objective_call_a_recipe_by_one_name(
    desk: Desk, qtbot: QtBot, switched: dict[str, bool], title: str
) -> None:
    assert desk.form is not None
    for name, on in switched.items():
        switch(desk.draft, desk.form, name, on, "")
    page, card = Page(desk), StartCard(desk)
    for part in (page, card):
        qtbot.addWidget(part)
    card.show()
    qtbot.waitUntil(lambda: desk.draft.checked)
    assert page.family.title.text() == title
    assert card._family.value == "bert"  # the preset it begins with
    assert card.recipe.text() == title
    assert card.recipe.isVisible() is bool(switched)

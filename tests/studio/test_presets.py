"""Presets in the window: two families as buttons, thirteen as a list, papers' own sizes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.recipe import FAMILIES, PRESETS
from engine.recipe.form import describe_recipe
from studio.desk import Desk
from studio.families import families, family_of
from studio.presets import SIZES, choose_family, choose_size, family_and_size
from studio.recipes import check_recipe
from studio.theme import DARK
from studio.views.objective.choosing import use_architecture
from studio.views.train.start_card import StartCard
from studio.widgets.picker import Picker, one_of
from studio.widgets.segmented import Segmented
from studio.wording import family_name
from tests.studio.form_desk import open_desk

PRESETS_OF = {name: tuple(family.presets()) for name, family in FAMILIES.items()}


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A desk with the form of the real engine."""
    with open_desk(tmp_path, loaded=False) as desk:
        desk.form = describe_recipe()
        desk.form_ready.emit()
        yield desk


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_has_a_family_and_a_size_or_is_a_papers_own(preset: str) -> None:
    family, size = family_and_size(preset, PRESETS_OF)
    assert preset in PRESETS_OF[family]
    assert size in ("", *SIZES)
    assert (size == "") == (preset != f"{family}-{size}")


def test_a_preset_is_read_without_knowing_the_families() -> None:
    assert family_and_size("gpt-bert-mini", {}) == ("gpt-bert", "mini")
    assert family_and_size("run", {}) == ("", "")


@pytest.mark.parametrize("name", FAMILIES)
def test_the_window_knows_every_family(name: str) -> None:
    form = describe_recipe()
    family = family_of(form, frozenset(FAMILIES[name].recipe["objectives"]))
    assert family.name == name
    assert family.title == family_name(name) != name
    assert family.why
    assert family.source
    assert len(families(form)) == len(FAMILIES)


@pytest.mark.parametrize("preset", ["electra-small-paper", "gpt2-124m"])
def test_a_size_chosen_after_a_papers_own_is_of_the_same_family(desk: Desk, preset: str) -> None:
    assert desk.form is not None
    desk.draft.set("preset", preset)
    family, _ = family_and_size(preset, desk.form.families)
    choose_size(desk.draft, desk.form.families, "mini", "")
    assert desk.draft.value("preset") == f"{family}-mini"
    desk.draft.set("preset", preset)
    choose_family(desk.draft, desk.form.families, "bart", "")
    assert desk.draft.value("preset") == "bart-tiny"


def test_the_start_card_offers_all_families_and_sizes(desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("preset", "electra-mini")
    card = StartCard(desk)
    qtbot.addWidget(card)
    card.show()
    assert isinstance(card._family, Picker)
    assert card._family.count() == len(FAMILIES)
    assert (card._family.value, card._presets.value) == ("electra", "mini")
    card._family.activated.emit(card._family.findData("gpt-bert"))
    assert desk.draft.value("preset") == "gpt-bert-mini"
    desk.draft.set("preset", "t5-small-paper")
    card.refresh()
    assert (card._family.value, card._presets.value) == ("t5", "")
    qtbot.mouseClick(card._presets.button("small"), Qt.MouseButton.LeftButton)
    assert desk.draft.value("preset") == "t5-small"


@pytest.fixture
def card(desk: Desk, qtbot: QtBot) -> StartCard:
    """The card of a recipe that writes, begun from one that reads."""
    assert desk.form is not None
    desk.draft.set("model.positions", "learned")
    use_architecture(desk.draft, desk.form, "decoder", "", "")
    assert desk.draft.value("model") == {"positions": "learned", "architecture": "decoder"}
    assert wrong(desk) == set()
    card = StartCard(desk)
    qtbot.addWidget(card)
    card.show()
    return card


def wrong(desk: Desk) -> set[str]:
    """Where the recipe is at fault, beside the text that is not chosen yet."""
    return {fault.place for fault in check_recipe(desk.draft.data()).faults} - {"corpus.paths"}


def test_another_family_on_train_is_as_published_too(desk: Desk, card: StartCard) -> None:
    card._family.activated.emit(card._family.findData("roberta"))  # type: ignore[union-attr]
    chosen = desk.draft.data()
    assert wrong(desk) == set()
    assert chosen["model"] == {"positions": "learned"}
    desk.draft.undo_stack.undo()
    assert desk.form is not None
    choose_family(desk.draft, desk.form.families, "roberta", "")  # as Objective does
    assert desk.draft.data() == chosen


def test_another_size_on_train_keeps_what_is_no_size(desk: Desk, card: StartCard) -> None:
    desk.draft.update({"model.depth": 3, "training.lr": 0.5})
    card._presets.button("mini").click()  # type: ignore[union-attr]
    chosen = desk.draft.data()
    assert wrong(desk) == set()
    assert chosen["preset"] == "bert-mini"
    assert chosen["model"] == {"positions": "learned", "architecture": "decoder"}
    assert desk.draft.value("training.lr") is None
    desk.draft.undo_stack.undo()
    assert desk.form is not None
    choose_size(desk.draft, desk.form.families, "mini", "")  # as the dial on Model does
    assert desk.draft.data() == chosen


def test_few_stand_side_by_side_and_many_in_a_list(qtbot: QtBot) -> None:
    few = one_of(DARK, [("a", "A"), ("b", "B")])
    many = one_of(DARK, [(letter, letter.upper()) for letter in "abcdefgh"])
    for made in (few, many):
        qtbot.addWidget(made)
        made.choose("b")
        assert made.value == "b"
        made.choose("nobody")
        assert made.value == ""
    assert isinstance(few, Segmented)
    assert isinstance(many, Picker)

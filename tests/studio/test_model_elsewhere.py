"""What is said before training of where a model can be opened once it is exported."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.exchange_calls import fit_of
from studio.fit_words import misfit_words, nearest_choices
from studio.recipes import check_recipe
from studio.views.model.page import Page
from tests.studio.model_page import desk, page

__all__ = ["desk", "page"]


def test_a_model_that_fits_is_called_by_its_class(page: Page, desk: Desk, qtbot: QtBot) -> None:
    line = page.elsewhere
    desk.draft.set("model.style", "classic")
    qtbot.waitUntil(lambda: "BertForPreTraining" in line.words.text())
    assert line.words.text() == "Can be exported: opens in transformers as BertForPreTraining."
    assert line.take.isHidden()


def test_heads_without_a_place_are_named(page: Page, desk: Desk, qtbot: QtBot) -> None:
    desk.draft.set("model.style", "modern")
    qtbot.waitUntil(lambda: "ModernBertForMaskedLM" in page.elsewhere.words.text())
    assert "Without the heads of: Next sentence." in page.elsewhere.words.text()


def test_choices_in_the_way_are_named_and_the_nearest_are_one_press(
    page: Page, desk: Desk, qtbot: QtBot
) -> None:
    line = page.elsewhere
    desk.draft.update({"model.style": "classic", "model.norm": "pre", "model.biases": False})
    qtbot.waitUntil(lambda: "Cannot be exported" in line.words.text())
    told = line.words.text()
    assert "The nearest is BERT; it wants:" in told
    assert "• Norms: After each part, not Before each part" in told
    assert "• Biases: on, not off" in told
    assert line.take.text() == "Take what BERT has"
    before = desk.draft.undo_stack.count()
    line.take.click()
    qtbot.waitUntil(lambda: "BertForPreTraining" in line.words.text())
    assert desk.draft.value("model.norm") == "post"
    assert desk.draft.value("model.biases") is True
    assert desk.draft.undo_stack.count() == before + 1
    assert line.take.isHidden()


@pytest.mark.parametrize("preset", ["unilm-tiny", "t5-mini", "bart-tiny", "translation-tiny"])
def test_with_the_nearest_choices_every_recipe_has_an_equal(preset: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("A ship lay in the bay.\n" * 40, "utf-8")
    data = {"preset": preset, "corpus": {"paths": [str(tmp_path / "text.txt")]}}
    found = fit_of(check_recipe(data).resolved)
    assert found.family is None
    assert all(misfit_words(None, misfit) for misfit in found.misfits)
    for key, value in nearest_choices(found).items():
        section, name = key.split(".")
        data[section] = data.get(section, {}) | {name: value}
    again = fit_of(check_recipe(data).resolved)
    assert again.family == found.nearest

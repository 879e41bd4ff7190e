"""The line on the Model page that says, before training, what a model is exported as."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.recipe.form import RecipeForm, describe_recipe
from studio.desk import Desk
from studio.exchange_calls import fit_of
from studio.fit_words import nearest_choices
from studio.recipes import check_recipe
from studio.views.model.export_line import ExportLine
from tests.studio.form_desk import open_desk

TEXT = "A ship lay in the bay, and nobody knew whose it was.\n" * 40


@pytest.fixture(scope="module")
def form() -> RecipeForm:
    return describe_recipe()


@pytest.fixture
def desk(tmp_path: Path, form: RecipeForm, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        made.form = form
        made.draft.allow_checks(check_recipe)
        (tmp_path / "text.txt").write_text(TEXT, "utf-8")
        corpus = {"paths": [str(tmp_path / "text.txt")]}
        training = {"steps": 10}
        made.draft.load({"preset": "bert-tiny", "corpus": corpus, "training": training})
        yield made


@pytest.fixture
def line(desk: Desk, qtbot: QtBot) -> ExportLine:
    made = ExportLine(desk)
    qtbot.addWidget(made)
    desk.draft.faults_changed.connect(made.follow)
    desk.draft.confirmed.connect(made.follow)
    return made


def settled(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.draft.checked and not desk.jobs.busy)


def test_it_says_what_is_exported_and_what_is_left_out(
    line: ExportLine, desk: Desk, qtbot: QtBot
) -> None:
    settled(desk, qtbot)
    assert line.words.text().startswith("Exports as ModernBERT, opened by AutoModelForMaskedLM.")
    assert "Next sentence" in line.words.text()
    assert line.use.isHidden()
    desk.draft.set("model.style", "classic")
    qtbot.waitUntil(lambda: "Exports as BERT" in line.words.text())
    assert "no place" not in line.words.text()


def test_the_nearest_is_offered_taken_and_undone(
    line: ExportLine, desk: Desk, qtbot: QtBot
) -> None:
    desk.draft.set("preset", "t5-tiny")
    qtbot.waitUntil(lambda: "No equal" in line.words.text())
    settled(desk, qtbot)
    assert "nearest is T5" in line.words.text()
    assert "Rotary has no equal there; Relative has." in line.words.text()
    assert line.use.text() == "Use what T5 has"
    before = desk.draft.undo_stack.count()
    line.use.click()
    qtbot.waitUntil(lambda: line.words.text().startswith("Exports as T5"))
    assert desk.draft.faults == ()
    assert desk.draft.undo_stack.count() == before + 1
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: "No equal" in line.words.text())


def test_a_faulty_model_is_told_of_at_its_fields(
    line: ExportLine, desk: Desk, qtbot: QtBot
) -> None:
    settled(desk, qtbot)
    assert not line.isHidden()
    desk.draft.set("model.heads", 3)
    qtbot.waitUntil(lambda: line.isHidden())
    settled(desk, qtbot)
    desk.draft.undo_stack.undo()
    qtbot.waitUntil(lambda: not line.isHidden())


@pytest.mark.parametrize("preset", ["unilm-tiny", "t5-mini", "bart-tiny", "translation-tiny"])
def test_the_nearest_choices_have_an_equal(preset: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(TEXT, "utf-8")
    data = {"preset": preset, "corpus": {"paths": [str(tmp_path / "text.txt")]}}
    recipe = check_recipe(data).resolved
    found = fit_of(recipe)
    assert found.family is None
    chosen = nearest_choices(found, recipe)
    model = recipe["model"] | {
        key.removeprefix("model."): value
        for key, value in chosen.items()
        if key.startswith("model.")
    }
    again = fit_of({"model": model, "objectives": chosen.get("objectives", recipe["objectives"])})
    assert again.family == found.nearest

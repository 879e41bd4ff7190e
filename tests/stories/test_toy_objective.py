"""One new file is one new objective: in the form, on the page, in the picture, in training."""

from __future__ import annotations

import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import engine.objectives as room
from engine.__main__ import main
from engine.objectives import OBJECTIVES
from engine.recipe.form import describe_recipe
from engine.recipe.recipe import read_recipe
from engine.runs import Workspace
from studio.desk import Desk
from studio.draft import Draft
from studio.jobs import Jobs
from studio.live import LiveRun
from studio.problems import Problems
from studio.recipes import check_recipe
from studio.settings import SettingsFile
from studio.theme import DARK
from studio.views.objective.page import Page
from tests.engine.assembly_samples import write_recipe

TOY = '''
"""every_nth: hide every n-th token and name it."""

from dataclasses import replace

import numpy as np

from engine.batch import IGNORE, PADDING
from engine.objectives.masked_lm import MaskedLM
from engine.objectives.masking import MaskingConfig
from engine.objectives.objective import Card
from engine.options import option


class EveryNthConfig(MaskingConfig):
    """How far apart the hidden tokens stand."""

    every: int = option(4, "Every", "Tokens from one hidden place to the next.", minimum=2,
                        maximum=10)


class EveryNth(MaskedLM):
    """The hidden places are the same in every epoch."""

    name = "every_nth"
    Config = EveryNthConfig
    card = Card(
        title="Every n-th token",
        lines=("Every n-th token is hidden.", "The model names it.", "A toy."),
        formula="loss = −Σ log p(n-th token | the rest) / hidden tokens",
        good_for="Showing how an objective is added.",
        poor_for="Anything else.",
        figure="Nobody measured it.",
        source="This file",
    )

    def corrupt(self, batch, rngs):
        vocabulary = self.masking.vocabulary
        tokens, count = batch.tokens.copy(), self.num_asked(self.config, batch.tokens.shape[1])
        places = np.zeros((len(tokens), count), dtype=np.int64)
        targets = np.full((len(tokens), count), IGNORE, dtype=np.int64)
        for row, segments in enumerate(batch.segments):
            there = [i for i in range(1, tokens.shape[1], self.config.every)
                     if segments[i] != PADDING and vocabulary.maskable[tokens[row, i]]][:count]
            places[row, : len(there)] = there
            targets[row, : len(there)] = tokens[row, there]
            tokens[row, there] = vocabulary.mask
        asked = int((targets != IGNORE).sum())
        return replace(batch, tokens=tokens, predict_at=places, targets=targets,
                       counts=(batch.counts or {}) | {self.name: asked})
'''


@pytest.fixture
def toy(tmp_path: Path) -> Iterator[str]:
    """An objective in a folder of its own, found as all others are, and gone afterwards."""
    folder = tmp_path / "objectives"
    folder.mkdir()
    (folder / "every_nth.py").write_text(TOY, encoding="utf-8")
    before = dict(OBJECTIVES)
    room.__path__.append(str(folder))
    importlib.invalidate_caches()
    OBJECTIVES.update(room._discover())
    yield "every_nth"
    room.__path__.remove(str(folder))
    OBJECTIVES.clear()
    OBJECTIVES.update(before)
    sys.modules.pop("engine.objectives.every_nth", None)
    vars(room).pop("every_nth", None)


def test_it_stands_in_the_form_and_a_recipe_may_name_it(toy: str, tmp_path: Path) -> None:
    form = describe_recipe()
    assert form.cards[toy].title == "Every n-th token"
    assert f"objectives.{toy}.every" in [f.key for f in form.section(f"objectives.{toy}").fields]
    assert toy not in {name for preset in form.presets.values() for name in preset["objectives"]}
    recipe = read_recipe(
        {
            "preset": "bert-tiny",
            "corpus": {"paths": ["."]},
            "objectives": {toy: {"every": 3}, "masked_lm": False, "next_sentence": False},
            "training": {"steps": 1},
        },
        folder=tmp_path,
    )
    assert list(recipe.objectives) == [toy]


def test_the_command_line_trains_it(
    toy: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")
    settings = [
        "objectives.masked_lm=false",
        "objectives.next_sentence=false",
        f"objectives.{toy}.every=3",
        "training.steps=2",
    ]
    given = [part for setting in settings for part in ("--set", setting)]
    status = main(["train", str(recipe), "--runs", runs, "--name", "toy", *given])
    out, err = capfd.readouterr()
    assert status == 0, err
    assert set(json.loads(out)["validation"]) == {toy}


def test_the_page_shows_its_card_its_fields_and_its_row(
    toy: str, tmp_path: Path, qtbot: QtBot
) -> None:
    book = tmp_path / "book.txt"
    book.write_text("She opened the door and looked out. The garden was empty. " * 40, "utf-8")
    desk = _desk(tmp_path)
    desk.draft.load(
        {
            "preset": "bert-tiny",
            "corpus": {"paths": [str(book)]},
            "tokenizer": {"vocabulary": 300},
            "objectives": {toy: {"every": 3}, "masked_lm": False, "next_sentence": False},
            "training": {"minutes": 1.0},
        }
    )
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1112, 620)
    page.show()
    try:
        assert page.cards[toy].box.isChecked()
        page.cards[toy].arrow.click()
        details = page.cards[toy].details
        assert details is not None
        assert "n-th token" in details.formula.text()
        assert f"objectives.{toy}.every" in page.fields[toy].rows
        qtbot.waitUntil(lambda: desk.draft.checked)
        assert desk.draft.faults == ()
        qtbot.waitUntil(lambda: page.sight.picture is not None, timeout=60_000)
        picture = page.sight.picture
        assert picture is not None
        hidden = [place for place, token in enumerate(picture.tokens) if token.mark == "masked"]
        assert hidden
        assert all(place % 3 == 1 for place in hidden)
        assert page.family.sentence.text() == "Every n-th token is learned in every step."
    finally:
        page.hide()
        desk.jobs.close()


def _desk(folder: Path) -> Desk:
    jobs = Jobs()
    desk = Desk(
        theme=DARK,
        jobs=jobs,
        draft=Draft(jobs),
        live=LiveRun(),
        settings=SettingsFile(folder / "settings.json"),
        problems=Problems(),
        workspace=Workspace.open(folder / "workspace"),
    )
    desk.form = describe_recipe()
    desk.draft.allow_checks(check_recipe)
    return desk

"""One new file is one new objective: in the manual, the command line, on the page, in training.

The program is copied, the file put among the others, and everything started anew from there.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT
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


PAGE = """
import json
import sys
import time
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from engine.recipe.form import describe_recipe
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

app, folder, jobs = QApplication([]), Path(sys.argv[1]), Jobs()
desk = Desk(theme=DARK, jobs=jobs, draft=Draft(jobs), live=LiveRun(),
            settings=SettingsFile(folder / "settings.json"), problems=Problems(),
            workspace=Workspace.open(folder / "workspace"))
desk.form = describe_recipe()
desk.draft.allow_checks(check_recipe)
book = folder / "book.txt"
book.write_text("She opened the door and looked out. The garden was empty. " * 40, "utf-8")
desk.draft.load({
    "preset": "bert-tiny",
    "corpus": {"paths": [str(book)]},
    "tokenizer": {"vocabulary": 300},
    "objectives": {"every_nth": {"every": 3}, "masked_lm": False, "next_sentence": False},
    "training": {"minutes": 1.0},
})
page = Page(desk)
page.resize(1112, 620)
page.show()
try:
    card = page.cards["every_nth"]
    card.arrow.click()
    ends = time.monotonic() + 100
    while (page.sight.picture is None or not desk.draft.checked) and time.monotonic() < ends:
        QTest.qWait(20)
    tokens = page.sight.picture.tokens if page.sight.picture else ()
    print(json.dumps({
        "chosen": card.box.isChecked(),
        "formula": card.details.formula.text(),
        "fields": sorted(page.fields["every_nth"].rows),
        "faults": [str(fault) for fault in desk.draft.faults],
        "hidden": [place for place, token in enumerate(tokens) if token.mark == "masked"],
        "told": page.family.sentence.text(),
    }))
finally:
    page.hide()
    jobs.close()
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program in a folder of its own, with one file more among its objectives."""
    folder = tmp_path_factory.mktemp("home")
    for room in ("engine", "studio", "resources"):
        shutil.copytree(
            ROOT / room, folder / room, ignore=shutil.ignore_patterns("__pycache__", "samples")
        )
    (folder / "engine" / "objectives" / "every_nth.py").write_text(TOY, encoding="utf-8")
    return folder


def run(home: Path, *words: str) -> str:
    """What a fresh process started there prints."""
    ended = subprocess.run(
        [sys.executable, *words],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(home), "PYTHONUTF8": "1", "OMP_NUM_THREADS": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=200,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def json_lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_the_manual_tells_its_card_and_its_fields(home: Path) -> None:
    manual = run(home, "-m", "engine", "objectives")

    told = manual.partition("## Every n-th token (`every_nth`)\n")[2].partition("\n## ")[0]
    assert "Every n-th token is hidden.\nThe model names it.\nA toy.\n" in told
    assert "    loss = −Σ log p(n-th token | the rest) / hidden tokens\n" in told
    assert "- **Measured:** Nobody measured it.\n- **Source:** This file\n" in told
    assert "- **Trains:** encoder\n" in told
    assert (
        "| `every` | `4` | integer from 2 to 10 "
        "| **Every.** Tokens from one hidden place to the next. |\n"
    ) in told


def test_the_manual_as_data_names_it_and_no_preset_does(home: Path) -> None:
    told = {
        one["objective"]: one
        for one in json_lines(run(home, "-m", "engine", "objectives", "--json"))
    }
    assert told["every_nth"]["title"] == "Every n-th token"
    assert "objectives.every_nth.every" in {field["key"] for field in told["every_nth"]["fields"]}
    presets = json_lines(run(home, "-m", "engine", "presets"))
    assert presets
    assert not any("every_nth" in preset["objectives"] for preset in presets)


def test_the_command_line_trains_it(home: Path, tmp_path: Path) -> None:
    recipe, runs = write_recipe(tmp_path), str(tmp_path / "runs")
    settings = [
        "objectives.masked_lm=false",
        "objectives.next_sentence=false",
        "objectives.every_nth.every=3",
        "training.steps=2",
    ]
    given = [part for setting in settings for part in ("--set", setting)]

    out = run(home, "-m", "engine", "train", str(recipe), "--runs", runs, "--name", "toy", *given)

    (summary,) = json_lines(out)
    assert set(summary["validation"]) == {"every_nth"}


def test_the_page_shows_its_card_its_fields_and_its_row(home: Path, tmp_path: Path) -> None:
    (told,) = json_lines(run(home, "-c", PAGE, str(tmp_path)))

    assert told["chosen"]
    assert "n-th token" in told["formula"]
    assert "objectives.every_nth.every" in told["fields"]
    assert told["faults"] == []
    assert told["hidden"]
    assert all(place % 3 == 1 for place in told["hidden"])
    assert told["told"] == "Every n-th token is learned in every step."

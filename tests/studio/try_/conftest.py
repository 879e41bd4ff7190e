"""The Try page over a model that answers as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.events import Candidate, MaskPrediction
from engine.faults import Fault
from studio import engine_calls
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.try_.page import Page
from studio.widgets.candidate_bars import CandidateBars
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run

Judgement = dict[str, dict[str, float]]
WORDS = ("door", "window", "book", "box", "letter", "gate", "eyes", "lid", "room", "bag", "cup")


class FakeModel:
    """Answers at once, or when it is let go; remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.free = threading.Event()
        self.free.set()
        self.error: Exception | None = None
        self.gone: set[int] = set()  # steps whose checkpoint was deleted
        self.judgement: Judgement = {
            "next_sentence": {"A → B: follows": 0.83, "A → B: from elsewhere": 0.17}
        }

    def fill(self, path: Path, step: int, text: str, top: int) -> Any:
        self._serve((path.name, step, text, top))
        best = tuple(Candidate(word, 0.4 * 0.7**rank) for rank, word in enumerate(WORDS[:top]))
        return tuple(MaskPrediction(place, best) for place in range(text.count("[MASK]")))

    def judge(self, path: Path, step: int, first: str, second: str) -> Judgement:
        self._serve((path.name, step, first, second))
        return self.judgement

    def _serve(self, question: tuple[Any, ...]) -> None:
        self.asked.append(question)
        assert self.free.wait(20)
        if self.error is not None:
            raise self.error
        if question[1] in self.gone:
            raise Fault("There is no checkpoint of step {step}.", step=question[1])


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeModel]:
    made = FakeModel()
    monkeypatch.setattr(engine_calls, "fill_mask", made.fill)
    monkeypatch.setattr(engine_calls, "judge_pair", made.judge)
    yield made
    made.free.set()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk, model: FakeModel) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def opened(page: Page, desk: Desk, qtbot: QtBot) -> Page:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 2000)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: len(answers(page)) == 1)
    return page


def answers(page: Page) -> list[CandidateBars]:
    return [bars for bars in page.fill.findChildren(CandidateBars) if bars.isVisible()]


def settled(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.fill.asker.busy and not page.fill._timer.isActive())


def show_run_of(
    desk: Desk,
    objectives: dict[str, Any],
    architecture: str = "encoder",
    name: str = "other-tiny-01",
) -> None:
    """A finished run that learned these."""
    run = write_run(desk.workspace.runs_folder / name, 1000)
    run.recipe_data["objectives"] = objectives
    run.recipe_data["model"] = {"architecture": architecture}
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))

"""The Try page over a model that answers as it is told to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.answers import (
    Answered,
    AnswerSpan,
    Classified,
    Entities,
    Entity,
    Filled,
    Fitted,
    Judged,
    Likelihood,
    MaskLooks,
    PseudoLikelihood,
    Rated,
    Similarities,
    Span,
    Spotted,
    TypedWord,
    Written,
)
from engine.control import Control
from engine.events import Candidate, MaskPrediction
from engine.faults import Fault
from engine.manner import Manner
from engine.tasks.lesson import Exercise, Lesson, Option
from studio import answers as calls
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.try_.answer_column import AnswerColumn
from studio.views.try_.fill_card import FillCard
from studio.views.try_.page import Page
from studio.views.try_.pair_card import PairCard
from studio.views.try_.pair_view import PairView
from studio.views.try_.try_card import TryCard
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
        self.fitted = Fitted((9,), (0,), 128)
        self.span: str | None = "a span"
        self.typed = TypedWord(("garden",), (0.02,), 37)
        self.verdict: Classified | Rated = Classified({"bad": 0.2, "good": 0.8}, self.fitted)
        self.nothing = 0.1
        self.gone: set[int] = set()  # steps whose checkpoint was deleted
        self.judgement: Judgement = {
            "next_sentence": {"A → B: follows": 0.83, "A → B: from elsewhere": 0.17}
        }

    def fill(
        self, path: Path, step: int, text: str, top: int, *, typed: str = "", looks: bool = False
    ) -> Filled:
        self._serve((path.name, step, text, top))
        best = tuple(Candidate(word, 0.4 * 0.7**rank) for rank, word in enumerate(WORDS[:top]))
        gaps = range(text.count("[MASK]"))
        return Filled(
            tokens=tuple(text.split()),
            predictions=tuple(MaskPrediction(place, best) for place in gaps),
            fitted=self.fitted,
            typed=tuple(self.typed for _ in gaps) if typed else (),
            looks=tuple(some_looks(gap) for gap in gaps) if looks else (),
        )

    def judge(self, path: Path, step: int, first: str, second: str) -> Judged:
        self._serve((path.name, step, first, second))
        return Judged(self.judgement, self.fitted)

    def likelihood(self, path: Path, step: int, text: str, control: Control) -> PseudoLikelihood:
        self._serve((path.name, step, text))
        control.check()
        tokens = tuple(text.split())
        likely = Likelihood(tuple(-1.0 - at for at in range(len(tokens))), len(text))
        return PseudoLikelihood(tokens, (False,) * len(tokens), likely, likely, self.fitted)

    def go_on(
        self,
        path: Path,
        step: int,
        text: str,
        manner: Manner,
        seed: int,
        control: Control,
        emit: Callable[[str], None],
    ) -> Written:
        emit(" and")
        self._serve((path.name, step, text, manner, seed))
        control.check()
        emit(" so on")
        return written("and so on", behind=" and so on", fitted=self.fitted)

    def fill_spans(
        self, path: Path, step: int, text: str, manner: Manner, seed: int, control: Control
    ) -> Written:
        self._serve((path.name, step, text, manner, seed))
        spans = tuple(Span("[MASK]", self.span) for _ in range(text.count("[MASK]")))
        return written("all of it", spans=spans, restored="all of it", fitted=self.fitted)

    def spot(self, path: Path, step: int, text: str) -> Spotted:
        self._serve((path.name, step, text))
        words = text.split()
        return Spotted(
            tuple(Candidate(word, (at + 1) / (len(words) + 1)) for at, word in enumerate(words)),
            self.fitted,
        )

    def translations(
        self, path: Path, step: int, text: str, manner: Manner, seed: int, control: Control
    ) -> tuple[Written, ...]:
        self._serve((path.name, step, text, manner))
        return tuple(written(f"翻译{beam}") for beam in range(manner.beams))

    def similar(self, path: Path, step: int, sentences: Sequence[str]) -> Similarities:
        self._serve((path.name, step, tuple(sentences)))
        count = len(sentences)
        cosines = np.array(
            [[1 - abs(row - column) / 4 for column in range(count)] for row in range(count)],
            dtype=np.float32,
        )
        return Similarities(cosines, "mean", "cosine of the mean vectors", self.fitted)

    def classify(
        self, path: Path, step: int, first: str, second: str | None, control: Control
    ) -> Classified | Rated:
        self._serve((path.name, step, first, second))
        return self.verdict

    def entities(self, path: Path, step: int, text: str, control: Control) -> Entities:
        self._serve((path.name, step, text))
        stop = text.find(" ") if " " in text else len(text)
        found = (Entity("PER", 0, stop, 0.91), Entity("LOC", len(text) - 1, len(text), 0.4))
        return Entities(text, found, ("LOC", "PER"), self.fitted)

    def answer(
        self, path: Path, step: int, context: str, question: str, control: Control
    ) -> Answered:
        self._serve((path.name, step, context, question))
        spans = (AnswerSpan(context[:4], 0, 0.6), AnswerSpan(context[5:8], 5, 0.3))
        return Answered(spans, self.nothing, self.fitted)

    def drill(
        self, path: Path, step: int, text: str, items: int, level: int, seed: int, control: Control
    ) -> Lesson:
        self._serve((path.name, step, text, items, level, seed))
        return a_lesson(min(items, 3), level=level, seed=seed)

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
    monkeypatch.setattr(calls, "fill_masks", made.fill)
    monkeypatch.setattr(calls, "judge_pairs", made.judge)
    monkeypatch.setattr(calls, "pseudo_likelihood", made.likelihood)
    monkeypatch.setattr(calls, "continue_text", made.go_on)
    monkeypatch.setattr(calls, "fill_spans", made.fill_spans)
    monkeypatch.setattr(calls, "spot", made.spot)
    monkeypatch.setattr(calls, "translations", made.translations)
    monkeypatch.setattr(calls, "similar", made.similar)
    for name in ("classify", "entities", "answer", "drill"):
        monkeypatch.setattr(calls, name, getattr(made, name))
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


def written(text: str, **given: Any) -> Written:
    """What a model wrote, in three tokens."""
    facts: dict[str, Any] = {"restored": None, "fitted": None} | given
    return Written(text=text, tokens=(1, 2, 3), log_probability=-4.5, ended=True, **facts)


def a_lesson(count: int, *, level: int = 2, seed: int = 0) -> Lesson:
    """Exercises whose answer is the second word each."""
    words = ("window", "door", "garden", "river")
    options = tuple(Option(word, 0.4 / (at + 1)) for at, word in enumerate(words))
    exercises = tuple(
        Exercise(f"She opened the {number} ", " and went out.", options, 1, 90 + number)
        for number in range(count)
    )
    return Lesson(exercises, level, seed, 12, 9)


def some_looks(gap: int) -> MaskLooks:
    """One layer of two heads, the second of which looks at one token alone."""
    tokens = ("[CLS]", "She", "[MASK]", "it", "[SEP]")
    attention = np.full((1, 2, 5), 0.2, dtype=np.float32)
    attention[0, 1] = (0, 0, 0, 1, 0)
    return MaskLooks(tokens, 2, 0, attention)


def fill(page: Page) -> FillCard:
    card = page.cards["fill"]
    assert isinstance(card, FillCard)
    return card


def pair(page: Page) -> PairCard:
    card = page.cards["pair"]
    assert isinstance(card, PairCard)
    return card


def column(card: TryCard, number: int = 0) -> AnswerColumn:
    return card.columns[number]


def answers(page: Page) -> list[CandidateBars]:
    return [bars for bars in fill(page).findChildren(CandidateBars) if bars.isVisible()]


def judgement(page: Page) -> dict[str, CandidateBars]:
    view = column(pair(page)).view
    assert isinstance(view, PairView)
    return view.bars


def at_rest(card: TryCard) -> bool:
    return not card.timer.isActive() and not any(one.asker.busy for one in card.columns)


def settled(page: Page, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: all(at_rest(card) for card in page.cards.values()))


def show_run_of(desk: Desk, objectives: dict[str, Any], name: str = "other-tiny-01") -> None:
    """A finished run that learned these."""
    run = write_run(desk.workspace.runs_folder / name, 1000)
    run.recipe_data["objectives"] = objectives
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=run.history()))

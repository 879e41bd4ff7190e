"""Pinned sentences and pairs on Train, whose number may change while a run trains."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.events import Candidate, MaskPrediction, ProbeTaken, SentenceProbe
from engine.runs import Run
from studio.desk import Desk
from studio.shown import ShownRun
from studio.views.train.page import Page
from studio.views.train.predictions_panel import PredictionsPanel
from tests.studio.scripted_run import write_run
from tests.studio.train.panels import panel

FILLED, PAIR = "a [MASK]", "it rained [SEP] she stayed"


def look(step: int, *texts: str) -> ProbeTaken:
    """A look at these: a mask is filled ever better, and a pair ever surer."""
    share = step / 100
    seen = []
    for text in texts:
        best = (Candidate("door", share), Candidate("room", 0.1))
        masks = (MaskPrediction(1, best),) if "[MASK]" in text else ()
        judged = {"next_sentence": {"A → B: follows": share, "A → B: from elsewhere": 1 - share}}
        attention = np.full((1, 1, 3, 3), 1 / 3, dtype=np.float16)
        tokens = tuple(text.split())[:3]
        seen.append(
            SentenceProbe(
                text,
                (tokens * 3)[:3],
                attention,
                masks,
                (1,),
                second=2 if "[SEP]" in text else None,
                judgements=judged if "[SEP]" in text else {},
            )
        )
    return ProbeTaken(step, 1.0, tuple(seen))


def show(desk: Desk, looks: Sequence[ProbeTaken], ending: str = "stopped") -> Run:
    """A run with these looks."""
    run = write_run(desk.workspace.runs_folder / "pins-01", 20, ending=ending)
    for step in run.probe_steps():
        next((run.path / "probes").glob(f"*{step}*")).unlink()
    for taken in looks:
        run.write_probe(taken)
    history = run.history()
    history.probe_steps = [taken.step for taken in looks]
    history.record(looks[-1])
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=history))
    return run


@pytest.fixture
def predictions(page: Page, desk: Desk, qtbot: QtBot) -> PredictionsPanel:
    show(desk, [look(10, FILLED), look(20, FILLED, PAIR), look(30, PAIR, FILLED)])
    qtbot.waitUntil(lambda: len(page.watch.answers) == 3)
    return panel(page, PredictionsPanel)


def test_a_pair_has_a_bar_for_each_class(predictions: PredictionsPanel) -> None:
    predictions.watch.choose_sentence(0)
    predictions.redraw()
    assert [(bar.text, bar.share) for bar in predictions.bars.bars] == [
        ("A → B: follows", pytest.approx(0.3)),
        ("A → B: from elsewhere", pytest.approx(0.7)),
    ]
    assert [chip.mark for chip in predictions.strip.chips] == ["plain", "special", "plain"]
    assert predictions.bars.bars[0].past == (0.2, 0.3)  # from the look on at which it was pinned


def test_a_sentence_keeps_its_course_where_its_place_changes(
    predictions: PredictionsPanel,
) -> None:
    predictions.watch.choose_sentence(1)
    assert predictions.watch.past("door") == (0.1, 0.2, 0.3)


def test_the_course_is_a_plot_with_a_line_for_each_answer(
    predictions: PredictionsPanel, desk: Desk
) -> None:
    predictions.watch.choose_sentence(1)
    predictions.over_time.click()
    assert predictions.course.isVisible()
    assert not predictions.bars.isVisible()
    lines = {curve.label: (list(curve.x), list(curve.y)) for curve in _curves(predictions)}
    assert lines["door"] == ([10, 20, 30], [0.1, 0.2, 0.3])
    assert predictions.course.legend.text() == "door room"
    assert desk.settings.option("train.answers_over_time", False)
    predictions.over_time.click()
    assert predictions.bars.isVisible()


def _curves(predictions: PredictionsPanel) -> list[object]:
    return predictions.course.plot._curves  # type: ignore[return-value]


def test_the_sentence_in_sight_stays_in_sight_when_another_is_pinned_before_it(
    predictions: PredictionsPanel, desk: Desk
) -> None:
    watch = predictions.watch
    watch.choose_sentence(1)
    watch._take(look(40, "new one", PAIR, FILLED))
    assert watch.seen is not None
    assert watch.seen.sentence == FILLED
    watch._take(look(50, "new one"))  # the one in sight was unpinned
    assert watch.seen.sentence == "new one"


def test_a_sentence_of_a_stopped_run_is_unpinned_for_when_it_goes_on(
    predictions: PredictionsPanel, desk: Desk, qtbot: QtBot
) -> None:
    assert desk.shown is not None
    Run.open(desk.shown.path).pin(PAIR)
    Run.open(desk.shown.path).pin(FILLED)
    said: list[str] = []
    desk.saying.connect(said.append)
    predictions.watch.choose_sentence(0)
    predictions.unpin.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    pins = Run.open(desk.shown.path).pins()
    assert PAIR not in pins
    assert FILLED in pins
    assert said == ["Unpinned; it is left out once pins-01 goes on"]


def test_the_last_sentence_of_a_live_run_is_seen_no_more_once_it_is_unpinned(
    predictions: PredictionsPanel, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, watch = desk.shown, predictions.watch
    assert shown is not None
    told: list[str] = []
    monkeypatch.setattr(type(shown), "is_live", property(lambda _self: True))
    monkeypatch.setattr(desk.live, "unpin", told.append)
    alone = look(60, FILLED)
    shown.history.last_probe = alone
    desk.live.advanced.emit()
    assert watch.seen is alone.sentences[0]
    predictions.unpin.click()
    assert told == [FILLED]
    desk.live.advanced.emit()  # the record still ends with the look at it
    assert watch.seen is None
    assert predictions.waiting.text() == "No sentence is pinned; Try pins what is asked there."

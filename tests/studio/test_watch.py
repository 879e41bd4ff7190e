"""The pinned sentences on Train: what was seen of them before, and what is seen now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from engine.events import Candidate, MaskPrediction, ProbeTaken, SentenceProbe
from studio.desk import Desk
from studio.live import State
from studio.shown import ShownRun
from studio.views.train.predictions_panel import PredictionsPanel
from studio.views.train.watch import Watch
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, probe, write_run


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        yield made


def test_a_resumed_run_keeps_its_attention_and_the_course_of_its_answers(
    desk: Desk, qtbot: QtBot, script: Script
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400, ending="stopped")
    watch = Watch(desk)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: len(watch.answers) == 7)
    desk.resume_run(run.path)
    # its newest checkpoint is that of step 1,000: what came after is taken again
    qtbot.waitUntil(lambda: sorted(watch.answers) == [200, 400, 600, 800, 1000])
    assert watch.probe is not None
    assert watch.probe.step == 1000
    script.tell(probe(1200))
    qtbot.waitUntil(lambda: watch.probe is not None and watch.probe.step == 1200)
    assert len(watch.past("door")) == 6
    script.end()
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE)
    assert len(watch.answers) == 6


def test_one_damaged_look_costs_itself_alone(desk: Desk, qtbot: QtBot) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400)
    for path in (run.path / "probes").glob("*600*"):
        path.write_bytes(b"spoiled")
    watch = Watch(desk)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: sorted(watch.answers) == [200, 400, 800, 1000, 1200, 1400])
    assert desk.problems.last is None


def test_a_word_and_a_piece_spelled_alike_have_courses_of_their_own(
    desk: Desk, qtbot: QtBot
) -> None:
    candidates = (Candidate("s", 0.5), Candidate("s", 0.25, continues=True))
    show_probe(desk, (), MaskPrediction(1, candidates))
    watch = Watch(desk)
    assert watch.past("s") == (0.5,)
    assert watch.past("s", continues=True) == (0.25,)


def test_a_gap_is_read_aloud(desk: Desk, qtbot: QtBot) -> None:
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 400).path)
    panel = PredictionsPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.strip.text() == "she opened the [MASK] and looked out .")


@pytest.mark.parametrize(
    ("framing", "shown"),
    [((3,), "Bara kera mi"), ((0,), "kera mi [SEP]"), ((), "Bara kera mi [SEP]")],
)
def test_only_special_tokens_are_left_out_of_the_pinned_sentence(
    desk: Desk, qtbot: QtBot, framing: tuple[int, ...], shown: str
) -> None:
    show_probe(desk, framing)
    panel = PredictionsPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    assert panel.strip.text() == shown


def test_the_gap_pressed_is_the_gap_chosen_without_a_token_before_it(
    desk: Desk, qtbot: QtBot
) -> None:
    best = (Candidate("x", 0.5),)
    show_probe(desk, (3,), MaskPrediction(0, best), MaskPrediction(2, best))
    watch = Watch(desk)
    panel = PredictionsPanel(desk, watch)
    qtbot.addWidget(panel)
    panel.show()
    panel.strip.clicked.emit(2)
    assert watch.mask == 1
    panel.redraw()
    assert panel.strip._selected == {2}


def test_a_run_that_fills_no_masks_says_so(desk: Desk, qtbot: QtBot) -> None:
    show_probe(desk, (0,))
    desk.shown.recipe["objectives"] = {"causal_lm": {}}
    panel = PredictionsPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    assert "fills no masks" in panel.none.text()
    assert panel.none.isVisible()
    assert not panel.bars.isVisible()
    assert "probability" not in panel.hint.text()


def show_probe(desk: Desk, framing: tuple[int, ...], *predictions: MaskPrediction) -> None:
    """A run whose newest look is at one short sentence."""
    run = write_run(desk.workspace.runs_folder / "t5-tiny-01", 20)
    tokens = ("Bara", "kera", "mi", "[SEP]")
    attention = np.full((1, 1, 4, 4), 0.25, dtype=np.float16)
    seen = SentenceProbe("Bara kera mi", tokens, attention, predictions, framing)
    history = run.history()
    history.record(ProbeTaken(20, 1.0, (seen,)))
    desk.show_run(ShownRun(run.path, desk.live, run=run, history=history))

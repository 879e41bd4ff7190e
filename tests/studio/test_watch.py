"""The pinned sentences on Train: what was seen of them before, and what is seen now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.events import Candidate, MaskPrediction
from studio.desk import Desk
from studio.live import State
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
    watch = Watch(desk)
    candidates = (Candidate("s", 0.5), Candidate("s", 0.25, continues=True))
    watch.answers = {1: ((MaskPrediction(1, candidates),),)}
    assert watch.past("s") == (0.5,)
    assert watch.past("s", continues=True) == (0.25,)


def test_a_gap_is_read_aloud(desk: Desk, qtbot: QtBot) -> None:
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 400).path)
    panel = PredictionsPanel(desk, Watch(desk))
    qtbot.addWidget(panel)
    panel.show()
    qtbot.waitUntil(lambda: panel.strip.text() == "she opened the [MASK] and looked out .")

"""Of many checkpoints a few are kept; only those are offered."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from engine.events import CheckpointSaved
from engine.runs import Run
from studio.desk import Desk
from studio.views.train.events_panel import EventsPanel
from studio.views.train.loss_panel import LossPanel
from studio.views.train.page import Page
from studio.views.try_.page import Page as TryPage
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, story, write_run


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        yield made


def test_events_and_signs_offer_the_kept_ones_alone(desk: Desk, qtbot: QtBot) -> None:
    page = Page(desk)
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 4200).path)
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    events = next(panel for panel in page.panels if isinstance(panel, EventsPanel))
    items = [events.list.item(row) for row in range(events.list.count())]
    offered = [item.data(Qt.ItemDataRole.UserRole) for item in items]
    assert [step for step in offered if step] == [4000, 3000, 2000]
    gone = [item.text() for item in items if "1,000" in item.text()]
    assert len(gone) == 1
    assert gone[0].startswith("·")
    assert "no longer kept" in gone[0]
    loss = next(panel for panel in page.panels if isinstance(panel, LossPanel))
    assert list(loss.plot._marks.ticks) == [2000.0, 3000.0, 4000.0]


def test_a_chosen_checkpoint_that_goes_gives_way_to_the_newest_and_it_is_said(
    desk: Desk, qtbot: QtBot, script: Script
) -> None:
    desk.start_run()
    script.tell(*story(1000))
    qtbot.waitUntil(lambda: desk.live.history.last_probe is not None)
    run = Run.open(desk.live.path)  # type: ignore[arg-type]

    def save(step: int) -> None:  # with the lock, as a trainer: who lists runs sweeps the others
        with run.lock():
            arrays = {"w": np.zeros(4, dtype=np.float32)}
            run.save_checkpoint(step, arrays, {}, {"step": step})
        script.tell(CheckpointSaved(step, "", 16, 0.1))
        qtbot.waitUntil(lambda: step in [info.step for info in desk.checkpoints])

    save(2000)
    desk.choose_checkpoint(2000)
    asked: list[int | None] = []
    desk.checkpoints_changed.connect(lambda: asked.append(desk.checkpoint))
    save(3000)
    save(4000)
    assert desk.checkpoint == 2000
    with qtbot.waitSignals([desk.checkpoint_changed, desk.saying]):
        save(5000)
    assert desk.checkpoint is None
    assert asked == [2000, 2000, None]


def test_one_that_went_before_its_run_was_read_anew_is_told_of_too(
    desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 2000)
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    desk.choose_checkpoint(1000)
    shutil.rmtree(desk.checkpoints[0].path)
    desk.open_run(run.path, anew=True)
    with qtbot.waitSignal(
        desk.saying, check_params_cb=lambda words: "step 1,000 is no longer kept" in words
    ):
        pass
    assert desk.checkpoint is None


def test_a_damaged_checkpoint_is_named_once_and_not_offered(desk: Desk, qtbot: QtBot) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 4200)
    state = next(info for info in run.checkpoints() if info.step == 3000).path / "state.json"
    state.write_bytes(state.read_bytes() + b" ")
    told: list[str] = []
    desk.problems.reported.connect(lambda problem: told.append(problem.text()))
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: bool(desk.checkpoints))
    qtbot.waitUntil(lambda: bool(told))
    assert [info.step for info in desk.checkpoints] == [2000, 4000]
    assert "3,000" in told[0]
    assert "state.json" in told[0]
    desk.checkpoint_reading.read()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert len(told) == 1


def test_a_run_whose_checkpoints_are_all_damaged_is_not_called_too_short(
    desk: Desk, qtbot: QtBot
) -> None:
    run = write_run(desk.workspace.runs_folder / "bert-tiny-01", 4200)
    for info in run.checkpoints():
        (info.path / "state.json").unlink()
    page = TryPage(desk)
    qtbot.addWidget(page)
    page.show()
    desk.open_run(run.path)
    qtbot.waitUntil(lambda: "are damaged" in page.empty.sentence.text())

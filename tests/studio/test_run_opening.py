"""Runs opened, discarded and taken back: what is shown is what was asked for last."""

import threading

import pytest

from engine.faults import Fault
from engine.runs import RunSummary, Status
from studio.live import State
from studio.pickers import Pickers
from studio.views.train.recent_runs import RecentRuns
from studio.widgets.top_bar import TopBar
from tests.studio.scripted_work import EndlessWork, finite_work


class SlowRuns:
    """Opens runs when it is told to."""

    def __init__(self):
        self.gates = {}

    def open(self, path):
        if path.name == "gone":
            raise Fault("It is damaged.")
        if path.name in self.gates:
            self.gates[path.name].wait(5)
        idle = staticmethod(lambda: False)
        given = {"path": path, "recipe": {}, "history": dict, "at_work": idle, "environment": {}}
        return type("run", (), given)()


@pytest.fixture
def runs(monkeypatch):
    """Runs of any name, the slow one held back."""
    made = SlowRuns()
    made.gates["slow"] = threading.Event()
    monkeypatch.setattr("studio.run_opening.Run", made)
    monkeypatch.setattr("studio.shown.ShownRun.checkpoints", lambda _shown: [])
    return made


def test_the_run_asked_for_last_is_the_one_shown(make_desk, qtbot, runs):
    desk = make_desk(finite_work(1))
    folder = desk.workspace.runs_folder
    desk.open_run(folder / "slow")
    desk.open_run(folder / "fast")
    qtbot.waitUntil(lambda: desk.shown is not None)
    runs.gates["slow"].set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.shown.name == "fast"


def test_a_run_on_its_way_does_not_take_the_place_of_one_started(make_desk, qtbot, runs):
    work = EndlessWork()
    desk = make_desk(work)
    desk.open_run(desk.workspace.runs_folder / "slow")
    desk.start_run("live")
    runs.gates["slow"].set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert desk.shown.name == "live"
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()


def test_a_run_that_cannot_be_opened_leaves_the_picker_true(make_desk, qtbot, runs):
    desk = make_desk(finite_work(1))
    bar = TopBar([])
    qtbot.addWidget(bar)
    pickers = Pickers(desk, bar, lambda _path: None)
    path = str(desk.workspace.runs_folder / "gone")
    bar.run.addItem("gone", path)
    for _ in range(2):  # and it can be asked for again
        desk.problems.last = None
        bar.run.setCurrentIndex(bar.run.findData(path))
        bar.run._pick(bar.run.findData(path))
        qtbot.waitUntil(lambda: desk.problems.last is not None)
        assert bar.run.currentData() is None
        bar.run.addItem("gone", path)
    assert pickers.parent() is bar


def test_a_crashed_run_that_trains_again_is_not_said_to_have_ended(make_desk, qtbot):
    desk = make_desk(EndlessWork())
    path = desk.workspace.runs_folder / "bert-tiny-01"
    desk.runs = (RunSummary("bert-tiny-01", path, Status("crashed", step=4)),)
    bar = TopBar([])
    recent = RecentRuns(desk)
    for part in (bar, recent):
        qtbot.addWidget(part)
    pickers = Pickers(desk, bar, lambda _path: None)
    recent.show()
    assert "ended without warning" in bar.run.itemText(bar.run.findData(str(path)))
    assert recent.list.topLevelItem(0).text(1) == "ended without warning"
    desk.live.start({}, path.parent, path.name)
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)
    assert bar.run.itemText(bar.run.findData(str(path))) == "bert-tiny-01"
    assert recent.list.topLevelItem(0).text(1) == "training"
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()
    recent.hide()
    assert pickers.parent() is bar


def test_opening_a_run_is_said_in_the_run_bar(make_desk, qtbot, runs):
    desk = make_desk(finite_work(1))
    with qtbot.waitSignal(desk.saying) as said:
        desk.open_run(desk.workspace.runs_folder / "slow")
    assert "slow" in said.args[0]
    runs.gates["slow"].set()
    qtbot.waitUntil(lambda: not desk.jobs.busy)


def test_a_run_that_cannot_be_discarded_stays_on_show(make_desk, qtbot, monkeypatch):
    desk = make_desk(EndlessWork())
    desk.start_run("live")
    qtbot.waitUntil(lambda: desk.live.state is State.RUNNING)

    def refused(_name):
        raise Fault("The run is at work.")

    monkeypatch.setattr(desk.workspace, "discard", refused)
    with pytest.raises(Fault):
        desk.discard_run("live")
    assert desk.shown.name == "live"
    with qtbot.waitSignal(desk.live.ended):
        desk.live.stop()


def test_a_discarded_run_is_forgotten_everywhere(make_desk, qtbot):
    desk = make_desk(finite_work(3))
    with qtbot.waitSignal(desk.live.ended):
        desk.start_run("last")
    desk.live.path.mkdir(parents=True, exist_ok=True)
    desk.discard_run("last")
    assert desk.shown is None
    assert desk.live.path is None
    assert desk.live.history.ended is None

"""Fixtures of the window: a desk with a scripted engine, and runs that need none."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from engine.runs import Workspace
from studio import engine_calls
from studio.app import Studio, usual_font
from studio.desk import Desk
from studio.draft import Draft
from studio.engine_calls import Checked
from studio.jobs import Jobs
from studio.live import LiveRun
from studio.live_work import Work
from studio.problems import Problems
from studio.settings import SettingsFile
from studio.theme import DARK
from studio.window import Window
from tests.studio.scripted_run import write_run
from tests.studio.scripted_work import EndlessWork, finite_work

PATIENCE_MS = 20_000  # a machine that is busy elsewhere is no reason to fail
for wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    wait.__kwdefaults__["timeout"] = PATIENCE_MS


@pytest.fixture
def jobs(qapp: object) -> Iterator[Jobs]:
    """Jobs that are waited for."""
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def make_desk(
    qtbot: QtBot, jobs: Jobs, tmp_path: Path
) -> Iterator[Callable[[Callable[..., Work]], Desk]]:
    """A desk over a workspace of the test's own; the engine is a script."""
    made: list[Desk] = []

    def make(make_work: Callable[..., Work]) -> Desk:
        desk = Desk(
            theme=DARK,
            jobs=jobs,
            draft=Draft(jobs),
            live=LiveRun(make_work),
            settings=SettingsFile(tmp_path / "settings.json"),
            problems=Problems(tmp_path / "studio.log"),
            workspace=Workspace.open(tmp_path / "workspace"),
        )
        desk.draft.attach(desk.workspace.path)
        made.append(desk)
        return desk

    yield make
    for desk in made:
        desk.live.wait()
        desk.problems.close()


@pytest.fixture
def program_font(qapp: QApplication) -> Iterator[None]:
    """The font the program really has, which is not pytest's."""
    before = qapp.font()
    qapp.setFont(usual_font(qapp))
    yield
    qapp.setFont(before)


class EmptyPage(QWidget):
    """A page with nothing on it but a word; it starts a run where it is asked to."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        QVBoxLayout(self).addWidget(QLabel("page"))
        desk.start_asked.connect(self.start)

    def start(self) -> None:
        if self.isVisible():
            self.desk.start_run()


@pytest.fixture
def empty_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty pages in the place of the real ones."""
    real = importlib.import_module

    def import_page(name: str, *rest: Any) -> Any:
        if name.startswith("studio.views."):
            return type("module", (), {"Page": EmptyPage})
        return real(name, *rest)

    monkeypatch.setattr("studio.window.importlib.import_module", import_page)


@pytest.fixture
def quick_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine answers at once and knows little."""
    monkeypatch.setattr(engine_calls, "describe_recipe", lambda: SimpleNamespace(reads={}))
    monkeypatch.setattr(engine_calls, "environment", lambda: {"devices": ["cpu", "cuda:0"]})
    monkeypatch.setattr(engine_calls, "check_recipe", lambda data: Checked(data, ()))


@pytest.fixture
def window(
    make_desk: Callable[..., Desk], qtbot: QtBot, empty_pages: None, quick_engine: None
) -> Iterator[Window]:
    """A window of empty pages over an engine that soon has trained enough."""
    made = Window(make_desk(finite_work(20)), "en")
    with qtbot.waitSignal(made.painted):
        made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def studio(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, empty_pages: None, quick_engine: None
) -> Iterator[Studio]:
    """The whole program with empty pages, over an engine that trains until it is stopped."""
    made = Studio(
        qapp,
        Workspace.open(tmp_path / "workspace"),
        SettingsFile(tmp_path / "settings.json"),
        make_work=EndlessWork(),
    )
    with qtbot.waitSignal(made.desk.form_ready):
        made.show()
    qtbot.waitUntil(lambda: not made.desk.jobs.busy)
    yield made
    made.close()
    made.window.close()


@pytest.fixture
def real_studio(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Studio]:
    """The whole program with its real pages, over an engine that trains when told to."""
    work = EndlessWork()
    made = Studio(
        qapp,
        Workspace.open(tmp_path / "workspace"),
        SettingsFile(tmp_path / "settings.json"),
        make_work=work,
    )
    made.work = work  # type: ignore[attr-defined]
    with qtbot.waitSignal(made.desk.form_ready, timeout=60_000):
        made.show()
    yield made
    made.close()
    made.window.close()
    made.window.deleteLater()
    made.speech.speak("en")  # the application stays


@pytest.fixture
def with_run(real_studio: Studio, qtbot: QtBot) -> Studio:
    """The program with a trained run on show, so that every card has something in it."""
    show_trained_run(real_studio, qtbot)
    return real_studio


def show_trained_run(studio: Studio, qtbot: QtBot) -> None:
    """Put a run with curves, attention and checkpoints on show."""
    desk = studio.desk
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 1400).path)
    qtbot.waitUntil(lambda: desk.shown is not None and bool(desk.checkpoints))


def quiet(studio: Studio, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not studio.desk.jobs.busy, timeout=30_000)


def action(window: QWidget, name: str) -> QAction:
    """The command of this name."""
    return next(found for found in window.findChildren(QAction) if found.objectName() == name)


@pytest.fixture(autouse=True)
def plain_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """Objectives are called as before an engine was loaded, by whatever test."""
    monkeypatch.setattr("studio.wording._titles", {})

"""A Look page over scripted runs, and single views of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.views.look.looking import Looking
from studio.views.look.page import Page
from studio.views.look.view import View
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import Script, write_run

ShowView = Callable[..., Any]


@pytest.fixture
def script() -> Script:
    return Script()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, script: Script) -> Iterator[Desk]:
    with open_desk(tmp_path, script) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    return made


@pytest.fixture
def show_view(qtbot: QtBot, desk: Desk) -> ShowView:
    """A view alone, of a run of 3 × 4 heads with so many steps."""

    def show(kind: type[View], last: int = 400) -> View:
        folder = desk.workspace.runs_folder
        run = write_run(folder / "bert-mini-01", last, num_layers=3, num_heads=4)
        looking = Looking(desk)
        looking.setParent(desk)
        made = kind(desk, looking)
        qtbot.addWidget(made)
        made.resize(700, 420)
        desk.open_run(run.path)
        looking.recorded.wake(True)
        qtbot.waitUntil(lambda: looking.seen is not None)
        made.show()
        return made

    return show

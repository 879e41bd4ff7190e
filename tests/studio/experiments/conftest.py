"""A Look page over a run with checkpoints: the model answers as a test tells, or for real."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from studio import loaded as loading
from studio import look_calls
from studio.desk import Desk
from studio.views.look.page import Page
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run

Show = Callable[..., Any]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> Page:
    made = Page(desk)
    qtbot.addWidget(made)
    made.resize(1300, 860)
    made.show()
    return made


@pytest.fixture
def show(page: Page, desk: Desk, qtbot: QtBot) -> Show:
    """Show a view of a run of 2 × 2 heads; of one without a checkpoint, if asked to."""

    def show_view(name: str, last: int = 1000) -> Any:
        run = write_run(desk.workspace.runs_folder / "bert-tiny-01", last)
        desk.open_run(run.path)
        qtbot.waitUntil(lambda: page.looking.seen is not None and bool(page.recorded.read))
        if last >= 1000:
            qtbot.waitUntil(lambda: bool(desk.checkpoints))
        page.views.choose(name)
        return page.views.view

    return show_view


@pytest.fixture
def real(monkeypatch: pytest.MonkeyPatch, page: Page) -> Callable[..., None]:
    """Let a small real model answer, and look at a text it knows."""

    def answer(*objectives: str, text: str = "the masked words", **given: Any) -> None:
        from tests.engine.opened_samples import opened

        made = opened(*objectives, **given)

        @contextmanager
        def loaded(*_asked: object) -> Iterator[Any]:
            with loading._TURNS.take():  # which long work gives to others in between
                yield made

        monkeypatch.setattr(look_calls, "loaded", loaded)
        page.looking.own.type(text)
        page.looking.own.choose(True)
        page.looking.ask_own()

    return answer

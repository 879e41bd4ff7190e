"""The part Export and import over real files, and a model of another program."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest
from pytestqt.qtbot import QtBot

from engine.exchange.exporting import export_run
from studio.desk import Desk
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.page import Page
from tests.engine.exchange_samples import FITTING, found_run


@pytest.fixture
def empty(page: Page, desk: Desk, qtbot: QtBot) -> ExchangePart:
    page.choose("exchange")
    part = page.parts["exchange"]
    assert isinstance(part, ExchangePart)
    return part


@pytest.fixture
def part(empty: ExchangePart, desk: Desk, qtbot: QtBot, pretrained_run: Path) -> ExchangePart:
    copytree(pretrained_run, desk.workspace.runs_folder / "base")
    desk.open_run(desk.workspace.runs_folder / "base")
    qtbot.waitUntil(lambda: bool(desk.checkpoints) and not desk.jobs.busy)
    return empty


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as others have it: a BERT without a manifest."""
    folder = tmp_path_factory.mktemp("foreign")
    found_run(folder / "source", *FITTING["bert"][:2])
    made = export_run(folder / "source", None, folder / "bert").folder
    (made / "manifest.json").unlink()
    return made


def at_rest(desk: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: desk.importing.job is None and not desk.jobs.busy)

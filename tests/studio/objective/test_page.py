"""The Objective page as a whole: early, small, in another theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.desk import Desk
from studio.theme import LIGHT
from studio.views.objective.page import Page
from tests.studio.form_desk import load, must_fit_a_small_window, open_desk, script_engine


def test_the_page_opens_before_the_engine_is_loaded(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script_engine(monkeypatch)
    with open_desk(tmp_path, loaded=False) as desk:
        page = Page(desk)
        qtbot.addWidget(page)
        assert not page.cards
        load(desk)
        assert page.cards


def test_the_page_survives_another_theme(page: Page, desk: Desk) -> None:
    desk.set_theme(LIGHT)
    assert not page.grab().isNull()


def test_the_page_fits_a_small_window(page: Page, desk: Desk) -> None:
    must_fit_a_small_window(page, desk)

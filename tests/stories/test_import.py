"""A model of another program comes in and is asked, as a new user does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.views.try_.page import Page as TryPage
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.page import Page as TunePage
from studio.widgets.candidate_bars import CandidateBars
from tests.stories.person import ENGINE_MS, Person

FIXTURE = "bert-pretraining-random-3x32-bertzhvocab"


def test_a_foreign_bert_is_imported_and_fills_a_mask(
    person: Person, qtbot: QtBot, real_data: Callable[[str], Path]
) -> None:
    folder = real_data("ckpt-synthetic-fixtures") / FIXTURE
    imports_by_the_menu(person, qtbot, folder)
    part = tune_page(person).part
    assert isinstance(part, ExchangePart)
    assert part.importing.found.isVisible()
    assert "read as BERT" in part.importing.found.text()
    person.presses("Try it")
    fills_a_mask(person, qtbot)
    person.goes_to(4)
    head = person.studio.window.pages["train"].head  # type: ignore[attr-defined]
    assert head.state.text() == f"imported from {FIXTURE}"
    assert person.studio.desk.problems.last is None


def tune_page(person: Person) -> TunePage:
    page = person.studio.window.pages["tune"]
    assert isinstance(page, TunePage)
    return page


def imports_by_the_menu(person: Person, qtbot: QtBot, folder: Path) -> None:
    desk, window = person.studio.desk, person.studio.window
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(folder)))
        next(act for act in window.actions() if act.objectName() == "import_model").trigger()
    qtbot.waitUntil(
        lambda: desk.shown is not None and bool(desk.checkpoints) and not desk.jobs.busy,
        timeout=ENGINE_MS,
    )
    assert window.page == "tune"


def fills_a_mask(person: Person, qtbot: QtBot) -> None:
    page = person.studio.window.pages["try_"]
    assert isinstance(page, TryPage)
    qtbot.waitUntil(lambda: page.kinds.value == "fill", timeout=ENGINE_MS)
    page.card.take("他把窗户打[MASK]，看见外面下着大雪。", by_hand=True)
    qtbot.waitUntil(lambda: bool(person.sees(CandidateBars)), timeout=ENGINE_MS)
    qtbot.waitUntil(
        lambda: any(bars.bars for bars in person.sees(CandidateBars)), timeout=ENGINE_MS
    )
    bars = next(bars for bars in person.sees(CandidateBars) if bars.bars)
    shares = [bar.share for bar in bars.bars]
    assert shares == sorted(shares, reverse=True)
    assert all(0 < share < 1 for share in shares)

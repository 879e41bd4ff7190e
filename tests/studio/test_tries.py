"""What was tried before: of the workspace at hand, for others have runs of the same name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from engine.runs import Workspace
from studio.desk import Desk
from studio.views.try_.tries_card import ALL, MOST, OPTION, TriesCard, Try
from tests.studio.plot_desk import open_desk


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def test_each_workspace_has_its_own_tries(desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    first, card = desk.workspace, TriesCard(desk)
    qtbot.addWidget(card)
    asked = {"kind": "fill", "second": "", "answer": "b", "run": "bert-tiny-01", "step": 1}
    card.add(Try(**asked, first="here", workspace=str(first.path)))
    desk.set_workspace(Workspace.open(tmp_path / "second"))
    assert card.list.count() == 0
    assert not card.clear.isEnabled()
    card.add(Try(**asked, first="there", workspace=str(desk.workspace.path)))
    assert [tried.first for tried in card.tries] == ["there"]
    card.clear.click()
    desk.set_workspace(first)
    assert [tried.first for tried in card.tries] == ["here"]
    assert card.list.count() == 1


def test_what_is_kept_has_an_end_and_each_workspace_its_share(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    card = TriesCard(desk)
    qtbot.addWidget(card)
    places = [tmp_path / str(number) for number in range(ALL // MOST + 1)]
    for place in places:
        desk.workspace = Workspace.open(place)
        for number in range(MOST + 1):
            card.add(Try("fill", str(number), "", "b", "c", 1, str(place)))
        assert len(card.tries) == MOST
        assert card.tries[0].first == str(MOST)
    assert len(desk.settings.option(OPTION, [])) == ALL

"""What a recipe learns from goes by its kind; a key no field stands for can be left out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from engine.faults import FieldFault
from studio.desk import Desk
from studio.engine_calls import Checked
from studio.views.data.piece_words import words_lacking
from studio.views.train.plan_rows import PlanRows
from studio.views.train.start_card import StartCard
from tests.studio.form_desk import open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as made:
        yield made


def leave_out(row: QWidget) -> list[QPushButton]:
    return [one for one in row.findChildren(QPushButton) if one.text() == "Leave out"]


def test_what_no_field_stands_for_is_left_out_by_a_button(desk: Desk, qtbot: QtBot) -> None:
    """A draft of another version may hold a key that nobody knows any more."""
    desk.draft.update({"tokenizer.path": "vocab.txt", "model.heads": 3})
    card = cast(Any, SimpleNamespace(_desk=desk, tr=lambda words: words))
    card._is_stray = lambda place: StartCard._is_stray(card, place)
    known, missing, stray = (
        StartCard._fault_row(card, FieldFault(place, "faulty"))
        for place in ("model.heads", "corpus.paths", "tokenizer.path")
    )
    for row in (known, missing, stray):
        qtbot.addWidget(row)
    assert not leave_out(known)
    assert not leave_out(missing)
    leave_out(stray)[0].click()
    assert desk.draft.value("tokenizer") is None
    assert desk.draft.value("model.heads") == 3
    assert desk.draft.undo_stack.undoText() == "Leave out an unknown key"


def test_what_is_learned_from_goes_by_its_kind(desk: Desk, qtbot: QtBot) -> None:
    plan = PlanRows(desk)
    qtbot.addWidget(plan)
    draft, title = desk.draft, plan._titles["data"]
    assert title.text() == "Text"
    draft.allow_checks(lambda data: Checked(dict(data), ()))
    draft.set("objectives", {"natural_language_inference": {}})
    qtbot.waitUntil(lambda: title.text() == "Labelled pairs")
    assert plan.rows["data"].text() == "not chosen yet"
    draft.set("objectives", {"translation": {}})
    qtbot.waitUntil(lambda: title.text() == "Source and target")
    draft.update({"parallel.source": ["/my/a.en"], "parallel.target": ["/my/a.de"]})
    assert plan.rows["data"].text() == "a.en, a.de"


def test_the_vocabulary_asks_for_what_it_is_learned_from() -> None:
    assert words_lacking(("text",)).startswith("Choose some text first")
    assert words_lacking(("parallel",)).startswith("Choose source and target first")
    assert words_lacking(("text", "labelled")).startswith("Choose labelled pairs first")

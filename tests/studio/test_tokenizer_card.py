"""The tokenizer card knows a tokenizer that is there, whoever trained it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from engine.control import Control
from engine.faults import Fault
from engine.recipe import read_recipe
from engine.resources import cache_folder
from engine.training.preparing import prepare_text
from studio import engine_calls, tokenizers
from studio.desk import Desk
from studio.views.data.tokenizing import TokenizerCard
from tests.engine.corpus_samples import write_books
from tests.studio.form_desk import open_desk, script_engine


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    script_engine(monkeypatch)
    with open_desk(tmp_path) as made:
        made.draft.set("corpus.paths", [str(tmp_path)])
        qtbot.waitUntil(lambda: made.draft.checked)
        yield made


def card_of(desk: Desk, qtbot: QtBot) -> TokenizerCard:
    card = TokenizerCard(desk)
    qtbot.addWidget(card)
    card.show()
    return card


def trained(monkeypatch: pytest.MonkeyPatch) -> None:
    facts: Any = engine_calls.train_tokenizer({}, Control(), lambda _event: None)
    monkeypatch.setattr(engine_calls, "find_tokenizer", lambda *_: facts)
    kept = cache_folder() / "tokenizers"
    kept.mkdir(parents=True, exist_ok=True)
    (kept / "f.json").write_text("{}", encoding="utf-8")


def test_a_tokenizer_trained_before_is_shown_at_once(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    trained(monkeypatch)
    card = card_of(desk, qtbot)
    qtbot.waitUntil(lambda: bool(card.strip.chips))
    assert card.told.text().startswith("vocabulary 8,190")
    assert not card.train_button.isEnabled()


def test_one_trained_elsewhere_is_found_when_one_comes_back(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = card_of(desk, qtbot)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert card.told.text().startswith("Train the tokenizer")
    card.hide()
    trained(monkeypatch)
    card.show()
    qtbot.waitUntil(lambda: card.ready)


class Search:
    """Looks for a tokenizer until it is stopped, or told to end without one."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.controls: list[Control] = []
        self.end = threading.Event()
        monkeypatch.setattr(engine_calls, "find_tokenizer", self)

    def __call__(self, _data: object, control: Control) -> None:
        self.controls.append(control)
        while not self.end.wait(0.01):
            control.check()


def test_the_text_is_not_read_again_at_every_visit(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Search(monkeypatch)
    search.end.set()
    card = card_of(desk, qtbot)
    qtbot.waitUntil(lambda: len(search.controls) == 1 and not desk.jobs.busy)
    card.hide()
    card.show()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert len(search.controls) == 1
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: len(search.controls) == 2)


def test_nobody_looks_for_what_nobody_waits_for(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    search = Search(monkeypatch)
    card = card_of(desk, qtbot)
    qtbot.waitUntil(lambda: len(search.controls) == 1)
    desk.draft.set("tokenizer.vocabulary", 4096)
    qtbot.waitUntil(lambda: len(search.controls) == 2)
    assert search.controls[0].stopping
    card.hide()
    assert search.controls[1].stopping
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    card.show()
    qtbot.waitUntil(lambda: len(search.controls) == 3)
    search.end.set()


@pytest.mark.parametrize("error", [ZeroDivisionError("ours"), Fault("It cannot be read.")])
def test_what_nobody_foresaw_while_looking_is_told(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def broken(*_: object) -> None:
        raise error

    monkeypatch.setattr(engine_calls, "find_tokenizer", broken)
    told: list[Exception] = []
    desk.jobs.failed.connect(lambda error, _title: told.append(error))
    card_of(desk, qtbot)
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert told == ([] if isinstance(error, Fault) else [error])  # who reads the text tells of it


def test_what_a_run_trained_is_found_and_nothing_is_trained_to_find_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tokenizers, "_known", type(tokenizers._known)())
    data = {
        "preset": "bert-tiny",
        "corpus": {"paths": [str(write_books(tmp_path / "books"))]},
        "tokenizer": {"vocabulary": 500},
        "training": {"steps": 1},
    }
    assert engine_calls.find_tokenizer(data, Control()) is None
    prepared = prepare_text(read_recipe(data, folder=tmp_path), Control(), lambda _event: None)
    prepared.close()
    found = engine_calls.find_tokenizer(data, Control())
    assert found is not None
    assert found.fingerprint == prepared.tokenizer.fingerprint()

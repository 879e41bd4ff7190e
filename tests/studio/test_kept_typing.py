"""What was typed and chosen on Train, Look and Try is there again in the next window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.answers import Filled, Fitted, Judged
from studio import answers
from studio.choices import kept_head, kept_index
from studio.desk import Desk
from studio.settings import SettingsFile
from studio.views.look.page import Page as Look
from studio.views.train.page import Page as Train
from studio.views.try_.page import Page as Try
from tests.studio.plot_desk import open_desk
from tests.studio.scripted_run import write_run


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    fitted = Fitted((9,), (0,), 128)
    monkeypatch.setattr(answers, "fill_masks", lambda *_, **__: Filled((), (), fitted))
    monkeypatch.setattr(answers, "judge_pairs", lambda *_: Judged({}, fitted))
    with open_desk(tmp_path) as made:
        yield made


def shown(page: QWidget, qtbot: QtBot) -> None:
    qtbot.addWidget(page)
    page.resize(1200, 760)
    page.show()


def test_sentence_passages_and_tab_are_there_again(desk: Desk, qtbot: QtBot) -> None:
    page = Try(desk)
    shown(page, qtbot)
    page.cards["fill"].editor.line.selectAll()
    QTest.keyClicks(page.cards["fill"].editor.line, "My own [MASK] sentence")
    page.cards["pair"].first.setPlainText("One thing.")
    page.cards["pair"].second.setPlainText("Another thing.")
    page.kinds.button("pair").click()
    again = Try(desk)  # a change of language
    qtbot.addWidget(again)
    assert again.cards["fill"].editor.text == "My own [MASK] sentence"
    assert again.cards["pair"].first.toPlainText() == "One thing."
    assert again.cards["pair"].second.toPlainText() == "Another thing."
    assert again.kinds.value == "pair"
    assert again.card is again.cards["pair"]


def test_what_is_typed_is_on_disk_before_anything_is_closed(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page = Try(desk)
    shown(page, qtbot)
    page.cards["fill"].take("My own [MASK] sentence")

    def kept() -> bool:
        return "My own [MASK] sentence" in (tmp_path / "settings.json").read_text("utf-8")

    qtbot.waitUntil(lambda: (tmp_path / "settings.json").is_file() and kept())
    assert (
        SettingsFile(tmp_path / "settings.json").option("try.sentence", "")
        == page.cards["fill"].editor.text
    )


def test_a_run_opened_anew_does_not_replace_what_was_typed(desk: Desk, qtbot: QtBot) -> None:
    page = Try(desk)
    shown(page, qtbot)
    page.cards["fill"].take("My own [MASK] sentence")
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 1000).path)
    qtbot.waitUntil(lambda: page.faces.currentIndex() == 1)
    assert page.cards["fill"].editor.text == "My own [MASK] sentence"


def test_head_sentence_step_and_name_are_there_again(desk: Desk, qtbot: QtBot) -> None:
    look, train = Look(desk), Train(desk)
    shown(look, qtbot)
    qtbot.addWidget(train)
    desk.open_run(write_run(desk.workspace.runs_folder / "bert-tiny-01", 1000).path)
    qtbot.waitUntil(lambda: len(look.recorded.steps) == 5)
    look.looking.choice.choose_head(1, 1)
    look.recorded.choose_sentence(2)
    look.film.scrubber.move_to(400)
    train.watch.choose_head(0, 1)
    train.watch.choose_sentence(1)
    train.start.name.setText("mine")
    again, other = Look(desk), Train(desk)
    shown(again, qtbot)
    qtbot.addWidget(other)
    qtbot.waitUntil(lambda: again.recorded.probe is not None and len(again.recorded.steps) == 5)
    assert again.recorded.probe is not None
    assert again.recorded.probe.step == 400
    assert (again.looking.choice.head, again.recorded.sentence) == ((1, 1), 2)
    assert (other.watch.head, other.watch.sentence) == ((0, 1), 1)
    assert other.start.name.text() == "mine"


@pytest.mark.parametrize("spoiled", ["x", [1], [-1, 0], ["a", 2], None, 3])
def test_a_spoiled_choice_is_as_never_made(desk: Desk, spoiled: object) -> None:
    desk.settings.set_option("look.head", spoiled)
    desk.settings.set_option("look.sentence", spoiled if spoiled != 3 else -3)
    assert kept_head(desk.settings, "look.head") == (0, 0)
    assert kept_index(desk.settings, "look.sentence") == 0

"""What a model can be made for: the words of the window, and what pressing each begins."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from engine.corpus.samples import sample_path
from engine.tasks.applications import applications
from studio.applications import offers, press, spoken
from studio.desk import Desk
from studio.widgets.application_list import ApplicationList
from tests.studio.plot_desk import open_desk

ALL = applications()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as made:
        yield made


def test_the_window_says_of_each_what_its_file_says() -> None:
    told = {one.name: (one.title, one.line, one.wants) for one in offers()}
    assert told == {name: (one.title, one.line, one.wants) for name, one in ALL.items()}


@pytest.mark.parametrize("name", [name for name, one in ALL.items() if one.task is not None])
def test_pressing_a_task_gives_what_is_to_be_tuned_with_our_examples(desk: Desk, name: str) -> None:
    wished = press(desk, ALL[name])
    assert wished is not None
    assert wished["kind"] == ALL[name].kind
    assert wished["task.train"] == [str(path) for path in ALL[name].sample("english")["train"]]
    assert all(Path(path).is_file() for path in wished["task.train"])


@pytest.mark.parametrize("name", ["continuation", "statutes"])
def test_pressing_a_pre_training_sets_the_recipe_and_goes_to_data(
    desk: Desk, qtbot: QtBot, name: str
) -> None:
    desk.draft.set("preset", "bert-tiny", "before")
    with qtbot.waitSignal(desk.go_to) as gone:
        assert press(desk, ALL[name]) is None
    assert gone.args == ["data"]
    assert desk.draft.value("preset", "") == "gpt-mini"
    paths = desk.draft.value("corpus.paths", ())
    assert [Path(path).name for path in paths] == (["english"] if name == "continuation" else [])
    beginning = {"continuation": "The harbour was quiet when", "statutes": "Article 1"}[name]
    assert desk.settings.option("try.begun", "") == beginning
    assert desk.settings.option("try.kind", "") == "continue"
    desk.draft.undo_stack.undo()
    assert desk.draft.value("preset", "") == "bert-tiny"


def test_a_text_of_one_s_own_stays_chosen_where_there_is_none_of_ours(desk: Desk) -> None:
    desk.draft.set("corpus.paths", [str(sample_path("english")), "/my/laws"])
    press(desk, ALL["statutes"])
    assert desk.draft.value("corpus.paths") == ["/my/laws"]


def test_statutes_keep_what_laws_repeat(desk: Desk) -> None:
    press(desk, ALL["statutes"])
    assert "duplicates" not in desk.draft.value("corpus.cleaning", ())


def test_pressing_the_drill_goes_to_its_tab(desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.go_to) as gone:
        assert press(desk, ALL["vocabulary"]) is None
    assert gone.args == ["try_"]
    assert desk.settings.option("try.kind", "") == "drill"


def test_our_examples_are_in_the_language_of_the_window(qtbot: QtBot, desk: Desk) -> None:
    before = QLocale()
    try:
        QLocale.setDefault(QLocale(QLocale.Language.Chinese))
        assert spoken() == "chinese"
        wished = press(desk, ALL["names"])
    finally:
        QLocale.setDefault(before)
    assert wished is not None
    assert "names-chinese" in wished["task.train"][0]


def test_a_card_for_each_tells_which_was_pressed(qtbot: QtBot) -> None:
    shown = ApplicationList(offers())
    qtbot.addWidget(shown)
    shown.resize(1000, 800)
    shown.show()
    assert list(shown.buttons) == list(ALL)
    for name, button in shown.buttons.items():
        with qtbot.waitSignal(shown.chosen) as chosen:
            button.click()
        assert chosen.args == [name]
        assert ALL[name].title in button.accessibleName()

"""Models of other programs and capsules become runs: by the part, by a drop, for a new run."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from engine.runs import Run
from studio.desk import Desk
from studio.model_drops import ModelDrops
from studio.views.train.imported_start import ImportedStart
from studio.views.tune.exchange_part import ExchangePart
from studio.views.tune.page import Page
from tests.studio.tune.exchange_page import at_rest, empty, foreign, part

__all__ = ["empty", "foreign", "part"]


def test_a_folder_becomes_a_run_and_is_shown(
    empty: ExchangePart, desk: Desk, qtbot: QtBot, foreign: Path
) -> None:
    assert empty.faces.currentIndex() == 0
    empty.importing.drop.paths_dropped.emit([str(foreign)])
    qtbot.waitUntil(lambda: desk.shown is not None and bool(desk.checkpoints))
    at_rest(desk, qtbot)
    assert desk.shown is not None
    assert desk.shown.path.parent == desk.workspace.runs_folder
    assert desk.shown.imported == "bert"
    assert desk.shown.finished
    assert empty.importing.found.text() == f"bert is {desk.shown.name} now, read as BERT."
    assert "Next sentence" in empty.importing.learned.text()
    assert empty.faces.currentIndex() == 1
    with qtbot.waitSignal(desk.go_to):
        empty.importing.try_it.click()


def test_a_capsule_comes_back_as_a_run(
    part: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    part.export.forms.button("capsule").click()
    part.export.write(tmp_path / "base")
    at_rest(desk, qtbot)
    part.importing.take(tmp_path / "base.cloze")
    qtbot.waitUntil(lambda: desk.shown is not None and desk.shown.name != "base")
    at_rest(desk, qtbot)
    assert desk.shown is not None
    before = Run.open(desk.workspace.runs_folder / "base").load_latest()
    assert Run.open(desk.shown.path).load_latest().step == before.step
    assert "a capsule" in part.importing.found.text()


@pytest.mark.parametrize("wrong", ["nothing in it", "no capsule", "another family"])
def test_a_foreign_thing_is_refused_in_place(
    empty: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot, wrong: str
) -> None:
    source = tmp_path / "odd"
    source.mkdir()
    if wrong == "no capsule":
        source = source / "odd.cloze"
        source.write_bytes(b"no zip")
    elif wrong == "another family":
        (source / "config.json").write_text('{"model_type": "made-up"}', "utf-8")
    empty.importing.take(source)
    at_rest(desk, qtbot)
    assert empty.importing.fault.isVisible()
    assert "odd" in empty.importing.fault.what.text()
    assert desk.shown is None
    assert not list(desk.workspace.runs_folder.iterdir())


def test_an_import_under_way_is_seen_by_a_part_made_later(
    empty: ExchangePart, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.importing.begin(tmp_path / "gone")
    assert empty.importing.busy.isVisible()
    at_rest(desk, qtbot)
    again = Page(desk)
    qtbot.addWidget(again)
    later = again.parts["exchange"]
    assert isinstance(later, ExchangePart)
    assert later.importing.fault.problem is not None


def test_a_new_run_begins_with_an_imported_model(desk: Desk, qtbot: QtBot, foreign: Path) -> None:
    start = ImportedStart(desk)
    qtbot.addWidget(start)
    start.show()
    start.take(foreign)
    assert start.busy.isVisible()
    qtbot.waitUntil(lambda: desk.draft.value("start.weights") == "run")
    at_rest(desk, qtbot)
    run = Path(desk.draft.value("start.run"))
    assert Run.open(run).checkpoints()
    assert desk.shown is None  # somebody is about to start another
    desk.draft.undo_stack.undo()
    assert desk.draft.value("start.weights") is None
    start.take(foreign.parent)
    at_rest(desk, qtbot)
    assert start.fault.isVisible()


def dropped(window: QWidget, kind: type[QDropEvent], *paths: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    given = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0))
    at = QPoint(5, 5) if kind is QDragEnterEvent else QPointF(5, 5)
    event = kind(at, *given)
    event.ignore()
    QGuiApplication.sendEvent(window, event)
    return event.isAccepted()


def test_a_model_dropped_on_the_window_is_taken(
    qtbot: QtBot, tmp_path: Path, foreign: Path
) -> None:
    window, taken = QWidget(), []
    qtbot.addWidget(window)
    drops = ModelDrops(window, taken.append)
    assert drops.parent() is window
    capsule = tmp_path / "one.cloze"
    capsule.write_bytes(b"")
    text = tmp_path / "words.txt"
    text.write_text("words", "utf-8")
    assert dropped(window, QDragEnterEvent, foreign)
    assert dropped(window, QDropEvent, foreign)
    assert dropped(window, QDragEnterEvent, capsule)
    assert dropped(window, QDropEvent, capsule)
    assert taken == [foreign, capsule]
    assert not dropped(window, QDragEnterEvent, text)
    assert not dropped(window, QDragEnterEvent, foreign, capsule)
    assert not dropped(window, QDragEnterEvent, tmp_path)
    assert not dropped(window, QDragEnterEvent, tmp_path / ("long" * 100))
    assert len(taken) == 2

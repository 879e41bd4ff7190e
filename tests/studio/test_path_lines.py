"""A box of long paths shows how they end, and gives them whole where somebody types or asks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QToolTip, QWidget
from pytestqt.qtbot import QtBot

from studio.widgets.path_lines import PathLines
from studio.widgets.text_editors import PathsEditor

FOLDER = "/home/somebody/a-rather-long-folder-name/and-another-in-it/"


@pytest.fixture
def box(qtbot: QtBot) -> PathLines:
    editor = PathsEditor()
    qtbot.addWidget(editor)
    editor.resize(300, 80)
    editor.show_value([f"{FOLDER}pairs.tsv", "/short.tsv", f"{FOLDER}{'long-' * 20}name.tsv"])
    with qtbot.waitActive(editor):
        editor.show()
    editor.box.clearFocus()
    assert isinstance(editor.box, PathLines)
    return editor.box


def test_the_name_of_the_file_is_seen_and_the_value_is_whole(box: PathLines) -> None:
    first, second, third = (box.shown_line(number) for number in range(3))
    assert first.startswith("/home")
    assert first.endswith("pairs.tsv")
    assert len(first) < len(FOLDER)
    assert second == "/short.tsv"
    assert third.startswith("…")
    assert third.endswith("name.tsv")
    assert box.toPlainText().startswith(f"{FOLDER}pairs.tsv\n")


def test_what_is_drawn_are_the_shortened_lines_until_somebody_types(
    box: PathLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = count_lines(monkeypatch)
    box.grab()
    assert asked == [0, 1, 2]
    asked.clear()
    box.setFocus()
    box.grab()
    assert asked == []


def test_of_many_lines_only_those_seen_are_shortened(
    box: PathLines, monkeypatch: pytest.MonkeyPatch
) -> None:
    box.setPlainText("\n".join(f"{FOLDER}{number}.tsv" for number in range(2000)))
    asked = count_lines(monkeypatch)
    box.grab()
    assert 0 < len(asked) < 20
    asked.clear()
    monkeypatch.setattr(QToolTip, "showText", lambda *_: None)
    spot = QPoint(20, 10)
    box.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, spot, box.mapToGlobal(spot)))
    assert len(asked) == 1


def count_lines(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The lines that are shortened from now on."""
    asked: list[int] = []
    real = PathLines.shown_line
    monkeypatch.setattr(
        PathLines, "shown_line", lambda self, number: asked.append(number) or real(self, number)
    )
    return asked


def test_a_path_that_is_cut_is_told_whole(box: PathLines, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def show(_where: QPoint, words: str, _of: QWidget) -> None:
        told.append(words)

    monkeypatch.setattr(QToolTip, "showText", show)
    for line, whole in ((0, "pairs.tsv"), (1, "")):
        at = box.blockBoundingGeometry(box.document().findBlockByNumber(line))
        spot = at.translated(box.contentOffset()).center().toPoint()
        spot.setX(20)
        box.viewportEvent(QHelpEvent(QEvent.Type.ToolTip, spot, box.mapToGlobal(spot)))
        assert bool(told) is bool(whole)
        assert not told or FOLDER in told.pop().replace("<wbr>", "")

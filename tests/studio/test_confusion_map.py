"""The map of confusions: figures that fit their cells, and all of them in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from studio.theme import LIGHT
from studio.widgets.confusion_map import ConfusionMap

KINDS = ("O", "corporation", "creative-work", "group", "location", "person", "product")


@pytest.fixture
def entities(program_font: None, qtbot: QtBot) -> ConfusionMap:
    made = ConfusionMap(LIGHT)
    qtbot.addWidget(made)
    made.show_counts(KINDS, [[203] * len(KINDS)] * len(KINDS))
    made.resize(made.minimumSizeHint())
    made.show()
    return made


def test_a_figure_of_three_digits_fits_the_smallest_cell(entities: ConfusionMap) -> None:
    box = entities.rect_of(6, 0)
    font = entities.figure_font("203", box.width())
    assert font is not None
    assert QFontMetricsF(font).horizontalAdvance("203") <= box.width()


def test_a_cell_tells_itself_under_the_pointer(
    entities: ConfusionMap, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _of: told.append(words))
    place = entities.rect_of(6, 0).center().toPoint()
    for at in (place, QPoint(0, 0)):
        event = QHelpEvent(QEvent.Type.ToolTip, at, entities.mapToGlobal(at))
        QApplication.sendEvent(entities, event)
    assert "product" in told[0]
    assert "203 of 1,421" in told[0]
    assert told[1] == ""

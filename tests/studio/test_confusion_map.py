"""The map of confusions: figures that fit their cells, and all of them in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QHelpEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QToolTip
from pytestqt.qtbot import QtBot

from studio.theme import LIGHT
from studio.widgets.confusion_map import ConfusionMap
from studio.widgets.export_button import svg_bytes
from studio.widgets.reliability_plot import ReliabilityPlot, ShareBin

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


def test_of_many_classes_only_cells_in_sight_are_drawn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = tuple(f"class {at}" for at in range(150))
    area, made = QScrollArea(), ConfusionMap(LIGHT)
    qtbot.addWidget(area)
    made.show_counts(many, [[3] * len(many)] * len(many))
    area.setWidget(made)
    area.setWidgetResizable(True)
    area.resize(300, 300)
    with qtbot.waitExposed(area):
        area.show()
    drawn: list[tuple[int, int]] = []
    monkeypatch.setattr(
        ConfusionMap, "_draw_cell", lambda _map, _painter, _frame, *cell: drawn.append(cell)
    )
    area.verticalScrollBar().setValue(1000)
    made.repaint()
    assert drawn
    assert len(drawn) < 600
    assert made.rect_of(*drawn[0]).intersects(QRectF(made.visibleRegion().boundingRect()))


@pytest.mark.parametrize("cell", [(0, 0), (6, 6), (2, 5)])
def test_the_cell_under_the_pointer_is_found(entities: ConfusionMap, cell: tuple[int, int]) -> None:
    box = entities.rect_of(*cell)
    inside = QPointF(1, 1)
    assert entities._cell_under(box.center()) == cell
    assert entities._cell_under(box.topLeft() + inside) == cell
    assert entities._cell_under(box.bottomRight() - inside) == cell
    last = entities.rect_of(6, 6).bottomRight()
    assert entities._cell_under(last + inside) == (-1, -1)


def test_the_words_in_the_corner_are_whole(program_font: None, qtbot: QtBot) -> None:
    made = ConfusionMap(LIGHT)
    qtbot.addWidget(made)
    made.show_counts("012345", [[3] * 6] * 6)
    made.resize(made.minimumSizeHint())
    widest = max(map(QFontMetricsF(made.font()).horizontalAdvance, made._corner()))
    assert made.rect_of(0, 0).left() > widest


def test_what_a_plot_of_probabilities_says_is_whole(program_font: None, qtbot: QtBot) -> None:
    plot = ReliabilityPlot(LIGHT, "How often it was right")
    qtbot.addWidget(plot)
    plot.show_bins([ShareBin(0.0, 0.5, 0, 0.0, 0.0), ShareBin(0.5, 1.0, 6, 0.7, 0.6)])
    plot.resize(260, 240)
    assert plot.reading() in svg_bytes(plot, LIGHT.surface, "shares").decode()

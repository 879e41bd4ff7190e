"""The legend above a plot keeps what the keyboard stands on."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from studio.theme import DARK, LIGHT
from studio.widgets.plot_legend import Group, PlotLegend


@pytest.fixture
def legend(qtbot: QtBot) -> PlotLegend:
    made = PlotLegend(DARK)
    qtbot.addWidget(made)
    made.show_groups(groups("per token", "per token"))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    button = made._buttons["b"]
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    return made


def groups(*measures: str) -> list[Group]:
    return [
        Group(name, name.upper(), DARK.dim, measure)
        for name, measure in zip("abc", measures, strict=False)
    ]


def test_a_button_that_moves_to_another_line_keeps_the_keyboard(
    legend: PlotLegend, qtbot: QtBot
) -> None:
    button = legend._buttons["b"]
    legend.show_groups(groups("per token", "per pair"))
    qtbot.waitUntil(lambda: button.isVisible() and len(legend.measures) == 2)
    qtbot.waitUntil(button.hasFocus)


def test_other_colours_move_nothing(legend: PlotLegend) -> None:
    line = legend._buttons["b"].parentWidget()
    legend.set_theme(LIGHT)
    assert legend._buttons["b"].parentWidget() is line
    assert legend._buttons["b"].hasFocus()

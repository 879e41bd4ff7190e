"""Dots with intervals, and curves with them: read by the keyboard, saved as pictures and tables."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.theme import DARK, LIGHT
from studio.widgets.export_button import svg_bytes
from studio.widgets.interval_curve import IntervalCurve
from studio.widgets.interval_rows import IntervalRows, Measured


def share(number: float) -> str:
    return f"{number:.0%}"


@pytest.fixture
def rows(qtbot: QtBot) -> IntervalRows:
    made = IntervalRows(DARK)
    qtbot.addWidget(made)
    made.show_rows(
        ("number", "a rule with a name that is far too long for the room there is"),
        (
            Measured("this", (0.25, 0.75), (0.2, 0.7), (0.3, 0.8)),
            Measured("other", (None, 0.5)),
        ),
        heading="Right",
        write=share,
        line=(0.5, "chance 50%"),
        shares=True,
    )
    made.resize(400, made.sizeHint().height())
    made.show()
    return made


def test_rows_are_read_one_by_one(rows: IntervalRows, qtbot: QtBot) -> None:
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.reading() == "number: this 25% (20% – 30%)"
    assert rows.accessibleDescription() == rows.reading()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.reading().endswith("this 75% (70% – 80%), other 50%")
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert rows.reading().startswith("number")


def test_rows_are_saved_with_their_intervals(rows: IntervalRows) -> None:
    heading, first, second = rows.table()
    assert heading[:4] == ["Right", "this: value", "this: low", "this: high"]
    assert first == ["number", "0.25", "0.2", "0.3", "", "", ""]
    assert second[4:] == ["0.5", "", ""]
    picture = svg_bytes(rows, DARK.surface, "rules").decode()
    assert "chance 50%" in picture
    assert "number" in picture


def test_dots_stand_where_their_numbers_are(rows: IntervalRows) -> None:
    image = rows.grab().toImage()
    blue = DARK.series[0].lower()
    across = [x for x in range(image.width()) if image.pixelColor(x, 30).name() == blue]
    assert across, "the first row has a dot and an interval"
    middle = (min(across) + max(across)) / 2
    rows.show_rows(
        rows.labels, (Measured("this", (0.9, 0.1)),), heading="Right", write=share, shares=True
    )
    moved = rows.grab().toImage()
    later = [x for x in range(moved.width()) if moved.pixelColor(x, 34).name() == blue]
    assert min(later) > middle


@pytest.fixture
def curve(qtbot: QtBot) -> IntervalCurve:
    made = IntervalCurve(DARK)
    qtbot.addWidget(made)
    made.show_curve(
        (0.0, 1.0, 2.0),
        (Measured("mean", (0.5, 0.6, 0.9), (0.4, 0.5, 0.8), (0.6, 0.7, 1.0)),),
        names=("After layer", "Accuracy"),
        writes=(lambda x: f"{x:g}", share),
        line=(0.5, "floor 50%"),
    )
    made.resize(420, 240)
    made.show()
    return made


def test_a_curve_is_read_point_by_point(curve: IntervalCurve, qtbot: QtBot) -> None:
    assert not curve.steps
    curve.setFocus()
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    qtbot.keyClick(curve, Qt.Key.Key_Right)
    assert curve.reading() == "After layer 1: mean 60% (50% – 70%)"
    heading, first, *_ = curve.table()
    assert heading == ["After layer", "mean", "mean: low", "mean: high"]
    assert first == ["0", "0.5", "0.4", "0.6"]
    assert "floor 50%" in svg_bytes(curve, LIGHT.surface, "layers").decode()


def test_one_more_border_than_values_is_a_histogram(curve: IntervalCurve, qtbot: QtBot) -> None:
    curve.show_curve(
        (0.0, 2.0, 4.0),
        (Measured("trained on", (0.25, 0.75)), Measured("held back", (0.5, 0.5))),
        names=("Cost", "Share of all"),
        writes=(lambda x: f"{x:g}", share),
    )
    assert curve.steps
    qtbot.mouseMove(curve, curve.rect().center() + (curve.rect().bottomRight() / 4))
    qtbot.waitUntil(lambda: "2 – 4" in curve.reading().partition(";")[0])
    assert curve.reading() == "Cost 2 – 4: trained on 75%, held back 50%"
    curve.set_theme(LIGHT)
    assert not curve.grab().isNull()

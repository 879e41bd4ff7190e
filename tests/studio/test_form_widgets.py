"""The small widgets of the forms: numbers, choices, drop area, histogram, text, diagram."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFontMetricsF, QWheelEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio.jobs import Jobs
from studio.theme import DARK, LIGHT, Theme, contrast
from studio.widgets.block_diagram import Block, BlockDiagram, Branch, Diagram, Row, Stack
from studio.widgets.drop_area import DropArea
from studio.widgets.export_button import ExportButton
from studio.widgets.histogram import Histogram
from studio.widgets.number_input import NumberInput, Reach, read_number, show_number
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text_diff import TextDiff
from studio.widgets.token_chips import note_font


@pytest.mark.parametrize(
    ("text", "whole", "number"),
    [
        ("8,192", True, 8192),
        ("10k", True, 10_000),
        ("9223372036854775807", True, 2**63 - 1),  # a float would round it
        ("3e-3", False, 0.003),
        ("15 %", False, 0.15),
        ("3,5", False, 3.5),
        ("0,05", False, 0.05),
        ("12,5 %", False, 0.125),
        ("10,000", False, 10_000),
        ("1,000,000.5", False, 1_000_000.5),
        ("2,0000", True, 20_000),  # a figure added behind "2,000"
        ("-2", True, -2),
        ("1.5", True, None),
        ("many", False, None),
        ("inf", False, None),
        ("", False, None),
    ],
)
def test_numbers_are_read_as_people_write_them(
    text: str, whole: bool, number: float | None
) -> None:
    assert read_number(text, whole=whole) == number


@pytest.mark.parametrize("number", [0, 7, 8192, 0.003, 0.15, 1e-8, 2.5, 10.0, 2**63 - 1])
def test_a_number_shown_reads_back(number: float) -> None:
    assert read_number(show_number(number), whole=isinstance(number, int)) == number


@pytest.mark.parametrize(
    "reach", [Reach(0.05, 0.5), Reach(1, 10, whole=True), Reach(512, 65536, whole=True, by=64)]
)
def test_a_slider_reaches_both_ends_and_comes_back(reach: Reach) -> None:
    assert reach.value(0) == reach.low
    assert reach.value(400) == reach.high
    middle = reach.value(200)
    assert reach.value(reach.tick(middle)) == middle


def test_a_typed_number_is_told_at_once_and_nonsense_is_refused(qtbot: QtBot) -> None:
    box = NumberInput(whole=True)
    qtbot.addWidget(box)
    told: list[object] = []
    refused: list[str] = []
    box.edited.connect(told.append)
    box.refused.connect(refused.append)
    qtbot.keyClicks(box.line, "12x")
    assert told == [1, 12]
    assert refused == ["12x"]
    box.line.editingFinished.emit()
    assert box.line.text() == "12"  # back to the last number


def test_arrow_keys_step_a_number(qtbot: QtBot) -> None:
    box = NumberInput(whole=False)
    qtbot.addWidget(box)
    box.show_value(0.15)
    with qtbot.waitSignal(box.edited) as caught:
        qtbot.keyClick(box.line, Qt.Key.Key_Up)
    assert caught.args == [0.16]


def test_the_wheel_passes_over_a_slider_without_focus(qtbot: QtBot) -> None:
    box = NumberInput(whole=False, reach=Reach(0, 1))
    qtbot.addWidget(box)
    box.show_value(0.5)
    assert box.slider is not None
    turn = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    with qtbot.assertNotEmitted(box.edited):
        QApplication.sendEvent(box.slider, turn)
    assert box.value == 0.5


def test_only_a_person_is_reported_by_the_buttons(qtbot: QtBot) -> None:
    buttons = Segmented(DARK, [("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(buttons)
    with qtbot.assertNotEmitted(buttons.chosen):
        buttons.choose("a")
        buttons.choose("nothing of the kind")
    assert buttons.value == ""
    buttons.choose("a")
    with qtbot.waitSignal(buttons.chosen) as caught:
        qtbot.keyClick(buttons, Qt.Key.Key_Right)
    assert caught.args == ["b"]


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_what_cannot_be_chosen_has_another_ground(qtbot: QtBot, theme: Theme) -> None:
    """In the dark its letters alone, a little dimmer, did not tell."""
    buttons = Segmented(theme, [("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(buttons)
    buttons.button("b").setEnabled(False)
    buttons.show()
    grounds = {}
    for value in "abc":
        picture = buttons.button(value).grab().toImage()
        grounds[value] = picture.pixelColor(5, picture.height() // 2).name().upper()
    assert grounds == {"a": theme.raised, "b": theme.bg, "c": theme.raised}
    assert contrast(theme.dim, theme.bg) >= 4.5


def test_the_arrows_pass_over_what_cannot_be_chosen(qtbot: QtBot) -> None:
    buttons = Segmented(DARK, [("a", "One"), ("b", "Two"), ("c", "Three")])
    qtbot.addWidget(buttons)
    buttons.show()
    chosen: list[str] = []
    buttons.chosen.connect(chosen.append)
    qtbot.keyClick(buttons, Qt.Key.Key_Right)
    assert chosen == ["a"]  # nothing was chosen before
    buttons.button("b").setEnabled(False)
    qtbot.keyClick(buttons, Qt.Key.Key_Right)
    assert chosen == ["a", "c"]
    qtbot.keyClick(buttons, Qt.Key.Key_Right)  # none is farther
    qtbot.keyClick(buttons, Qt.Key.Key_Left)
    assert chosen == ["a", "c", "a"]


def test_tab_stops_at_the_choice_whoever_made_it(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    row = QHBoxLayout(page)
    before, buttons, after = (
        QPushButton("before"),
        Segmented(DARK, [("a", "One"), ("b", "Two"), ("c", "Three")]),
        QPushButton("after"),
    )
    for part in (before, buttons, after):
        row.addWidget(part)
    with qtbot.waitExposed(page):
        page.show()

    def stop() -> str:
        before.setFocus()
        stops = []
        for _ in range(2):
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
            stops.append(QApplication.focusWidget())
        assert stops[1] is after
        return stops[0].objectName()

    assert stop() == "a"  # none is chosen
    buttons.choose("b")
    assert stop() == "b"
    buttons.button("c").click()
    assert stop() == "c"
    buttons.choose("a")
    assert stop() == "a"
    buttons.button("a").setFocus()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget() is buttons.button("b")
    assert buttons.value == "b"
    buttons.offer(["a", "c"])
    assert stop() == "a"
    buttons.choose("none of them")
    assert stop() == "a"


def drop(area: DropArea, data: QMimeData) -> None:
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    area.dropEvent(event)


def test_files_and_text_can_be_dropped(qtbot: QtBot, tmp_path: Path) -> None:
    area = DropArea(DARK, "Drop here")
    qtbot.addWidget(area)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("https://example.org/a.txt")])
    with qtbot.waitSignal(area.paths_dropped) as caught:
        drop(area, files)
    assert caught.args == [[str(tmp_path)]]  # an address on the net is no file here
    words = QMimeData()
    words.setText("once upon a time")
    with qtbot.waitSignal(area.text_dropped) as heard:
        drop(area, words)
    assert heard.args == ["once upon a time"]


def test_the_keyboard_can_browse_too(qtbot: QtBot) -> None:
    area = DropArea(DARK, "Drop here")
    qtbot.addWidget(area)
    with qtbot.waitSignal(area.browse):
        qtbot.keyClick(area, Qt.Key.Key_Return)


def test_han_letters_above_the_bars_have_their_room(qtbot: QtBot) -> None:
    bars = Histogram(DARK, "每篇文档的字符数", "篇文档")
    qtbot.addWidget(bars)
    bars.show_counts(["32"], [4])
    words = QFontMetricsF(note_font(bars.font())).boundingRect("每篇文档的字符数")
    assert bars._bars()[0].top() >= words.height()


def test_the_bars_keep_a_height_that_can_be_read_in_a_low_window(qtbot: QtBot) -> None:
    bars = Histogram(DARK, "Lengths", "documents")
    qtbot.addWidget(bars)
    bars.show_counts(["32"], [4])
    bars.resize(bars.minimumSizeHint())
    (bar,) = bars._bars()
    assert bar.height() >= 48
    numbers = QFontMetricsF(note_font(bars.font())).height()
    assert bars.height() - bar.bottom() >= numbers + 3  # the numbers of the axis are whole


def test_a_histogram_tells_its_bars(qtbot: QtBot) -> None:
    bars = Histogram(DARK, "Lengths", "documents")
    qtbot.addWidget(bars)
    bars.show_counts(["10", "100"], [3, 1200])
    assert "100: 1,200" in bars.accessibleDescription()
    assert not bars.grab().isNull()
    bars.set_theme(LIGHT)
    bars.show_counts([], [])
    assert not bars.grab().isNull()
    with pytest.raises(ValueError, match="1 labels for 2 counts"):
        bars.show_counts(["10"], [1, 2])


def test_removed_text_is_struck_through_and_never_html(qtbot: QtBot) -> None:
    box = TextDiff(DARK)
    qtbot.addWidget(box)
    box.show_pieces([("kept ", False), ("<b>gone</b>", True), ("   ", True)])
    assert box.toPlainText() == "kept <b>gone</b>···"
    cursor = box.textCursor()
    cursor.setPosition(8)
    assert cursor.charFormat().fontStrikeOut()
    cursor.setPosition(2)
    assert not cursor.charFormat().fontStrikeOut()


def test_a_tooltip_shows_markup_as_text() -> None:
    assert "<b>" not in tip_html("a <b>bold</b> claim")
    assert tip_html("") == ""


def model() -> Diagram:
    layer = (Branch((Block("Attention", parameters=10),)), Block("Norm", parameters=2))
    heads = Row((Block("Words", parameters=5), Block("Pairs", parameters=1)))
    return Diagram((Block("Tokens"), Stack(3, layer), heads))


def test_repeated_blocks_count_as_often_as_they_stand() -> None:
    assert sum(block.parameters * times for block, times in model().blocks()) == 3 * 12 + 6


def test_the_diagram_is_drawn_and_exported(qtbot: QtBot, tmp_path: Path, jobs: Jobs) -> None:
    widget = BlockDiagram(DARK)
    qtbot.addWidget(widget)
    assert not widget.grab().isNull()  # empty
    widget.show_diagram(model())
    widget.resize(400, 400)
    assert not widget.grab().isNull()
    ExportButton(widget, "model", DARK.surface, jobs, widget).save(tmp_path / "model.svg")
    qtbot.waitUntil(lambda: not jobs.busy)
    drawn = (tmp_path / "model.svg").read_text(encoding="utf-8")
    assert drawn.lstrip().startswith("<?xml")
    assert "Attention" in drawn
    assert list(widget.table())[2] == ["Attention", "", "", "3", "10"]
    assert "Attention: 10" in widget.accessibleDescription()

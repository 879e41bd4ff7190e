"""Parts of a text that are marked and named."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.theme import LIGHT
from studio.widgets.marked_text import Mark, MarkedText


def test_marks_stand_where_they_belong_behind_an_emoji_too(qtbot: QtBot) -> None:
    text = "\U0001f600 Anna in \U0001d4b3 Rom"
    made = MarkedText(LIGHT)
    qtbot.addWidget(made)
    places = [(text.index(word), word) for word in ("Anna", "Rom")]
    made.show_text(text, [Mark(at, at + len(word), 0, "NAME") for at, word in places])
    words, formats = made._written()
    units = words.encode("utf-16-le")  # as Qt counts
    marked = [
        units[2 * one.start : 2 * (one.start + one.length)].decode("utf-16-le") for one in formats
    ]
    assert marked == ["Anna", " NAME", "Rom", " NAME"]
    assert not made.grab().isNull()

"""Labels that wrap break long paths as well, and give back what they were given."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from studio.widgets.text import label

PATH = "/home/" + "/".join(["somebody", "with", "a", "very", "deep", "folder"] * 6)


def test_a_long_path_takes_several_lines(qtbot: QtBot) -> None:
    told = label(f"There is nothing in {PATH}.", wrap=True)
    qtbot.addWidget(told)
    short = label("folder", wrap=True)
    qtbot.addWidget(short)
    assert told.minimumSizeHint().width() < 8 * short.sizeHint().width()
    assert told.heightForWidth(200) > 3 * short.sizeHint().height()
    assert told.text() == f"There is nothing in {PATH}."
    told.clear()
    assert told.text() == ""

"""Faces: one is seen, the widest gives the width, the one seen the height."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio.widgets.faces import Faces


def face(width: int, height: int) -> QWidget:
    """A face that needs at least so much."""
    made = QWidget()
    made.setMinimumSize(width, height)
    return made


@pytest.fixture
def faces(qtbot: QtBot) -> Iterator[Faces]:
    """Two in a window, the low and narrow one seen."""
    ground = QWidget()
    qtbot.addWidget(ground)
    made = Faces()
    made.addWidget(face(100, 40))
    made.addWidget(face(300, 400))
    below = QVBoxLayout(ground)
    below.setContentsMargins(0, 0, 0, 0)
    below.addWidget(made)
    below.addStretch(1)
    ground.resize(500, 600)
    with qtbot.waitExposed(ground):
        ground.show()
    yield made
    ground.close()  # which lives as long


def test_one_is_seen(faces: Faces) -> None:
    low, high = faces._faces
    assert (low.isVisible(), high.isVisible()) == (True, False)
    faces.setCurrentWidget(high)
    assert (low.isVisible(), high.isVisible(), faces.currentIndex()) == (False, True, 1)


def test_as_wide_as_the_widest_and_as_low_as_the_one_seen(faces: Faces, qtbot: QtBot) -> None:
    assert (faces.minimumSizeHint().width(), faces.minimumSizeHint().height()) == (300, 40)
    qtbot.waitUntil(lambda: faces.height() == 40)
    faces.setCurrentIndex(1)
    qtbot.waitUntil(lambda: faces.height() == 400)
    assert faces.currentWidget() is not None
    qtbot.waitUntil(lambda: faces._faces[1].size() == faces.size())


def test_a_face_that_grows_is_given_more(faces: Faces, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: faces.height() == 40)
    faces._faces[0].setMinimumHeight(90)
    qtbot.waitUntil(lambda: faces.height() == 90)


def test_words_that_wrap_ask_for_their_height(faces: Faces, qtbot: QtBot) -> None:
    wordy = QWidget()
    words = QVBoxLayout(wordy)
    label = QLabel("a word and another " * 40)
    label.setWordWrap(True)
    words.addWidget(label)
    faces.addWidget(wordy)
    faces.setCurrentWidget(wordy)
    needed = words.totalMinimumHeightForWidth(faces.width())
    qtbot.waitUntil(lambda: faces.height() == needed)
    assert needed > 2 * label.fontMetrics().height()


def test_faces_within_faces_ask_for_their_height(faces: Faces) -> None:
    inner, wordy = Faces(), QWidget()
    label = QLabel("a word and another " * 40)
    label.setWordWrap(True)
    QVBoxLayout(wordy).addWidget(label)
    inner.addWidget(wordy)
    faces.addWidget(inner)
    faces.setCurrentWidget(inner)
    assert faces.heightForWidth(300) == inner.heightForWidth(300)
    assert faces.heightForWidth(300) > inner.minimumSizeHint().height()


def test_a_face_that_asks_for_no_width_is_given_none(faces: Faces) -> None:
    ignored = QSizePolicy.Policy.Ignored
    faces._faces[1].setSizePolicy(ignored, ignored)
    assert faces.minimumSizeHint().width() == 100


def test_what_a_face_needed_out_of_sight_is_given_when_it_is_seen(
    faces: Faces, qtbot: QtBot
) -> None:
    faces.hide()
    faces._faces[0].setMinimumHeight(150)
    faces.show()
    qtbot.waitUntil(lambda: faces.height() == 150)


def test_who_was_writing_in_one_goes_on_in_the_next(faces: Faces, qtbot: QtBot) -> None:
    fields = [QLineEdit(one) for one in faces._faces]
    fields[0].show()  # its face is shown already
    faces.setCurrentIndex(1)
    fields[1].setFocus()
    faces.setCurrentIndex(0)
    fields[0].setFocus()
    faces.window().activateWindow()
    qtbot.waitUntil(fields[0].hasFocus)
    faces.setCurrentIndex(1)
    qtbot.waitUntil(fields[1].hasFocus)


def test_without_faces_it_asks_for_nothing(qtbot: QtBot) -> None:
    empty = Faces()
    qtbot.addWidget(empty)
    assert (empty.currentIndex(), empty.currentWidget(), empty.heightForWidth(10)) == (-1, None, -1)
    assert empty.minimumSizeHint().isEmpty()

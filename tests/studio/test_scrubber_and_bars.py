"""The scrubber over recorded steps, and the bars of answers."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.events import Prepared
from studio.engine_calls import TokenizerFacts
from studio.theme import DARK
from studio.views.data.piece_words import facts_words
from studio.widgets.busy_bar import BusyBar
from studio.widgets.candidate_bars import Bar, CandidateBars
from studio.widgets.figures import value
from studio.widgets.scrubber import Scrubber
from studio.widgets.token_strip import Chip
from studio.wording import small_share


@pytest.fixture
def scrubber(qtbot: QtBot) -> Scrubber:
    made = Scrubber()
    qtbot.addWidget(made)
    made.show_steps((200, 400, 600), 450)
    made.show()
    return made


def test_it_stands_on_the_last_step_not_after_the_one_asked(scrubber: Scrubber) -> None:
    assert scrubber.step == 400
    assert scrubber.words.text() == "step 400 of 600"


def test_steps_that_arrive_do_not_report_a_choice(scrubber: Scrubber, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(scrubber.moved):
        scrubber.show_steps((200, 400, 600, 800), 400)
    assert scrubber.step == 400


def test_moving_reports_the_recorded_step(scrubber: Scrubber, qtbot: QtBot) -> None:
    with qtbot.waitSignal(scrubber.moved) as heard:
        scrubber.move_to(590.0)
    assert heard.args == [600]
    with qtbot.waitSignal(scrubber.moved) as heard:
        scrubber.back.click()
    assert heard.args == [400]


def test_playing_runs_to_the_end_and_stops_by_itself(scrubber: Scrubber, qtbot: QtBot) -> None:
    scrubber.play.click()
    qtbot.waitUntil(lambda: scrubber.step == 600 and not scrubber.play.isChecked())


def test_one_step_is_no_film(scrubber: Scrubber) -> None:
    scrubber.show_steps((7,), None)
    assert scrubber.step == 7
    assert not scrubber.slider.isEnabled()
    scrubber.show_steps((), None)
    assert scrubber.step is None


def test_an_answer_is_taken_by_click_and_by_keyboard(qtbot: QtBot) -> None:
    bars = CandidateBars(DARK)
    qtbot.addWidget(bars)
    bars.set_clickable(True)
    bars.show_bars([Bar("door", 0.41, (0.1, 0.41)), Bar("window", 0.27)])
    bars.resize(400, bars.sizeHint().height())
    bars.show()
    with qtbot.waitSignal(bars.taken) as heard:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert heard.args == ["window", False]
    with qtbot.waitSignal(bars.taken) as heard:
        QTest.keyClick(bars, Qt.Key.Key_Up)
        QTest.keyClick(bars, Qt.Key.Key_Return)
    assert heard.args == ["door", False]
    assert bars.accessibleDescription() == "door 41 %, answer 1 of 2"
    QTest.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription() == "window 27 %, answer 2 of 2"
    bars.grab()


def test_a_piece_that_continues_a_word_is_marked_and_explained(qtbot: QtBot) -> None:
    bars = CandidateBars(DARK)
    qtbot.addWidget(bars)
    bars.set_tip("Press an answer.")
    bars.set_clickable(True)
    bars.show_bars([Bar("s", 0.41), Bar("d", 0.2)])
    assert "##ing" not in bars.toolTip()
    bars.show_bars([Bar("s", 0.41), Bar("s", 0.27, continues=True)])
    assert bars.accessibleDescription() == "s 41 %, …s 27 %"
    assert list(bars.table())[1:] == [["s", "0.410000"], ["…s", "0.270000"]]
    for words in ("Press an answer.", "##ing", "Schuster"):
        assert words in bars.toolTip()
    bars.resize(400, bars.sizeHint().height())
    bars.show()
    with qtbot.waitSignal(bars.taken) as heard:
        QTest.mouseClick(bars, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert heard.args == ["s", True]


def test_no_answer_stays_lit_when_the_pointer_has_gone(qtbot: QtBot) -> None:
    bars = CandidateBars(DARK)
    qtbot.addWidget(bars)
    bars.set_clickable(True)
    bars.show_bars([Bar("door", 0.41), Bar("window", 0.27)])
    bars.resize(400, bars.sizeHint().height())
    bars.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is elsewhere
    bars.show()
    before = bars.grab().toImage()
    QTest.mouseMove(bars, QPoint(30, 30))
    assert bars.grab().toImage() != before
    bars.leaveEvent(QEvent(QEvent.Type.Leave))
    assert bars.grab().toImage() == before
    assert bars.accessibleDescription() == "door 41 %, window 27 %"


@pytest.mark.parametrize(
    ("share", "words"), [(0.414, "41 %"), (0.053, "5.3 %"), (0.0004, "< 0.1 %"), (1.0, "100 %")]
)
def test_probabilities_read_as_people_say_them(share: float, words: str) -> None:
    assert small_share(share) == words


def test_shares_read_the_same_everywhere(qtbot: QtBot) -> None:
    facts = TokenizerFacts(10, 16, "f", ())
    told = facts_words(facts, "ab", [Chip("a"), Chip("b", "special")])
    assert told.endswith("unknown: 50 %")
    busy = BusyBar()
    qtbot.addWidget(busy)
    busy.tell(Prepared("reading", 2, 100, "bytes"))
    assert busy.words.text() == "Reading the text · 2 %"


@pytest.mark.parametrize(
    ("measured", "words"),
    [(3.8149, "3.81"), (0.3482, "0.348"), (0.003, "0.003"), (0.0, "0"), (51_200.0, "51.2k")],
)
def test_values_keep_their_telling_digits(measured: float, words: str) -> None:
    assert value(measured) == words

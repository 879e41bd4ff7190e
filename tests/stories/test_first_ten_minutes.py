"""The main job as a new user does it: the real window, the real engine, a tiny model."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.live import State
from studio.widgets.candidate_bars import CandidateBars
from studio.widgets.curve_plot import CurvePlot
from studio.widgets.heat_map import HeatMap
from studio.widgets.sentence_editor import SentenceEditor
from tests.stories.person import ENGINE_MS, TRAINING_MS, Person


def num_drawn(plot: CurvePlot) -> int:
    """How many points the lines of a plot have."""
    given = [item.getOriginalDataset()[0] for item in plot._lines.items.values()]
    return sum(len(x) for x in given if x is not None)


def test_from_sample_text_to_a_filled_mask(person: Person, qtbot: QtBot) -> None:
    desk = person.studio.desk
    person.goes_to(1)
    person.chooses_sample("English")
    qtbot.waitUntil(lambda: bool(desk.draft.value("corpus.paths")), timeout=ENGINE_MS)
    desk.draft.update({"tokenizer.vocabulary": 1024, "execution.threads": 1})
    person.goes_to(4)
    person.presses("Start training")
    sees_the_curve_grow(person, qtbot)
    sees_attention_change(person, qtbot)
    person.presses("Stop and save")
    qtbot.waitUntil(lambda: desk.live.state is State.IDLE, timeout=TRAINING_MS)
    qtbot.waitUntil(lambda: bool(desk.checkpoints), timeout=ENGINE_MS)
    assert desk.problems.last is None
    person.goes_to(6)
    hides_a_word_and_reads_the_answers(person, qtbot)
    assert desk.problems.last is None


def sees_the_curve_grow(person: Person, qtbot: QtBot) -> None:
    live, wait = person.studio.desk.live, qtbot.waitUntil
    wait(lambda: live.state is State.RUNNING, timeout=TRAINING_MS)
    wait(lambda: live.history.training.num_rows >= 5, timeout=TRAINING_MS)
    seen = live.history.training.num_rows
    wait(lambda: live.history.training.num_rows > seen, timeout=TRAINING_MS)
    assert all(name in live.history.objectives() for name in ("masked_lm", "next_sentence"))
    plot = person.sees(CurvePlot)[0]
    assert "loss" in plot.accessibleName().lower()
    drawn, before = num_drawn(plot), plot.grab().toImage()
    assert {curve.group for curve in plot._curves} == {"Masked words", "Next sentence"}
    wait(lambda: num_drawn(plot) > drawn and plot.grab().toImage() != before, timeout=TRAINING_MS)


def sees_attention_change(person: Person, qtbot: QtBot) -> None:
    live, wait = person.studio.desk.live, qtbot.waitUntil
    wait(lambda: bool(person.sees(HeatMap)), timeout=TRAINING_MS)
    wait(lambda: live.history.last_probe is not None, timeout=TRAINING_MS)
    first = live.history.last_probe
    assert first is not None
    before = person.sees(HeatMap)[0].grab().toImage()
    wait(lambda: live.history.last_probe.step > first.step, timeout=TRAINING_MS)
    second = live.history.last_probe
    assert second is not None
    change = second.sentences[0].attention.astype(float) - first.sentences[0].attention
    assert np.abs(change).max() > 0
    wait(lambda: person.sees(HeatMap)[0].grab().toImage() != before, timeout=TRAINING_MS)


def hides_a_word_and_reads_the_answers(person: Person, qtbot: QtBot) -> None:
    wait = qtbot.waitUntil
    wait(lambda: bool(person.sees(SentenceEditor)), timeout=ENGINE_MS)
    editor = person.sees(SentenceEditor)[0]
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "She put the cup on the table.")
    place = editor.strip.rect_of(3).center()
    QTest.mouseClick(
        editor.strip, Qt.MouseButton.LeftButton, pos=QPoint(int(place.x()), int(place.y()))
    )
    assert editor.text == "She put the [MASK] on the table."
    person.presses("Fill")
    wait(lambda: bool(person.sees(CandidateBars)), timeout=ENGINE_MS)
    bars = person.sees(CandidateBars)[0].bars
    assert len(bars) == 5
    assert all(bar.text for bar in bars)
    assert 0 < sum(bar.share for bar in bars) <= 1
    assert bars[0].share >= bars[-1].share

"""The embedding map: words, a text's tokens and sentences, and what is nearest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.probes.vectors import Neighbour, SentenceMap, TokenMap, Word, WordMap
from studio import look_calls
from studio.theme import DARK, LIGHT
from studio.views.look.page import Page
from studio.widgets.export_button import svg_bytes
from studio.widgets.point_map import Named, PointMap
from tests.studio.experiments.saved import reopened
from tests.studio.scripted_run import SENTENCES

WORDS = (
    Word("[MASK]", "special", "latin", 6, 0),
    Word("e", "word", "latin", 1, 1),
    Word("door", "word", "latin", 4, 2),
    Word("ing", "piece", "latin", 3, 3, continues=True),
    Word("窗", "word", "han", 1, 4),
    Word("7", "number", "other", 1, 5),
    Word("opened", "word", "latin", 6, 6),
)


class Scripted:
    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.error: Exception | None = None

    def words(
        self, _run: Any, _step: int, most: int, layer: int | None, *, control: Any
    ) -> WordMap:
        self.asked.append(("words", most, layer))
        points = np.arange(14, dtype=np.float32).reshape(7, 2) % 5
        return WordMap(WORDS, points, (0.5, 0.25), layer)

    def text(self, _run: Any, _step: int, text: str, second: Any, *, control: Any) -> TokenMap:
        self.asked.append(("text", text, second))
        rng = np.random.default_rng(0)
        points = rng.normal(size=(3, 7, 2)).astype(np.float32)
        return TokenMap(text, WORDS, points, ((0.9, 0.1), (0.8, 0.2), (0.7, 0.1)))

    def sentences(self, _run: Any, _step: int, texts: Any, *, control: Any) -> SentenceMap:
        self.asked.append(("sentences", texts))
        alike = np.array([[1, 0.2, 0.8], [0.2, 1, 0.1], [0.8, 0.1, 1]], dtype=np.float32)
        points = np.arange(6, dtype=np.float32).reshape(3, 2)
        return SentenceMap(tuple(texts), points, (0.6, 0.4), alike)

    def near(
        self, _run: Any, _step: int, word: str, top: int, *, control: Any
    ) -> tuple[Neighbour, ...]:
        self.asked.append(("near", word))
        if self.error is not None:
            raise self.error
        return (Neighbour("opened", 0.5, False), Neighbour("ing", 0.25, True))


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    made = Scripted()
    monkeypatch.setattr(look_calls, "word_map", made.words)
    monkeypatch.setattr(look_calls, "text_map", made.text)
    monkeypatch.setattr(look_calls, "sentence_map", made.sentences)
    monkeypatch.setattr(look_calls, "neighbours", made.near)
    return made


@pytest.fixture
def view(show: Callable[..., Any], scripted: Scripted, qtbot: QtBot) -> Any:
    made = show("words")
    qtbot.waitUntil(lambda: made.mapped is not None)
    return made


def names(view: Any) -> list[str]:
    return [named.name for named in view.map._named]


def search(view: Any, word: str) -> None:
    view.controls.search.setText(word)
    QTest.keyClick(view.controls.search, Qt.Key.Key_Return)


def test_telling_words_are_named_first_and_axes_say_what_they_explain(view: Any) -> None:
    assert names(view) == ["door", "窗", "opened", "[MASK]", "e", "…ing", "7"]
    assert view.map._axes == ("axis 1: 50.0 % of the variance", "axis 2: 25.0 % of the variance")
    assert view.map._plane.points.tolist()[0] == view.mapped.points[2].tolist()


@pytest.mark.parametrize(
    ("which", "kept"),
    [
        ("words", ["door", "窗", "opened", "e"]),
        ("pieces", ["…ing"]),
        ("latin", ["door", "opened", "[MASK]", "e", "…ing"]),
        ("han", ["窗"]),
        ("text", ["opened", "[MASK]"]),
    ],
)
def test_only_the_words_wanted_are_shown(
    view: Any, qtbot: QtBot, which: str, kept: list[str]
) -> None:
    view.controls.which.choose(which)
    view.controls.which.chosen.emit(which)
    qtbot.waitUntil(lambda: not view.asker.busy)
    assert names(view) == kept


def test_words_of_the_text_are_looked_for_in_the_whole_vocabulary(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    assert scripted.asked[-1] == ("words", 2000, None)
    view.controls.which.choose("text")
    view.controls.which.chosen.emit("text")
    qtbot.waitUntil(lambda: scripted.asked[-1][1] > 500_000)


@pytest.mark.parametrize("by", ["kind", "script", "length", "rank"])
def test_colours_follow_a_property_and_the_theme(view: Any, by: str) -> None:
    view.controls.colour.choose(by)
    view.controls.colour.chosen.emit(by)
    colours = {named.name: named.colour for named in view.map._named}
    assert len(set(colours.values())) > 2
    if by == "kind":
        assert colours["door"] == colours["窗"] != colours["…ing"]
        assert "piece that goes on" in view.keys.accessibleDescription()
        view.desk.set_theme(LIGHT)
        assert colours["door"] == DARK.series[0]
        assert view.map._named[0].colour == LIGHT.series[0]


def test_a_word_searched_stands_in_the_middle_with_its_nearest(
    view: Any, page: Page, scripted: Scripted, qtbot: QtBot
) -> None:
    search(view, "DOOR")
    qtbot.waitUntil(lambda: bool(view.near.found))
    assert scripted.asked[-1] == ("near", "door")
    assert view.map._plane.middlemost() == 0
    assert view.map.ringed == (0, 2, 5)  # door, and the nearest that are shown
    assert [cell.text() for cell in (view.near.title,)] == ["Nearest to “door”"]
    item = view.near.rows.topLevelItem(0)
    assert (item.text(0), item.text(1)) == ("opened", "0.500")
    view.near.rows.setCurrentItem(item)
    qtbot.waitUntil(lambda: scripted.asked[-1] == ("near", "opened"))


def test_a_word_that_is_not_on_the_map_has_its_nearest_all_the_same(
    view: Any, qtbot: QtBot
) -> None:
    search(view, "horse")
    qtbot.waitUntil(lambda: "not on this map" in view.near.title.text())
    assert view.near.rows.topLevelItemCount() == 2


def test_an_unknown_word_is_told(view: Any, scripted: Scripted, qtbot: QtBot) -> None:
    scripted.error = Fault("The vocabulary has no token for “{word}”.", word="鱻")
    search(view, "鱻")
    qtbot.waitUntil(view.fault.isVisible)
    assert "鱻" in view.fault.what.text()
    assert len(names(view)) == len(WORDS)  # nothing is lost


def test_a_click_asks_for_the_nearest_of_whole_words_alone(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    view.map.chosen.emit(names(view).index("…ing"))
    assert "no whole word" in view.near.title.text()
    assert scripted.asked[-1][0] == "words"
    view.map.chosen.emit(names(view).index("opened"))
    qtbot.waitUntil(lambda: scripted.asked[-1] == ("near", "opened"))


def test_tokens_of_the_text_at_each_depth(view: Any, scripted: Scripted, qtbot: QtBot) -> None:
    view.controls.what.button("text").click()
    qtbot.waitUntil(lambda: isinstance(view.mapped, TokenMap))
    assert scripted.asked[-1] == ("text", SENTENCES[0], None)
    assert "90.0 %" in view.map._axes[0]
    asked = len(scripted.asked)
    view.controls.layers.choose("2")
    view.controls.layers.chosen.emit("2")
    assert "70.0 %" in view.map._axes[0]
    assert len(scripted.asked) == asked  # all depths came at once
    assert not view.controls.count.isVisible()


def test_sentences_are_listed_by_how_alike_they_are(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    view.controls.what.button("sentences").click()
    qtbot.waitUntil(lambda: isinstance(view.mapped, SentenceMap))
    assert scripted.asked[-1] == ("sentences", SENTENCES)
    view.map.chosen.emit(0)
    assert [one.word for one in view.near.found] == [SENTENCES[2], SENTENCES[1]]
    assert view.map.ringed == (0, 2, 1)


def test_rows_arrays_and_picture(view: Any, page: Page, qtbot: QtBot) -> None:
    search(view, "door")
    qtbot.waitUntil(lambda: bool(view.near.found))
    rows = list(view.subject().table())
    assert rows[1][:2] == ["door", "word, rank 3"]
    arrays = reopened(view.subject().arrays())
    assert arrays["points"].shape == (7, 2)
    assert arrays["near"].tolist() == ["opened", "ing"]
    drawn = svg_bytes(view.subject(), "#ffffff", "words").decode()
    assert "door" in drawn
    assert "axis 1" in drawn
    assert page.views.export.isEnabled()


@pytest.fixture
def points(qtbot: QtBot) -> PointMap:
    rng = np.random.default_rng(3)
    made = PointMap(DARK)
    qtbot.addWidget(made)
    made.resize(500, 400)
    named = [Named(f"word{index}", DARK.series[index % 3]) for index in range(2000)]
    made.show_points(rng.normal(size=(2000, 2)), named, ("a", "b"))
    made.show()
    return made


def shown_labels(points: PointMap) -> list[tuple[int, QRectF]]:
    frame = points._frame(QRectF(points.rect()))
    pixels = points._plane.pixels(frame)
    inside = np.array([i for i, (x, y) in enumerate(pixels.tolist()) if frame.contains(x, y)])
    return points._placed(points.font(), frame, pixels, inside)


def test_names_never_overlap_and_more_come_with_the_zoom(points: PointMap) -> None:
    before = shown_labels(points)
    rects = [rect for _, rect in before]
    apart = [not a.intersects(b) for i, a in enumerate(rects) for b in rects[:i]]
    assert all(apart)
    assert len(rects) > 10
    for _ in range(8):
        points._enlarge(1.25)
    after = shown_labels(points)
    assert max(number for number, _ in after) > max(number for number, _ in before)


def test_the_wheel_enlarges_about_the_pointer(points: PointMap) -> None:
    frame = points._frame(QRectF(points.rect()))
    spot = QPointF(points._plane.pixels(frame)[7].tolist()[0], points._plane.pixels(frame)[7][1])
    down = QPoint(0, 120)
    none = Qt.KeyboardModifier.NoModifier
    phase = Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(spot, spot, QPoint(), down, Qt.MouseButton.NoButton, none, phase, False)
    scale = points._plane.scale(frame)
    points.wheelEvent(wheel)
    assert points._plane.scale(frame) == pytest.approx(1.25 * scale)
    assert points._plane.pixels(frame)[7].tolist() == pytest.approx([spot.x(), spot.y()])


def test_keys_move_enlarge_and_show_all(points: PointMap, qtbot: QtBot) -> None:
    frame = points._frame(QRectF(points.rect()))
    whole = points._plane.pixels(frame).copy()
    QTest.keyClick(points, Qt.Key.Key_Plus)
    QTest.keyClick(points, Qt.Key.Key_Left)
    assert not np.allclose(points._plane.pixels(frame), whole)
    QTest.keyClick(points, Qt.Key.Key_0)
    assert np.allclose(points._plane.pixels(frame), whole)
    with qtbot.waitSignal(points.chosen) as heard:
        QTest.keyClick(points, Qt.Key.Key_Return)
    assert heard.args == [points._plane.middlemost()]


def test_a_saved_picture_holds_nothing_that_lies_outside(points: PointMap) -> None:
    def circles() -> int:
        return svg_bytes(points, "#ffffff", "map").decode().count("<circle")

    frame = points._frame(QRectF(points.rect()))
    points.ring([3, 4])
    for _ in range(30):
        points._enlarge(1.25)  # far into the middle: nothing ringed is left in sight
    assert not any(frame.contains(*points._plane.pixels(frame)[place]) for place in (3, 4))
    seen = sum(frame.contains(x, y) for x, y in points._plane.pixels(frame).tolist())
    assert circles() == seen


def test_a_drag_moves_and_chooses_nothing(points: PointMap) -> None:
    chosen: list[int] = []
    points.chosen.connect(chosen.append)
    frame = points._frame(QRectF(points.rect()))
    before = points._plane.pixels(frame)[5]
    start = before.astype(int).tolist()
    QTest.mousePress(points, Qt.MouseButton.LeftButton, pos=QPoint(*start))
    QTest.mouseMove(points, QPoint(start[0] + 30, start[1] + 10))
    QTest.mouseRelease(points, Qt.MouseButton.LeftButton, pos=QPoint(start[0] + 30, start[1] + 10))
    assert (points._plane.pixels(frame)[5] - before).tolist() == pytest.approx([30, 10])
    assert not chosen
    now = points._plane.pixels(frame)[5].astype(int).tolist()
    QTest.mouseClick(points, Qt.MouseButton.LeftButton, pos=QPoint(*now))
    assert len(chosen) == 1


def test_a_real_model_is_mapped(
    show: Callable[..., Any], page: Page, real: Callable[..., None], qtbot: QtBot
) -> None:
    real("masked_lm", text="the masked words of a text")
    view = show("words")
    qtbot.waitUntil(lambda: view.mapped is not None)
    assert len(names(view)) == len(view.mapped.words) > 50
    search(view, "text")
    qtbot.waitUntil(lambda: len(view.near.found) == 12)
    for what, kind in (("text", TokenMap), ("sentences", SentenceMap)):
        view.controls.what.button(what).click()
        qtbot.waitUntil(lambda kind=kind: isinstance(view.mapped, kind))
    assert not view.fault.isVisible()

"""Inside the head: every step with this model's numbers, and pages for places and units."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from engine.faults import Fault
from engine.probes.steps import (
    FeedForwardPage,
    HeadSteps,
    LearnedPage,
    PositionPage,
    RelativePage,
    RotaryPage,
    SinusoidalPage,
    Unit,
)
from studio import look_calls
from studio.views.look import attention_words as words
from studio.views.look.page import Page
from studio.widgets.export_button import svg_bytes
from tests.studio.experiments.saved import reopened

LENGTH, WIDTH, OWN, UNITS = 5, 8, 4, 6
TOKENS = ("[CLS]", "she", "opened", "the", "[MASK]")


def head_steps(place: int = 4, **changes: Any) -> HeadSteps:
    """A head worked out by hand: softmax of q·k/√d over five tokens, the last one hidden."""
    rng = np.random.default_rng(place)
    q, k, v = (rng.normal(size=size).astype(np.float32) for size in (OWN, (5, OWN), (5, OWN)))
    scores = k @ q
    hidden = np.array([False, False, False, False, True])
    scaled = scores / 2
    weights = np.where(hidden, 0, np.exp(scaled))
    weights = (weights / weights.sum()).astype(np.float32)
    weighted = weights[:, None] * v
    vectors = {name: rng.normal(size=WIDTH).astype(np.float32) for name in ("came", "x", "result")}
    known: dict[str, Any] = {
        "side": "trunk",
        "layer": 0,
        "head": 0,
        "place": place,
        "looking": TOKENS,
        "looked_at": TOKENS,
        "normed": True,
        "q": q,
        "k": k,
        "v": v,
        "q_before": q,
        "k_before": k,
        "turned": False,
        "scores": scores,
        "divisor": 2.0,
        "scaled": scaled,
        "bias": None,
        "hidden": hidden,
        "weights": weights,
        "weighted": weighted,
        "gathered": weighted.sum(0),
        "written": rng.normal(size=WIDTH).astype(np.float32),
        "share": 0.25,
        "reach": np.arange(5, dtype=np.float32),
        "bias_written": None,
        "added": vectors["x"],
        "result_normed": False,
        **vectors,
    }
    return HeadSteps(**known | changes)


def positions(kind: str) -> PositionPage:
    rng = np.random.default_rng(1)
    table = rng.normal(size=(LENGTH, WIDTH)).astype(np.float32)
    alike = np.eye(LENGTH, dtype=np.float32)
    shared = {"formula": ("PE(pos, 2i) = sin(pos / 10000^(2i/D))",), "tokens": TOKENS, "place": 1}
    if kind == "sinusoidal":
        return SinusoidalPage(
            **shared, scale=8.0, rates=table[0, :4], values=table, similarity=alike
        )
    if kind == "learned":
        return LearnedPage(**shared, rows=(2, 3, 4, 5, 6), values=table, similarity=alike)
    if kind == "relative":
        distances = np.arange(1 - LENGTH, LENGTH)
        return RelativePage(
            **shared,
            head=0,
            both_ways=True,
            distances=distances,
            buckets=np.abs(distances),
            by_distance=distances.astype(np.float32) / 10,
            table=table[0],
            added=np.arange(-1, 4, dtype=np.float32) / 10,
        )
    rates = np.array([1.0, 0.5], dtype=np.float32)
    angles = np.arange(LENGTH, dtype=np.float32)[:, None] * rates
    return RotaryPage(
        **shared,
        rates=rates,
        angles=angles,
        cosines=np.cos(angles),
        sines=np.sin(angles),
        q_before=np.array([1, 0, 0, 1], dtype=np.float32),
        q_after=np.array([0.5, 0.2, 0.8, 0.9], dtype=np.float32),
        k_before=table[:, :4],
        k_after=table[:, 4:],
    )


def feed_forward() -> FeedForwardPage:
    before = np.linspace(-2, 2, UNITS).astype(np.float32)
    active = np.maximum(before, 0)
    units = [
        Unit(i, float(before[i]), float(active[i]), None, float(active[i]), 1.0 * i) for i in (5, 4)
    ]
    line = np.linspace(-3, 3, 31, dtype=np.float32)
    return FeedForwardPage(
        stack="trunk",
        layer=0,
        place=4,
        tokens=TOKENS,
        formula=("FFN(x) = ReLU(x W₁ + b₁) W₂ + b₂", "ReLU(z) = max(0, z)", "h ← h + FFN(h)"),
        activation="relu",
        gated=False,
        came=before,
        x=before,
        normed=False,
        before=before,
        activated=active,
        gate=None,
        inner=active,
        reach=np.arange(UNITS, dtype=np.float32),
        strongest=tuple(units),
        output=before,
        result=before,
        result_normed=False,
        curve=np.stack([line, np.maximum(line, 0)], axis=1),
    )


class Scripted:
    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.kind = "rotary"
        self.error: Exception | None = None

    def head(self, _run: Any, _step: int, text: str, *of: Any, control: Any) -> HeadSteps:
        self.asked.append(of)
        if self.error is not None:
            raise self.error
        return head_steps(of[3])

    def places(self, _run: Any, _step: int, text: str, *of: Any, control: Any) -> PositionPage:
        return positions(self.kind)

    def units(self, _run: Any, _step: int, text: str, *of: Any, control: Any) -> FeedForwardPage:
        self.asked.append(of)
        return feed_forward()


@pytest.fixture
def scripted(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    made = Scripted()
    monkeypatch.setattr(look_calls, "explain_head", made.head)
    monkeypatch.setattr(look_calls, "explain_positions", made.places)
    monkeypatch.setattr(look_calls, "explain_feed_forward", made.units)
    return made


@pytest.fixture
def view(show: Callable[..., Any], scripted: Scripted, qtbot: QtBot) -> Any:
    made = show("inside")
    qtbot.waitUntil(lambda: made.attention.steps is not None)
    return made


def turn_to(view: Any, page: str, qtbot: QtBot) -> None:
    view.tabs.button(page).click()
    qtbot.waitUntil(lambda: page in view._shown)


def test_it_begins_at_the_first_mask_and_follows_the_token_clicked(
    view: Any, page: Page, scripted: Scripted, qtbot: QtBot
) -> None:
    assert scripted.asked[-1] == ("trunk", 0, 0, 4, None)
    assert "[MASK]" in page.views.hint.text()
    spot = view.strip.rect_of(2).center().toPoint()
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=spot)
    assert page.looking.choice.token == 2
    qtbot.waitUntil(lambda: view.attention.steps.place == 2)
    page.looking.choice.choose_head(1, 1)
    qtbot.waitUntil(lambda: scripted.asked[-1] == ("trunk", 1, 1, 2, None))
    assert page.views.title.text() == "Layer 2 · head 2"


def test_the_steps_carry_the_numbers_of_the_chosen_key(view: Any, page: Page) -> None:
    shown, steps = view.attention, view.attention.steps
    assert (shown._k.numbers == steps.k).all()
    assert (shown._gathered.numbers[0] == steps.gathered).all()
    shown.rows.chosen.emit(1)
    formulas = shown._scores.formulas.text()
    dot, scaled = words.plain(steps.scores[1]), words.plain(steps.scaled[1])
    assert formulas == f"s_j = q k_jᵀ / √d\ns_{{1}} = {dot} / √4 = {scaled}"
    assert shown._softmax.formulas.text().endswith(words.plain(steps.weights[1]))
    assert "1 token" in shown._softmax.words.text()  # one is hidden
    assert not shown._turn.isVisible()
    assert shown._output.title.text().startswith("6 ")  # nothing turned: no number left out


def test_keys_can_be_sorted_by_place_and_by_weight(view: Any) -> None:
    rows, steps = view.attention.rows, view.attention.steps
    assert rows.shown() == [0, 1, 2, 3, 4]
    rows.sortByColumn(3, Qt.SortOrder.DescendingOrder)
    assert rows.shown()[0] == int(np.argmax(steps.weights))
    assert rows.shown()[-1] == 4


@pytest.mark.parametrize(
    ("changes", "first", "told"),
    [
        ({"divisor": 1.0}, "s_j = q k_jᵀ", "s_{0} = "),
        ({"bias": np.ones(5, dtype=np.float32)}, "s_j = q k_jᵀ / √d + b_j", "+ (1.000)"),
    ],
)
def test_scores_are_written_as_this_model_works_them_out(
    changes: dict[str, Any], first: str, told: str
) -> None:
    formulas = words.score_formulas(head_steps(**changes), 0)
    assert formulas[0] == first
    assert told in formulas[1]


def test_a_large_number_breaks_no_fraction() -> None:
    steps = head_steps(scores=np.full(5, 1122.25, dtype=np.float32))
    assert "1122.250 / √4" in words.score_formulas(steps, 0)[1]


def test_softmax_is_written_with_numbers_that_give_the_weight() -> None:
    steps = head_steps()
    told = words.weight_formulas(steps, 1)[1]
    over, under = (float(part) for part in told.split("=")[1].split("/"))
    assert over / under == pytest.approx(float(steps.weights[1]), abs=2e-3)
    assert words.weight_formulas(steps, 4)[1] == "α_{4} = 0"


def test_a_number_is_read_and_copied_with_the_keyboard(view: Any) -> None:
    strip = view.attention._q
    strip.setFocus()
    QTest.keyClick(strip, Qt.Key.Key_Right)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.reading().startswith("[1] = ")
    QTest.keyClick(strip, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = float(QGuiApplication.clipboard().text())
    assert copied == pytest.approx(float(view.attention.steps.q[1]), rel=1e-6)
    view.attention._scores.copy()
    assert QGuiApplication.clipboard().text() == view.attention._scores.formulas.text()
    view.attention._k.copy_all()
    assert len(QGuiApplication.clipboard().text().splitlines()) == LENGTH


@pytest.mark.parametrize("kind", ["sinusoidal", "learned"])
def test_places_that_are_added_show_their_table(
    view: Any, scripted: Scripted, qtbot: QtBot, kind: str
) -> None:
    scripted.kind = kind
    turn_to(view, "positions", qtbot)
    shown = view.positions
    assert shown._values.isVisible()
    assert (shown._values.numbers == shown.explained.values).all()
    assert not shown._turning.isVisible()
    assert "sin(pos / 10000^(2i/D))" in shown._rule.formulas.text()
    if kind == "learned":
        assert shown._values._rows[0].startswith("P[2]")


def test_rotary_places_turn_the_pair_chosen(view: Any, qtbot: QtBot) -> None:
    turn_to(view, "positions", qtbot)
    shown = view.positions
    shown.pair.setValue(1)
    shown.key.setCurrentIndex(3)
    shown.key.activated.emit(3)
    q, k = shown.circles.turns
    assert (q.before, q.after) == ((0.0, 1.0), pytest.approx((0.2, 0.9)))
    assert k.angle == pytest.approx(3 * 0.5)
    product = q.after[0] * k.after[0] + q.after[1] * k.after[1]
    assert words.plain(product) in shown._turning.words.text()
    assert "10000^{−2/4} = 0.500" in shown._turning.formulas.text()


def test_relative_places_show_a_number_per_distance(
    view: Any, scripted: Scripted, qtbot: QtBot
) -> None:
    scripted.kind = "relative"
    turn_to(view, "positions", qtbot)
    marked = view.positions.curve.marked
    assert [(at.x, pytest.approx(at.y)) for at in marked] == [
        (place - 1, (place - 1) / 10) for place in range(LENGTH)
    ]
    assert next(iter(view.positions.table().rows()))[2] == "-0.4"


def test_the_feed_forward_page_puts_its_units_on_the_curve(view: Any, qtbot: QtBot) -> None:
    turn_to(view, "feed_forward", qtbot)
    shown = view.feed_forward
    assert shown._inside.formulas.text().splitlines()[0] == "FFN(x) = ReLU(x W₁ + b₁) W₂ + b₂"
    assert not shown._gate.isVisible()
    assert [at.name for at in shown.curve.marked] == ["unit 5", "unit 4"]
    shown.rows.setCurrentItem(shown.rows.topLevelItem(0))
    assert [at.strong for at in shown.curve.marked] == [True, False]
    assert shown.table().count == UNITS


def test_many_tokens_scroll_and_the_one_chosen_is_in_sight(view: Any, page: Page) -> None:
    seen = page.recorded.probe.sentences[0]
    many = replace(
        seen,
        tokens=tuple(f"token{place}" for place in range(90)),
        attention=np.full((2, 2, 90, 90), 1 / 90, dtype=np.float16),
    )
    page.recorded._take(replace(page.recorded.probe, sentences=(many,)))
    page.looking.choice.hold_token(80)
    view.resize(700, 500)
    room = view._strip_room
    assert room.height() < 80
    assert room.verticalScrollBar().value() > 0
    top = view.strip.rect_of(80).top() - room.verticalScrollBar().value()
    assert 0 <= top < room.height()


def test_a_damaged_checkpoint_is_told_and_the_page_stays(
    view: Any, page: Page, scripted: Scripted, qtbot: QtBot
) -> None:
    before = view.attention.steps
    scripted.error = Fault("The checkpoint is damaged.", now="Choose another one.")
    page.looking.choice.hold_token(1)
    qtbot.waitUntil(view.fault.isVisible)
    assert "damaged" in view.fault.what.text()
    assert "Choose another" in view.fault.now.text()
    assert view.attention.steps is before
    scripted.error = None
    view.again.click()
    qtbot.waitUntil(lambda: view.attention.steps.place == 1)


def test_rows_arrays_and_picture(view: Any, page: Page) -> None:
    rows = list(view.subject().table())
    assert rows[0][:4] == ["place", "token", "score", "scaled"]
    assert len(rows) == 1 + LENGTH
    arrays = reopened(view.subject().arrays())
    assert (arrays["weights"] == view.attention.steps.weights).all()
    assert arrays["looked_at"].tolist() == list(TOKENS)
    drawn = svg_bytes(view.subject(), "#ffffff", "inside").decode()
    assert "opened" in drawn
    assert "<path" in drawn or "<rect" in drawn
    assert page.views.export.isEnabled()


@pytest.mark.parametrize(
    ("objective", "style", "side"),
    [
        ("masked_lm", "modern", "trunk"),
        ("masked_lm", "classic", "trunk"),
        ("span_corruption", "classic", "cross"),
        ("translation", "classic", "decoder"),
    ],
)
def test_a_real_model_is_explained(
    show: Callable[..., Any],
    page: Page,
    real: Callable[..., None],
    qtbot: QtBot,
    objective: str,
    style: str,
    side: Any,
) -> None:
    real(objective, text="the masked words of a text", style=style)
    view = show("inside")
    page.looking.choice.choose_side(side)
    qtbot.waitUntil(lambda: view.attention.steps is not None and view.attention.steps.side == side)
    seen, steps = page.looking.seen, view.attention.steps
    weights = seen.weights(side)[(*page.looking.head, steps.place)]
    assert np.allclose(weights, steps.weights, atol=1e-3)  # the map's, in half precision
    turn_to(view, "positions", qtbot)
    turn_to(view, "feed_forward", qtbot)
    assert view.feed_forward.explained.tokens == seen.looking(side)
    assert not view.fault.isVisible()

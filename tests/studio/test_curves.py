"""The arithmetic behind the plots."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.widgets.curves import (
    Baseline,
    Curve,
    as_table,
    extent,
    nearest,
    smooth,
    spread,
    with_room,
)


def line(y: list[float], *, faint: bool = False, key: str = "a") -> Curve:
    x = np.arange(len(y), dtype=float)
    return Curve(key, "a", "A", "#56B4E9", x, np.array(y), faint=faint)


@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=200), st.floats(0.0, 0.99))
def test_smoothing_is_the_debiased_moving_average(values: list[float], weight: float) -> None:
    mean, expected = 0.0, []
    for count, value in enumerate(values, start=1):
        mean = weight * mean + (1 - weight) * value
        expected.append(mean / (1 - weight**count))
    assert smooth(np.array(values), weight) == pytest.approx(expected, abs=1e-6)


def test_smoothing_leaves_a_level_line_level() -> None:
    assert smooth(np.full(500, 3.0), 0.97) == pytest.approx(np.full(500, 3.0))


@given(st.lists(st.floats(0, 300), max_size=8))
def test_end_values_never_overlap_where_there_is_room(heights: list[float]) -> None:
    placed = sorted(spread(heights, 14.0, 0.0, 300.0))
    assert all(high - low >= 14.0 - 1e-9 for low, high in pairwise(placed))
    assert all(-1e-9 <= height <= 300 + 1e-9 for height in placed)


def test_the_view_makes_room_for_the_yardstick_but_not_for_raw_noise() -> None:
    curves = [line([3.0, 2.0]), line([90.0, 1.0], faint=True, key="raw")]
    yardstick = Baseline("unigram", 6.3, "#888888", always=True)
    elsewhere = Baseline("chance", 9.0, "#888888")
    assert extent(curves, [yardstick, elsewhere], log=False) == (0.0, 1.0, 2.0, 6.3)


def test_a_logarithmic_view_sees_positive_values_only() -> None:
    assert extent([line([0.0, 0.5, 4.0])], [], log=True) == (0.0, 2.0, 0.5, 4.0)


def test_nothing_to_see_is_no_extent() -> None:
    assert extent([line([])], [], log=False) is None


def test_the_crosshair_reads_the_nearest_point() -> None:
    curve = line([5.0, 6.0, 7.0])
    assert nearest(curve, 1.4) == (1.0, 6.0)
    assert nearest(curve, 1.6) == (2.0, 7.0)
    assert nearest(curve, -9) == (0.0, 5.0)
    assert nearest(curve, 99) == (2.0, 7.0)
    assert nearest(line([]), 0) is None


def test_a_table_holds_every_curve_the_faint_ones_too() -> None:
    rows = list(as_table([line([1.0]), line([2.0], faint=True, key="raw")], "step"))
    assert rows == [["series", "step", "value"], ["A", "0", "1"], ["A", "0", "2"]]


def test_a_growing_view_moves_seldom_and_wastes_little() -> None:
    shown, moves = (0.0, 10.0), 0
    for right in range(11, 1000):
        after = with_room((0.0, float(right)), shown, 0.05)
        assert after[1] >= right
        assert after[1] <= right * 1.15 + 1e-9
        moves, shown = moves + (after != shown), after
    assert moves < 120
    assert with_room((0.0, 5.0), shown, 0.05) == (0.0, 5.0)

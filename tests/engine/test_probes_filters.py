"""The part of a map that is shown, by numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.probes.filters import combined, frame_places, shown_part

TOKENS = ("[CLS]", "a", "[SEP]", "b", "[SEP]")
# Row i is (i + 1, i, 0, 0, …)/…, simple enough to be read off below.
MAP = np.array(
    [
        [0.5, 0.25, 0.25, 0, 0],
        [0.25, 0.25, 0, 0.5, 0],
        [0, 0, 1, 0, 0],
        [0.5, 0, 0, 0.25, 0.25],
        [0, 0, 0.5, 0, 0.5],
    ],
    np.float16,
)


def test_all_of_it_is_the_map() -> None:
    part = shown_part(MAP, TOKENS, TOKENS)
    np.testing.assert_array_equal(part.weights, MAP)
    assert part.rows == part.columns == TOKENS
    assert part.row_places == part.column_places == (0, 1, 2, 3, 4)


def test_special_tokens_are_hidden() -> None:
    frame = frame_places(TOKENS)
    assert frame == (0, 2, 4)
    part = shown_part(MAP, TOKENS, TOKENS, hide_rows=frame, hide_columns=frame)
    assert part.rows == part.columns == ("a", "b")
    assert part.row_places == (1, 3)
    np.testing.assert_array_equal(part.weights, [[0.25, 0.5], [0, 0.25]])


def test_what_is_left_sums_to_one_again() -> None:
    frame = frame_places(TOKENS)
    part = shown_part(MAP, TOKENS, TOKENS, hide_columns=frame, renormalise=True)
    assert part.rows == TOKENS
    #                                    of 0.25, 0; 0.25, 0.5; nothing; 0, 0.25; nothing
    expected = [[1, 0], [1 / 3, 2 / 3], [0, 0], [0, 1], [0, 0]]
    np.testing.assert_allclose(part.weights, expected, rtol=1e-6)


@pytest.mark.parametrize(
    ("looking", "looked_at", "expected"),
    [
        ("A", "A", [[0.5, 0.25, 0.25], [0.25, 0.25, 0], [0, 0, 1]]),
        ("A", "B", [[0, 0], [0.5, 0], [0, 0]]),
        ("B", "A", [[0.5, 0, 0], [0, 0, 0.5]]),
        ("B", "B", [[0.25, 0.25], [0, 0.5]]),
        ("", "B", [[0, 0], [0.5, 0], [0, 0], [0.25, 0.25], [0, 0.5]]),
    ],
)
def test_one_passage_looks_at_another(looking: str, looked_at: str, expected: object) -> None:
    part = shown_part(MAP, TOKENS, TOKENS, second=3, looking=looking, looked_at=looked_at)  # type: ignore[arg-type]
    np.testing.assert_array_equal(part.weights, expected)


def test_without_a_pair_there_is_one_passage() -> None:
    part = shown_part(MAP, TOKENS, TOKENS, looking="B", looked_at="B")
    np.testing.assert_array_equal(part.weights, MAP)


def test_all_heads_at_once_and_maps_that_are_not_square() -> None:
    maps = np.stack([MAP[:2], MAP[3:]])[None]  # [1, 2, 2, 5]
    part = shown_part(maps, ("x", "y"), TOKENS, hide_rows=(0,), hide_columns=(0, 1))
    assert part.weights.shape == (1, 2, 1, 3)
    np.testing.assert_array_equal(part.weights[0, :, 0], [[0, 0.5, 0], [0.5, 0, 0.5]])
    with pytest.raises(ValueError, match="2 × 5 tokens"):
        shown_part(MAP, ("x", "y"), TOKENS)


def test_everything_may_be_hidden() -> None:
    part = shown_part(MAP, TOKENS, TOKENS, hide_columns=range(5), renormalise=True)
    assert part.weights.shape == (5, 0)


def test_heads_are_combined() -> None:
    maps = np.array([[[[1.0, 0.0]], [[0.5, 0.5]]], [[[0.0, 1.0]], [[0.25, 0.75]]]], np.float16)
    heads = [(0, 0), (1, 1)]
    np.testing.assert_array_equal(combined(maps, heads), [[0.625, 0.375]])
    np.testing.assert_array_equal(combined(maps, heads, "sum"), [[1.25, 0.75]])
    np.testing.assert_array_equal(combined(maps, heads, "max"), [[1.0, 0.75]])
    assert combined(maps, heads).dtype == np.float32
    with pytest.raises(ValueError, match="no head"):
        combined(maps, [])

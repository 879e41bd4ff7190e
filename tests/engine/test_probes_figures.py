"""Figures of heads worked out by hand, and heads made to a pattern named by it."""

from __future__ import annotations

import numpy as np
import pytest

from engine.probes import figures
from engine.probes.figures import EVEN, FEWEST, HeadFigures, head_figures

TOKENS = ("[CLS]", "the", "cat", "the", "[MASK]", "[SEP]")
SHARES = ("first", "separator", "previous", "next", "same", "itself", "mask")


def normal(weights: object) -> np.ndarray:
    maps = np.asarray(weights, np.float64)
    return maps / maps.sum(axis=-1, keepdims=True)


def of(head: np.ndarray, tokens: tuple[str, ...] = TOKENS, side: str = "trunk") -> HeadFigures:
    return head_figures(head[None, None], tokens, tokens[: head.shape[1]], side)  # type: ignore[arg-type]


def test_four_tokens_worked_out_by_hand() -> None:
    tokens = ("[CLS]", "a", "a", "[SEP]")
    head = np.array(
        [
            [1, 0, 0, 0],  # 0 bits, 0 tokens away
            [0.5, 0, 0.5, 0],  # 1 bit, 1/2 + 1/2 = 1 token
            [0.25, 0.25, 0.25, 0.25],  # 2 bits, 2/4 + 1/4 + 0 + 1/4 = 1 token
            [0, 0, 0, 1],  # 0 bits, 0 tokens
        ],
        np.float16,
    )
    found = of(head, tokens)
    assert found.entropy.dtype == np.float64
    assert found.entropy[0, 0] == pytest.approx((0 + 1 + 2 + 0) / 4)
    assert found.distance[0, 0] == pytest.approx((0 + 1 + 1 + 0) / 4)
    assert found.first[0, 0] == pytest.approx((1 + 0.5 + 0.25 + 0) / 4)
    assert found.separator[0, 0] == pytest.approx((0 + 0 + 0.25 + 1) / 4)
    assert found.previous[0, 0] == pytest.approx((0.5 + 0.25 + 0) / 3)  # the first has none
    assert found.next[0, 0] == pytest.approx((0 + 0.5 + 0.25) / 3)
    assert found.same[0, 0] == pytest.approx((0.5 + 0.25) / 2)  # the two that have a twin
    assert found.itself[0, 0] == pytest.approx((1 + 0 + 0.25 + 1) / 4)
    assert np.isnan(found.mask[0, 0])  # there is none


def test_a_causal_map_counts_what_can_be_seen() -> None:
    head = np.array([[1, 0, 0], [0.25, 0.75, 0], [0.5, 0.25, 0.25]])
    found = of(head, ("a", "[MASK]", "a"))
    # The first token sees itself alone: it counts in none.
    assert found.entropy[0, 0] == pytest.approx((0.811278 + 1.5) / 2, abs=1e-5)
    assert found.previous[0, 0] == pytest.approx((0.25 + 0.25) / 2)
    assert np.isnan(found.next[0, 0])
    assert found.itself[0, 0] == pytest.approx((0.75 + 0.25) / 2)
    assert found.same[0, 0] == pytest.approx(0.5)  # the other one comes before its twin
    assert found.mask[0, 0] == pytest.approx((0.75 + 0.25) / 2)


def test_between_two_texts_there_is_no_distance() -> None:
    rows, columns = ("[PAD]", "cat", "dog"), ("the", "cat", "[MASK]", "[SEP]")
    head = np.array([[0.25, 0.25, 0.25, 0.25], [0, 1, 0, 0], [0, 0, 0.5, 0.5]])
    found = head_figures(head[None, None], rows, columns, "cross")
    for name in ("distance", "previous", "next", "itself"):
        assert np.isnan(getattr(found, name)).all()
    assert found.entropy[0, 0] == pytest.approx((2 + 0 + 1) / 3)
    assert found.same[0, 0] == pytest.approx(1.0)  # “cat” at “cat”, the only one with a twin
    assert found.mask[0, 0] == pytest.approx((0.25 + 0 + 0.5) / 3)
    assert found.separator[0, 0] == pytest.approx((0.25 + 0 + 0.5) / 3)
    assert found.first[0, 0] == pytest.approx(0.25 / 3)


def test_rows_that_see_nothing_count_in_none() -> None:
    head = np.array([[0.5, 0.5], [0, 0]])
    found = head_figures(head[None, None], ("a", "b"), ("c", "d"), "cross")
    assert found.entropy[0, 0] == pytest.approx(1.0)
    assert found.first[0, 0] == pytest.approx(0.5)


@pytest.mark.parametrize("block", [figures.BLOCK, 80, 1])
def test_heads_are_measured_as_if_alone(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    monkeypatch.setattr(figures, "BLOCK", block)
    rng = np.random.default_rng(0)
    maps = normal(rng.random((2, 3, 6, 6)) ** 4).astype(np.float16)
    found = head_figures(maps, TOKENS, TOKENS)
    for layer in range(2):
        for head in range(3):
            alone = of(maps[layer, head])
            for name in ("entropy", "distance", *SHARES):
                expected = getattr(alone, name)[0, 0]
                assert getattr(found, name)[layer, head] == pytest.approx(expected, abs=1e-6)
            assert found.habits[layer][head] == alone.habits[0][0]


@pytest.mark.parametrize("tokens", [(), ("[CLS]",), ("a", "b")])
def test_short_texts_have_no_habits(tokens: tuple[str, ...]) -> None:
    size = len(tokens)
    maps = np.full((1, 2, size, size), 1 / max(size, 1))
    found = head_figures(maps, tokens, tokens)
    assert found.habits == (("", ""),)
    assert np.isnan(found.entropy).all() == (size < 2)


def test_maps_and_tokens_must_fit() -> None:
    with pytest.raises(ValueError, match="6 × 6 tokens"):
        head_figures(np.ones((1, 1, 5, 6)), TOKENS, TOKENS)


LONG = ("[CLS]", *"abcdefgb[hijk", "[MASK]", "[SEP]")  # “b” twice
SIZE = len(LONG)


def spread(share: float, *places: tuple[int, int]) -> np.ndarray:
    """A head with so much on each of the places (row, column), the rest even."""
    head = np.full((SIZE, SIZE), 0.0)
    for row in range(SIZE):
        own = [column for at, column in places if at == row]
        head[row] = (1 - share if own else 1.0) / SIZE
        head[row, own] += share / max(1, len(own))
    return head


def diagonal(offset: int) -> list[tuple[int, int]]:
    return [(row, row + offset) for row in range(SIZE) if 0 <= row + offset < SIZE]


def columns(*places: int) -> list[tuple[int, int]]:
    return [(row, place) for row in range(SIZE) for place in places]


SEEN = {
    "previous": diagonal(-1),
    "next": diagonal(1),
    "itself": diagonal(0),
    "first": columns(0),
    "delimiter": columns(0, SIZE - 1),
    "mask": columns(SIZE - 2),
    "one": columns(5),
}


@pytest.mark.parametrize("habit", SEEN)
@pytest.mark.parametrize("share", [0.55, 0.8, 1.0])
def test_known_patterns_are_named(habit: str, share: float) -> None:
    assert of(spread(share, *SEEN[habit]), LONG).habits == ((habit,),)
    assert of(spread(0.4, *SEEN[habit]), LONG).habits[0][0] in ("", "broadcast")


def test_a_head_that_finds_the_same_word() -> None:
    head = spread(0.9, *diagonal(0))
    first, second = (place for place, token in enumerate(LONG) if token == "b")
    head[first], head[second] = head[second], head[first].copy()
    assert of(head, LONG).habits == (("same word",),)
    # Beside one another, it is their place that finds them.
    beside = ("[CLS]", "b", "b", *LONG[3:])
    assert of(spread(0.9, *diagonal(-1)), beside).habits == (("previous",),)


def test_a_head_that_looks_nearby_or_everywhere() -> None:
    away = np.abs(np.subtract.outer(np.arange(SIZE), np.arange(SIZE)))
    assert of(normal(np.where(away <= 2, 1.0, 0.01)), LONG).habits == (("local",),)
    assert of(normal(np.ones((SIZE, SIZE))), LONG).habits == (("broadcast",),)
    causal = normal(np.tri(SIZE))
    assert of(causal, LONG).habits == (("broadcast",),)
    assert of(causal, LONG, "decoder").habits == (("broadcast",),)


def test_nothing_is_named_without_a_pattern() -> None:
    rng = np.random.default_rng(1)
    scattered = np.zeros((SIZE, SIZE))
    for row in range(SIZE):
        scattered[row, rng.permutation(SIZE)[:4]] = 0.25
    assert of(scattered, LONG).habits == (("",),)


def test_a_short_text_is_not_a_pattern() -> None:
    """Four tokens, two of them delimiters: half on these is what even attention has."""
    tokens = ("[CLS]", "a", "b", "[SEP]")
    head = normal(np.tile([0.55, 0.05, 0.05, 0.35], (FEWEST, 1)) * [0.9, 1, 1, 1])
    assert of(head, tokens).habits[0][0] != "delimiter"


def test_even_is_a_share_of_the_highest_entropy() -> None:
    head = np.zeros((SIZE, SIZE))
    few = int(SIZE**EVEN) - 1
    for row in range(SIZE):
        head[row, np.roll(np.arange(SIZE), row)[:few]] = 1 / few
    assert of(head, LONG).habits != (("broadcast",),)

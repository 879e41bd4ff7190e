"""The part of a text's attention that is shown."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.events import SentenceProbe
from studio.views.look.part import part_of

TOKENS = ("[CLS]", "she", "left", "[SEP]", "he", "stayed", "[SEP]")


@pytest.fixture
def pair() -> SentenceProbe:
    """Two layers of two heads over a pair, rows that sum to 1."""
    draw = np.random.default_rng(1).random((2, 2, 7, 7))
    weights = (draw / draw.sum(axis=-1, keepdims=True)).astype(np.float16)
    return SentenceProbe("she left [SEP] he stayed", TOKENS, weights, (), (0, 3, 6), second=4)


def test_without_filters_all_is_shown_and_nothing_copied(pair: SentenceProbe) -> None:
    part = part_of(pair, "trunk")
    assert part.whole
    assert part.all is pair.attention
    assert part.row_names == part.column_names == TOKENS


def test_hidden_special_tokens_leave_rows_and_columns(pair: SentenceProbe) -> None:
    part = part_of(pair, "trunk", hides_special=True)
    assert part.row_names == part.column_names == ("she", "left", "he", "stayed")
    kept = [1, 2, 4, 5]
    np.testing.assert_array_equal(part.head(1, 0), pair.attention[1, 0][np.ix_(kept, kept)])
    assert part.row_at(4) == 2
    assert part.place_of(2) == 4
    assert part.row_at(3) == part.row_at(-1) == -1


def test_what_is_left_is_shared_anew_where_it_is_asked_for(pair: SentenceProbe) -> None:
    part = part_of(pair, "trunk", hides_special=True, renormalises=True)
    np.testing.assert_allclose(part.head(0, 1).sum(axis=-1), 1.0, rtol=1e-6)


@pytest.mark.parametrize("renormalises", [False, True])
def test_all_heads_are_what_each_is(pair: SentenceProbe, renormalises: bool) -> None:
    weights = pair.attention.copy()
    weights[0, 0, 1] = (1, 0, 0, 0, 0, 0, 0)  # nothing is left of it
    pair = replace(pair, attention=weights)
    part = part_of(pair, "trunk", hides_special=True, renormalises=renormalises)
    assert part.all.dtype == np.float16
    for layer, head in np.ndindex(2, 2):
        expected = part.head(layer, head).astype(np.float16)
        np.testing.assert_array_equal(part.all[layer, head], expected)


def test_a_row_without_weight_is_not_made_up(pair: SentenceProbe) -> None:
    weights = pair.attention.copy()
    weights[0, 0, 1] = (1, 0, 0, 0, 0, 0, 0)  # all on [CLS]
    shown = part_of(
        replace(pair, attention=weights), "trunk", hides_special=True, renormalises=True
    ).head(0, 0)
    assert (shown[0] == 0).all()


def test_of_a_pair_one_passage_looks_at_the_other(pair: SentenceProbe) -> None:
    part = part_of(pair, "trunk", passages="ab")
    assert part.row_names == TOKENS[:4]
    assert part.column_names == TOKENS[4:]
    np.testing.assert_array_equal(part.head(0, 0), pair.attention[0, 0][:4, 4:])
    assert part_of(pair, "trunk", passages="ba").head(0, 0).shape == (3, 4)
    assert part_of(replace(pair, second=None), "trunk", passages="ab").whole


def test_several_heads_become_one(pair: SentenceProbe) -> None:
    part, heads = part_of(pair, "trunk"), ((0, 1), (1, 0))
    two = np.stack([pair.attention[head].astype(np.float32) for head in heads])
    np.testing.assert_allclose(part.map(heads), two.mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(part.map(heads, "sum"), two.sum(axis=0), rtol=1e-6)
    np.testing.assert_allclose(part.map(heads, "max"), two.max(axis=0))


def test_cross_attention_has_rows_of_its_own(pair: SentenceProbe) -> None:
    written = ("[CLS]", "sie", "ging")
    cross = np.full((2, 2, 3, 7), 1 / 7, dtype=np.float16)
    both = replace(pair, written=written, cross=cross)
    part = part_of(both, "cross", hides_special=True)
    assert part.row_names == ("sie", "ging")
    assert part.column_names == ("she", "left", "he", "stayed")
    assert part.head(0, 0).shape == (2, 4)

"""Rollout and flow against examples of three tokens that were worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from engine.probes.rollout import flow, influence, rollout

# Two layers of two heads.
#   mean of the heads      half of it, and half of the token itself
#   1/2 1/2  0             3/4 1/4  0
#   1/2  0  1/2      M1 =  1/4 1/2 1/4
#    0  1/2 1/2             0  1/4 3/4
#
#   1/2  0  1/2            3/4  0  1/4
#    0   1   0       M2 =   0   1   0
#    1   0   0             1/2  0  1/2
TWO_WAYS = np.array(
    [
        [[[1, 0, 0], [1, 0, 0], [0, 1, 0]], [[0, 1, 0], [0, 0, 1], [0, 0, 1]]],
        [[[1, 0, 0], [0, 1, 0], [1, 0, 0]], [[0, 0, 1], [0, 1, 0], [1, 0, 0]]],
    ],
    np.float16,
)
M1 = np.array([[3 / 4, 1 / 4, 0], [1 / 4, 1 / 2, 1 / 4], [0, 1 / 4, 3 / 4]])
M2 = np.array([[3 / 4, 0, 1 / 4], [0, 1, 0], [1 / 2, 0, 1 / 2]])
# M2 M1, row 0: 3/4 (3/4 1/4 0) + 1/4 (0 1/4 3/4) = (9/16, 3/16 + 1/16, 3/16)
#        row 1: M1's own
#        row 2: 1/2 (3/4 1/4 0) + 1/2 (0 1/4 3/4) = (3/8, 1/8 + 1/8, 3/8)
AFTER = np.array([[9 / 16, 4 / 16, 3 / 16], [1 / 4, 1 / 2, 1 / 4], [3 / 8, 1 / 4, 3 / 8]])


def test_two_layers_worked_out_by_hand() -> None:
    np.testing.assert_array_equal(flow(TWO_WAYS), np.stack([M1, M2]).astype(np.float32))
    found = rollout(TWO_WAYS)
    assert found.dtype == np.float32
    np.testing.assert_array_equal(found, np.stack([M1, AFTER]).astype(np.float32))


def test_what_a_token_at_the_end_is_made_of() -> None:
    # The last token of the end is half itself and half the first, M2's row 2; of the text it is
    # what rollout says.
    expected = [[3 / 8, 1 / 4, 3 / 8], [1 / 2, 0, 1 / 2], [0, 0, 1]]
    np.testing.assert_array_equal(influence(TWO_WAYS, 2), np.array(expected, np.float32))
    with pytest.raises(IndexError):
        influence(TWO_WAYS, 3)


def test_a_causal_one_worked_out_by_hand() -> None:
    # Both layers, one head:        half of it, half itself:
    #    1   0   0                     1   0   0
    #   1/2 1/2  0                    1/4 3/4  0
    #   1/3 1/3 1/3                   1/6 1/6 2/3
    one = np.array([[1, 0, 0], [1 / 2, 1 / 2, 0], [1 / 3, 1 / 3, 1 / 3]])
    # Twice: row 1: (1/4 + 3/16, 9/16, 0) = (7/16, 9/16, 0)
    #        row 2: 1/6 (1 0 0) + 1/6 (1/4 3/4 0) + 2/3 (1/6 1/6 2/3)
    #             = (12/72 + 3/72 + 8/72, 9/72 + 8/72, 32/72)
    expected = [[1, 0, 0], [7 / 16, 9 / 16, 0], [23 / 72, 17 / 72, 32 / 72]]
    found = rollout(np.stack([one[None], one[None]]))[1]
    np.testing.assert_allclose(found, expected, rtol=1e-6)
    assert not found[np.triu_indices(3, 1)].any()


def test_shares_stay_shares_in_deep_models() -> None:
    rng = np.random.default_rng(0)
    maps = rng.random((12, 3, 20, 20))
    maps = (maps / maps.sum(axis=-1, keepdims=True)).astype(np.float16)
    for shares in (flow(maps), rollout(maps), influence(maps, 4)):
        np.testing.assert_allclose(shares.sum(axis=-1), 1.0, atol=1e-5)
        assert (shares >= 0).all()
    np.testing.assert_allclose(influence(maps, 4)[0], rollout(maps)[-1, 4], atol=1e-6)


def test_maps_between_two_texts_have_none() -> None:
    with pytest.raises(ValueError, match="of tokens at one another"):
        rollout(np.ones((2, 2, 3, 4), np.float16))

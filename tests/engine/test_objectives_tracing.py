"""The account of where each token went: kept for a picture, and never while training."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from engine.batching.passages import PassageRows
from engine.objectives import OBJECTIVES
from engine.objectives.tracing import trace_of
from tests.engine import model_samples as samples


@pytest.mark.parametrize("name", ["denoising", "span_corruption"])
def test_only_a_traced_batch_says_where_its_tokens_went(name: str) -> None:
    kind = OBJECTIVES[name]
    model = samples.model(architecture="encoder_decoder", width=8)
    objective = kind(kind.Config(), model, samples.vocabulary(sentinels=20))
    source = PassageRows(samples.text(), objective.vocabulary, 32)
    before = source.rows(range(8), samples.rngs(8))

    plain = objective.corrupt(before, samples.rngs(8))
    traced = objective.corrupt(replace(before, traced=True), samples.rngs(8))

    assert plain.places is None
    assert trace_of(before, plain) is None
    assert trace_of(before, traced) is not None
    for field in ("tokens", "targets", "decoder_tokens", "segments"):  # nothing else depends on it
        np.testing.assert_array_equal(getattr(plain, field), getattr(traced, field))

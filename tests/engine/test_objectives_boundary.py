"""Span boundaries: which visible places stand beside what is hidden, and what is asked of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import IGNORE, Batch
from engine.batching.packing import DocumentRows
from engine.models.span_head import LONGEST
from engine.models.transformer import Transformer
from engine.objectives.combining import Joint
from engine.objectives.sides import LEFT, NUMBER, RIGHT, TARGETS, sides
from engine.training.learner import Learner
from tests.engine import model_samples as samples

NAME = "span_boundary"
LENGTH = 64


def spanbert(model: Transformer | None = None, **given: Any) -> Joint:
    fields = {"unit": "spans", "rate": 0.3} | given
    joint = samples.built(model or samples.model(length=LENGTH), {"masked_lm": fields, NAME: {}})
    assert isinstance(joint, Joint)
    return joint


def hidden_rows(joint: Joint, rows: int = 30) -> Batch:
    source = DocumentRows(samples.text(40), samples.vocabulary(), LENGTH)
    rngs = samples.rngs(rows)
    return joint.corrupt(source.rows(range(rows), rngs), rngs)


def by_hand(batch: Batch, row: int, longest: int) -> dict[int, tuple[int, int, int]]:
    """Hidden place -> the visible ones beside it, and its number in the run."""
    hidden = set(batch.predict_at[row][batch.targets[row] != IGNORE].tolist())
    found = {}
    for place in hidden:
        left = right = place
        while left in hidden:
            left -= 1
        while right in hidden:
            right += 1
        inside = left >= 0 and right < batch.tokens.shape[1]
        if inside and place - left - 1 < longest:
            found[place] = (left, right, place - left - 1)
    return found


@pytest.mark.parametrize("rate", [0.15, 0.5, 0.9])
@pytest.mark.parametrize("unit", ["spans", "tokens"])
def test_both_sides_of_a_run_are_the_nearest_visible_tokens(unit: str, rate: float) -> None:
    batch = hidden_rows(spanbert(unit=unit, rate=rate))
    own = batch.own
    longest = 0
    for row in range(batch.num_rows):
        expected = by_hand(batch, row, LONGEST)
        asked = np.flatnonzero(own[TARGETS][row] != IGNORE)
        assert set(batch.predict_at[row, asked].tolist()) == set(expected)
        for at in asked:
            place = int(batch.predict_at[row, at])
            left, right, number = (int(own[name][row, at]) for name in (LEFT, RIGHT, NUMBER))
            assert (left, right, number) == expected[place]
            assert own[TARGETS][row, at] == batch.original[row, place]
            segments = batch.segments[row, [left, place, right]]
            assert len(set(segments.tolist())) == 1
            longest = max(longest, number)
    assert 0 < longest < LONGEST
    assert batch.counts == {
        "masked_lm": int((batch.targets != IGNORE).sum()),
        NAME: int((own[TARGETS] != IGNORE).sum()),
    }


def test_two_spans_that_touch_are_one_run() -> None:
    batch = samples.full_rows(1, 16)
    at = np.array([[3, 4, 5, 6, 0]])
    targets = np.array([[7, 7, 7, 7, IGNORE]])
    found = sides(Batch(**{**fields(batch), "predict_at": at, "targets": targets}))
    assert found[LEFT].tolist() == [[2, 2, 2, 2, 0]]
    assert found[RIGHT].tolist() == [[7, 7, 7, 7, 0]]
    assert found[NUMBER].tolist() == [[0, 1, 2, 3, 0]]


def test_runs_without_a_neighbour_in_their_segment_are_not_asked() -> None:
    batch = samples.full_rows(3, 8)
    segments = np.zeros((3, 8), dtype=np.int64)
    segments[1, 4:] = 1
    at = np.array([[0, 1], [3, 4], [6, 7]])  # the row's beginning, a border, the row's end
    given = {"segments": segments, "predict_at": at, "targets": np.full((3, 2), 9)}
    found = sides(Batch(**{**fields(batch), **given}))
    assert (found[TARGETS] == IGNORE).all()


def test_the_ends_of_very_long_runs_are_not_asked() -> None:
    batch = samples.full_rows(1, 64)
    at = np.arange(5, 45)[None]
    found = sides(Batch(**{**fields(batch), "predict_at": at, "targets": np.full((1, 40), 9)}))
    assert (found[TARGETS][0] != IGNORE).tolist() == [number < LONGEST for number in range(40)]


def fields(batch: Batch) -> dict[str, Any]:
    return {name: getattr(batch, name) for name in ("tokens", "positions", "segments", "maskable")}


def test_only_places_beside_spans_are_asked_for() -> None:
    joint = spanbert()
    batch = hidden_rows(joint)
    part = joint.parts()[NAME]
    asked = part.asks(batch.to(samples.CPU)).numpy()
    assert asked.shape == (batch.num_rows, 2 * batch.predict_at.shape[1])
    used = np.tile(batch.own[TARGETS] != IGNORE, 2)
    hidden = np.zeros(batch.tokens.shape, dtype=np.bool_)
    rows, at = np.nonzero(batch.targets != IGNORE)
    hidden[rows, batch.predict_at[rows, at]] = True
    assert not np.take_along_axis(hidden, asked, axis=1)[used].any()


def test_the_hidden_tokens_own_vectors_are_never_read() -> None:
    model = samples.stirred(samples.model(length=LENGTH, dropout=0.0))
    joint = spanbert(model)
    samples.stirred(joint)
    batch = hidden_rows(joint, 6).to(samples.CPU)
    part = joint.parts()[NAME]
    hidden = model(batch).detach().requires_grad_()
    places = part.asks(batch)
    vectors = hidden.take_along_dim(places[..., None], dim=1)
    (gradient,) = torch.autograd.grad(part(vectors, batch)[NAME].total, hidden)
    read = gradient.abs().sum(dim=-1) > 0
    for row in range(6):
        asked = batch.own[TARGETS][row] != IGNORE
        beside = torch.cat([batch.own[side][row][asked] for side in (LEFT, RIGHT)])
        assert set(read[row].nonzero().flatten().tolist()) == set(beside.tolist())


def test_the_head_is_two_layers_with_gelu_and_norm_before_the_embedding() -> None:
    model = samples.stirred(samples.model(length=LENGTH, style="classic", dropout=0.0))
    joint = spanbert(model)
    samples.stirred(joint)
    batch = hidden_rows(joint, 4)
    loss = Learner(model, joint)(batch.to(samples.CPU))[NAME]
    head = joint.parts()[NAME].head.double()
    vectors = model(batch.to(samples.CPU)).detach().double()
    table = model.embeddings.tokens.weight.detach().double()[: samples.SIZE]
    total, hits = 0.0, 0
    for row in range(4):
        for left, right, number, target in zip(
            *(batch.own[name][row] for name in (LEFT, RIGHT, NUMBER, TARGETS)), strict=True
        ):
            if target == IGNORE:
                continue
            x = torch.cat([vectors[row, left], vectors[row, right], head.places.weight[number]])
            for dense, norm in ((head.dense, head.norm), (head.tokens.dense, head.tokens.norm)):
                x = torch.nn.functional.gelu(dense.weight @ x + dense.bias)
                x = (x - x.mean()) / torch.sqrt(x.var(unbiased=False) + norm.epsilon)
                x = x * norm.weight + norm.bias
            logits = table @ x + head.tokens.bias
            total -= torch.log_softmax(logits, dim=0)[target].item()
            hits += int(logits.argmax()) == target
    assert loss.total.item() == pytest.approx(total, rel=1e-5)
    assert loss.correct == hits
    assert loss.count == (batch.own[TARGETS] != IGNORE).sum()


def test_its_yardstick_is_what_it_is_asked_for() -> None:
    joint = spanbert(rate=0.9)
    batch = hidden_rows(joint)
    asked = joint.token_targets(batch)
    assert len(asked[NAME]) == batch.counts[NAME]
    assert len(asked["masked_lm"]) == batch.counts["masked_lm"]

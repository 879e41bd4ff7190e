"""masked_next_token: what is hidden is named one place before it, by the head of causal_lm."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import IGNORE, Batch
from engine.batching.stream import StreamRows
from engine.objectives import OBJECTIVES, build
from engine.objectives.combining import Mixture
from engine.objectives.grouping import whole_words
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.decoder_samples import (
    LENGTH,
    PIECES,
    both_ways,
    corrupted,
    decoder,
    dense,
    objective,
)

UNITS = ["tokens", "words", "spans"]


def masked(unit: str, **given: Any) -> tuple[Objective, Batch]:
    """masked_next_token over words of pieces, and its rows."""
    vocabulary = samples.vocabulary(pieces=PIECES)
    config = OBJECTIVES["masked_next_token"].Config.model_validate({"unit": unit} | given)
    one = build({"masked_next_token": config}, decoder(), vocabulary)
    source = StreamRows(samples.text(80), vocabulary, LENGTH)
    return one, source.rows(range(40), samples.rngs(40))


@pytest.mark.parametrize("unit", UNITS)
def test_hidden_tokens_are_asked_for_one_place_before_them(unit: str) -> None:
    one, before = masked(unit, rate=0.4, masked=1.0, random=0.0)
    for epoch in range(10):
        after = corrupted(one, before, epoch)
        hidden_at = {(r, p) for r, p in np.argwhere(after.tokens == samples.MASK)}
        assert len(hidden_at) == after.counts["masked_next_token"]
        assert {(r, p + 1) for r, p, _ in dense(after)} == hidden_at
        for row, place, target in dense(after):
            assert target == before.tokens[row, place + 1]
            assert after.segments[row, place] == after.segments[row, place + 1]
        unused = after.targets == IGNORE
        assert (after.predict_at[unused] == 0).all()
        assert (after.maskable == before.maskable).all()


@pytest.mark.parametrize("unit", UNITS)
def test_what_has_nothing_before_it_in_its_segment_is_never_hidden(unit: str) -> None:
    one, before = masked(unit, rate=0.9)
    first = before.positions == 0
    assert (before.maskable & first).any()  # rows that go on in the middle of a document
    everywhere = np.zeros(before.tokens.shape, dtype=np.bool_)
    for epoch in range(40):
        after = corrupted(one, before, epoch)
        assert (after.tokens[first] == before.tokens[first]).all()
        for row, place, _ in dense(after):
            everywhere[row, place + 1] = True
            assert before.maskable[row, place + 1]
    assert not everywhere[first].any()
    words = whole_words(before, samples.vocabulary(pieces=PIECES))
    led = before.maskable & (words != words[:, :1] if unit != "tokens" else ~first)
    assert everywhere[led].mean() > 0.99  # all others are, at some time


@pytest.mark.parametrize("unit", ["words", "spans"])
def test_whole_words_stay_whole_at_the_front_of_a_row_too(unit: str) -> None:
    one, before = masked(unit, rate=0.5)
    words = whole_words(before, samples.vocabulary(pieces=PIECES))
    begun = [row for row in range(40) if before.maskable[row, 0] and words[row, 1] == words[row, 0]]
    assert begun  # words that rows open with and that go on
    for epoch in range(20):
        after = corrupted(one, before, epoch)
        found = {(row, place + 1) for row, place, _ in dense(after)}
        for row in range(40):
            for word in np.unique(words[row][before.maskable[row]]):
                places = np.flatnonzero((words[row] == word) & before.maskable[row])
                hidden_here = [(row, int(place)) in found for place in places]
                assert len(set(hidden_here)) == 1


@pytest.mark.parametrize("rate", [0.05, 0.15, 0.5])
def test_the_count_of_hidden_tokens_is_exact(rate: float) -> None:
    one, before = masked("tokens", rate=rate)
    after = corrupted(one, before)
    allowed = before.maskable & (before.positions > 0)
    wanted = np.floor(rate * allowed.sum(axis=1) + 0.5)
    assert ((after.targets != IGNORE).sum(axis=1) == wanted).all()
    assert after.counts == {"masked_next_token": int(wanted.sum())}


def test_masked_next_token_takes_all_that_masking_can_do() -> None:
    one, before = masked("tokens", rate=0.1, start_rate=0.4, masks="static")
    first, again = corrupted(one, before, 0), corrupted(one, before, 5)
    assert (first.tokens == again.tokens).all()
    one.schedule(1.0)
    assert corrupted(one, before).counts["masked_next_token"] < 0.5 * sum(first.counts.values())
    assert corrupted(one, before).targets.shape == first.targets.shape


@pytest.mark.parametrize("transform", [False, True])
def test_hidden_and_next_tokens_are_named_by_one_head(transform: bool) -> None:
    model, mixture = both_ways(head_transform=transform)
    assert isinstance(mixture, Mixture)
    one, other = (part.head for part in mixture.parts().values())
    assert one is other
    alone = objective("causal_lm", decoder(head_transform=transform))
    learner = Learner(model, mixture)
    assert learner.num_parameters == Learner(model, alone).num_parameters
    saved = learner.tensors()
    assert len({id(tensor) for tensor in saved.values()}) == len(saved)
    assert sum(tensor.numel() for tensor in saved.values()) == learner.num_parameters
    other_model, other_mixture = both_ways(head_transform=transform)
    other = Learner(samples.stirred(other_model), other_mixture)
    other.load_arrays({name: tensor.numpy() for name, tensor in saved.items()})
    for ours, theirs in zip(learner.parameters(), other.parameters(), strict=True):
        assert torch.equal(ours, theirs)


def test_a_head_is_shared_only_by_those_that_name_the_same() -> None:
    model = samples.model()
    joint = samples.objective(model, "masked_lm", "next_sentence")
    heads = [part.head for part in joint.parts().values()]
    assert heads[0] is not heads[1]

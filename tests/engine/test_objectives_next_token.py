"""causal_lm, prefix_lm, masked_next_token: what is asked for, from where, and what it may see."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from engine.batch import IGNORE, Batch
from engine.batching.feed import Feed
from engine.batching.loader import evaluation_batches
from engine.batching.sources import MemoryTokens
from engine.batching.stream import StreamRows
from engine.models.transformer import Transformer
from engine.objectives import OBJECTIVES, build
from engine.objectives.combining import Mixture
from engine.objectives.grouping import whole_words
from engine.objectives.objective import Loss, Objective
from engine.training.learner import Learner
from engine.training.text import TrainingText
from engine.training.yardsticks import Yardsticks
from tests.engine import model_samples as samples

LENGTH = 32
LEFT_TO_RIGHT = ["causal_lm", "prefix_lm"]
NEXT_TOKEN = [*LEFT_TO_RIGHT, "masked_next_token"]
DECODERS: dict[str, dict[str, Any]] = {
    "modern": {"style": "modern"},
    "gpt2": {"style": "classic", "dropout": 0.0},
    "relative": {"positions": "relative"},
}
PIECES = range(60, 100)  # these tokens continue a word


def decoder(size: int = samples.SIZE, **given: Any) -> Transformer:
    return samples.model(size=size, architecture="decoder", **given)


def objective(name: str, model: Transformer | None = None, **given: Any) -> Objective:
    return samples.objective(model or decoder(), name, **given)


def rows(num_rows: int = 12, length: int = LENGTH) -> Batch:
    source = StreamRows(samples.text(), samples.vocabulary(), length)
    return source.rows(range(num_rows), samples.rngs(num_rows))


def corrupted(one: Objective, batch: Batch | None = None, epoch: int = 0) -> Batch:
    batch = rows() if batch is None else batch
    return one.corrupt(batch, samples.rngs(batch.num_rows, epoch=epoch))


def loss_of(model: Transformer, one: Objective, batch: Batch) -> Loss:
    (loss,) = Learner(model, one)(batch.to(samples.CPU)).values()
    return loss


def numbered(sizes: list[int]) -> MemoryTokens:
    """Documents whose tokens count upwards without end, so that each is known by its number."""
    places = iter(range(samples.MASK + 1, 10_000))
    return MemoryTokens.of([[[next(places) for _ in range(size)]] for size in sizes])


def asked_of(batch: Batch) -> list[tuple[int, int, int]]:
    """Row, place and target of all that is asked for at the place itself."""
    return [(r, p, int(batch.targets[r, p])) for r, p in np.argwhere(batch.targets != IGNORE)]


@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(1, 40), min_size=2, max_size=12), length=st.integers(4, 20))
def test_no_target_crosses_a_document(name: str, sizes: list[int], length: int) -> None:
    tokens = numbered(sizes)
    if tokens.num_tokens < length:
        return
    source = StreamRows(tokens, samples.vocabulary(10_000), length)
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    begins = np.cumsum([0, *sizes]) + samples.MASK + 1
    for row, place, target in asked_of(corrupted(objective(name), batch)):
        assert target != samples.CLS  # of the next document
        own, following = int(batch.tokens[row, place]), int(batch.tokens[row, place + 1])
        assert target == following
        assert own != samples.SEP
        if min(own, target) > samples.MASK:
            documents = np.searchsorted(begins, [own, target], side="right")
            assert documents[0] == documents[1]


@settings(max_examples=60, deadline=None)
@given(sizes=st.lists(st.integers(1, 40), min_size=2, max_size=12), length=st.integers(4, 20))
def test_an_epoch_of_causal_lm_asks_for_every_token_of_every_document_once(
    sizes: list[int], length: int
) -> None:
    tokens = numbered(sizes)
    if tokens.num_tokens < length:
        return
    source = StreamRows(tokens, samples.vocabulary(10_000), length)
    batch = source.rows(range(len(source)), samples.rngs(len(source)))
    found = [target for _, _, target in asked_of(corrupted(objective("causal_lm"), batch))]
    stops = tokens.document_offsets[1:]
    expected = [
        token
        for start, stop in zip(tokens.document_offsets, stops, strict=False)
        for token in [*tokens.read(start, stop).tolist(), samples.SEP]
    ]
    assert found == expected[: len(found)]
    assert len(expected) - len(found) < length  # what fills no row


def test_causal_targets_are_those_of_a_plain_loop() -> None:
    batch = corrupted(objective("causal_lm"))
    for row in range(batch.num_rows):
        for place in range(LENGTH):
            last = place == LENGTH - 1
            if last or batch.segments[row, place] != batch.segments[row, place + 1]:
                assert batch.targets[row, place] == IGNORE
            else:
                assert batch.targets[row, place] == batch.tokens[row, place + 1]
    assert batch.counts == {"causal_lm": int((batch.targets != IGNORE).sum())}
    assert batch.sight == "causal"


def cuts(batch: Batch) -> list[tuple[int, int]]:
    """Of every segment: how many tokens are given, and how many there are."""
    found = []
    for row in range(batch.num_rows):
        for segment in np.unique(batch.segments[row]):
            inside = batch.segments[row] == segment
            visible, targets = batch.visible[row][inside], batch.targets[row][inside]
            given = int(visible.sum())
            assert visible[:given].all()  # a beginning
            asked = np.flatnonzero(targets != IGNORE)
            assert asked.tolist() == list(range(max(given, 1) - 1, inside.sum() - 1))
            found.append((given, int(inside.sum())))
    return found


def test_a_prefix_is_given_and_the_rest_of_its_segment_asked_for() -> None:
    for epoch in range(10):
        batch = corrupted(objective("prefix_lm"), epoch=epoch)
        for given_tokens, size in cuts(batch):
            assert 1 <= given_tokens <= size - 1 or size == 1
        assert batch.counts == {"prefix_lm": int((batch.targets != IGNORE).sum())}
        assert batch.sight == "prefix"


def test_prefixes_are_as_long_as_the_shares_say() -> None:
    whole = samples.full_rows(400, 101)
    for least, most in ((0.0, 1.0), (0.25, 0.5), (1.0, 1.0), (0.0, 0.0)):
        one = objective("prefix_lm", shortest=least, longest=most)
        drawn = np.array([given for given, _ in cuts(corrupted(one, whole))])
        low, high = min(1 + least * 100, 100), min(1 + most * 100, 100)
        assert drawn.min() >= low
        assert drawn.max() <= high
        sigma = (high - low) / math.sqrt(12 * len(drawn))
        assert abs(drawn.mean() - (low + high) / 2) <= 4 * sigma + 1
        if most > least:
            assert len(set(drawn)) > 0.7 * (high - low)


def test_every_segment_is_cut_at_a_place_of_its_own_anew_every_epoch() -> None:
    two = replace(
        samples.full_rows(200, 100), segments=np.repeat([[0, 1]], 50, axis=1) * np.ones((200, 1))
    )
    two = replace(
        two, positions=np.tile(np.arange(50), (200, 2)), segments=two.segments.astype(int)
    )
    one = objective("prefix_lm")
    both = np.array([given for given, _ in cuts(corrupted(one, two))]).reshape(200, 2)
    assert abs(np.corrcoef(both.T)[0, 1]) < 0.3
    again = [given for given, _ in cuts(corrupted(one, two, epoch=1))]
    assert (both.flatten() != again).mean() > 0.9


def test_a_prefix_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="must not be shorter"):
        OBJECTIVES["prefix_lm"].Config.model_validate({"shortest": 0.5, "longest": 0.4})


@pytest.mark.parametrize("style", DECODERS)
@pytest.mark.parametrize("form", ["sdpa", "explicit"])
@pytest.mark.parametrize("name", LEFT_TO_RIGHT)
def test_a_future_token_leaves_earlier_outputs_bit_equal(name: str, form: Any, style: str) -> None:
    model = samples.stirred(decoder(attention=form, **DECODERS[style])).eval()
    one = objective(name, model)
    for whole in (rows(), samples.full_rows(6, LENGTH)):
        batch = corrupted(one, whole)
        for place in (9, 20, LENGTH - 1):
            seen = batch.visible is not None and batch.visible[:, place]
            tokens = batch.tokens.copy()
            tokens[:, place] = np.where(tokens[:, place] == 7, 8, 7)
            before, after = hidden(model, batch), hidden(model, replace(batch, tokens=tokens))
            blind = torch.from_numpy(np.broadcast_to(~np.asarray(seen), batch.num_rows).copy())
            assert torch.equal(before[blind, :place], after[blind, :place])
            assert not torch.equal(before[:, place:], after[:, place:])


def hidden(model: Transformer, batch: Batch) -> Tensor:
    with torch.no_grad():
        return model(batch.to(samples.CPU))


def test_what_is_given_is_seen_both_ways_and_what_is_asked_for_is_not() -> None:
    model = samples.stirred(decoder()).eval()
    batch = corrupted(objective("prefix_lm", model, shortest=0.4, longest=0.6), rows(3))
    before = hidden(model, batch)
    for row in range(batch.num_rows):
        for place in range(1, LENGTH):
            tokens = batch.tokens.copy()
            tokens[row, place] = 7 if tokens[row, place] != 7 else 8
            after = hidden(model, replace(batch, tokens=tokens))
            changed = (before[row] != after[row]).any(dim=-1).numpy()
            own = batch.segments[row] == batch.segments[row, place]
            later = np.arange(LENGTH) >= place
            assert (changed == (own if batch.visible[row, place] else own & later)).all()


@pytest.mark.parametrize("style", DECODERS)
@pytest.mark.parametrize("name", NEXT_TOKEN)
def test_a_token_of_another_segment_changes_nothing(name: str, style: str) -> None:
    model = samples.stirred(decoder(**DECODERS[style])).eval()
    batch = corrupted(objective(name, model))
    row = int(np.flatnonzero(batch.segments.max(axis=1) > 0)[0])
    for segment in np.unique(batch.segments[row]):
        inside = batch.segments[row] == segment
        tokens = batch.tokens.copy()
        tokens[row, inside] = np.where(tokens[row, inside] == 7, 8, 7)
        before, after = hidden(model, batch), hidden(model, replace(batch, tokens=tokens))
        assert torch.equal(before[row, ~inside], after[row, ~inside])
        assert not torch.equal(before[row, inside], after[row, inside])


@pytest.mark.parametrize("style", ["modern", "gpt2"])
@pytest.mark.parametrize("name", NEXT_TOKEN)
def test_the_loss_is_that_of_all_logits_of_all_places(name: str, style: str) -> None:
    model = samples.stirred(decoder(**DECODERS[style])).eval()
    one = objective(name, model)
    batch = corrupted(one)
    loss = loss_of(model, one, batch)
    with torch.no_grad():
        logits = one.head.logits(hidden(model, batch))[..., : samples.SIZE]
    shares = torch.log_softmax(logits, dim=-1)
    total, hits = 0.0, 0
    for row, place, target in dense(batch):
        total -= float(shares[row, place, target])
        hits += int(shares[row, place].argmax() == target)
    assert loss.total.item() == pytest.approx(total, rel=1e-5)
    assert loss.correct == hits
    assert loss.count == len(dense(batch))


def dense(batch: Batch) -> list[tuple[int, int, int]]:
    """Row, place and target of all that is asked for, wherever it is read."""
    if batch.predict_at is None:
        return asked_of(batch)
    return [(r, int(batch.predict_at[r, p]), target) for r, p, target in asked_of(batch)]


@pytest.mark.parametrize("name", NEXT_TOKEN)
def test_a_uniform_model_scores_ln_v_and_its_bits_per_byte_are_those_of_the_tokens(
    name: str,
) -> None:
    model = decoder()
    one = objective(name, model)
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.zero_()
    text = samples.text()
    source = StreamRows(text, samples.vocabulary(), LENGTH)
    feed = Feed.alone(source)
    batches = evaluation_batches(feed, one, len(source), 0)
    sizes = np.where(np.arange(samples.SIZE) > samples.MASK, np.arange(samples.SIZE) % 7 + 1, 0)
    sticks = Yardsticks.of(
        batches,
        TrainingText(
            training=feed,
            validation=feed,
            token_counts=np.bincount(text.tokens, minlength=samples.SIZE).astype(np.uint64),
            token_bytes=sizes,
        ),
        one,
    )
    losses = [loss_of(model, one, batch) for batch in batches]
    mean = sum(loss.total.item() for loss in losses) / sum(loss.count for loss in losses)
    assert mean == pytest.approx(math.log(samples.SIZE), rel=1e-5)
    if name == "masked_next_token":  # what is hidden is no text of its own
        assert not sticks.bytes_per_target
        return
    targets = np.concatenate([batch.targets[batch.targets != IGNORE] for batch in batches])
    expected = math.log2(samples.SIZE) / sizes[targets].mean()
    assert sticks.bits_per_byte(name, mean) == pytest.approx(expected, rel=1e-5)
    assert sticks.bits_per_byte(name, mean) == pytest.approx(
        len(targets) * math.log2(samples.SIZE) / sizes[targets].sum(), rel=1e-5
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


@pytest.mark.parametrize("name", ["prefix_lm", "masked_next_token"])
def test_what_a_row_asks_does_not_depend_on_its_neighbours(name: str) -> None:
    one, before = objective(name), rows()
    together = corrupted(one, before)
    for row in (0, 5, 11):
        alone = one.corrupt(before.rows(row, row + 1), [samples.rngs(12)[row]])
        for array in ("tokens", "targets", "visible", "predict_at"):
            found = getattr(together, array)
            assert found is None or (getattr(alone, array)[0] == found[row]).all()


def both_ways(how: str = "auto", **model: Any) -> tuple[Transformer, Objective]:
    """GPT-BERT: hidden tokens and next tokens in turns."""
    trunk = decoder(**model)
    configs = {
        name: OBJECTIVES[name].Config.model_validate({"turns": turns})
        for name, turns in (("masked_next_token", 15), ("causal_lm", 1))
    }
    return trunk, build(configs, trunk, samples.vocabulary(), how)


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


def test_a_recipe_for_another_architecture_is_told_of_the_nearest_objective() -> None:
    for name in NEXT_TOKEN:
        kind = OBJECTIVES[name]
        assert kind.architectures == ("decoder",)
        assert kind.nearest == {"encoder": "masked_lm", "encoder_decoder": "span_corruption"}

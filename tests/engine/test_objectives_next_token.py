"""causal_lm, prefix_lm, masked_next_token: what is asked for, from where, and what it may see."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.batch import IGNORE
from engine.batching.stream import StreamRows
from engine.faults import RecipeFault
from engine.objectives import OBJECTIVES
from engine.recipe import read_recipe
from tests.engine import model_samples as samples
from tests.engine.decoder_samples import (
    DECODERS,
    LEFT_TO_RIGHT,
    LENGTH,
    NEXT_TOKEN,
    asked_of,
    corrupted,
    decoder,
    dense,
    hidden,
    loss_of,
    numbered,
    objective,
    rows,
)


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


@pytest.mark.parametrize("name", ["prefix_lm", "masked_next_token"])
def test_what_a_row_asks_does_not_depend_on_its_neighbours(name: str) -> None:
    one, before = objective(name), rows()
    together = corrupted(one, before)
    for row in (0, 5, 11):
        alone = one.corrupt(before.rows(row, row + 1), [samples.rngs(12)[row]])
        for array in ("tokens", "targets", "visible", "predict_at"):
            found = getattr(together, array)
            assert found is None or (getattr(alone, array)[0] == found[row]).all()


@pytest.mark.parametrize("name", [name for name, kind in OBJECTIVES.items() if not kind.tunes])
def test_something_is_nearest_for_each_other_architecture_and_can_train_it(name: str) -> None:
    kind = OBJECTIVES[name]
    known = {one for other in OBJECTIVES.values() for one in other.architectures}
    assert set(kind.nearest) == known - set(kind.architectures)
    for architecture, nearest in kind.nearest.items():
        assert architecture in OBJECTIVES[nearest].architectures


@pytest.mark.parametrize(
    ("name", "architecture", "nearest"),
    [
        ("causal_lm", "encoder", "masked_lm"),
        ("prefix_lm", "encoder_decoder", "span_corruption"),
        ("masked_next_token", "encoder", "masked_lm"),
        ("masked_lm", "decoder", "masked_next_token"),
    ],
)
def test_a_recipe_for_another_architecture_is_told_of_the_nearest_objective(
    name: str, architecture: str, nearest: str
) -> None:
    data = {
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "model": {"architecture": architecture},
        "objectives": {name: {}},
        "training": {"steps": 1},
    }
    with pytest.raises(RecipeFault) as caught:
        read_recipe(data, folder=Path("/"))
    (fault,) = caught.value.faults
    assert fault.place == f"objectives.{name}"
    needed = " / ".join(OBJECTIVES[name].architectures)
    assert f"needs model.architecture = {needed}, not {architecture}" in str(fault)
    assert f"take {nearest}" in str(fault)

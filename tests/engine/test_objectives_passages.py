"""Sentence order and similar sentences: labels, groups, and what they are compared with."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine import assembly
from engine.batch import IGNORE, Batch
from engine.batching.consecutive import ConsecutivePassages
from engine.batching.feed import Feed
from engine.batching.loader import Loader, evaluation_batches
from engine.batching.sources import MemoryTokens
from engine.batching.twins import TwinSentences
from engine.control import Control
from engine.faults import Fault
from engine.objectives import OBJECTIVES
from engine.objectives.similarity import SimilarityConfig, SimilarityHead
from engine.training.evaluation import evaluate
from engine.training.learner import Learner
from engine.training.step import micro_batches
from tests.engine import model_samples as samples
from tests.engine.assembly_samples import sample

LENGTH = 32
ORDER, SIMILAR = "sentence_order", "contrastive_sentence"


def in_order(rows: int) -> Batch:
    source = ConsecutivePassages(samples.text(), samples.vocabulary(), LENGTH)
    return source.rows(range(rows), samples.rngs(rows))


def twins(
    group: int = 3,
    *,
    temperature: float = 0.05,
    dropout: float = 0.1,
    joined: bool = False,
    **model: Any,
) -> Learner:
    trunk = samples.model(dropout=dropout, **model)
    names = ("masked_lm", SIMILAR) if joined else (SIMILAR,)
    configs = {SIMILAR: {"group": group, "temperature": temperature}}
    parts = samples.built(trunk, {name: configs.get(name, {}) for name in names})
    return Learner(trunk, parts)


def twin_feed(together: int, documents: int = 12) -> Feed:
    source = TwinSentences(samples.text(documents), samples.vocabulary(), LENGTH)
    return Feed({"": source}, {"": 1}, {"": together})


@pytest.mark.parametrize("rate", [0.5, 0.2])
def test_the_label_says_whether_the_passages_are_swapped(rate: float) -> None:
    part = samples.objective(samples.model(), ORDER, swap_rate=rate)
    labels = []
    for epoch in range(40):
        before = in_order(40)
        after = part.corrupt(before, samples.rngs(40, epoch=epoch))
        labels.append(after.labels)
        same = (after.tokens == before.tokens).all(axis=1)
        assert (same == (after.labels == 0)).all()
        assert (np.sort(after.tokens) == np.sort(before.tokens)).all()
    drawn = np.concatenate(labels)
    assert abs(drawn.mean() - rate) < 3 * np.sqrt(rate * (1 - rate) / len(drawn))


def test_the_order_of_one_passage_is_not_asked() -> None:
    short, long = list(range(5, 12)), list(range(5, 33))
    tokens = MemoryTokens.of([[short, short, long, long, short, short] for _ in range(20)])
    source = ConsecutivePassages(tokens, samples.vocabulary(), LENGTH)
    model = samples.model()
    part = samples.objective(model, ORDER)
    rngs = samples.rngs(len(source))
    before = source.rows(range(len(source)), rngs)
    after = part.corrupt(before, rngs)
    alone = (before.token_types == 0).all(axis=1)
    assert 0 < alone.sum() < len(alone)
    assert ((after.labels == IGNORE) == alone).all()
    assert (after.tokens[alone] == before.tokens[alone]).all()
    loss = Learner(model, part)(after.to(samples.CPU))[ORDER]
    assert loss.count == loss.classes.sum() == (~alone).sum()


def test_order_is_settled_before_tokens_are_hidden() -> None:
    model = samples.model()
    joint = samples.objective(model, "masked_lm", ORDER)
    alone = samples.objective(model, ORDER)
    both = joint.corrupt(in_order(40), samples.rngs(40))
    swapped = alone.corrupt(in_order(40), samples.rngs(40))
    assert (both.labels == swapped.labels).all()
    assert (both.original == swapped.tokens).all()
    rows, at = np.nonzero(both.targets >= 0)
    places = both.predict_at[rows, at]
    assert (both.targets[rows, at] == swapped.tokens[rows, places]).all()
    assert (both.tokens == samples.MASK).any(axis=1).all()
    assert both.counts == {ORDER: 40, "masked_lm": len(rows)}


def test_similarity_is_that_of_a_plain_computation() -> None:
    config = SimilarityConfig(group=4, temperature=0.07)
    head = samples.stirred(SimilarityHead(samples.model(), config)).double()
    rng = np.random.default_rng(0)
    vectors = rng.normal(size=(22, 16))  # two groups of four, and three pairs left over
    total, found = head.loss(torch.from_numpy(vectors))
    weight, bias = (each.detach().numpy() for each in (head.dense.weight, head.dense.bias))
    mapped = np.tanh(vectors @ weight.T + bias)
    mapped /= np.linalg.norm(mapped, axis=1, keepdims=True)
    expected, hits = 0.0, 0
    for start, stop in ((0, 8), (8, 16), (16, 22)):
        first, second = mapped[start:stop:2], mapped[start + 1 : stop : 2]
        scores = np.exp(first @ second.T / 0.07)
        expected -= np.log(np.diag(scores) / scores.sum(axis=1)).sum()
        hits += (scores.argmax(axis=1) == np.arange(len(first))).sum()
    assert total.item() == pytest.approx(expected, rel=1e-6)
    assert found == hits


@pytest.mark.parametrize("group", [2, 8])
@pytest.mark.parametrize("tau", [0.1, 0.5, 1.0])
def test_the_floor_of_similarity_is_the_one_stated(group: int, tau: float) -> None:
    """Twins alike, the others as far apart as so many can be: the corners of a simplex."""
    corners = np.eye(group) - 1 / group
    head = SimilarityHead(samples.model(), SimilarityConfig(group=group, temperature=tau))
    with torch.no_grad():
        head.dense.weight.zero_()[:group, :group] = 1e-3 * torch.eye(group)  # tanh is straight
        head.dense.bias.zero_()
    vectors = np.zeros((2 * group, 16))
    vectors[:, :group] = np.repeat(corners, 2, axis=0)
    total, found = head.loss(torch.from_numpy(vectors).float())
    cosines = np.where(np.eye(group) == 1, 1.0, -1 / (group - 1)) / tau
    best = -np.log(np.exp(cosines[0, 0]) / np.exp(cosines[0]).sum())
    stated = twins(group=group, temperature=tau).objective.losses()[SIMILAR].floor
    assert stated == pytest.approx(best, rel=1e-6)
    assert total.item() / group == pytest.approx(stated, rel=2e-3, abs=1e-6)
    assert found == group


def test_at_the_papers_temperature_the_floor_is_nought_to_nine_places() -> None:
    assert twins(group=8).objective.losses()[SIMILAR].floor == pytest.approx(8.286e-10, rel=1e-3)


def test_twins_are_learned_by_heart_through_dropout() -> None:
    """To within 0.05 of the floor, which is nought to nine places."""
    learner = twins(group=3, width=64).train()
    batch = learner.objective.corrupt(*rows_of(twin_feed(6), 6)).to(samples.CPU)
    optimizer = torch.optim.AdamW(learner.parameters(), lr=3e-3)
    means = []
    for _ in range(150):
        loss = learner(batch)[SIMILAR]
        means.append(loss.total.item() / loss.count)
        loss.total.backward()
        optimizer.step()
        optimizer.zero_grad()
    assert np.mean(means[-20:]) < 0.05
    assert np.mean(means[:3]) > 0.5


def test_one_row_has_no_twin_and_no_loss() -> None:
    learner = twins()
    batch = learner.objective.corrupt(*rows_of(twin_feed(6), 6))
    loss = learner(batch.rows(0, 1).to(samples.CPU))[SIMILAR]
    loss.total.backward()
    assert loss.total == 0


def rows_of(feed: Feed, count: int) -> tuple[Batch, Any]:
    rngs = samples.rngs(count)
    return feed.sources[""].rows(range(count), rngs), rngs


def test_groups_are_never_parted() -> None:
    learner = twins(group=3)
    batch = learner.objective.corrupt(*rows_of(twin_feed(6), 24))
    assert batch.together == 6
    assert batch.counts == {SIMILAR: 12}
    for rows in (1, 4, 7, 13):
        parts = list(micro_batches(batch, rows))
        assert all(part.num_rows % 6 == 0 for part in parts)
        np.testing.assert_array_equal(np.concatenate([p.tokens for p in parts]), batch.tokens)


def test_each_twin_has_masks_of_its_own() -> None:
    learner = twins(joined=True)
    batch = learner.objective.corrupt(*rows_of(twin_feed(6), 24))
    assert batch.together == 6
    assert (batch.original[0::2] == batch.original[1::2]).all()
    assert not (batch.tokens[0::2] == batch.tokens[1::2]).all(axis=1).any()


def test_a_step_of_training_holds_whole_groups() -> None:
    learner = twins(group=2)
    loader = Loader(twin_feed(4), learner.objective, rows=8, seed=0)
    seen = [next(loader) for _ in range(20)]
    loader.close()
    for batch in seen:
        assert (batch.tokens[0::2] == batch.tokens[1::2]).all()
    assert len({tuple(batch.tokens[0]) for batch in seen}) > 10


@pytest.mark.parametrize("batch", [1, 5, 32])
@pytest.mark.parametrize("rows", [1, 16, 100, 10_000])
def test_what_is_measured_are_whole_groups(rows: int, batch: int) -> None:
    learner = twins(group=4)
    batches = evaluation_batches(twin_feed(8), learner.objective, rows, 0, batch=batch)
    assert all(part.num_rows % 8 == 0 for part in batches)
    total = sum(part.num_rows for part in batches)
    assert total <= max(rows, 8)
    assert total == min(max(rows // 8, 1) * 8, len(twin_feed(8).sources[""]) // 8 * 8)


def test_a_text_of_less_than_a_group_is_measured_nevertheless() -> None:
    feed = twin_feed(512, documents=1)
    batches = evaluation_batches(feed, twins(group=256).objective, 10_000, 0)
    assert sum(part.num_rows for part in batches) == len(feed.sources[""])


def test_the_measure_does_not_depend_on_the_micro_batch() -> None:
    learner = twins(group=3, dropout=0.0)
    samples.stirred(learner)
    found = []
    for batch in (6, 32):
        batches = evaluation_batches(twin_feed(6), learner.objective, 48, 0, batch=batch)
        measured = evaluate(learner, batches, lambda: True, rows=batch)
        assert measured is not None
        found.append(measured.losses[SIMILAR])
    assert found[0] == pytest.approx(found[1], rel=1e-5)


@pytest.mark.parametrize("joined", [False, True])
def test_dropout_stays_while_similarity_is_measured(joined: bool) -> None:
    """And is drawn anew from the same state: measured twice it is the same."""
    learner = twins(dropout=0.3, joined=joined)
    samples.stirred(learner)
    batches = evaluation_batches(twin_feed(6), learner.objective, 24, 0)
    learner.train()
    first, again = (evaluate(learner, batches, lambda: True) for _ in range(2))
    assert first == again
    learner.objective.parts()[SIMILAR].keeps_dropout = False
    without = evaluate(learner, batches, lambda: True)
    assert first is not None
    assert without is not None
    assert without.losses[SIMILAR] < first.losses[SIMILAR]
    assert learner.training


def test_a_text_that_fills_no_group_is_refused_before_anything_is_learned() -> None:
    kind = OBJECTIVES[SIMILAR]
    source = TwinSentences(samples.text(2), samples.vocabulary(), LENGTH)
    found = source.num_passages
    assert found == len(source) // 2
    kind.check(kind.Config(group=found), source)
    with pytest.raises(Fault, match=rf"for a group of {found + 1}: {found}\. .*group to {found}"):
        kind.check(kind.Config(group=found + 1), source)


def test_both_splits_must_fill_a_group(tmp_path: Path) -> None:
    recipe = sample(
        tmp_path,
        "objectives.next_sentence=false",
        "objectives.contrastive_sentence.group=256",
        "training.batch=512",
        "execution.micro_batch=auto",
    )
    with pytest.raises(Fault, match=r"too few passages for a group of 256: [0-9]{2}[.]"):
        assembly.start(recipe, tmp_path / "runs" / "one")(lambda _: None, Control())

"""Inference and translation: what they ask, what they weigh, and what only training smooths."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.batching.labelled_rows import LabelledRows
from engine.batching.parallel_rows import ParallelRows
from engine.batching.sources import MemoryPairs
from engine.faults import Fault
from engine.objectives import OBJECTIVES, plan_of
from engine.objectives.combining import Mixture
from engine.objectives.objective import Objective
from engine.training.learner import Learner
from tests.engine import model_samples as samples

INFERENCE, TRANSLATION = "natural_language_inference", "translation"


def batch_for(objective: Objective, num_rows: int = 9) -> Batch:
    source = objective.source.of(samples.material(), samples.vocabulary(), 32)
    rngs = samples.rngs(num_rows)
    return objective.corrupt(source.rows(range(num_rows), rngs), rngs)


def test_inference_reads_a_class_off_the_first_token() -> None:
    model = samples.model()
    objective = samples.objective(model, INFERENCE)
    batch = batch_for(objective).to(samples.CPU)
    assert objective.asks(batch).tolist() == [[0]] * 9
    loss = Learner(model, objective)(batch)[INFERENCE]
    logits = objective.head(model(batch)[:, 0])  # [B, 3]
    expected = torch.nn.functional.cross_entropy(logits, batch.labels, reduction="sum")
    torch.testing.assert_close(loss.total, expected)
    assert loss.count == 9
    assert loss.correct == (logits.argmax(1) == batch.labels).sum()
    assert loss.classes.tolist() == [3, 3, 3]


def test_the_classes_of_the_pairs_must_be_those_of_the_recipe() -> None:
    two = MemoryPairs([np.arange(5, 8)] * 4, [np.arange(5, 8)] * 4, np.arange(4) % 2, ("0", "1"))
    rows = LabelledRows(two, samples.vocabulary(), 32)
    kind = OBJECTIVES[INFERENCE]
    with pytest.raises(Fault, match=r"have 2 classes, not 3\. Their labels are: 0, 1\. Set .* 2\."):
        kind.check(kind.Config(), rows)
    kind.check(kind.Config(classes=2), rows)
    objective = samples.objective(samples.model(), INFERENCE, classes=5)
    assert objective.head.classes.weight.shape[0] == 5
    assert objective.losses()[INFERENCE].chance == math.log(5)


def test_masked_words_and_inference_take_turns() -> None:
    """On the labelled rows masked words would never see the text."""
    configs = {name: OBJECTIVES[name].Config() for name in ("masked_lm", INFERENCE)}
    tasks = plan_of(configs)
    assert [task.objectives for task in tasks] == [("masked_lm",), (INFERENCE,)]
    assert [task.source.reads for task in tasks] == ["text", "labelled"]


def test_next_sentence_and_inference_take_turns() -> None:
    names = ("masked_lm", "next_sentence", INFERENCE)
    configs = {name: OBJECTIVES[name].Config() for name in names}
    tasks = plan_of(configs)
    assert [task.objectives for task in tasks] == [("masked_lm", "next_sentence"), (INFERENCE,)]
    assert isinstance(samples.objective(samples.model(), *names), Mixture)


def test_smoothing_is_for_training_alone() -> None:
    model = samples.model_for(TRANSLATION, dropout=0.0)
    smoothed = samples.objective(model, TRANSLATION)
    plain = samples.objective(model, TRANSLATION, smoothing=0.0)
    plain.load_state_dict(smoothed.state_dict())
    batch = batch_for(smoothed).to(samples.CPU)

    def loss(objective: Objective, training: bool) -> float:
        learner = Learner(samples.stirred(model, seed=3, std=0.0), objective).train(training)
        return learner(batch)[TRANSLATION].total.item()

    assert loss(smoothed, training=False) == loss(plain, training=False)
    assert loss(plain, training=True) == loss(plain, training=False)
    assert loss(smoothed, training=True) != pytest.approx(loss(plain, training=True), rel=1e-4)


def test_the_floor_is_the_entropy_of_a_smoothed_target() -> None:
    objective = samples.objective(samples.model_for(TRANSLATION), TRANSLATION)
    facts = objective.losses()[TRANSLATION]
    target = np.full(samples.SIZE, 0.1 / samples.SIZE)
    target[7] += 0.9
    assert facts.floor == pytest.approx(-(target * np.log(target)).sum())
    assert facts.likelihood
    plain = samples.objective(samples.model_for(TRANSLATION), TRANSLATION, smoothing=0.0)
    assert plain.losses()[TRANSLATION].floor == 0.0


def test_a_later_target_changes_no_earlier_place() -> None:
    model = samples.stirred(samples.model_for(TRANSLATION, dropout=0.0)).eval()
    objective = samples.objective(model, TRANSLATION)
    rows = ParallelRows(
        MemoryPairs([np.arange(5, 15)], [np.arange(20, 30)]), samples.vocabulary(), 16
    )
    other = ParallelRows(
        MemoryPairs([np.arange(5, 15)], [np.append(np.arange(20, 26), np.arange(40, 44))]),
        samples.vocabulary(),
        16,
    )
    one, two = (
        model(objective.corrupt(source.rows([0], []), []).to(samples.CPU))
        for source in (rows, other)
    )
    assert torch.equal(one[:, :7], two[:, :7])
    assert not torch.equal(one[:, 7:], two[:, 7:])


def test_the_source_is_seen_from_everywhere_and_its_padding_from_nowhere() -> None:
    model = samples.stirred(samples.model_for(TRANSLATION, dropout=0.0)).eval()
    objective = samples.objective(model, TRANSLATION)

    def hidden(source: np.ndarray, length: int) -> torch.Tensor:
        rows = ParallelRows(
            MemoryPairs([source], [np.arange(20, 25)]), samples.vocabulary(), length
        )
        return model(objective.corrupt(rows.rows([0], []), []).to(samples.CPU))[:, :6]

    base = hidden(np.arange(5, 12), 12)
    torch.testing.assert_close(base, hidden(np.arange(5, 12), 32))
    moved = (hidden(np.append(np.arange(5, 11), 50), 12) - base).abs().amax(dim=2)
    assert (moved > 1e-6).all()

"""GradNorm (Chen et al. 2018): gradients of the losses, made equally long."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.objectives.gradnorm import GradNorm, GradNormConfig
from tests.engine.test_weighting import one_step
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe

GRADNORM = {"weighting": "gradnorm"}


class Toy:
    """L_i = mean (a_i (W x) − y_i)² / 2: gradients that can be written down."""

    def __init__(self, tasks: int, seed: int = 0) -> None:
        rng = np.random.default_rng(seed)
        self.scales = rng.uniform(0.3, 4.0, tasks)
        self.x = rng.normal(size=(5, 12))
        self.y = rng.normal(size=(tasks, 3, 12))
        self.start = rng.normal(size=(3, 5))

    def loss(self, task: int, weight: np.ndarray) -> tuple[float, np.ndarray]:
        """The loss and its gradient, by hand."""
        error = self.scales[task] * (weight @ self.x) - self.y[task]
        return float((error**2).sum() / 24), self.scales[task] * error @ self.x.T / 12

    def losses(self, weight: Tensor, columns: slice = slice(None)) -> dict[str, Tensor]:
        """The same by torch, over some of the examples."""
        x, y = torch.from_numpy(self.x[:, columns]), torch.from_numpy(self.y[..., columns])
        return {
            str(task): ((scale * (weight @ x) - y[task]) ** 2).sum() / 24
            for task, scale in enumerate(self.scales)
        }


def weights_by_hand(toy: Toy, alpha: float, steps: int) -> list[np.ndarray]:
    """Algorithm 1 of Chen et al. 2018, with Adam (Kingma 2014) for its "standard update"."""
    tasks = len(toy.scales)
    w, weight = np.ones(tasks), toy.start.copy()
    mean, square, first, history = np.zeros(tasks), np.zeros(tasks), None, []
    for step in range(1, steps + 1):
        found = [toy.loss(task, weight) for task in range(tasks)]
        losses = np.array([loss for loss, _ in found])
        first = losses if first is None else first
        lengths = np.array([np.sqrt((w[i] * w[i] * g * g).sum()) for i, (_, g) in enumerate(found)])
        rate = losses / first
        aim = lengths.mean() * (rate / rate.mean()) ** alpha
        slope = np.sign(lengths - aim) * lengths / w
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        corrected = mean / (1 - 0.9**step), square / (1 - 0.999**step)
        weight = weight - 0.02 * sum(w[i] * g for i, (_, g) in enumerate(found))
        w = np.maximum(w - 0.025 * corrected[0] / (np.sqrt(corrected[1]) + 1e-8), 0.01)
        w = w * tasks / w.sum()
        history.append(w)
    return history


@pytest.mark.parametrize("alpha", [0.0, 0.12, 1.5])
@pytest.mark.parametrize("parts", [1, 3])
def test_gradnorm_is_chens_algorithm(alpha: float, parts: int) -> None:
    toy = Toy(3)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    base = {str(task): 1.0 for task in range(3)}
    rule = GradNorm(base, GradNormConfig(alpha=alpha), [weight]).double()
    for expected in weights_by_hand(toy, alpha, 60):
        rule.begin()
        size = 12 // parts
        for part in range(parts):
            losses = toy.losses(weight, slice(part * size, (part + 1) * size))
            rule.weigh(losses, 1 / parts).backward()
        with torch.no_grad():
            weight -= 0.02 * weight.grad
        weight.grad = None
        rule.settle()
        np.testing.assert_allclose(rule.weights.numpy(), expected, rtol=1e-6)


def test_gradnorm_makes_gradients_equally_long() -> None:
    toy = Toy(2, seed=3)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rule = GradNorm({"0": 1.0, "1": 1.0}, GradNormConfig(alpha=0.0), [weight]).double()
    for _ in range(400):
        one_step(rule, toy.losses(weight))
    lengths = [np.linalg.norm(toy.loss(task, toy.start)[1]) for task in range(2)]
    weighted = rule.weights.numpy() * lengths
    assert lengths[0] / lengths[1] > 2 or lengths[1] / lengths[0] > 2
    assert weighted[0] == pytest.approx(weighted[1], rel=0.1)
    assert rule.weights.sum().item() == pytest.approx(2.0)


def test_a_loss_that_passes_the_shared_weights_by_keeps_its_own() -> None:
    toy = Toy(2)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    apart = nn.Parameter(torch.ones((), dtype=torch.float64))
    base = {"0": 1.0, "generator": 3.0, "1": 1.0}
    rule = GradNorm(base, GradNormConfig(), [weight]).double()
    alone = GradNorm({"0": 1.0, "1": 1.0}, GradNormConfig(), [weight]).double()
    for _ in range(20):
        one_step(rule, {**toy.losses(weight), "generator": apart**2})
        one_step(alone, toy.losses(weight))
    weights = rule.current(base)
    assert weights.pop("generator") == 3.0
    assert weights == pytest.approx(alone.current(weights), rel=1e-9)


def test_gradnorm_of_one_loss_is_no_work_and_changes_nothing() -> None:
    toy = Toy(1)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rule = GradNorm({"0": 2.0}, GradNormConfig(), [weight]).double()
    total = one_step(rule, toy.losses(weight))
    assert total.item() == pytest.approx(2.0 * toy.loss(0, toy.start)[0])
    assert rule.current({"0": 0}) == {"0": 2.0}


@pytest.mark.parametrize(("block", "moves"), [(0, False), (-1, True)])
def test_gradnorm_compares_at_the_last_block(block: int, moves: bool) -> None:
    """The last layer all losses share, as in the paper; what passes it by moves no weight."""
    learner = sample_learner(sample_recipe(BOTH, combining=GRADNORM))
    weight = learner.model.blocks[block].attention.qkv.weight
    losses = {"masked_lm": (weight**2).sum(), "next_sentence": (5 * weight**2).sum()}
    one_step(learner.weighting, losses)
    weights = learner.weighting.current(BOTH).values()
    assert [abs(one - 1.0) > 1e-3 for one in weights] == [moves, moves]

"""Weights that move by what they measure, each against the paper's formulas in numpy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from engine.batch import Batch
from engine.batching.loader import Loader
from engine.objectives.dynamic_average import DynamicAverage, DynamicAverageConfig
from engine.objectives.gradnorm import GradNorm, GradNormConfig
from engine.objectives.objective import Loss
from engine.objectives.plan import CombiningConfig
from engine.objectives.uncertainty import Uncertainty
from engine.objectives.weighting import Weighting
from engine.training.learner import Learner
from engine.training.meter import Meter
from engine.training.optimizers import Optimizer
from engine.training.step import Stepper
from tests.engine.training_samples import BOTH, sample_learner, sample_recipe, training_text

UNCERTAINTY = {"weighting": "uncertainty"}
AVERAGE = {"weighting": "dynamic_average", "window": 2}
GRADNORM = {"weighting": "gradnorm"}
RULES = [UNCERTAINTY, AVERAGE, GRADNORM]


def one_step(rule: Weighting, losses: Mapping[str, Tensor], kept: Tensor | None = None) -> Tensor:
    rule.begin()
    total = rule.weigh(losses, 1.0)
    rule.settle(kept)
    return total


def doubles(**values: float) -> dict[str, Tensor]:
    return {name: torch.tensor(value, dtype=torch.float64) for name, value in values.items()}


# -- scheduled ----------------------------------------------------------------------------------

RISING = ((0.0, 1.0), (0.5, 3.0), (1.0, 0.0))
LATE = ((0.25, 2.0), (0.75, 4.0))  # before and after them the nearest holds


@pytest.mark.parametrize(
    ("progress", "rising", "late"),
    [(0.0, 1.0, 2.0), (0.25, 2.0, 2.0), (0.5, 3.0, 3.0), (0.75, 1.5, 4.0), (1.0, 0.0, 4.0)],
)
def test_scheduled_weights_lie_on_the_lines_between_their_points(
    progress: float, rising: float, late: float
) -> None:
    rule = Weighting({"a": 9.0, "b": 9.0, "c": 0.5}, {"a": RISING, "b": LATE, "c": ()})
    rule.follow(progress)
    losses = doubles(a=2.0, b=3.0, c=8.0)
    assert rule.current(losses) == pytest.approx({"a": rising, "b": late, "c": 0.5})
    assert rule.weigh(losses, 1.0).item() == pytest.approx(2.0 * rising + 3.0 * late + 4.0)


def test_a_schedule_begins_at_its_first_point() -> None:
    assert Weighting({"a": 9.0}, {"a": RISING}).current({"a": 0}) == {"a": 1.0}


def test_the_points_of_an_objective_are_those_of_its_losses_each_with_its_share() -> None:
    given = {"replaced_token_detection": {"points": [[0.0, 2.0], [1.0, 0.0]]}}
    recipe = sample_recipe(given, combining={"weighting": "scheduled"})
    weighting = sample_learner(recipe).weighting
    weighting.follow(0.25)
    names = {"generator": 0, "replaced_token_detection": 0}
    assert weighting.current(names) == pytest.approx(
        {"generator": 1.5, "replaced_token_detection": 75.0}
    )


# -- uncertainty --------------------------------------------------------------------------------


def test_uncertainty_is_kendalls_form_for_classification() -> None:
    base = {"a": 1.0, "b": 0.5}
    rule = Uncertainty(base).double()
    s = {"a": 0.3, "b": -1.2}
    for name, parameter in rule.log_variance.items():
        parameter.data.fill_(s[name])
    losses = {name: one.requires_grad_() for name, one in doubles(a=2.0, b=5.0).items()}

    total = rule.weigh(losses, 1.0)
    total.backward()

    expected = sum(
        np.exp(-s[name]) * base[name] * loss.item() + s[name] / 2 for name, loss in losses.items()
    )
    assert total.item() == pytest.approx(expected, rel=1e-12)
    for name, loss in losses.items():
        weight = np.exp(-s[name]) * base[name]
        assert loss.grad.item() == pytest.approx(weight, rel=1e-12)
        slope = 0.5 - weight * loss.item()
        assert rule.log_variance[name].grad.item() == pytest.approx(slope, rel=1e-12)
    assert rule.current(losses) == pytest.approx(
        {name: np.exp(-s[name]) * base[name] for name in base}
    )


def test_uncertainty_settles_where_a_loss_weighs_half_of_its_inverse() -> None:
    rule = Uncertainty({"a": 1.0, "b": 50.0})
    optimizer = torch.optim.SGD(rule.parameters(), lr=0.05)
    for _ in range(2000):
        optimizer.zero_grad()
        rule.weigh({"a": torch.tensor(2.0), "b": torch.tensor(0.1)}, 1.0).backward()
        optimizer.step()
    assert rule.current({"a": 0, "b": 0}) == pytest.approx({"a": 0.25, "b": 5.0}, rel=1e-3)


def test_the_regulariser_counts_once_a_step() -> None:
    rule = Uncertainty({"a": 1.0})
    for share in (0.25, 0.5, 0.25):
        rule.weigh({"a": torch.tensor(0.0)}, share).backward()
    assert rule.log_variance["a"].grad.item() == pytest.approx(0.5)


def test_a_loss_that_is_not_at_hand_keeps_its_s() -> None:
    rule = Uncertainty({"a": 1.0, "b": 1.0})
    rule.weigh({"a": torch.tensor(3.0)}, 1.0).backward()
    assert rule.log_variance["b"].grad is None


def test_uncertainty_is_no_part_of_the_model() -> None:
    plain, recipe = sample_recipe(BOTH), sample_recipe(BOTH, combining=UNCERTAINTY, weight_decay=1)
    learner = sample_learner(recipe)
    assert learner.num_parameters == sample_learner(plain).num_parameters
    (torchs,) = Optimizer(learner, recipe.training)._rules
    spared = {id(one) for one in torchs.param_groups[1]["params"]}
    assert all(id(one) in spared for one in learner.weighting.parameters())


# -- dynamic average ----------------------------------------------------------------------------


def factors_by_hand(
    history: list[dict[str, float]], names: list[str], window: int, temperature: float
) -> dict[str, float]:
    """λ after these steps: every window a table of means, the last two of each loss compared."""
    ratios = []
    for name in names:
        means = []
        for start in range(0, len(history) - window + 1, window):
            found = [step[name] for step in history[start : start + window] if name in step]
            if found:
                means.append(float(np.mean(found)))
        ratios.append(means[-1] / means[-2] if len(means) > 1 else 1.0)
    powers = np.exp(np.array(ratios) / temperature)
    return dict(zip(names, len(names) * powers / powers.sum(), strict=True))


@pytest.mark.parametrize("in_turns", [False, True])
def test_the_dynamic_average_is_lius(in_turns: bool) -> None:
    rng = np.random.default_rng(0)
    names = ["a", "b", "c"]
    config = DynamicAverageConfig(window=4)
    rule = DynamicAverage({"a": 1.0, "b": 2.0, "c": 1.0}, config).double()
    history: list[dict[str, float]] = []
    for step in range(30):
        expected = factors_by_hand(history, names, 4, 2.0)
        assert rule.current({"a": 0, "b": 0}) == pytest.approx(
            {"a": expected["a"], "b": 2.0 * expected["b"]}, rel=1e-9
        )
        here = {name: float(rng.uniform(0.5, 8.0)) for name in names}
        if in_turns:  # c comes every seventh step: some windows have none of it
            here = {"c": here["c"]} if step % 7 == 0 else {"a": here["a"], "b": here["b"]}
        history.append(here)
        total = one_step(rule, doubles(**here))
        given = {"a": 1.0, "b": 2.0, "c": 1.0}
        assert total.item() == pytest.approx(
            sum(given[name] * expected[name] * loss for name, loss in here.items()), rel=1e-9
        )


def test_the_loss_that_falls_least_gets_the_most() -> None:
    rule = DynamicAverage({"falling": 1.0, "staying": 1.0}, DynamicAverageConfig(window=1))
    for loss in (4.0, 2.0):
        one_step(rule, {"falling": torch.tensor(loss), "staying": torch.tensor(1.0)})
    weights = rule.current({"falling": 0, "staying": 0})
    assert weights == pytest.approx({"falling": 0.8756, "staying": 1.1244}, abs=1e-4)


# -- GradNorm -----------------------------------------------------------------------------------


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


# -- all of them, in a real step ----------------------------------------------------------------


@pytest.fixture(autouse=True)
def one_thread() -> Any:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


def stepper(learner: Learner, recipe: Any, micro_batch: int = 8) -> Stepper:
    optimizer, meter = Optimizer(learner, recipe.training), Meter(learner.device)
    return Stepper(learner, optimizer, meter, clip=1.0, micro_batch=micro_batch)


def batches(recipe: Any, learner: Learner, count: int) -> list[Batch]:
    loader = Loader(training_text(recipe).training, learner.objective, rows=8, seed=0)
    try:
        return [next(loader) for _ in range(count)]
    finally:
        loader.close()


def weights_after(combining: dict[str, Any], micro_batch: int) -> dict[str, float]:
    recipe = sample_recipe(BOTH, combining=combining)
    learner = sample_learner(recipe).double()
    learner.model.set_compute(torch.float64)
    at_work = stepper(learner, recipe, micro_batch)
    for batch in batches(recipe, learner, 7):
        assert at_work.step(batch, rate=1.0, attend=lambda: True) is not None
    return learner.weighting.current(BOTH)


@pytest.mark.parametrize("combining", RULES)
@pytest.mark.parametrize("micro_batch", [1, 3, 7])
def test_any_split_into_micro_batches_gives_the_same_weights(
    combining: dict[str, Any], micro_batch: int
) -> None:
    whole, split = weights_after(combining, 8), weights_after(combining, micro_batch)
    assert whole == pytest.approx(split, rel=1e-6)
    assert all(abs(weight - 1.0) > 1e-3 for weight in whole.values())


class Spoiled(Learner):
    """Its losses can be made infinite."""

    spoil = False

    def forward(self, batch: Batch) -> dict[str, Loss]:
        losses = super().forward(batch)
        if self.spoil:
            losses = {
                name: replace(loss, total=loss.total * float("inf"))
                for name, loss in losses.items()
            }
        return losses


@pytest.mark.parametrize("combining", RULES)
def test_an_update_that_is_left_out_moves_no_weight(combining: dict[str, Any]) -> None:
    recipe = sample_recipe(BOTH, combining=combining)
    whole = sample_learner(recipe)
    learner = Spoiled(whole.model, whole.objective, whole.weighting)
    at_work = stepper(learner, recipe)
    rows = batches(recipe, learner, 6)
    for batch in rows[:3]:
        at_work.step(batch, rate=1.0, attend=lambda: True)
    before = {name: tensor.clone() for name, tensor in learner.tensors().items()}
    learner.spoil = True
    for batch in rows[3:5]:
        done = at_work.step(batch, rate=1.0, attend=lambda: True)
        assert done is not None
        assert done.skipped == (True,)
    assert all(torch.equal(before[name], one) for name, one in learner.tensors().items())
    learner.spoil = False
    at_work.step(rows[5], rate=1.0, attend=lambda: True)
    assert all(torch.isfinite(one).all() for one in learner.tensors().values())


@pytest.mark.parametrize("rule", ["average", "gradnorm"])
@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_flag_on_the_device_keeps_the_state(rule: str, bad: float) -> None:
    """As on a GPU, where the host does not know yet that the update is left out."""
    shared = nn.Parameter(torch.ones(3))
    base = {"a": 1.0, "b": 1.0}
    made: Weighting = (
        DynamicAverage(base, DynamicAverageConfig(window=2))
        if rule == "average"
        else GradNorm(base, GradNormConfig(), [shared])
    )
    for factor in (1.0, 2.0, 1.5):
        one_step(made, {"a": (shared * factor).sum(), "b": (shared**2).sum()}, torch.ones(()))
    before = {name: one.clone() for name, one in made.state_dict().items()}
    one_step(made, {"a": (shared * bad).sum(), "b": (shared**2).sum()}, torch.zeros(()))
    assert all(torch.equal(before[name], one) for name, one in made.state_dict().items())


@pytest.mark.parametrize("combining", RULES)
def test_a_loss_without_weight_stays_without(combining: dict[str, Any]) -> None:
    objectives = {"masked_lm": {}, "next_sentence": {"weight": 0.0}}
    # GradNorm of one loss alone is refused before anything is built.
    rule = CombiningConfig.model_validate(combining)
    recipe = replace(sample_recipe(objectives), combining=rule)
    learner = sample_learner(recipe)
    at_work = stepper(learner, recipe)
    for batch in batches(recipe, learner, 6):
        at_work.step(batch, rate=1.0, attend=lambda: True)
    weights = learner.weighting.current(BOTH)
    assert weights["next_sentence"] == 0.0
    if combining != UNCERTAINTY:  # the other one is alone then
        assert weights["masked_lm"] == 1.0
    # A factor that no gradient holds back would grow until 0 times it is no number.
    assert not any("next_sentence" in name for name, _ in learner.weighting.named_parameters())


def test_a_step_that_was_broken_off_leaves_nothing_behind() -> None:
    toy = Toy(2)
    weight = nn.Parameter(torch.from_numpy(toy.start.copy()))
    rules = [GradNorm({"0": 1.0, "1": 1.0}, GradNormConfig(), [weight]).double() for _ in range(2)]
    rules[0].begin()
    rules[0].weigh(toy.losses(weight), 0.5)
    for _ in range(3):
        for rule in rules:
            one_step(rule, toy.losses(weight))
    assert torch.equal(rules[0].weights, rules[1].weights)

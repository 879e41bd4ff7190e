"""A task stopped and gone on with is the same run, its best weights and its patience included."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.control import Control
from engine.events import CheckpointSaved, Evaluated, Noticed, StepFinished
from engine.faults import Fault
from engine.recipe import Recipe
from engine.training.learner import Learner
from tests.engine.test_training_resume import StopAt, as_on_a_quick_machine, assert_same_run
from tests.engine.test_training_saving import full_disk
from tests.engine.training_samples import Bench, bench, sample_learner, sample_recipe

assert as_on_a_quick_machine  # a fixture that is used by itself

TASKS = {
    "classification": {"classes": 3},
    "regression": {},
    "tagging": {},
    "answering": {},
}
DROPOUT = {"style": "classic", "dropout": 0.1, "length": 32}


class Told:
    """An evaluator that gives what it was told, measurement by measurement."""

    main = "figure"

    def __init__(self, figures: Sequence[float]) -> None:
        self._figures = iter(figures)

    def measure(self, learner: Learner, attend: Callable[[], bool]) -> dict[str, float] | None:
        return {"figure": next(self._figures)}


def recipe_of(task: str, tuning: dict[str, Any] | None = None, **training: Any) -> Recipe:
    given = {"warmup": 0.3, "steps": 20, "validate_every": 2} | training
    return sample_recipe({task: TASKS[task]}, model=DROPOUT, tuning=tuning or {}, **given)


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize("stop", [3, 4, 9])
def test_a_task_goes_on_exactly(tmp_path: Path, task: str, stop: int) -> None:
    recipe = recipe_of(task, {"patience": 0})
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)
    control = StopAt(stop)
    ended = broken.trainer(control=control, watch=control).train()
    assert (ended.ending, ended.step) == ("stopped", stop)
    assert broken.trainer().train().ending == "finished"
    assert_same_run(straight, broken)


@pytest.mark.parametrize("trains", ["head", "last"])
def test_a_frozen_task_goes_on_exactly(tmp_path: Path, trains: str) -> None:
    recipe = recipe_of("classification", {"trains": trains, "patience": 0})
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)
    control = StopAt(7)
    broken.trainer(control=control, watch=control).train()
    broken.trainer().train()
    assert_same_run(straight, broken)


FIGURES = [0.1, 0.5, 0.4, 0.3, 0.5, 0.2, 0.2, 0.2, 0.9, 0.1]


def test_it_stops_where_it_got_no_better_and_the_best_weights_are_kept(tmp_path: Path) -> None:
    """The best is measured at step 4; three that are no better follow."""
    recipe = recipe_of("classification", {"patience": 3}, checkpoint_seconds=0.001)
    run = bench(tmp_path / "run", recipe)
    at: dict[int, dict[str, np.ndarray]] = {}
    learner = sample_learner(recipe)

    def watch(event: Any) -> None:
        if isinstance(event, Evaluated):
            at[event.step] = {name: one.numpy().copy() for name, one in learner.tensors().items()}

    ended = run.trainer(
        learner=learner, watch=watch, evaluator=Told([0.1, 0.5, 0.4, 0.3, 0.2])
    ).train()
    assert (ended.ending, ended.step) == ("finished", 10)
    last = run.run.load_latest()
    assert last is not None
    assert last.step == 10
    for name, array in last.model.items():
        np.testing.assert_array_equal(array, at[4][name])
    assert any((at[4][name] != at[10][name]).any() for name in at[4])
    told = [one for one in run.of(Noticed) if "taken back" in one.what]
    assert [one.values for one in told] == [{"best": 4, "step": 10}]
    measured = {event.step: event for event in run.of(Evaluated)}
    assert ended.summary["validation"] == measured[4].losses


def test_of_equal_figures_the_lower_loss_is_better(tmp_path: Path) -> None:
    """No name is found at first: that is no reason to stop while the loss falls."""
    recipe = recipe_of("tagging", {"patience": 1})
    run = bench(tmp_path / "run", recipe)
    run.trainer(evaluator=Told([0.0] * 10)).train()
    losses = [event.losses["tagging"] for event in run.of(Evaluated)]
    assert len(losses) > 5
    assert losses[:5] == sorted(losses[:5], reverse=True)


def test_a_figure_that_is_no_number_is_never_best(tmp_path: Path) -> None:
    recipe = recipe_of("classification", {"patience": 3})
    run = bench(tmp_path / "run", recipe)
    ended = run.trainer(evaluator=Told([float("nan"), 0.2, 0.1, float("nan"), 0.1])).train()
    assert ended.step == 10
    (told,) = [one for one in run.of(Noticed) if "taken back" in one.what]
    assert told.values["best"] == 4


def test_patience_none_waits_to_the_end_and_the_last_weights_stay_where_asked(
    tmp_path: Path,
) -> None:
    recipe = recipe_of("classification", {"patience": 0, "keep_best": False})
    run = bench(tmp_path / "run", recipe)
    ended = run.trainer(evaluator=Told(FIGURES)).train()
    assert ended.step == 20
    assert not [one for one in run.of(Noticed) if "taken back" in one.what]
    last = run.run.load_latest()
    assert last is not None
    assert not any(name.startswith("best/") for name in last.optimizer)


@pytest.mark.parametrize("stop", [4, 5, 9])
def test_the_best_goes_on_with_the_run(tmp_path: Path, stop: int) -> None:
    """Stopped between two measurements, it remembers the best and how long that is ago."""
    figures = [0.1, 0.5, 0.4, 0.3, 0.2, 0.9]
    recipe = recipe_of("classification", {"patience": 3})
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer(evaluator=Told(figures)).train()
    broken = bench(tmp_path / "broken", recipe)
    control = StopAt(stop)
    broken.trainer(control=control, watch=control, evaluator=Told(figures)).train()
    rest = Told(figures[len(broken.of(Evaluated)) :])
    ended = broken.trainer(evaluator=rest).train()
    assert (ended.ending, ended.step) == ("finished", 10)
    assert_same_run(straight, broken)


class Killed(Exception):
    """The process ends here."""


class SavingAt(Told):
    """Asks for a checkpoint in the middle of one of its measurements, and waits for it."""

    def __init__(self, figures: Sequence[float], control: Control, run: Bench, *, at: int) -> None:
        super().__init__(figures)
        self._control, self._run, self._left = control, run, at

    def measure(self, learner: Learner, attend: Callable[[], bool]) -> dict[str, float] | None:
        self._left -= 1
        if self._left == 0:
            self._control.save_now()
            while not self._run.of(CheckpointSaved):
                attend()
        return super().measure(learner, attend)


def test_what_was_measured_after_its_checkpoint_counts(tmp_path: Path) -> None:
    """It is told of, and not measured again; the best is what it was all the same."""
    figures = [0.1, 0.5, 0.4, 0.3, 0.2]
    recipe = recipe_of("classification", {"patience": 3}, checkpoint_seconds=3600)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer(evaluator=Told(figures)).train()
    broken = bench(tmp_path / "broken", recipe)
    control = Control()

    def watch(event: Any) -> None:
        if isinstance(event, StepFinished) and event.step == 5:
            raise Killed

    evaluator = SavingAt(figures, control, broken, at=2)
    with pytest.raises(Killed):
        broken.trainer(control=control, watch=watch, evaluator=evaluator).train()
    last = broken.run.load_latest()
    assert last is not None
    assert (last.step, last.state["best"]["step"]) == (4, 2)
    ended = broken.trainer(evaluator=Told(figures[2:])).train()
    assert (ended.ending, ended.step) == ("finished", 10)
    assert_same_run(straight, broken)


def test_where_the_best_weights_cannot_be_saved_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint of that step is there, and holds the last ones."""
    recipe = recipe_of("classification", {"patience": 3}, checkpoint_seconds=3600)
    run = bench(tmp_path / "run", recipe)
    control = Control()

    def watch(event: Any) -> None:
        if isinstance(event, Evaluated) and event.step == 10:
            monkeypatch.setattr(run.run, "save_checkpoint", full_disk)

    evaluator = SavingAt([0.1, 0.5, 0.4, 0.3, 0.2], control, run, at=5)
    with pytest.raises(Fault, match=r"could not be saved.*the one before it is whole"):
        run.trainer(control=control, watch=watch, evaluator=evaluator).train()
    assert [event.step for event in run.of(CheckpointSaved)] == [10]
    assert run.run.status().state == "failed"


def test_a_head_alone_is_tuned_by_any_rule(tmp_path: Path) -> None:
    """Muon steps matrices of blocks, and here none of them learns."""
    recipe = recipe_of("classification", {"trains": "head"}, optimizer="muon", steps=4)
    assert bench(tmp_path / "run", recipe).trainer().train().ending == "finished"


def test_a_finished_task_has_nothing_left_to_learn(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", recipe_of("classification", {"patience": 3}))
    ended = run.trainer(evaluator=Told([0.1, 0.5, 0.4, 0.3, 0.2])).train()
    first = run.run.load_latest()
    again = run.trainer(evaluator=Told([])).train()
    assert (again.ending, again.step, again.summary["validation"]) == (
        "finished",
        ended.step,
        ended.summary["validation"],
    )
    second = run.run.load_latest()
    assert first is not None
    assert second is not None
    for name, array in first.model.items():
        np.testing.assert_array_equal(array, second.model[name])


def frozen_and_learned(run: Bench, learner: Learner) -> tuple[set[str], set[str]]:
    """Parameters that stayed bit for bit as they were, and those that moved."""
    before = {name: one.detach().clone() for name, one in learner.named_parameters()}
    run.trainer(learner=learner).train()
    same = {n for n, one in learner.named_parameters() if torch.equal(one, before[n])}
    return same, set(before) - same


@pytest.mark.parametrize("task", TASKS)
def test_under_a_head_alone_the_trunk_stays_bit_for_bit(tmp_path: Path, task: str) -> None:
    recipe = recipe_of(task, {"trains": "head"})
    run, learner = bench(tmp_path / "run", recipe), sample_learner(recipe)
    same, moved = frozen_and_learned(run, learner)
    assert same == {name for name in same | moved if name.startswith("model.")}
    assert moved
    last = run.run.load_latest()
    assert last is not None
    states = {name for name in last.optimizer if not name.startswith(("best/", "generator/"))}
    assert states
    assert not any(
        "model." in name for name in states
    )  # the optimizer remembers nothing of what does not learn


def test_the_last_layers_learn_and_those_below_stay(tmp_path: Path) -> None:
    recipe = recipe_of("tagging", {"trains": "last", "layers": 1})
    run, learner = bench(tmp_path / "run", recipe), sample_learner(recipe)
    same, moved = frozen_and_learned(run, learner)
    assert {name.split(".")[2] for name in moved if name.startswith("model.blocks.")} == {"1"}
    assert any(name.startswith("model.blocks.0.") for name in same)
    assert any(name.startswith("model.embeddings.") for name in same)
    assert not any(name.startswith("model.embeddings.") for name in moved)

"""Going on with a run: its rows, budgets and measures, and another machine."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.batch import Batch
from engine.control import Control
from engine.events import CheckpointSaved, Evaluated, Event, Noticed, RunStarted, StepFinished
from engine.objectives.objective import Loss
from engine.training.learner import Learner
from engine.training.snapshot import GENERATOR
from tests.engine.test_training_resume import DROPOUT, StopAt, assert_same_run, resumed_is_straight
from tests.engine.training_samples import BOTH, bench, sample_learner, sample_recipe


def test_rows_after_the_resumed_step_are_cut_off(tmp_path: Path) -> None:
    recipe = sample_recipe(BOTH, model=DROPOUT, steps=12, checkpoint_seconds=1e6)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)
    control = Control()

    def save_then_die(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 4:
            control.save_now()
        if isinstance(event, StepFinished) and event.step >= 7 and broken.of(CheckpointSaved):
            raise SystemExit("killed")

    with pytest.raises(SystemExit):
        broken.trainer(control=control, watch=save_then_die).train()
    broken.trainer().train()
    started = broken.of(RunStarted)[-1]
    assert started.step == 4
    assert_same_run(straight, broken)


def test_without_a_checkpoint_a_run_begins_again(tmp_path: Path) -> None:
    recipe = sample_recipe(checkpoint_seconds=1e6)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)

    def die(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step == 7:
            raise SystemExit("killed")

    with pytest.raises(SystemExit):
        broken.trainer(watch=die).train()
    assert broken.run.load_latest() is None
    broken.trainer().train()
    assert_same_run(straight, broken)


def test_a_time_budget_counts_over_resumes(tmp_path: Path) -> None:
    recipe = sample_recipe(seconds=0.5)
    run = bench(tmp_path / "run", recipe)
    control = StopAt(3)
    first = run.trainer(control=control, watch=control).train()
    second = run.trainer().train()
    assert second.ending == "finished"
    assert second.step > first.step == 3
    steps = run.of(StepFinished)
    assert all(a.seconds <= b.seconds for a, b in pairwise(steps))
    assert steps[-1].progress == 1.0
    assert run.run.load_latest().state["seconds"] >= 0.5


def test_a_finished_run_resumed_ends_at_once_with_the_same_summary(tmp_path: Path) -> None:
    run = bench(tmp_path / "run")
    first = run.trainer().train()
    again = run.trainer().train()
    assert again.step == first.step
    assert again.summary["validation"] == first.summary["validation"]


def test_a_run_of_another_device_goes_on_with_new_random_numbers(tmp_path: Path) -> None:
    """A GPU's generator has sixteen bytes of state, the processor's five thousand."""
    recipe = sample_recipe(BOTH, model=DROPOUT, steps=8)
    run = bench(tmp_path / "run", recipe)
    control = StopAt(3)
    run.trainer(control=control, watch=control).train()
    saved = run.run.load_latest()
    assert saved is not None
    of_gpu = {
        name: np.zeros(16, np.uint8) if name.startswith(GENERATOR) else array
        for name, array in saved.optimizer.items()
    }
    run.run.save_checkpoint(4, saved.model, of_gpu, saved.state | {"step": 4}, keep=3)
    ended = run.trainer().train()
    assert (ended.ending, ended.step) == ("finished", 8)
    (notice,) = run.of(Noticed)
    assert "begin anew" in str(notice)


def test_a_smaller_micro_batch_of_this_machine_is_kept(tmp_path: Path) -> None:
    run = bench(tmp_path / "run", sample_recipe(steps=6))
    control = StopAt(3)
    run.trainer(control=control, watch=control).train()
    run.execution = replace(run.execution, micro_batch=2)  # measured anew where it was moved to
    run.trainer().train()
    assert [event.micro_batch for event in run.of(RunStarted)] == [8, 2]


class SavesWhileMeasured(Learner):
    """Asks for a checkpoint in the middle of the first measurement."""

    def __init__(self, learner: Learner, control: Control) -> None:
        super().__init__(learner.model, learner.objective)
        self.control: Control | None = control

    def forward(self, batch: Batch) -> dict[str, Loss]:
        if not self.training and self.control is not None:
            self.control.save_now()
            self.control = None
        return super().forward(batch)


def test_what_was_measured_after_the_checkpoint_is_not_measured_again(tmp_path: Path) -> None:
    recipe = sample_recipe(BOTH, model=DROPOUT, steps=12, checkpoint_seconds=1e6)
    straight = bench(tmp_path / "straight", recipe)
    straight.trainer().train()
    broken = bench(tmp_path / "broken", recipe)
    control = Control()

    def die(event: Event) -> None:
        if isinstance(event, StepFinished) and event.step >= 8 and broken.of(CheckpointSaved):
            raise SystemExit("killed")

    learner = SavesWhileMeasured(sample_learner(recipe), control)
    with pytest.raises(SystemExit):
        broken.trainer(control=control, learner=learner, watch=die).train()
    saved = broken.run.load_latest()
    assert saved is not None
    assert saved.step == 6
    broken.trainer().train()
    assert_same_run(straight, broken)


def test_runs_of_other_seeds_answer_the_same_questions(tmp_path: Path) -> None:
    entropies = set()
    for seed in (0, 1):
        run = bench(tmp_path / f"{seed}", sample_recipe(BOTH, seed=seed, steps=1))
        entropies.add(run.trainer().train().summary["unigram_entropy"])
    assert len(entropies) == 1


GPT_BERT = {"masked_next_token": {"turns": 15, "start_rate": 0.3}, "causal_lm": {"turns": 1}}

DECODER = {"architecture": "decoder", "dropout": 0.1}

# Of the first sixteen steps the ninth is causal_lm's. The sample text has 31 rows of the stream.
ROUNDS = [
    pytest.param(GPT_BERT, DECODER, {"steps": 29}, 5, id="within a round"),
    pytest.param(GPT_BERT, DECODER, {"steps": 29}, 8, id="before the other's turn"),
    pytest.param(GPT_BERT, DECODER | {"style": "classic"}, {"steps": 30}, 9, id="after it"),
    pytest.param(GPT_BERT, DECODER, {"tokens": 28 * 8 * 16}, 6, id="tokens"),
    pytest.param(GPT_BERT, DECODER, {"epochs": 7}, 3, id="epochs"),
    pytest.param(GPT_BERT, DECODER | {"head_transform": True}, {"steps": 28}, 7, id="one head"),
    pytest.param(
        {"masked_next_token": {"turns": 3}, "causal_lm": {"turns": 2}, "prefix_lm": {}},
        DECODER,
        {"steps": 27},
        4,
        id="three",
    ),
]


@pytest.mark.parametrize(("objectives", "model", "budget", "stop"), ROUNDS)
def test_a_resume_within_a_round_of_turns_is_exact(
    tmp_path: Path, objectives: Any, model: Any, budget: dict[str, Any], stop: int
) -> None:
    recipe = sample_recipe(objectives, model=model, warmup=0.3, **budget)
    resumed_is_straight(tmp_path, recipe, stop=stop, micro_batch=3)


@pytest.mark.parametrize(
    ("budget", "steps"),
    [({"steps": 20}, 20), ({"tokens": 20 * 8 * 16}, 20), ({"epochs": 2}, 9)],
)
def test_budgets_of_a_mixture_end_where_they_say(
    tmp_path: Path, budget: dict[str, Any], steps: int
) -> None:
    """An epoch is over when masked_next_token has read all 31 rows: 33 with the other's turns."""
    recipe = sample_recipe(GPT_BERT, model=DECODER, **budget)
    run = bench(tmp_path / "run", recipe)
    ended = run.trainer().train()
    assert (ended.ending, ended.step) == ("finished", steps)
    assert ended.summary["tokens"] == steps * 8 * 16  # rows of the stream are always full
    (started,) = run.of(RunStarted)
    assert started.total_steps == (None if "tokens" in budget else steps)
    assert run.of(StepFinished)[-1].progress == 1.0
    assert set(run.of(Evaluated)[-1].losses) == set(GPT_BERT)

"""Memory too short for a micro-batch makes it smaller; the step stays what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from engine.batch import Batch
from engine.events import Noticed
from engine.faults import Fault
from engine.objectives.objective import Loss
from engine.training.learner import Learner
from tests.engine.training_samples import bench, sample_learner, sample_recipe


class Forgetful(Learner):
    """A learner with room for a few rows at once only; `always`: when it is measured too."""

    def __init__(
        self,
        learner: Learner,
        room: int,
        error: Exception | None = None,
        *,
        always: bool = False,
    ) -> None:
        super().__init__(learner.model, learner.objective)
        self.room = room
        self.always = always
        self.error = error or torch.OutOfMemoryError("simulated")

    def forward(self, batch: Batch) -> dict[str, Loss]:
        if (self.training or self.always) and batch.num_rows > self.room:
            raise self.error
        return super().forward(batch)


def memory_of_the_processor_is_full() -> Exception:
    """What torch raises where it cannot have 10 PB."""
    with pytest.raises(RuntimeError) as caught:
        torch.empty(10**16, dtype=torch.uint8)
    return caught.value


def memory_is_full_under_windows() -> Exception:
    """The same in the words torch has there."""
    return RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: not enough memory")


@pytest.mark.parametrize(
    "full", [None, memory_of_the_processor_is_full, memory_is_full_under_windows]
)
def test_short_memory_halves_the_micro_batch_and_keeps_the_step(
    tmp_path: Path, full: Callable[[], Exception] | None
) -> None:
    error = full() if full is not None else None
    recipe = sample_recipe(steps=4, model={"style": "classic", "dropout": 0.1})
    roomy = bench(tmp_path / "roomy", recipe, micro_batch=2)
    roomy.trainer().train()
    short = bench(tmp_path / "short", recipe, micro_batch=8)
    learner = Forgetful(sample_learner(recipe), room=3, error=error)
    assert short.trainer(learner=learner).train().ending == "finished"
    (notice,) = short.of(Noticed)
    assert (notice.step, notice.values["rows"]) == (1, 2)
    first, second = roomy.run.load_latest(), short.run.load_latest()
    assert first is not None
    assert second is not None
    for name, array in first.model.items():
        np.testing.assert_array_equal(array, second.model[name])


def test_memory_too_short_for_one_row_fails_and_says_so(tmp_path: Path) -> None:
    recipe = sample_recipe(steps=4)
    run = bench(tmp_path / "run", recipe)
    learner = Forgetful(sample_learner(recipe), room=0)
    with pytest.raises(Fault, match="smaller"):
        run.trainer(learner=learner).train()
    assert run.run.status().state == "failed"


def test_short_memory_halves_the_rows_that_are_measured(tmp_path: Path) -> None:
    recipe = sample_recipe({"masked_lm": {}, "next_sentence": {}}, steps=4)
    roomy = bench(tmp_path / "roomy", recipe, micro_batch=2)
    expected = roomy.trainer().train()
    short = bench(tmp_path / "short", recipe, micro_batch=8)
    learner = Forgetful(sample_learner(recipe), room=3, always=True)
    ended = short.trainer(learner=learner).train()
    assert ended.ending == "finished"
    for measured in ("validation", "accuracies"):
        assert ended.summary[measured] == pytest.approx(expected.summary[measured], rel=1e-5)


def test_no_room_for_the_optimizer_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise memory_is_full_under_windows()

    monkeypatch.setattr("engine.training.optimizers.Optimizer.step", full)
    run = bench(tmp_path / "run", sample_recipe(steps=4))
    with pytest.raises(Fault, match="optimizer does not fit"):
        run.trainer().train()
    assert run.run.status().state == "failed"
    monkeypatch.setattr("engine.training.optimizers._rules", full)
    with pytest.raises(Fault, match="optimizer does not fit"):
        run.trainer()

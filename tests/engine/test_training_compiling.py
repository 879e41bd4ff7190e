"""A run is compiled where that can be done; where not, it is said why and nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from engine.events import Noticed, RunStarted
from engine.recipe.execution import ExecutionConfig
from engine.training import tuning
from tests.engine.training_samples import BOTH, bench, sample_recipe


def test_what_cannot_be_compiled_is_not_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    config, cpu = ExecutionConfig(compile=True), torch.device("cpu")
    assert tuning._compiled(config, cpu, drops=True)[1].startswith("off: dropout")

    def no_compiler(function: object) -> object:
        def failing(*_: object) -> None:
            raise RuntimeError("InvalidCxxCompiler: no working C++ compiler\nSet CXX")

        return failing

    monkeypatch.setattr(torch, "compile", no_compiler)
    compiled, reason = tuning._compiled(config, cpu, drops=False)
    assert not compiled
    assert reason.endswith("(InvalidCxxCompiler: no working C++ compiler)")


@pytest.mark.parametrize("compile", [True, "auto"])
def test_a_wish_that_is_not_granted_is_told_of(tmp_path: Path, compile: Any) -> None:
    recipe = sample_recipe(BOTH, model={"style": "classic"}, steps=2)
    wish = replace(recipe, execution=ExecutionConfig(compile=compile))
    run = bench(tmp_path / "run", wish)
    run.trainer().train()
    told = [str(notice) for notice in run.of(Noticed)]
    assert len(told) == (compile is True)
    assert [event.compiled for event in run.of(RunStarted)] == [False]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")  # the compiler's own
def test_a_compiled_run_learns_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The compiler would leave threads behind: its pool, and the one that watches its bars.
    monkeypatch.setattr("torch._inductor.config.compile_threads", 1)
    monkeypatch.setattr(pytest.importorskip("tqdm").tqdm, "monitor_interval", 0)
    recipe = sample_recipe(BOTH, steps=12)
    compiled, reason = tuning._compiled(
        ExecutionConfig(compile=True), torch.device("cpu"), drops=False
    )
    if not compiled:
        pytest.skip(reason)
    plain, fast = bench(tmp_path / "plain", recipe), bench(tmp_path / "fast", recipe)
    fast.execution = replace(fast.execution, compile=True)
    expected, found = plain.trainer().train().summary, fast.trainer().train().summary
    assert found["validation"] == pytest.approx(expected["validation"], rel=1e-4)
    assert [event.compiled for event in fast.of(RunStarted)] == [True]

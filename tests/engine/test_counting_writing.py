"""What a recipe is said to cost where a decoder writes: both sides of it, and of tasks in turns."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from engine.batch import IGNORE, Batch
from engine.batching.loader import evaluation_batches
from engine.control import Control
from engine.devices import Execution
from engine.models.counting import FORWARD_AND_BACKWARD
from engine.recipe import Recipe, heaviest_task, read_recipe
from engine.recipe.cost import cost_of
from engine.training.building import build_on
from engine.training.learner import Learner
from engine.training.measuring import measure_steps
from engine.training.pretended import pretended_feed, pretended_vocabulary
from tests.engine.assembly_samples import sample, start_and_end

ROWS, LENGTH, VOCABULARY = 4, 24, 300
OBJECTIVES: list[dict[str, Any]] = [
    {"span_corruption": {}},
    {"span_corruption": {"rate": 0.3, "span": 2.0}},
    {"denoising": {}},
    {"span_corruption": {"turns": 3}, "denoising": {}},
]
EACH = pytest.mark.parametrize("objectives", OBJECTIVES)
MODELS = pytest.mark.parametrize(
    "model", [{"style": "modern"}, {"style": "classic", "paper": "t5"}, {"decoder_depth": 1}]
)


def recipe_of(objectives: dict[str, Any], model: dict[str, Any] | None = None) -> Recipe:
    small = {"width": 32, "depth": 2, "heads": 2, "length": LENGTH}
    data = {
        "corpus": {"paths": [str(Path(__file__).parent)]},
        "tokenizer": {"vocabulary": VOCABULARY},
        "model": small | {"architecture": "encoder_decoder"} | (model or {}),
        "objectives": objectives,
        "training": {"steps": 1, "batch": ROWS},
        "execution": {"dtype": "fp32", "threads": 1, "micro_batch": ROWS},
    }
    return read_recipe(data, folder=Path("/"))


def learner_of(recipe: Recipe) -> tuple[Learner, list[tuple[int, Batch]]]:
    """A learner, and for each task its turns and a batch of full rows."""
    vocabulary = pretended_vocabulary(VOCABULARY, recipe.tokenizer.sentinels or 0)
    learner = build_on(recipe, vocabulary)
    learner.model.set_attention("explicit")  # torch does not count its own kernel on the processor
    feed = pretended_feed(recipe, vocabulary)
    batches = evaluation_batches(feed, learner.objective, ROWS, 0, batch=ROWS)
    return learner, [(feed.turns[batch.task], batch) for batch in batches]


def places(batch: Batch) -> int:
    """Read and written."""
    return int(batch.tokens.size) + (batch.decoder_tokens is not None and batch.decoder_tokens.size)


@MODELS
@EACH
def test_parameters_and_work_are_those_of_torch(
    objectives: dict[str, Any], model: dict[str, Any]
) -> None:
    recipe = recipe_of(objectives, model)
    learner, batches = learner_of(recipe)
    work = tokens = 0
    for turns, batch in batches:
        with FlopCounterMode(display=False) as counter:
            losses = learner(batch.to(torch.device("cpu")))
            torch.stack([loss.total for loss in losses.values()]).sum().backward()
        work += turns * counter.get_total_flops()
        tokens += turns * places(batch)
    cost = cost_of(recipe)
    assert cost.parameters == learner.num_parameters
    assert sum(cost.parts.values()) == cost.parameters
    assert cost.flops_per_token == pytest.approx(work / tokens, rel=1e-6)
    assert cost.tokens_per_row * ROWS * sum(turns for turns, _ in batches) == tokens
    assert FORWARD_AND_BACKWARD == 3


GPT_BERT = {"masked_next_token": {"turns": 15}, "causal_lm": {}}
DECODERS = [
    pytest.param({"causal_lm": {}}, {}, 1e-6, id="next token"),
    pytest.param({"causal_lm": {}}, {"style": "classic"}, 1e-6, id="gpt2"),
    pytest.param({"masked_next_token": {}}, {}, 1e-6, id="hidden"),
    pytest.param(GPT_BERT, {}, 1e-6, id="turns"),
    pytest.param(GPT_BERT, {"head_transform": True}, 1e-6, id="turns, one head"),
    pytest.param(GPT_BERT | {"prefix_lm": {}}, {"head_transform": True}, 0.05, id="three"),
    # How much is asked for is drawn; what is known is how much on average.
    pytest.param({"prefix_lm": {}}, {}, 0.2, id="prefix"),
    pytest.param({"prefix_lm": {"shortest": 0.5, "longest": 0.5}}, {}, 0.05, id="half"),
]


@pytest.mark.parametrize(("objectives", "model", "tolerance"), DECODERS)
def test_parameters_and_work_of_a_decoder_are_those_of_torch(
    objectives: dict[str, Any], model: dict[str, Any], tolerance: float
) -> None:
    recipe = recipe_of(objectives, {"architecture": "decoder"} | model)
    learner, batches = learner_of(recipe)
    asked_everywhere(batches)
    work = tokens = 0
    for turns, batch in batches:
        with FlopCounterMode(display=False) as counter:
            losses = learner(batch.to(torch.device("cpu")))
            torch.stack([loss.total for loss in losses.values()]).sum().backward()
        work += turns * counter.get_total_flops()
        tokens += turns * places(batch)
    cost = cost_of(recipe)
    assert cost.parameters == learner.num_parameters
    assert sum(cost.parts.values()) == cost.parameters
    assert cost.flops_per_token == pytest.approx(work / tokens, rel=tolerance)


@pytest.mark.parametrize("order", [1, -1])
def test_this_machine_is_measured_with_the_task_that_takes_most(
    order: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """causal_lm names every token of a row, masked_next_token one of seven."""
    objectives = dict([*GPT_BERT.items()][::order])
    recipe = recipe_of(objectives, {"architecture": "decoder"})
    assert heaviest_task(recipe) == "causal_lm"
    measured = []

    def noted(learner: Learner, batch: Batch, *given: Any, **named: Any) -> Execution:
        measured.append(batch.task)
        return Execution(device="cpu", dtype="fp32", attention="sdpa", threads=1, micro_batch=ROWS)

    monkeypatch.setattr("engine.training.measuring.measure_execution", noted)
    monkeypatch.setattr("engine.training.run_execution.known_execution", noted)
    measure_steps(recipe, Control())
    sets = [f"objectives.{name}=true" for name in objectives]
    off = ("objectives.masked_lm=false", "objectives.next_sentence=false", "training.steps=1")
    start_and_end(sample(tmp_path, "model.architecture=decoder", *sets, *off), tmp_path / "run")
    assert measured == ["causal_lm", "causal_lm"]


def asked_everywhere(batches: list[tuple[int, Batch]]) -> None:
    """Where a row or a document ends nothing is asked for: it is counted as if there were."""
    for _, batch in batches:
        if batch.sight == "causal" or batch.predict_at is not None:
            batch.targets[batch.targets == IGNORE] = 5


def test_full_rows_count_both_sides() -> None:
    recipe = recipe_of({"span_corruption": {}})
    _, [(_, batch)] = learner_of(recipe)
    full = batch.rows(0, 1)
    assert full.one_segment or (full.segments[0] == 0).all()
    assert full.num_tokens == cost_of(recipe).tokens_per_row == places(full)


def test_memory_is_that_of_the_hungriest_task() -> None:
    both, spans, restored = (
        cost_of(recipe_of(objectives)).memory_bytes
        for objectives in (
            {"span_corruption": {}, "denoising": {}},
            {"span_corruption": {}},
            {"denoising": {}},
        )
    )
    assert both == restored > spans

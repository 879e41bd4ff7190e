"""A run that begins with another's weights: what fits is taken over, and it is said what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from engine.faults import Fault
from engine.recipe import Recipe
from engine.training.learner import Learner
from engine.training.start_weights import StartWeights, take_over
from tests.engine.training_samples import BOTH, Bench, bench, sample_learner, sample_recipe

CLASSIC = {"style": "classic", "dropout": 0.0}


# -- what fits ----------------------------------------------------------------------------------


def learned(path: Path, objectives: Any = None, **given: Any) -> Bench:
    """A run of a few steps."""
    run = bench(path, sample_recipe(objectives, steps=3, **given))
    run.trainer().train()
    return run


def arrays(learner: Learner) -> dict[str, np.ndarray]:
    return {name: one.numpy().copy() for name, one in learner.tensors().items()}


def test_the_same_recipe_takes_everything_over(tmp_path: Path) -> None:
    run = learned(tmp_path / "one", BOTH)
    learner = sample_learner(sample_recipe(BOTH, seed=7))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    saved = run.run.load_latest()
    assert saved is not None
    assert not taken.fresh
    assert not taken.in_part
    assert all(np.array_equal(saved.model[name], one) for name, one in arrays(learner).items())


TWO = {"masked_lm": {}, "next_sentence": {}}
COMBINED = [
    pytest.param({"masked_lm": {}}, {}, id="alone"),
    pytest.param(TWO, {}, id="joined"),
    pytest.param(TWO, {"how": "turns"}, id="in turns"),
    pytest.param(TWO, {"weighting": "uncertainty"}, id="weighed"),
]


@pytest.mark.parametrize(("before", "how"), COMBINED)
@pytest.mark.parametrize(("after", "now"), COMBINED)
def test_heads_are_found_however_objectives_are_combined(
    tmp_path: Path, before: Any, how: Any, after: Any, now: Any
) -> None:
    run = learned(tmp_path / "one", before, combining=how)
    learner = sample_learner(sample_recipe(after, combining=now, seed=7))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    asked = {name.split(".")[1] for name in taken.fresh}
    assert asked == set(after) - set(before)
    saved = run.run.load_latest()
    assert saved is not None
    head = next(one for name, one in saved.model.items() if name.endswith("head.dense.weight"))
    own = learner.objective.parts()["masked_lm"].head.dense.weight
    assert np.array_equal(own.detach().numpy(), head)


@pytest.mark.parametrize("before", [["causal_lm"], ["causal_lm", "masked_next_token"]])
def test_a_head_objectives_share_is_found_whoever_has_it(tmp_path: Path, before: list[str]) -> None:
    decoder = {"architecture": "decoder", "head_transform": True}
    run = learned(tmp_path / "one", {name: {} for name in before}, model=decoder)
    learner = sample_learner(sample_recipe({"masked_next_token": {}}, model=decoder, seed=7))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    assert not taken.fresh
    assert "objective.next_token.head.dense.weight" in taken.whole


def test_another_objective_takes_the_trunk_and_draws_its_head(tmp_path: Path) -> None:
    run = learned(tmp_path / "one", {"masked_lm": {}})
    recipe = sample_recipe({"next_sentence": {}}, seed=7)
    learner, drawn = sample_learner(recipe), arrays(sample_learner(recipe))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    assert {name.split(".")[0] for name in taken.whole} == {"model"}
    assert {name.split(".")[1] for name in taken.fresh} == {"next_sentence"}
    for name, one in arrays(learner).items():
        assert np.array_equal(one, drawn[name]) == name.startswith("objective"), name


@pytest.mark.parametrize(("before", "after"), [(16, 32), (32, 16)])
def test_tables_of_positions_are_taken_over_row_by_row(
    tmp_path: Path, before: int, after: int
) -> None:
    run = learned(tmp_path / "one", model=CLASSIC | {"length": before}, row_length=16)
    recipe = sample_recipe(model=CLASSIC | {"length": after}, seed=7, row_length=16)
    learner, drawn = sample_learner(recipe), arrays(sample_learner(recipe))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    table = "model.embeddings.positions.weight"
    saved = run.run.load_latest()
    assert saved is not None
    assert taken.in_part == {table: (16, after)}
    assert not taken.fresh
    own = arrays(learner)[table]
    assert np.array_equal(own[:16], saved.model[table][:16])
    assert np.array_equal(own[16:], drawn[table][16:])
    told = [str(notice) for notice in taken.notices()]
    assert f"Of {table}, 16 of {after} rows are taken over." in told


def test_places_are_the_same_wherever_a_table_begins_to_count(tmp_path: Path) -> None:
    """RoBERTa's table has two rows before that of the first place, BERT's none."""
    run = learned(tmp_path / "one", model=CLASSIC)
    recipe = sample_recipe(model=CLASSIC | {"position_offset": 2})
    learner = sample_learner(recipe)
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    table = "model.embeddings.positions.weight"
    saved = run.run.load_latest()
    assert saved is not None
    assert not taken.in_part
    assert np.array_equal(arrays(learner)[table][2:], saved.model[table])


ARCHITECTURES = [
    ("encoder", "decoder", set()),
    ("encoder", "encoder_decoder", {"model.decoder"}),
    ("decoder", "encoder", set()),
    ("encoder_decoder", "decoder", set()),
]
ANY = {
    "encoder": {"masked_lm": {}},
    "decoder": {"causal_lm": {}},
    "encoder_decoder": {"denoising": {}},
}


@pytest.mark.parametrize(("before", "after", "fresh"), ARCHITECTURES)
def test_an_architecture_takes_of_another_what_fits(
    tmp_path: Path, before: str, after: str, fresh: set[str]
) -> None:
    parts = {"activation": "gelu", "normalisation": "layer", "embedding_norm": True}
    same = parts | {"dropout": 0.0, "head_transform": False}
    there = sample_recipe(ANY[before], model=same | {"architecture": before})
    here = sample_recipe(ANY[after], model=same | {"architecture": after}, seed=7)
    learner, other = sample_learner(here), sample_learner(there)
    tensors = {name: one.numpy() for name, one in other.tensors().items()}
    given = StartWeights(origin="one", step=1, model=there.model.model_dump(), tensors=tensors)
    taken = take_over(learner, given)
    drawn = {".".join(name.split(".")[:2]) for name in taken.fresh if name.startswith("model.")}
    assert drawn == fresh
    block = "model.blocks.1.attention.output.weight"
    assert block in taken.whole
    assert np.array_equal(arrays(learner)[block], tensors[block])


@pytest.mark.parametrize(
    ("before", "after", "fresh"),
    [
        ("encoder", "decoder", {"model.relative.table.weight"}),
        ("decoder", "encoder", {"model.relative.table.weight"}),
        ("decoder", "encoder_decoder", {"model.relative.table.weight"}),
        ("encoder", "encoder_decoder", set()),
        ("decoder", "decoder", set()),
    ],
)
def test_distances_of_one_way_say_nothing_of_those_of_two(
    before: str, after: str, fresh: set[str]
) -> None:
    def drawn(architecture: str, seed: int) -> tuple[Learner, Recipe]:
        given = {"architecture": architecture, "positions": "relative"}
        recipe = sample_recipe(ANY[architecture], model=given, seed=seed)
        return sample_learner(recipe), recipe

    (other, there), (learner, _) = drawn(before, 1), drawn(after, 7)
    tensors = {name: one.numpy() for name, one in other.tensors().items()}
    given = StartWeights(origin="one", step=1, model=there.model.model_dump(), tensors=tensors)
    taken = take_over(learner, given)
    tables = {"model.relative.table.weight"}
    assert tables & set(taken.fresh) == fresh
    assert tables & set(taken.whole) == tables - fresh


def test_a_deeper_model_takes_the_layers_there_are(tmp_path: Path) -> None:
    run = learned(tmp_path / "one")
    learner = sample_learner(sample_recipe(model={"depth": 3}))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    assert {name.split(".")[2] for name in taken.fresh} == {"2"}


def test_where_nothing_fits_that_is_said(tmp_path: Path) -> None:
    run = learned(tmp_path / "one")
    learner = sample_learner(sample_recipe(model={"width": 32}))
    with pytest.raises(Fault, match=r"No weight of one fits .* Its width is 16, this model's 32\."):
        take_over(learner, StartWeights.of_run(run.run.path))


def test_weights_of_losses_are_not_taken_over(tmp_path: Path) -> None:
    combining = {"weighting": "uncertainty"}
    run = learned(tmp_path / "one", BOTH, combining=combining)
    learner = sample_learner(sample_recipe(BOTH, combining=combining))
    taken = take_over(learner, StartWeights.of_run(run.run.path))
    assert not any("weighting" in name for name in (*taken.whole, *taken.fresh))
    assert learner.weighting.current(BOTH) == {"masked_lm": 1.0, "next_sentence": 1.0}


# -- faults, each by its name -------------------------------------------------------------------


def test_a_run_without_checkpoints_is_named(tmp_path: Path) -> None:
    run = bench(tmp_path / "one")
    with pytest.raises(Fault, match="one has no checkpoint to begin with"):
        StartWeights.of_run(run.run.path)
    with pytest.raises(Fault, match="There is no run at"):
        StartWeights.of_run(tmp_path / "two")


def test_a_step_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    run = learned(tmp_path / "one")
    assert StartWeights.of_run(run.run.path, 3).step == 3
    with pytest.raises(Fault, match=r"no checkpoint of step 2 .* Choose one of: 3\."):
        StartWeights.of_run(run.run.path, 2)


def spoil(path: Path, step: int) -> None:
    """Flip a byte of a checkpoint."""
    file = path / "checkpoints" / f"step-{step:08d}" / "model.safetensors"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)


def test_a_damaged_checkpoint_is_named_or_passed_over(tmp_path: Path) -> None:
    run = learned(tmp_path / "one")
    saved = run.run.load_latest()
    assert saved is not None
    run.run.save_checkpoint(5, saved.model, saved.optimizer, saved.state | {"step": 5}, keep=3)
    spoil(run.run.path, 5)
    found = StartWeights.of_run(run.run.path)
    assert found.step == 3
    (notice,) = found.notices
    assert notice.step == 0
    assert "step 5 was passed over" in str(notice)
    with pytest.raises(Fault, match=r"model\.safetensors"):
        StartWeights.of_run(run.run.path, 5)
    spoil(run.run.path, 3)
    with pytest.raises(Fault, match=r"model\.safetensors"):
        StartWeights.of_run(run.run.path)

"""Weights of equal shape that were learned in another model: what they mean there is asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from engine.training.learner import Learner
from engine.training.start_weights import StartWeights, TakenOver, take_over
from tests.engine.training_samples import sample_learner, sample_recipe

Model = dict[str, Any]

LAYERS = ("attention", "cross")
OBJECTIVE = {
    "encoder": {"masked_lm": {}},
    "decoder": {"causal_lm": {}},
    "encoder_decoder": {"denoising": {}},
}


def both(
    there: Model, here: Model, objectives: Any = None
) -> tuple[Learner, dict[str, np.ndarray], TakenOver]:
    """A learner of `here` that took over weights of `there`, and those."""
    objectives = objectives or OBJECTIVE[here.get("architecture", "encoder")]
    recipe = sample_recipe(objectives, model=there)
    tensors = {name: one.numpy() for name, one in sample_learner(recipe).tensors().items()}
    own = {name.replace("objective.", f"objective.{next(iter(objectives))}."): one
           for name, one in tensors.items()}  # fmt: skip
    learner = sample_learner(sample_recipe(objectives, model=here, seed=7))
    theirs = recipe.model.model_dump(mode="json")
    given = StartWeights(origin="one", step=1, model=theirs, tensors=own)
    return learner, tensors, take_over(learner, given)


def warnings(taken: TakenOver) -> list[str]:
    return [str(notice) for notice in taken.notices() if notice.level == "warning"]


@pytest.mark.parametrize("architecture", OBJECTIVE)
def test_heads_of_another_number_say_nothing_of_these(architecture: str) -> None:
    """The maps are [3 D, D] whatever H is, but their rows belong to other heads."""
    same = {"architecture": architecture, "positions": "learned", "initialisation": "normal"}
    learner, tensors, taken = both(same | {"heads": 4}, same | {"heads": 2})
    attention = {name for name in tensors if set(name.split(".")) & set(LAYERS)}
    assert len(attention) >= 4
    assert {name for name in taken.fresh if name.startswith("model.")} == attention
    own = learner.tensors()
    for name, tensor in tensors.items():
        if name.startswith("model."):
            assert np.array_equal(own[name].numpy(), tensor) == (name not in attention), name
    told = [str(notice) for notice in taken.notices()]
    assert (
        "one has 4 heads and this model has 2: what its attention learned is not taken over."
        in told
    )


def test_heads_of_a_generator_are_asked_too() -> None:
    objectives = {"replaced_token_detection": {"generator_width": 0.5}}
    model = {"positions": "learned", "width": 32}
    _, tensors, taken = both(model | {"heads": 4}, model | {"heads": 2}, objectives)
    maps = [name for name in tensors if name.startswith("objective.") and ".attention." in name]
    assert maps
    assert not any(".attention." in name for name in taken.whole)


def test_the_same_number_of_heads_is_told_of_with_no_word() -> None:
    _, _, taken = both({"heads": 4}, {"heads": 4})
    assert not taken.fresh
    assert not warnings(taken)


DIFFERENCES = [
    ({"norm": "post"}, {"norm": "pre"}),
    ({"activation": "geglu"}, {"activation": "swiglu"}),
    ({"activation": "gelu", "feed_forward": 64}, {"activation": "relu", "feed_forward": 64}),
    ({"normalisation": "layer"}, {"normalisation": "rms"}),
    ({"positions": "rotary"}, {"positions": "sinusoidal"}),
    ({"scaled_attention": True}, {"scaled_attention": False}),
    ({"scaled_logits": False}, {"scaled_logits": True}),
    ({"share_layers": False}, {"share_layers": True}),
]


@pytest.mark.parametrize(("there", "here"), DIFFERENCES)
def test_weights_learned_under_other_parts_are_taken_over_and_that_is_told(
    there: Model, here: Model
) -> None:
    _, _, taken = both(there, here)
    assert "model.blocks.0.attention.output.weight" in taken.whole
    field = next(iter(here))
    theirs, own = (str(one[field]).lower() for one in (there, here))
    assert warnings(taken) == [
        f"The weights of one were learned with {field} = {theirs}; this model has {field} = {own}. "
        "They may need some steps to fit."
    ]
    assert taken.as_data()["learned_under"] == {field: [there[field], here[field]]}


def test_several_differences_are_one_notice() -> None:
    _, _, taken = both({"norm": "post", "activation": "geglu"}, {"activation": "swiglu"})
    (told,) = warnings(taken)
    assert "learned with norm = post, activation = geglu; this model has norm = pre, act" in told


def test_weights_that_do_not_say_how_they_were_learned_are_taken_at_their_word() -> None:
    learner = sample_learner(sample_recipe(seed=7))
    tensors = {name: one.numpy().copy() for name, one in learner.tensors().items()}
    taken = take_over(learner, StartWeights(origin="one", step=1, model={}, tensors=tensors))
    assert not warnings(taken)
    assert "model.blocks.0.attention.qkv.weight" in taken.whole

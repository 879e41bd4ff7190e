"""Which family of `transformers` a recipe's model is, or which choices stand in the way."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from engine.exchange.fitting import DEMANDS, Fit, fit
from engine.models.config import ModelConfig
from engine.models.parts import Parts
from engine.objectives import OBJECTIVES
from tests.engine.exchange_samples import FITTING, SHAPE


def fitted(*objectives: str, **given: Any) -> Fit:
    return fit(ModelConfig.model_validate(SHAPE | given), objectives)


@pytest.mark.parametrize("name", FITTING)
def test_what_fits_is_named(name: str) -> None:
    objectives, model, family, architecture = FITTING[name]
    found = fitted(*objectives, **model)
    assert (found.family, found.architecture) == (family, architecture)
    assert not found.misfits
    assert not found.left_out


@pytest.mark.parametrize(
    ("given", "nearest", "wanted"),
    [
        ({"norm": "post"}, "modernbert", {"model.norm": "pre"}),
        ({"normalisation": "rms"}, "modernbert", {"model.normalisation": "layer"}),
        ({"style": "classic", "positions": "rotary"}, "bert", {"model.positions": "learned"}),
        ({"style": "classic", "activation": "relu"}, "bert", {"model.activation": "gelu"}),
        ({"style": "classic", "biases": False}, "bert", {"model.biases": "true"}),
        (
            {"style": "classic", "paper": "gpt2", "embedding_width": 16, "head_transform": True},
            "gpt2",
            {"model.head_transform": "false", "model.embedding_width": "32"},
        ),
        (
            {"architecture": "encoder_decoder"},
            "t5",
            {"model.positions": "relative", "model.scaled_attention": "false"},
        ),
        (
            {"style": "classic", "paper": "bart", "positions": "sinusoidal"},
            "bart",
            {"model.positions": "learned"},
        ),
    ],
)
def test_what_stands_in_the_way_is_named_with_what_would_fit(
    given: dict[str, Any], nearest: str, wanted: dict[str, str]
) -> None:
    found = fitted(**given)
    assert found.family is None
    assert found.nearest == nearest
    assert {one.field: one.wanted for one in found.misfits} == wanted
    for one in found.misfits:
        assert str(one).startswith(f"{one.field} = {one.found}")
    # With what is wanted it fits.
    changed = {one.field.removeprefix("model."): one.value for one in found.misfits}
    assert fitted(**given | changed).family == nearest


@pytest.mark.parametrize(
    ("objectives", "given", "family", "left_out"),
    [
        (("masked_lm", "contrastive_sentence"), {"style": "classic"}, "bert", 1),
        (("masked_lm", "span_boundary"), {"style": "classic"}, "bert", 1),
        (("masked_lm", "next_sentence"), {}, "modernbert", 1),
        (("masked_lm", "next_sentence", "sentence_order"), {"style": "classic"}, "bert", 1),
        (("natural_language_inference",), {}, "modernbert", 1),
        (("contrastive_sentence",), {"style": "classic"}, "bert", 1),
        (("causal_lm", "masked_next_token"), {"architecture": "decoder"}, "llama", 1),
    ],
)
def test_heads_without_a_place_are_named(
    objectives: tuple[str, ...], given: dict[str, Any], family: str, left_out: int
) -> None:
    found = fitted(*objectives, **given)
    assert found.family == family
    assert found.left_out == objectives[-left_out:]


@pytest.mark.parametrize("name", ["masked_next_token", "prefix_lm"])
def test_a_decoder_that_only_looked_ahead_is_none_of_theirs(name: str) -> None:
    found = fitted(name, architecture="decoder")
    assert found.family is None
    assert [(one.field, one.wanted) for one in found.misfits] == [
        (f"objectives.{name}", "causal_lm")
    ]


def test_a_tuned_model_takes_the_family_that_has_its_head() -> None:
    tuned = {"classification": "SequenceClassification", "tagging": "TokenClassification"}
    tuned |= {"answering": "QuestionAnswering", "regression": "SequenceClassification"}
    for name, of in tuned.items():
        assert fitted(name, style="classic").architecture == f"BertFor{of}"
        # ELECTRA's head for classes bends otherwise than ours; its other heads are the same.
        family = "Bert" if of.startswith("Sequence") else "Electra"
        electra = fitted(name, style="classic", paper="electra")
        assert electra.architecture == f"{family}For{of}"
        decoder = fitted(name, architecture="decoder")
        assert decoder.architecture == f"LlamaFor{of}"


def tuned(name: str, family: str, **fields: Any) -> Fit:
    """As `fitted`, of a classic recipe whose one task has these fields."""
    model = ModelConfig.model_validate(SHAPE | {"style": "classic", "paper": family})
    return fit(model, {name: OBJECTIVES[name].Config.model_validate(fields)})


def test_electras_head_is_bent_by_gelu() -> None:
    gelu = tuned("classification", "electra", activation="gelu")
    assert (gelu.family, gelu.architecture) == ("electra", "ElectraForSequenceClassification")
    assert not gelu.left_out
    # By tanh it is BERT's, whose trunk is the same at this width.
    assert tuned("classification", "electra").architecture == "BertForSequenceClassification"
    assert tuned("classification", "roberta", activation="gelu").left_out == ("classification",)
    assert tuned("classification", "bert", activation="relu").left_out == ("classification",)


@pytest.mark.parametrize("family", ["gpt2", "bart", "t5"])
def test_only_an_encoder_reads_the_mean_of_a_row(family: str) -> None:
    """Whatever the recipe says: the others are read at the last token."""
    assert not tuned("classification", family, vector="mean").left_out
    assert tuned("classification", "bert", vector="mean").left_out == ("classification",)


def test_a_decoders_score_has_no_constant() -> None:
    assert tuned("regression", "gpt2", mean=2.5, spread=2.0).left_out == ("regression",)
    assert not tuned("regression", "gpt2", spread=2.0).left_out
    assert not tuned("regression", "bert", mean=2.5, spread=2.0).left_out


@pytest.mark.parametrize(
    ("name", "family", "fields", "reasons"),
    [
        ("classification", "roberta", {"vector": "mean"}, [("vector", "first")]),
        ("classification", "roberta", {"activation": "gelu"}, [("activation", "tanh")]),
        ("regression", "gpt2", {"mean": 2.5}, [("mean", "0.0")]),
        ("classification", "electra", {"vector": "mean", "activation": "relu"}, []),  # two at once
        ("classification", "bert", {}, []),
    ],
)
def test_what_would_give_a_head_its_place_is_named(
    name: str, family: str, fields: dict[str, Any], reasons: list[tuple[str, str]]
) -> None:
    found = tuned(name, family, **fields).reasons
    wanted = [(f"objectives.{name}.{field}", value) for field, value in reasons]
    assert [(one.field, one.wanted) for one in found] == wanted


def test_every_choice_of_parts_is_thought_of() -> None:
    """A new part must be looked at here, or it would be left out of an export without a word."""
    anywhere = {"position_offset", "dropout", "initialisation"}  # said, moved, or over
    for family, demands in DEMANDS.items():
        free = {"modernbert": {"biases"}, "llama": {"biases"}, "t5": {"scaled_logits"}}
        unsaid = set(Parts.model_fields) - set(demands) - anywhere - free.get(family, set())
        assert not unsaid, (family, unsaid)


def test_every_objective_is_judged() -> None:
    for name, kind in OBJECTIVES.items():
        architecture = kind.architectures[0]
        found = fitted(name, architecture=architecture)
        assert found.architecture


def test_the_fit_is_told_without_torch() -> None:
    code = "import sys, engine.exchange.fitting; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""Runs that were never trained, with every weight moved, to be exported and imported."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.recipe import read_recipe, recipe_to_toml
from engine.runs.run import Run
from engine.training.building import build_learner
from engine.training.learner import Learner
from tests.engine import model_samples as samples
from tests.engine.opened_samples import tokenizer

SHAPE = {"depth": 2, "width": 32, "heads": 4, "length": 24}
CLASSES = ("entailment", "neutral", "contradiction")
CONFIGS = {name: {"classes": len(CLASSES)} for name in ("classification", "tagging")}
CLASSIC = {"style": "classic"}

# What becomes of these objectives on these models: the family, and the class that takes the heads.
FITTING: dict[str, tuple[tuple[str, ...], dict[str, Any], str, str]] = {
    "bert": (("masked_lm", "next_sentence"), CLASSIC, "bert", "BertForPreTraining"),
    "bert-tanh": (("masked_lm",), CLASSIC | {"activation": "gelu_tanh"}, "bert", "BertForMaskedLM"),
    "pairs": (("next_sentence",), CLASSIC, "bert", "BertForSequenceClassification"),
    "inference": (
        ("natural_language_inference",),
        CLASSIC,
        "bert",
        "BertForSequenceClassification",
    ),
    "roberta": (("masked_lm",), CLASSIC | {"paper": "roberta"}, "roberta", "RobertaForMaskedLM"),
    "roberta-0": (
        ("masked_lm",),
        CLASSIC | {"token_types": False},
        "roberta",
        "RobertaForMaskedLM",
    ),
    "roberta-inference": (
        ("natural_language_inference",),
        CLASSIC | {"paper": "roberta"},
        "roberta",
        "RobertaForSequenceClassification",
    ),
    "albert": (
        ("masked_lm", "sentence_order"),
        CLASSIC | {"paper": "albert", "embedding_width": 16},
        "albert",
        "AlbertForPreTraining",
    ),
    "albert-wide": (("masked_lm",), CLASSIC | {"paper": "albert"}, "albert", "AlbertForMaskedLM"),
    "electra": (
        ("replaced_token_detection",),
        CLASSIC | {"paper": "electra", "embedding_width": 16},
        "electra",
        "ElectraForPreTraining",
    ),
    "modernbert": (("masked_lm",), {}, "modernbert", "ModernBertForMaskedLM"),
    "modernbert-biases": (
        ("masked_lm",),
        {"biases": True, "activation": "swiglu"},
        "modernbert",
        "ModernBertForMaskedLM",
    ),
    "gpt2": (("causal_lm",), CLASSIC | {"paper": "gpt2"}, "gpt2", "GPT2LMHeadModel"),
    "llama": (("causal_lm",), {"architecture": "decoder"}, "llama", "LlamaForCausalLM"),
    "llama-biases": (
        ("causal_lm",),
        {"architecture": "decoder", "biases": True, "activation": "geglu"},
        "llama",
        "LlamaForCausalLM",
    ),
    "bart": (
        ("denoising",),
        CLASSIC | {"paper": "bart", "decoder_depth": 1},
        "bart",
        "BartForConditionalGeneration",
    ),
    "t5": (
        ("span_corruption",),
        CLASSIC | {"paper": "t5", "decoder_depth": 1},
        "t5",
        "T5ForConditionalGeneration",
    ),
    "t5-gated": (
        ("span_corruption",),
        CLASSIC | {"paper": "t5", "activation": "geglu", "scaled_logits": False},
        "t5",
        "T5ForConditionalGeneration",
    ),
    "t5-silu": (
        ("translation",),
        CLASSIC | {"paper": "t5", "activation": "swiglu"},
        "t5",
        "T5ForConditionalGeneration",
    ),
}


def recipe_of(
    objectives: tuple[str, ...],
    model: Mapping[str, Any],
    folder: Path,
    configs: Mapping[str, Any] = CONFIGS,
) -> Any:
    """A recipe whose texts are nowhere."""
    paths = {"paths": [str(folder)]}
    data = {
        **dict.fromkeys(("corpus", "labelled", "parallel"), paths),
        "task": {"train": [str(folder)]},
        "tokenizer": {"vocabulary": 400, "sentinels": 12},
        "model": SHAPE | dict(model),
        "objectives": {name: configs.get(name, {}) for name in objectives},
        "training": {"steps": 1},
    }
    return read_recipe(data, folder=folder, files=False)


def found_run(
    path: Path,
    objectives: tuple[str, ...],
    model: Mapping[str, Any],
    *,
    std: float = 0.2,
    configs: Mapping[str, Any] = CONFIGS,
) -> Learner:
    """A run in the folder `path` with one checkpoint, and the learner it holds."""
    recipe, words = recipe_of(objectives, model, path.parent, configs), tokenizer()
    learner = samples.stirred(build_learner(recipe, words), std=std).eval()
    run = Run.create(
        path,
        recipe_toml=recipe_to_toml(recipe.as_file()),
        environment={"classes": list(CLASSES)},
        tokenizer_json=words.to_bytes(),
    )
    run.save_checkpoint(7, {n: t.numpy() for n, t in learner.tensors().items()}, {}, {})
    return learner

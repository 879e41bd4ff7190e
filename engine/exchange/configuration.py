"""Configuration: a model as the config.json of its family says it, for `transformers`. Torch-free.

Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engine.models.config import ModelConfig
from engine.models.styles import BASE, BUCKETS, FARTHEST
from engine.tokenizer.tokenizer import SpecialTokens

Values = dict[str, Any]

STD = 0.02  # of a fresh weight there, should somebody add a head
ACTIVATIONS = {"gelu": "gelu", "gelu_tanh": "gelu_new", "relu": "relu"}
GATES = {"geglu": "gelu", "swiglu": "silu"}
# T5's "gated-gelu" stands for the one by tanh, which is not ours.
T5_FEED_FORWARD = ACTIVATIONS | {"geglu": "gated-gelu_python", "swiglu": "gated-silu"}
SKIPPED = {"bart": 2}  # rows of the table of positions that stand before the first place


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a configuration says of the vocabulary."""

    vocabulary: int  # V, the real one
    special: SpecialTokens
    start: int | None = None  # what a decoder of its own begins with


def config_of(
    family: str,
    model: ModelConfig,
    tokens: Tokens,
    *,
    architecture: str,
    labels: Sequence[str] = (),
    regression: bool = False,
) -> Values:
    """The config.json of a model that fits `family`; KeyError where there is no such family.

    `labels` name the classes of a head that has any.
    """
    found: Values = {
        "architectures": [architecture],
        "model_type": family,
        "vocab_size": tokens.vocabulary,
        "pad_token_id": tokens.special.pad,
        "tie_word_embeddings": True,
        "torch_dtype": "float32",
    }
    found |= _WRITERS[family](model, tokens)
    if labels or regression:
        names = list(labels) or ["LABEL_0"]
        found |= {
            "id2label": {str(number): name for number, name in enumerate(names)},
            "label2id": {name: number for number, name in enumerate(names)},
            "problem_type": "regression" if regression else "single_label_classification",
        }
    return found


def generation_of(model: ModelConfig, tokens: Tokens) -> Values:
    """The generation_config.json of a model that writes: how it begins, and where it ends."""
    special = tokens.special
    found: Values = {
        "bos_token_id": special.cls,
        "eos_token_id": special.sep,
        "pad_token_id": special.pad if special.pad is not None else special.sep,
        "max_length": model.length,
        "do_sample": False,
    }
    if tokens.start is not None:
        found["decoder_start_token_id"] = tokens.start
    return found


def skipped_positions(family: str, special: SpecialTokens) -> int:
    """Rows of the table of positions before that of the first place."""
    if family == "roberta":  # it counts places from its padding token on
        return (special.pad or 0) + 1
    return SKIPPED.get(family, 0)


def _bert(model: ModelConfig, tokens: Tokens) -> Values:
    return {
        "hidden_size": model.width,
        "num_hidden_layers": model.depth,
        "num_attention_heads": model.heads,
        "intermediate_size": model.feed_forward,
        "hidden_act": ACTIVATIONS[model.activation],
        "hidden_dropout_prob": model.dropout,
        "attention_probs_dropout_prob": 0.0,
        "max_position_embeddings": model.length,
        "type_vocab_size": 2,
        "layer_norm_eps": model.epsilon,
        "initializer_range": STD,
        "position_embedding_type": "absolute",
    }


def _roberta(model: ModelConfig, tokens: Tokens) -> Values:
    special = tokens.special
    return _bert(model, tokens) | {
        "max_position_embeddings": model.length + skipped_positions("roberta", special),
        "type_vocab_size": 1,
        "pad_token_id": special.pad or 0,
        "bos_token_id": special.cls,
        "eos_token_id": special.sep,
    }


def _albert(model: ModelConfig, tokens: Tokens) -> Values:
    return _bert(model, tokens) | {
        "embedding_size": model.embedded,
        "num_hidden_groups": 1,
        "inner_group_num": 1,
        "classifier_dropout_prob": model.dropout,
        "bos_token_id": tokens.special.cls,
        "eos_token_id": tokens.special.sep,
    }


def _electra(model: ModelConfig, tokens: Tokens) -> Values:
    return _bert(model, tokens) | {"embedding_size": model.embedded}


def _modernbert(model: ModelConfig, tokens: Tokens) -> Values:
    special, kinds = tokens.special, ("full_attention", "sliding_attention")
    return {
        "hidden_size": model.width,
        "num_hidden_layers": model.depth,
        "num_attention_heads": model.heads,
        "intermediate_size": model.feed_forward,
        "hidden_activation": GATES[model.activation],
        "max_position_embeddings": model.length,
        "norm_eps": model.epsilon,
        "norm_bias": model.biases,
        "attention_bias": model.biases,
        "mlp_bias": model.biases,
        "classifier_bias": model.biases,
        "classifier_activation": "gelu",
        "decoder_bias": True,
        "attention_dropout": 0.0,
        "embedding_dropout": model.dropout,
        "mlp_dropout": 0.0,
        "initializer_range": STD,
        "layer_types": ["full_attention"] * model.depth,
        "rope_parameters": {kind: {"rope_type": "default", "rope_theta": BASE} for kind in kinds},
        "bos_token_id": special.cls,
        "cls_token_id": special.cls,
        "sep_token_id": special.sep,
        "eos_token_id": special.sep,
    }


def _gpt2(model: ModelConfig, tokens: Tokens) -> Values:
    return {
        "n_embd": model.width,
        "n_layer": model.depth,
        "n_head": model.heads,
        "n_inner": model.feed_forward,
        "n_positions": model.length,
        "activation_function": ACTIVATIONS[model.activation],
        "layer_norm_epsilon": model.epsilon,
        "attn_pdrop": 0.0,
        "embd_pdrop": model.dropout,
        "resid_pdrop": model.dropout,
        "initializer_range": STD,
        "bos_token_id": tokens.special.cls,
        "eos_token_id": tokens.special.sep,
    }


def _llama(model: ModelConfig, tokens: Tokens) -> Values:
    return {
        "hidden_size": model.width,
        "num_hidden_layers": model.depth,
        "num_attention_heads": model.heads,
        "num_key_value_heads": model.heads,
        "head_dim": model.head_width,
        "intermediate_size": model.feed_forward,
        "hidden_act": GATES[model.activation],
        "max_position_embeddings": model.length,
        "rms_norm_eps": model.epsilon,
        "rope_parameters": {"rope_type": "default", "rope_theta": BASE},
        "attention_bias": model.biases,
        "mlp_bias": model.biases,
        "attention_dropout": 0.0,
        "initializer_range": STD,
        "bos_token_id": tokens.special.cls,
        "eos_token_id": tokens.special.sep,
    }


def _bart(model: ModelConfig, tokens: Tokens) -> Values:
    sides = {"encoder": model.depth, "decoder": model.written_depth}
    found: Values = {}
    for side, depth in sides.items():
        found |= {
            f"{side}_layers": depth,
            f"{side}_attention_heads": model.heads,
            f"{side}_ffn_dim": model.feed_forward,
            f"{side}_layerdrop": 0.0,
        }
    return found | {
        "d_model": model.width,
        "activation_function": ACTIVATIONS[model.activation],
        "dropout": model.dropout,
        "attention_dropout": 0.0,
        "activation_dropout": 0.0,
        "max_position_embeddings": model.length,
        "scale_embedding": False,
        "init_std": STD,
        "is_encoder_decoder": True,
        "bos_token_id": tokens.special.cls,
        "eos_token_id": tokens.special.sep,
        "decoder_start_token_id": tokens.start,
        "forced_eos_token_id": None,
    }


def _t5(model: ModelConfig, tokens: Tokens) -> Values:
    return {
        "d_model": model.width,
        "d_kv": model.head_width,
        "d_ff": model.feed_forward,
        "num_layers": model.depth,
        "num_decoder_layers": model.written_depth,
        "num_heads": model.heads,
        "feed_forward_proj": T5_FEED_FORWARD[model.activation],
        "relative_attention_num_buckets": BUCKETS,
        "relative_attention_max_distance": FARTHEST,
        "dropout_rate": model.dropout,
        "layer_norm_epsilon": model.epsilon,
        # There it says whether what the vocabulary is asked is scaled: tied it is always.
        "tie_word_embeddings": model.scaled_logits,
        "is_encoder_decoder": True,
        "n_positions": model.length,
        "eos_token_id": tokens.special.sep,
        "decoder_start_token_id": tokens.start,
    }


_WRITERS: dict[str, Callable[[ModelConfig, Tokens], Values]] = {
    "bert": _bert,
    "roberta": _roberta,
    "albert": _albert,
    "electra": _electra,
    "modernbert": _modernbert,
    "gpt2": _gpt2,
    "llama": _llama,
    "bart": _bart,
    "t5": _t5,
}

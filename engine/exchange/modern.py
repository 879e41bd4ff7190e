"""Modern: what the configurations of ModernBERT and Llama say, as ours. Torch-free."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.exchange.settings import Settings
from engine.models.config import LAYER_EPSILON
from engine.models.shape import WIDTHS
from engine.models.styles import BASE

Read = tuple[dict[str, Any], int]  # fields of a model; rows of positions before the first place

GATES = {"silu": "swiglu", "swish": "swiglu", "gelu": "geglu", "gelu_python": "geglu"}


def read_modernbert(settings: Settings) -> Read:
    """Where every layer has full attention, and places turn as ours do; Fault else."""
    depth = settings.count("num_hidden_layers", 22)
    kinds = settings.values.get("layer_types")
    if kinds is None:  # every third one, where nobody says which
        settings.only("global_attn_every_n_layers", 1, default=3)
    elif kinds != ["full_attention"] * depth:
        raise settings.refused("layer_types", kinds, "full_attention")
    rope = settings.table("rope_parameters").get("full_attention", {})
    _places(settings, rope, settings.values.get("global_rope_theta", 160_000.0))
    biases = settings.values.get("attention_bias", False)
    for name in ("norm_bias", "mlp_bias", "classifier_bias"):
        settings.only(name, biases, default=False)
    settings.only("decoder_bias", True)
    settings.only("classifier_activation", "gelu")
    width = settings.count("hidden_size", 768, least=WIDTHS[0])
    settings.epsilon("norm_eps", 1e-5, LAYER_EPSILON)
    return {
        "architecture": "encoder",
        "style": "modern",
        "depth": depth,
        "width": width,
        "heads": settings.count("num_attention_heads", 12),
        "feed_forward": settings.count("intermediate_size", 1152),
        "activation": settings.named("hidden_activation", GATES, "gelu"),
        "biases": biases,
        "length": settings.count("max_position_embeddings", 8192),
        "dropout": settings.share("embedding_dropout", 0.0),
    }, 0


def read_llama(settings: Settings) -> Read:
    """Where every head has keys of its own, and places turn as ours do; Fault else."""
    width = settings.count("hidden_size", 4096, least=WIDTHS[0])
    heads = settings.count("num_attention_heads", 32)
    settings.only("num_key_value_heads", heads, default=heads)
    settings.only("head_dim", width // heads, default=width // heads)
    settings.only("rope_scaling")
    rope = settings.table("rope_parameters")
    _places(settings, rope, settings.values.get("rope_theta", BASE))
    biases = settings.values.get("attention_bias", False)
    settings.only("mlp_bias", biases, default=False)
    settings.epsilon("rms_norm_eps", 1e-6, LAYER_EPSILON)
    return {
        "architecture": "decoder",
        "style": "modern",
        "depth": settings.count("num_hidden_layers", 32),
        "width": width,
        "heads": heads,
        "feed_forward": settings.count("intermediate_size", 11_008),
        "activation": settings.named("hidden_act", GATES, "silu"),
        "biases": biases,
        "length": settings.count("max_position_embeddings", 2048),
    }, 0


def _places(settings: Settings, rope: Any, theta: Any) -> None:
    """Rotary positions must turn as ours do."""
    found = rope if isinstance(rope, Mapping) else {}
    kind, theta = found.get("rope_type", "default"), found.get("rope_theta", theta)
    if kind != "default":
        raise settings.refused("rope_type", kind, "default")
    if type(theta) not in (int, float) or theta != BASE:
        raise settings.refused("rope_theta", theta, str(BASE))

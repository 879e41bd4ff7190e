"""A config.json that is broken, or describes what is not known here, is a fault that names it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.engine.hostile_folders import (
    Change,
    copy,
    linked,
    pipe,
    refused,
    removed,
    settings,
    whole,
    written,
)

__all__ = ["whole"]

CONFIGS: dict[str, tuple[Change, str]] = {
    "missing": (removed("config.json"), "config.json cannot be read"),
    "empty": (written("config.json", b""), "It is no JSON"),
    "no JSON": (written("config.json", b"\xff\xfe{"), "It is no JSON"),
    "a list": (written("config.json", b"[1, 2]"), "no table of settings"),
    "NaN": (written("config.json", b'{"hidden_size": NaN}'), "It is no JSON (NaN)"),
    "infinite": (written("config.json", b'{"hidden_size": 1e999}'), "model_type"),
    "very large": (written("config.json", b'{"a": "' + b"x" * (17 << 20) + b'"}'), "too large"),
    "swelling": (written("config.json", b'{"a": [' + b"[]," * 2_000_000 + b"1]}"), "too large"),
    "very deep": (written("config.json", b"[" * 200_000), "nested too deeply"),
    "deep": (written("config.json", b'{"a":' * 100 + b"1" + b"}" * 100), "nested too deeply"),
    "long number": (written("config.json", b'{"a": ' + b"9" * 5000 + b"}"), "It is no JSON"),
    "loop": (linked("config.json", "config.json"), "a link that leads to itself"),
    "device": (linked("config.json", "/dev/zero"), "It is no file"),
    "pipe": (pipe("config.json"), "It is no file"),
    "broken link": (linked("config.json", "nowhere"), "It is not there"),
    "no kind": (settings(model_type="gone"), "Its model_type is –"),
    "unknown kind": (settings(model_type="mamba"), "Its model_type is mamba"),
    "kind of another sort": (settings(model_type=["bert"]), "Its model_type is"),
    "relative positions": (
        settings(position_embedding_type="relative_key"),
        "Its position_embedding_type is relative_key; here it can be: absolute",
    ),
    "another activation": (settings(hidden_act="mish"), "Its hidden_act is mish"),
    "a decoder": (settings(is_decoder=True), "Its is_decoder is true"),
    "three types": (settings(type_vocab_size=3), "Its type_vocab_size is 3"),
    "another epsilon": (settings(layer_norm_eps=1e-3), "Its layer_norm_eps is 0.001"),
    "no width": (settings(hidden_size=0), "Its hidden_size is 0"),
    "negative": (settings(num_hidden_layers=-3), "Its num_hidden_layers is -3"),
    "text": (settings(num_attention_heads="4"), "Its num_attention_heads is 4"),
    "true": (settings(num_attention_heads=True), "Its num_attention_heads is true"),
    "fraction": (settings(hidden_size=32.5), "Its hidden_size is 32.5"),
    "heads that do not divide": (
        settings(num_attention_heads=5),
        "Its heads cannot be 5: 5 heads do not divide",
    ),
    "all dropped": (settings(hidden_dropout_prob=7), "Its hidden_dropout_prob is 7"),
    "quantised": (settings(quantization_config={"bits": 4}), "Its quantization_config is"),
    "far too large": (
        settings(hidden_size=8192, intermediate_size=32768),
        "not those its config.json describes",
    ),
    "many layers": (settings(num_hidden_layers=100), "There is none of: bert.encoder.layer.2."),
    "many words": (settings(vocab_size=2**31 - 1), " × 32, not 2147483647 × 32"),
    "few words": (settings(vocab_size=100), " tokens, the model 100"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_config_that_cannot_be_honoured_is_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    change, said = CONFIGS[name]
    folder = copy(whole("bert"), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")


OTHERS: dict[str, tuple[str, Change, str]] = {
    "gpt2 scaled by layer": (
        "gpt2",
        settings(scale_attn_by_inverse_layer_idx=True),
        "Its scale_attn_by_inverse_layer_idx is true",
    ),
    "gpt2 unscaled": ("gpt2", settings(scale_attn_weights=False), "scale_attn_weights is false"),
    "roberta padding": ("roberta", settings(pad_token_id=90), "Its pad_token_id is"),
    "bart scaled": ("bart", settings(scale_embedding=True), "Its scale_embedding is true"),
    "t5 gated by tanh": ("t5", settings(feed_forward_proj="gated-gelu"), "gated-gelu"),
    "t5 buckets": ("t5", settings(relative_attention_num_buckets=64), "num_buckets is 64"),
    "t5 heads of another width": ("t5", settings(d_kv=16), "Its d_kv is 16"),
    "albert groups": ("albert", settings(num_hidden_groups=2), "Its num_hidden_groups is 2"),
    "sliding windows": (
        "modernbert",
        settings(layer_types=["full_attention", "sliding_attention"]),
        "Its layer_types is",
    ),
    "other wave lengths": (
        "modernbert",
        settings(rope_parameters={"full_attention": {"rope_theta": 160000.0}}),
        "Its rope_theta is 160000.0",
    ),
    "shared keys": ("llama", settings(num_key_value_heads=2), "Its num_key_value_heads is 2"),
    "stretched places": (
        "llama",
        settings(rope_parameters={"rope_type": "yarn", "rope_theta": 10000.0}),
        "Its rope_type is yarn",
    ),
}


@pytest.mark.parametrize("name", OTHERS)
def test_a_choice_that_is_not_known_here_is_named(
    name: str, whole: Callable[[str], Path], tmp_path: Path
) -> None:
    family, change, said = OTHERS[name]
    folder = copy(whole(family), tmp_path / "model")
    change(folder)
    assert said in refused(folder, tmp_path / "runs")

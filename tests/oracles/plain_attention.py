"""Attention from a model's weights by the papers' formulas, in NumPy and double precision.

Nothing of the engine computes here; its weights are read by their names.

Letters: B rows, L tokens, M decoder tokens, D width, H heads, d = D / H.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from engine.batch import Batch
from engine.models.transformer import Transformer

Array = np.ndarray[Any, Any]
NUM_BUCKETS, MAX_DISTANCE = 32, 128  # Raffel et al. 2020, section 2.1


@dataclass
class Looked:
    """The attention of each layer."""

    trunk: list[Array] = field(default_factory=list)  # [B, H, L, L]
    decoder: list[Array] = field(default_factory=list)  # [B, H, M, M]
    cross: list[Array] = field(default_factory=list)  # [B, H, M, L]


def plain_attention(model: Transformer, batch: Batch) -> Looked:
    """What every head of the model looks at in a NumPy batch."""
    looked, plain = Looked(), _Plain(model)
    causal = batch.sight == "causal"
    read = plain.stack(
        "",
        batch.tokens,
        batch.positions,
        batch.segments,
        types=batch.token_types,
        causal=causal,
        seen=looked.trunk,
    )
    if batch.decoder_tokens is not None:
        plain.stack(
            "decoder.",
            batch.decoder_tokens,
            batch.decoder_positions,
            batch.decoder_segments,
            causal=True,
            seen=looked.decoder,
            memory=(read, batch.segments, looked.cross),
        )
    return looked


class _Plain:
    def __init__(self, model: Transformer) -> None:
        self.config = model.config
        self.weights = {
            name: value.detach().numpy().astype(np.float64)
            for name, value in model.named_parameters()
        }

    def stack(
        self,
        side: str,
        tokens: Array,
        positions: Array,
        segments: Array,
        *,
        types: Array | None = None,
        causal: bool,
        seen: list[Array],
        memory: Any = None,
    ) -> Array:
        """The vectors at the end, [B, L, D]."""
        config = self.config
        x = self.embedded(side, tokens, positions, types)
        mask = np.where(segments[:, :, None] == segments[:, None, :], 0.0, -np.inf)[:, None]
        length = tokens.shape[1]
        if causal:
            mask = mask + np.where(np.tri(length), 0.0, -np.inf)
        if config.positions == "relative":
            mask = mask + self.bias(side, length, both_ways=not causal)
        pre = config.norm == "pre"
        depth = config.written_depth if side else config.depth
        for layer in range(depth):
            name = f"{side}blocks.{0 if config.share_layers else layer}."
            normed = self.norm(f"{name}attention_norm", x) if pre else x
            x = x + self.attention(f"{name}attention", normed, normed, mask, positions, seen)
            x = x if pre else self.norm(f"{name}attention_norm", x)
            if memory is not None:
                read, their_segments, crossed = memory
                apart = segments[:, :, None] != their_segments[:, None, :]
                found = np.where(apart, -np.inf, 0.0)[:, None]
                normed = self.norm(f"{name}cross_norm", x) if pre else x
                x = x + self.attention(f"{name}cross", normed, read, found, None, crossed)
                x = x if pre else self.norm(f"{name}cross_norm", x)
            normed = self.norm(f"{name}feed_forward_norm", x) if pre else x
            x = x + self.feed_forward(f"{name}feed_forward", normed)
            x = x if pre else self.norm(f"{name}feed_forward_norm", x)
        return self.norm(f"{side}norm", x) if pre else x

    def embedded(self, side: str, tokens: Array, positions: Array, types: Array | None) -> Array:
        config, name = self.config, f"{side}embeddings."
        table = self.weights["embeddings.tokens.weight"]
        x = table[tokens]
        if config.positions == "learned":
            x = x + self.weights[f"{name}positions.weight"][positions + config.position_offset]
        if config.positions == "sinusoidal":
            # PE(pos, 2i) = sin(pos / 10000^(2i/D)), PE(pos, 2i+1) = cos of the same.
            width = x.shape[-1]
            waves = np.empty((*tokens.shape, width))
            for place in range(width // 2):
                angle = positions / 10_000 ** (2 * place / width)
                waves[..., 2 * place], waves[..., 2 * place + 1] = np.sin(angle), np.cos(angle)
            x = x * math.sqrt(width) + waves
        if f"{name}types.weight" in self.weights:
            x = x + self.weights[f"{name}types.weight"][0 if types is None else types]
        x = self.norm(f"{name}norm", x)
        return self.linear(f"{name}to_width", x) if f"{name}to_width.weight" in self.weights else x

    def attention(
        self,
        name: str,
        x: Array,
        others: Array,
        mask: Array,
        positions: Array | None,
        seen: list[Array],
    ) -> Array:
        heads, width = self.config.heads, self.config.width // self.config.heads
        own, theirs = self.linear(f"{name}.qkv", x), self.linear(f"{name}.qkv", others)
        q = np.split(own, 3, axis=-1)[0]
        _, k, v = np.split(theirs, 3, axis=-1)
        q, k, v = (
            part.reshape(*part.shape[:2], heads, width).transpose(0, 2, 1, 3) for part in (q, k, v)
        )
        if self.config.positions == "rotary" and positions is not None:
            q, k = turned(q, positions), turned(k, positions)
        scores = q @ k.transpose(0, 1, 3, 2)
        if self.config.scaled_attention:
            scores = scores / math.sqrt(width)
        scores = scores + mask
        with np.errstate(invalid="ignore"):
            powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
        powers = np.nan_to_num(powers)  # a row that may look at nothing
        sums = powers.sum(axis=-1, keepdims=True)
        weights = np.divide(powers, sums, out=np.zeros_like(powers), where=sums > 0)
        seen.append(weights)
        mixed = (weights @ v).transpose(0, 2, 1, 3).reshape(x.shape)
        return self.linear(f"{name}.output", mixed)

    def feed_forward(self, name: str, x: Array) -> Array:
        inner, kind = self.linear(f"{name}.up", x), self.config.activation
        if kind in ("geglu", "swiglu"):
            opened, gate = np.split(inner, 2, axis=-1)
            inner = ACTIVATIONS[kind](opened) * gate
        else:
            inner = ACTIVATIONS[kind](inner)
        return self.linear(f"{name}.down", inner)

    def bias(self, side: str, length: int, *, both_ways: bool) -> Array:
        """[1, H, L, L]."""
        table = self.weights[f"{side}relative.table.weight"]
        numbers = [
            [bucket(key - query, both_ways=both_ways) for key in range(length)]
            for query in range(length)
        ]
        return table[np.array(numbers)].transpose(2, 0, 1)[None]

    def norm(self, name: str, x: Array) -> Array:
        """LayerNorm or RMSNorm; nothing where the model has no norm of that name."""
        if f"{name}.weight" not in self.weights:
            return x
        if self.config.normalisation == "rms":
            x = x / np.sqrt((x**2).mean(axis=-1, keepdims=True) + self.config.epsilon)
        else:
            x = x - x.mean(axis=-1, keepdims=True)
            x = x / np.sqrt(x.var(axis=-1, keepdims=True) + self.config.epsilon)
        return x * self.weights[f"{name}.weight"] + self.weights.get(f"{name}.bias", 0.0)

    def linear(self, name: str, x: Array) -> Array:
        return x @ self.weights[f"{name}.weight"].T + self.weights.get(f"{name}.bias", 0.0)


def turned(x: Array, positions: Array) -> Array:
    """x [B, H, L, d] as complex numbers, turned by their places (Su et al. 2021, section 3.4.2)."""
    half = x.shape[-1] // 2
    rates = 10_000.0 ** (-np.arange(half) / half)
    turns = np.exp(1j * positions[:, None, :, None] * rates)
    both = (x[..., :half] + 1j * x[..., half:]) * turns
    return np.concatenate([both.real, both.imag], axis=-1)


def bucket(distance: int, *, both_ways: bool) -> int:
    """T5's number for a key so far after its query."""
    num_buckets, found = NUM_BUCKETS, 0
    if both_ways:
        num_buckets //= 2
        found = num_buckets if distance > 0 else 0
        distance = abs(distance)
    else:
        distance = -min(distance, 0)
    exact = num_buckets // 2
    if distance < exact:
        return found + distance
    growth = math.log(distance / exact) / math.log(MAX_DISTANCE / exact)
    return found + min(num_buckets - 1, exact + int(growth * (num_buckets - exact)))


def gelu(x: Array) -> Array:
    """x Φ(x)."""
    return 0.5 * x * (1.0 + np.vectorize(math.erf)(x / math.sqrt(2.0)))


def gelu_tanh(x: Array) -> Array:
    """Its approximation (Hendrycks & Gimpel 2016)."""
    return 0.5 * x * (1.0 + np.tanh(math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3)))


def swish(x: Array) -> Array:
    """x σ(x)."""
    return x / (1.0 + np.exp(-x))


ACTIVATIONS = {
    "relu": lambda x: np.maximum(x, 0.0),
    "gelu": gelu,
    "gelu_tanh": gelu_tanh,
    "geglu": gelu,
    "swiglu": swish,
}

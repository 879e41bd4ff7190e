"""What a model costs, from its configuration alone: parameters, FLOPs, memory. Torch-free.

Letters: B rows, L tokens per row, M tokens written per row, P predicted places per row, Q places
asked for, D width, E embedding width, H heads, F feed-forward width, V vocabulary, K classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from engine.models.config import ModelConfig
from engine.models.styles import BUCKETS

MULTIPLE = 64  # rows of the embedding, as in transformer.py
FORWARD_AND_BACKWARD = 3  # a map's gradients by input and by weight cost one forward pass each
STATES = {"adamw": 2, "adam": 2, "muon": 2, "sgd": 1}  # numbers an optimizer keeps per weight
MATRIX_STATES = STATES | {"muon": 1}  # and per weight of a block's matrices
Reading = Literal["pooler", "transform", "plain"]
PoolerActivation = Literal["tanh", "gelu", "relu"]
SINGLE = 4  # bytes of a weight, a gradient and a moment: all fp32


@dataclass(frozen=True, slots=True)
class Count:
    """Weights by part, and what one row costs."""

    parts: dict[str, int] = field(default_factory=dict)  # parameters
    flops: int = 0  # of one forward pass of one row, matrix products only, as torch counts them
    kept: int = 0  # numbers one row leaves behind for the backward pass
    matrices: int = 0  # of the parameters, those of the maps in the blocks
    cast: int = 0  # of the parameters, those a pass in bf16 keeps a copy of
    early: int = 0  # of the parameters, those whose gradient a pass has ready before the backward

    @property
    def parameters(self) -> int:
        """All of them."""
        return sum(self.parts.values())

    def __add__(self, other: Count) -> Count:
        parts = {
            name: self.parts.get(name, 0) + other.parts.get(name, 0)
            for name in (*self.parts, *other.parts)
        }
        return Count(
            parts,
            flops=self.flops + other.flops,
            kept=self.kept + other.kept,
            matrices=self.matrices + other.matrices,
            cast=self.cast + other.cast,
            early=self.early + other.early,
        )


def count_trunk(
    config: ModelConfig,
    vocabulary: int,
    length: int,
    asked: int | None = None,
    *,
    decoder_length: int | None = None,
    shared: bool = False,
) -> Count:
    """The transformer without heads, on rows of `length` tokens.

    An encoder-decoder also writes `decoder_length` (default: as many). The last block works out
    the vectors of `asked` places of a row alone; None: of all. `shared`: the embedding's tables
    are another transformer's, and counted there.
    """
    tables = 0
    if not shared:
        tables = padded(vocabulary) * config.embedded + (2 * config.embedded * config.token_types)
    if not config.writes:
        one = _stack(config, config.depth, length, asked)
        return one + Count(parts={"embeddings": tables + _positions(config, shared=shared)})
    tables += _positions(config, shared=shared) + _positions(config)
    written = length if decoder_length is None else decoder_length
    reads = _stack(config, config.depth, length, None)
    writes = _stack(config, config.written_depth, written, asked, memory=length)
    return reads + writes + Count(parts={"embeddings": tables})


def _stack(
    config: ModelConfig, depth: int, length: int, asked: int | None, *, memory: int | None = None
) -> Count:
    """Blocks on one another, what is before them but the tables, and the norm after them."""
    width, last = config.width, length if asked is None else asked
    inner, blocks = _inner(config), 1 if config.share_layers else depth
    looks = 1 if memory is None else 2
    map_in = _map(config, config.embedded, width) if config.embedded != width else 0
    attention = _map(config, width, 3 * width) + _map(config, width, width)
    feed_forward = _map(config, width, inner) + _map(config, config.feed_forward, width)
    norms = blocks * (1 + looks) + (config.norm == "pre") - config.bare_first
    relative = BUCKETS * config.heads if config.positions == "relative" else 0
    parts = {
        "embeddings": map_in + config.embedding_norm * _norm(config, config.embedded),
        "attention": blocks * attention + relative,
        "feed_forward": blocks * feed_forward,
        "norms": norms * _norm(config),
    }
    units = width * inner + config.feed_forward * width
    queries = looks * 2 * width * width + units  # all maps but those of K and V
    seen = length + (memory or 0)
    scores = 2 * seen * width  # Q Kᵀ and the weighted sum, per query
    tokens = (depth - 1) * length + last
    entry = config.embedded * width if map_in else 0
    matrices = looks * 4 * width * width + units
    # Of what a token leaves behind without being asked: two inputs, K and V.
    unasked = (length - last) * 4 * width + depth * (memory or 0) * 2 * width
    return Count(
        parts=parts if memory is None else parts | {"cross": blocks * attention},
        flops=2 * (tokens * (queries + scores) + depth * seen * 2 * width * width + length * entry),
        kept=tokens * _kept_per_token(config, length, memory) + unasked + length * 3 * width,
        matrices=blocks * matrices,
        cast=depth * matrices + entry,
    )


def count_token_head(config: ModelConfig, vocabulary: int, places: int) -> Count:
    """The head that names tokens at `places` places of a row; its decoder is the embedding."""
    width, embedded, rows = config.width, config.embedded, padded(vocabulary)
    bias, dense = vocabulary if config.head_bias else 0, 0
    if config.head_transform:
        dense, bias = width * embedded, bias + _norm(config, embedded)
        bias += embedded if config.biases else 0
    direct = not config.head_transform  # then the logits of few places at a time are there
    return Count(
        parts={"heads": dense + bias},
        flops=2 * places * (dense + embedded * rows),
        kept=places * (2 * width if direct else 4 * width + 2 * rows),
        cast=0 if direct else dense + embedded * rows,
        early=embedded * rows if direct else 0,
    )


def count_pair_head(config: ModelConfig, classes: int) -> Count:
    """The head that gives a whole row one of `classes`."""
    width = config.width
    return Count(
        parts={"heads": (width + 1) * (width + classes)},
        flops=2 * width * (width + classes),
        kept=3 * width,
        cast=width * (width + classes),
    )


def class_reading(config: ModelConfig, *, whole: bool) -> Reading:
    """What stands between a vector and its classes; `whole`: it stands for all of a row."""
    if config.architecture == "encoder" and config.head_transform and not config.biases:
        return "transform"
    return "pooler" if whole and config.architecture != "decoder" else "plain"


def count_class_head(config: ModelConfig, classes: int, places: int, *, whole: bool) -> Count:
    """The head that gives `classes` numbers to each of `places` vectors of a row."""
    width, reading = config.width, class_reading(config, whole=whole)
    biased = not (whole and config.architecture == "decoder")
    dense = 0 if reading == "plain" else width * width
    others = {"plain": 0, "pooler": width, "transform": _norm(config)}[reading]
    maps = dense + width * classes
    return Count(
        parts={"heads": maps + others + (classes if biased else 0)},
        flops=2 * places * maps,
        kept=places * (width if reading == "plain" else 4 * width),
        cast=maps,
    )


def count_detection_head(config: ModelConfig, places: int) -> Count:
    """The head that says of `places` tokens of a row whether they were replaced."""
    width = config.width
    return Count(
        parts={"heads": (width + 1) * (width + 1)},
        flops=2 * places * width * (width + 1),
        kept=places * 3 * width,
        cast=width * (width + 1),
    )


def memory_bytes(count: Count, *, rows: int, optimizer: str, activation_bytes: int) -> int:
    """Of training: weights, gradients, the optimizer's state, and what one micro-batch keeps.

    That is what `rows` rows leave behind and, in bf16, the weights once more.
    """
    cast = count.cast if activation_bytes < SINGLE else 0
    gradients = SINGLE * (count.parameters + count.early)
    fixed = checkpoint_bytes(count, optimizer) + gradients
    return fixed + activation_bytes * (rows * count.kept + cast)


def checkpoint_bytes(count: Count, optimizer: str) -> int:
    """Of the weights and the optimizer's state."""
    others = count.parameters - count.matrices
    states = STATES[optimizer] * others + MATRIX_STATES[optimizer] * count.matrices
    return SINGLE * (count.parameters + states)


def padded(vocabulary: int) -> int:
    """Rows of the embedding."""
    return -(-vocabulary // MULTIPLE) * MULTIPLE


def _map(config: ModelConfig, inputs: int, outputs: int) -> int:
    return inputs * outputs + (outputs if config.biases else 0)


def _norm(config: ModelConfig, width: int | None = None) -> int:
    biased = config.biases and config.normalisation == "layer"
    return (width or config.width) * (2 if biased else 1)


def _positions(config: ModelConfig, *, shared: bool = False) -> int:
    """One side's table of places."""
    if config.positions != "learned" or shared:
        return 0
    return (config.length + config.position_offset) * config.embedded


def _inner(config: ModelConfig) -> int:
    return config.feed_forward * (2 if config.gated else 1)


def _kept_per_token(config: ModelConfig, length: int, memory: int | None) -> int:
    """Numbers a block keeps per token: inputs of maps and norms, Q K V, scores, activations."""
    width, inner = config.width, _inner(config)
    attention = 2 * width + 3 * width + config.heads * length + width
    gated = config.feed_forward if config.gated else 0
    dropped = (2 * width + config.heads * length) if config.dropout > 0 else 0
    if memory is not None:
        attention += 4 * width + config.heads * memory
        dropped += (width + config.heads * memory) if config.dropout > 0 else 0
    return attention + 2 * width + inner + config.feed_forward + gated + dropped

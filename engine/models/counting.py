"""What a model costs, from its configuration alone: parameters, FLOPs, memory. Torch-free.

Letters: B rows, L tokens per row, P predicted places per row, Q places asked for, D width,
H heads, F feed-forward width, V vocabulary, K classes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from engine.models.config import ModelConfig

MULTIPLE = 64  # rows of the embedding, as in transformer.py
FORWARD_AND_BACKWARD = 3  # a map's gradients by input and by weight cost one forward pass each
STATES = {"adamw": 2, "adam": 2, "muon": 2, "sgd": 1}  # numbers an optimizer keeps per weight
MATRIX_STATES = STATES | {"muon": 1}  # and per weight of a block's matrices
SINGLE = 4  # bytes of a weight, a gradient and a moment: all fp32


@dataclass(frozen=True, slots=True)
class Count:
    """Weights by part, and what one row costs."""

    parts: dict[str, int] = field(default_factory=dict)  # parameters
    flops: int = 0  # of one forward pass of one row, matrix products only, as torch counts them
    kept: int = 0  # numbers one row leaves behind for the backward pass
    matrices: int = 0  # of the parameters, those of the maps in the blocks
    cast: int = 0  # of the parameters, those a pass in bf16 keeps a copy of

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
        )


def count_trunk(
    config: ModelConfig, vocabulary: int, length: int, asked: int | None = None
) -> Count:
    """The transformer without heads, on rows of `length` tokens.

    The last block works out the vectors of `asked` places of a row alone; None: of all.
    """
    width, last = config.width, length if asked is None else asked
    embeddings = padded(vocabulary) * width + _norm(config)
    if config.positions == "learned":
        embeddings += config.length * width
    if config.token_types:
        embeddings += 2 * width
    attention = _map(config, width, 3 * width) + _map(config, width, width)
    inner = _inner(config)
    feed_forward = _map(config, width, inner) + _map(config, config.feed_forward, width)
    # Pre-norm has none before the first attention, but one after the last block.
    norms = 2 * config.depth * _norm(config)
    queries = 2 * width * width + width * inner + config.feed_forward * width  # all but K and V
    scores = 2 * length * width  # Q Kᵀ and the weighted sum, per query
    matrices = config.depth * (4 * width * width + width * inner + config.feed_forward * width)
    tokens, kept = (config.depth - 1) * length + last, _kept_per_token(config, length)
    seen = 4 * width  # of what a token leaves behind, without being asked: two inputs, K and V
    return Count(
        parts={
            "embeddings": embeddings,
            "attention": config.depth * attention,
            "feed_forward": config.depth * feed_forward,
            "norms": norms,
        },
        flops=2 * tokens * (queries + scores) + 2 * config.depth * length * 2 * width * width,
        kept=tokens * kept + (length - last) * seen + length * 3 * width,
        matrices=matrices,
        cast=matrices,
    )


def count_token_head(config: ModelConfig, vocabulary: int, places: int) -> Count:
    """The head that names tokens at `places` places of a row; its decoder is the embedding."""
    width, rows = config.width, padded(vocabulary)
    return Count(
        parts={"heads": _map(config, width, width) + _norm(config) + vocabulary},
        flops=2 * places * (width * width + width * rows),
        kept=places * (4 * width + 2 * rows),
        cast=width * width + width * rows,
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


def memory_bytes(count: Count, *, rows: int, optimizer: str, activation_bytes: int) -> int:
    """Of training: weights, gradients, the optimizer's state, and what one micro-batch keeps.

    That is what `rows` rows leave behind and, in bf16, the weights once more.
    """
    others = count.parameters - count.matrices
    states = STATES[optimizer] * others + MATRIX_STATES[optimizer] * count.matrices
    cast = count.cast if activation_bytes < SINGLE else 0
    return SINGLE * (2 * count.parameters + states) + activation_bytes * (rows * count.kept + cast)


def padded(vocabulary: int) -> int:
    """Rows of the embedding."""
    return -(-vocabulary // MULTIPLE) * MULTIPLE


def _map(config: ModelConfig, inputs: int, outputs: int) -> int:
    return inputs * outputs + (outputs if config.biases else 0)


def _norm(config: ModelConfig) -> int:
    return config.width * (2 if config.biases else 1)


def _inner(config: ModelConfig) -> int:
    return config.feed_forward * (2 if config.activation == "geglu" else 1)


def _kept_per_token(config: ModelConfig, length: int) -> int:
    """Numbers a block keeps per token: inputs of maps and norms, Q K V, scores, activations."""
    width, inner = config.width, _inner(config)
    attention = 2 * width + 3 * width + config.heads * length + width
    gated = config.feed_forward if config.activation == "geglu" else 0
    dropped = (2 * width + config.heads * length) if config.dropout > 0 else 0
    return attention + 2 * width + inner + config.feed_forward + gated + dropped

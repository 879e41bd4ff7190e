"""Sizes, styles and papers of transformers by name. Torch-free.

Letters: D width, d width of a head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Size:
    """Layers, width and heads that go by one name."""

    depth: int
    width: int
    heads: int


# Turc et al. 2019, arXiv:1908.08962, table 1
SIZES: dict[str, Size] = {
    "tiny": Size(depth=2, width=128, heads=2),
    "mini": Size(depth=4, width=256, heads=4),
    "small": Size(depth=4, width=512, heads=8),
    "medium": Size(depth=8, width=512, heads=8),
    "base": Size(depth=12, width=768, heads=12),
}

ENCODER, DECODER, BOTH = "encoder", "decoder", "encoder_decoder"

_PLAIN: dict[str, Any] = {
    "position_offset": 0,
    "share_layers": False,
    "scaled_attention": True,
    "scaled_logits": False,
    "initialisation": "auto",
}

# Warner et al. 2024 (ModernBERT, every layer with full attention)
_MODERN_ENCODER = _PLAIN | {
    "norm": "pre",
    "normalisation": "layer",
    "activation": "geglu",
    "positions": "rotary",
    "embedding_norm": True,
    "head_transform": True,
    "biases": False,
    "token_types": False,
    "dropout": 0.0,
}

# Touvron et al. 2023 (Llama)
_MODERN_DECODER = _MODERN_ENCODER | {
    "normalisation": "rms",
    "activation": "swiglu",
    "embedding_norm": False,
    "head_transform": False,
}

# Devlin et al. 2018
_BERT = _PLAIN | {
    "norm": "post",
    "normalisation": "layer",
    "activation": "gelu",
    "positions": "learned",
    "embedding_norm": True,
    "head_transform": True,
    "biases": True,
    "token_types": True,
    "dropout": 0.1,
}

MODERN: dict[str, dict[str, Any]] = {
    ENCODER: _MODERN_ENCODER,
    DECODER: _MODERN_DECODER,
    BOTH: _MODERN_DECODER,
}

CLASSIC: dict[str, dict[str, Any]] = {
    "bert": _BERT,
    # Liu et al. 2019; its released weights begin counting places at 2
    "roberta": _BERT | {"token_types": False, "position_offset": 2},
    # Lan et al. 2020
    "albert": _BERT | {"activation": "gelu_tanh", "share_layers": True},
    # Clark et al. 2020
    "electra": _BERT,
    # Radford et al. 2019
    "gpt2": _BERT
    | {
        "norm": "pre",
        "activation": "gelu_tanh",
        "embedding_norm": False,
        "head_transform": False,
        "token_types": False,
    },
    # Lewis et al. 2020
    "bart": _BERT | {"position_offset": 2, "head_transform": False, "token_types": False},
    # Raffel et al. 2020
    "t5": _BERT
    | {
        "norm": "pre",
        "normalisation": "rms",
        "activation": "relu",
        "positions": "relative",
        "embedding_norm": False,
        "head_transform": False,
        "biases": False,
        "token_types": False,
        "scaled_attention": False,
        "scaled_logits": True,
    },
}

STYLES = {"modern": MODERN, "classic": CLASSIC}

ARCHITECTURE_OF = {
    "bert": ENCODER,
    "roberta": ENCODER,
    "albert": ENCODER,
    "electra": ENCODER,
    "gpt2": DECODER,
    "bart": BOTH,
    "t5": BOTH,
}
PAPER_OF = {ENCODER: "bert", DECODER: "gpt2", BOTH: "bart"}  # where none is named

EPSILON = {"bert": 1e-12, "albert": 1e-12, "electra": 1e-12, "t5": 1e-6}  # of norms; else 1e-5

BUCKETS = 32  # of relative distances; Raffel et al. 2020, section 2.1
FARTHEST = 128  # distance that is told from farther ones; there too
BASE = 10_000.0  # of the wave lengths of places: Vaswani et al. 2017, 3.5; Su et al. 2021, 3.2.2

GATED = ("geglu", "swiglu")
FACTORISED = 128  # width of the embedding in ALBERT and ELECTRA-Small


def parts_of(architecture: str, style: str, paper: str) -> dict[str, Any]:
    """What the style says of every part; nothing where there is no such style."""
    return STYLES.get(style, {}).get(paper if style == "classic" else architecture, {})


def embedding_width(paper: str, width: int) -> int | None:
    """ALBERT embeds in 128 numbers at any width, ELECTRA in its Small size; None: in all D.

    Lan et al. 2020, table 1; Clark et al. 2020, table 6: ELECTRA-Base embeds in its own 768.
    """
    factorised = paper == "albert" or (paper == "electra" and width <= 2 * FACTORISED)
    return FACTORISED if factorised and width > FACTORISED else None


def feed_forward_width(width: int, activation: str) -> int:
    """4 D, or for a gated unit about 8/3 D, so that both have the same number of weights.

    The gated width is rounded to a multiple of 64 (Shazeer 2020, arXiv:2002.05202, section 2),
    except in toys narrower than one.
    """
    if activation not in GATED:
        return 4 * width
    gated = width * 8 / 3
    return round(gated / 64) * 64 if width >= 64 else round(gated)

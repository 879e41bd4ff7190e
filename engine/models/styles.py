"""Sizes and styles of transformers by name. Torch-free.

Letters: D width.
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

STYLES: dict[str, dict[str, Any]] = {
    "modern": {
        "norm": "pre",
        "activation": "geglu",
        "positions": "rotary",
        "biases": False,
        "token_types": False,
        "dropout": 0.0,
    },
    "classic": {
        "norm": "post",
        "activation": "gelu",
        "positions": "learned",
        "biases": True,
        "token_types": True,
        "dropout": 0.1,
    },
}


def feed_forward_width(width: int, activation: str) -> int:
    """4 D, or for a gated unit about 8/3 D, so that both have the same number of weights.

    The gated width is rounded to a multiple of 64 (Shazeer 2020, arXiv:2002.05202, section 2),
    except in toys narrower than one.
    """
    if activation != "geglu":
        return 4 * width
    gated = width * 8 / 3
    return round(gated / 64) * 64 if width >= 64 else round(gated)

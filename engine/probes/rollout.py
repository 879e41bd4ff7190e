"""Attention rollout: what a token at the end of the layers is made of (Abnar & Zuidema 2020).

Letters: N layers, H heads, L tokens.

Cross-attention has no rollout: every layer of a decoder looks at the same vectors, those of the
encoder's end, so that its maps do not follow one another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Maps = NDArray[np.floating]
Shares = NDArray[np.float32]

KEPT = 0.5  # of each token goes around the attention, through the residual path (their section 3)


def flow(attention: Maps) -> Shares:
    """How much of each token every layer passes on to which: [N, L, L], rows sum to 1.

    In row i and column j of layer n: the share of token j below the layer in token i above it.
    These are the edges of the flow over layers. Takes maps [N, H, L, L] of an encoder, or causal
    ones; ValueError for others.
    """
    if attention.ndim != 4 or attention.shape[2] != attention.shape[3]:
        raise ValueError(f"maps [N, H, L, L] of tokens at one another, not {attention.shape}")
    length = attention.shape[-1]
    edges = attention.mean(axis=1, dtype=np.float32) * np.float32(1 - KEPT)
    edges[:, np.arange(length), np.arange(length)] += np.float32(KEPT)
    shares: Shares = edges / edges.sum(axis=-1, keepdims=True)
    return shares


def rollout(attention: Maps) -> Shares:
    """What each token is made of after each layer, [N, L, L], from maps [N, H, L, L].

    In row i and column j of layer n: the share of the text's token j in token i after layer n.
    """
    found = flow(attention)
    for layer in range(1, len(found)):
        found[layer] = found[layer] @ found[layer - 1]
    return found


def influence(attention: Maps, token: int) -> Shares:
    """How much of `token` at the end passes through each token of each layer: [N + 1, L].

    Row N is the end itself, all of it at `token`; row 0 is the text: the rollout of that token.
    Each row sums to 1. IndexError where there is no such token.
    """
    edges = flow(attention)
    found = np.zeros((len(edges) + 1, edges.shape[-1]), np.float32)
    found[-1, token] = 1.0
    for layer in reversed(range(len(edges))):
        found[layer] = found[layer + 1] @ edges[layer]
    return found

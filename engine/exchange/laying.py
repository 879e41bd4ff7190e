"""Laying: our weights as a folder of `transformers` holds them.

Letters: V vocabulary, E embedding width.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.exchange.architectures import PREFIXES, Architecture, Placed
from engine.exchange.names import Link, module_links, to_theirs, trunk_links
from engine.models.config import ModelConfig

Arrays = dict[str, NDArray[Any]]

POSITIONS = ("embeddings.positions.weight", "decoder.embeddings.positions.weight")


def laid_out(
    family: str,
    model: ModelConfig,
    vocabulary: int,
    trunk: Mapping[str, NDArray[Any]],
    placed: Placed,
    heads: Mapping[str, Mapping[str, NDArray[Any]]],
    *,
    skipped: int,
) -> Arrays:
    """The weights under their names there, for the class of `placed`.

    `trunk` are those of a `Transformer` by name, `heads` those of each objective's head, both
    without the vocabulary's padding in mind; `skipped` rows of their table of positions stand
    before the first place. KeyError where a weight is missing.
    """
    own = dict(trunk)
    for name in POSITIONS:
        if name in own:
            own[name] = moved_positions(own[name], model.position_offset, skipped)
    found = to_theirs(trunk_links(family, model, vocabulary), own)
    if family == "albert" and model.embedded == model.width:
        found |= _nothing_mapped(model.width)
    found = _renamed(found, family, placed.architecture)
    for kind, objective in placed.heads.items():
        found |= to_theirs(seat_links(placed.architecture, kind, model), heads[objective])
    return found


def seat_links(architecture: Architecture, kind: str, model: ModelConfig) -> list[Link]:
    """The weights of the head of this kind in a class."""
    links = module_links(architecture.heads[kind], kind, model)
    if architecture.biased:
        return list(links)
    return [link for link in links if not link.ours.endswith(".bias")]


def moved_positions(table: NDArray[Any], own: int, theirs: int) -> NDArray[Any]:
    """A table [L + own, E] of positions with `theirs` rows before the first place: [L + theirs, E].

    No place takes the rows before it.
    """
    before = np.zeros((theirs, table.shape[1]), table.dtype)
    return np.concatenate([before, table[own:]])


def _nothing_mapped(width: int) -> Arrays:
    """ALBERT always maps its embedding to the model's width: here onto itself."""
    place = "albert.encoder.embedding_hidden_mapping_in"
    return {
        f"{place}.weight": np.eye(width, dtype=np.float32),
        f"{place}.bias": np.zeros(width, np.float32),
    }


def _renamed(trunk: Arrays, family: str, architecture: Architecture) -> Arrays:
    """A base has no name before its own; some classes have another than the family's."""
    prefix = PREFIXES[family]
    wanted = architecture.prefix or (prefix if architecture.heads else "")
    return {f"{wanted}{name.removeprefix(prefix)}": array for name, array in trunk.items()}

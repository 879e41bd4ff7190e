"""Names: where our weights stand in the folders of `transformers`, for each family, both ways.

Written once: importer, exporter and the tests that hold our models against theirs all read it.
Torch-free. Letters: V vocabulary.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.exchange.families import FAMILIES, Family, Modules
from engine.models.config import ModelConfig
from engine.models.counting import padded

Arrays = Mapping[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class Link:
    """One weight of ours and where it stands there."""

    ours: str
    theirs: tuple[str, ...]  # several: ours has them one below the other
    transposed: bool = False
    lifted: bool = False  # [V] is [1, V] there
    rows: int | None = None  # of those there; ours has spare ones below, zero
    added: str = ""  # one more vector there, which is added to every row


def trunk_links(family: str, config: ModelConfig, vocabulary: int) -> tuple[Link, ...]:
    """The weights of a `Transformer`; KeyError where there is no such family."""
    known = FAMILIES[family]
    links = [
        Link(
            f"{ours}.weight",
            (theirs,),
            rows=vocabulary if ours == "embeddings.tokens" else None,
            added=known.added if ours == "embeddings.positions" else "",
        )
        for ours, theirs in known.tables.items()
    ]
    for ours, theirs in known.outer.items():
        if ours != "embeddings.to_width" or config.embedded != config.width:
            links += _module(ours, theirs, config, transposed=known.transposed)
    for side, depth in (("", config.depth), ("decoder.", config.written_depth)):
        for number in range(min(depth, 1) if config.share_layers else depth):
            links += _layer(known, side, number, config)
    return tuple(links)


def head_links(family: str, head: str, config: ModelConfig) -> tuple[Link, ...]:
    """The weights of a head: "token", "pair" or "detection".

    KeyError where there is no such family, or it has no such head.
    """
    return module_links(FAMILIES[family].heads[head], head, config)


def module_links(modules: Modules, head: str, config: ModelConfig) -> tuple[Link, ...]:
    """The weights of a head of this kind whose modules stand there as `modules` says."""
    links: list[Link] = []
    transformed = head == "token" or "norm" in modules  # as the model's other maps
    for ours, theirs in modules.items():
        if ours == "bias":
            links.append(Link(ours, theirs, lifted=theirs == ("final_logits_bias",)))
        else:
            biased = config.biases or not transformed or ours == "classes"
            links += _module(ours, theirs, config, biased=biased)
    return tuple(links)


def copies(family: str) -> tuple[str, ...]:
    """Names there that hold once more what another holds."""
    return FAMILIES[family].copies


def to_theirs(links: Sequence[Link], ours: Arrays) -> dict[str, NDArray[Any]]:
    """Our weights under their names and in their shapes; KeyError where one is missing."""
    found: dict[str, NDArray[Any]] = {}
    for link in links:
        array = ours[link.ours][: link.rows]
        for name, part in zip(link.theirs, np.split(array, len(link.theirs)), strict=True):
            turned = part.T if link.transposed else part
            found[name] = turned[None] if link.lifted else turned
        if link.added:
            found[link.added] = np.zeros_like(array[:1])
    return found


def to_ours(links: Sequence[Link], theirs: Arrays) -> dict[str, NDArray[Any]]:
    """Their weights under our names and in our shapes; KeyError where one is missing."""
    found: dict[str, NDArray[Any]] = {}
    for link in links:
        parts = [theirs[name].T if link.transposed else theirs[name] for name in link.theirs]
        array = np.concatenate(parts) if len(parts) > 1 else parts[0]
        if link.lifted:
            array = array[0]
        if link.added:
            array = array + theirs[link.added][0]
        if link.rows is not None:
            array = np.pad(array, ((0, padded(link.rows) - link.rows), (0, 0)))
        found[link.ours] = array
    return found


def _layer(family: Family, side: str, number: int, config: ModelConfig) -> Iterator[Link]:
    for ours, theirs in family.layer.items():
        absent = number == 0 and config.bare_first and ours == "blocks.{n}.attention_norm"
        if ours.startswith(f"{side}blocks.") and not absent:
            places = tuple(place.format(n=number) for place in theirs)
            if config.gated and family.gates and ours.endswith("feed_forward.up"):
                stem = places[0].rpartition(".")[0]
                places = tuple(f"{stem}.{gate}" for gate in family.gates)
            yield from _module(ours.format(n=number), places, config, transposed=family.transposed)


def _module(
    ours: str,
    theirs: tuple[str, ...],
    config: ModelConfig,
    *,
    biased: bool | None = None,
    transposed: bool = False,
) -> Iterator[Link]:
    """Weight of a map or a norm, and bias where it has one."""
    norm = ours.endswith("norm")
    weights = tuple(f"{place}.weight" for place in theirs)
    yield Link(f"{ours}.weight", weights, transposed=transposed and not norm)
    if (config.biases if biased is None else biased) and not (
        norm and config.normalisation == "rms"
    ):
        yield Link(f"{ours}.bias", tuple(f"{place}.bias" for place in theirs))

"""A pair of the person's files by chance: of those that will be trained on, with its class."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING, Any

from engine.control import Control
from engine.corpus.own_pair import OwnPair
from engine.events import Progress
from studio.jobs import needs
from studio.pair_calls import pair_corpus

if TYPE_CHECKING:
    from engine.corpus.pair import Pair
    from engine.corpus.pairs import PairCorpus

KEPT = 200  # pairs, by chance


@dataclass(frozen=True, slots=True)
class _Sample:
    """Some pairs of files, and what these files were."""

    files: str
    pairs: tuple[OwnPair, ...]


_last: dict[str, _Sample] = {}  # by kind: files are read whole once, not for every pair


@needs("engine.recipe.material")
def any_pair(
    kind: str,
    data: Mapping[str, Any],
    number: int,
    shown: OwnPair | None,
    control: Control,
    progress: Progress,
) -> OwnPair:
    """A pair of the files a section of the recipe names, another than the one `shown`.

    `kind` is "labelled" or "parallel"; another `number`, another pair. Its `classes` are those a
    run would find. Raises Fault where a file cannot be read or holds no pairs.
    """
    corpus = pair_corpus(kind, data)
    files = _names(data, corpus, control)
    found = _last.get(kind)
    if found is None or found.files != files:
        found = _last[kind] = _Sample(files, _sampled(corpus, control, progress))
    others = [pair for pair in found.pairs if pair != shown] or found.pairs
    return Random(number).choice(others)


def _names(data: Mapping[str, Any], corpus: PairCorpus, control: Control) -> str:
    """What is read of which files as they are now, as one text to compare."""
    sources = [source for file in corpus.files(control) for source in file.sources]
    found = [(str(source.path), source.num_bytes, source.modified) for source in sources]
    return json.dumps([dict(data), found], default=str)


def _sampled(corpus: PairCorpus, control: Control, progress: Progress) -> tuple[OwnPair, ...]:
    """At most KEPT pairs, each with the same chance (Vitter 1985, algorithm R)."""
    from engine.corpus.labels import classes_of

    chance, seen = Random(0), 0
    kept: list[Pair] = []
    held_back: list[Pair] = []  # shown where nothing else is left
    labels: dict[str, int] = {}  # as they first occur
    for pair in corpus.pairs(control, progress):
        labels.setdefault(pair.label, len(labels))
        if pair.validation:
            held_back += [pair] if not held_back else []
            continue
        seen += 1
        place = len(kept) if len(kept) < KEPT else chance.randrange(seen)
        kept[place : place + 1] = [pair] if place < KEPT else kept[place : place + 1]
    classes, numbers = classes_of(list(labels)) if corpus.labelled else ((), ())

    def own(pair: Pair) -> OwnPair:
        number = numbers[labels[pair.label]] if corpus.labelled else None
        return OwnPair(
            pair.first, pair.second, "" if number is None else classes[number], tuple(classes)
        )

    named = [own(pair) for pair in kept or held_back]
    # "-1" beside numbers is no label: no run learns from such a pair.
    return tuple([pair for pair in named if pair.label] if corpus.labelled else named) or (
        tuple(named)
    )

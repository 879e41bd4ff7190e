"""The split into training and validation: by chance, but a short text must not lose one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.corpus.document import Document

Place = tuple[int, int]  # number of a file, number of a section in it

SEVERAL = 7  # documents of a text from which sentence pairs can be made in both splits
ALWAYS_VARIED = 4  # sections, whichever they are: each has another at least two away
MOST_WAITING = 64 << 20  # characters of documents kept until the split is sure


class Split:
    """Gives every document its part.

    The first documents wait until both parts have enough whatever comes later: who reads them must
    never learn from one that is moved to the other part afterwards. A short text ends before; then
    as few as possible are moved.
    """

    def __init__(self, share: float) -> None:
        self._share = share
        self._waiting: list[tuple[float, Document]] | None = []
        self._held = self._characters = 0

    def add(self, name: str, document: Document) -> Sequence[Document]:
        """Take the next document, of the file `name`; those whose part is sure now."""
        rank = split_rank(name, document.section)
        document = replace(document, validation=rank < self._share)
        if self._waiting is None:
            return (document,)
        self._waiting.append((rank, document))
        self._held += document.validation
        self._characters += len(document.text)
        fewest = min(self._held, len(self._waiting) - self._held)
        if fewest >= ALWAYS_VARIED or self._characters > MOST_WAITING:
            return self.rest()
        return ()

    def rest(self) -> Sequence[Document]:
        """Those that still waited; what is added later goes where its rank says."""
        waiting, self._waiting = self._waiting or [], None
        held = held_back({_place(document): rank for rank, document in waiting}, self._share)
        return [replace(each, validation=_place(each) in held) for _, each in waiting]


def held_back(ranks: Mapping[Place, float], share: float) -> frozenset[Place]:
    """Which documents are held back: those that rank below `share`, or as near as will do.

    Where there are two, each part has one; from SEVERAL on as many as make sentence pairs
    possible: a pair's wrong partner is at least two sections away.
    """
    places = sorted(ranks, key=lambda place: (ranks[place], place))
    by_rank = sum(rank < share for rank in ranks.values())
    nearest = sorted(range(1, len(places)), key=lambda cut: abs(cut - by_rank))
    for cut in nearest:
        if _is_enough(places[:cut], len(places)) and _is_enough(places[cut:], len(places)):
            return frozenset(places[:cut])
    for cut in nearest:  # seven may be too few for both: one can be measured then
        if _is_enough(places[:cut], len(places)):
            return frozenset(places[:cut])
    return frozenset()


def varied(places: Sequence[Place]) -> bool:
    """Whether sentence pairs can be made: three documents or more, each with one far away."""
    if len(places) < 3 or len(places) >= ALWAYS_VARIED:
        return len(places) >= ALWAYS_VARIED
    (file, low), *_, (last_file, high) = sorted(places)
    return file != last_file or high - low > 2


def split_rank(name: str, section: int) -> float:
    """A number in [0, 1) from a file's name and a section's number; small ones are held back."""
    key = f"{name}\n{section}".encode("utf-8", "surrogateescape")
    return int.from_bytes(hashlib.blake2b(key, digest_size=8).digest()) / 2**64


def _is_enough(part: Sequence[Place], num_places: int) -> bool:
    return varied(part) if num_places >= SEVERAL else len(part) >= 1


def _place(document: Document) -> Place:
    return document.file, document.section

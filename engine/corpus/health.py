"""Health: what a corpus turned out to hold, and pieces of it on which a tokenizer can be tried."""

from __future__ import annotations

import heapq
import random
from collections.abc import Iterator
from dataclasses import dataclass

from engine.control import Control
from engine.corpus.corpus import Corpus
from engine.corpus.summary import CorpusSummary
from engine.events import Progress

PIECE = 2_000  # characters
PIECES = 500  # kept: a million characters, which any tokenizer reads in a moment


@dataclass(frozen=True, slots=True)
class Health:
    """A corpus that was read once."""

    summary: CorpusSummary
    pieces: tuple[str, ...]  # of the text, evenly drawn; of a small one all


def examine(
    corpus: Corpus, control: Control | None = None, progress: Progress | None = None
) -> Health:
    """Read everything; raises what `Corpus.documents` raises."""
    drawn = _EvenSample(PIECES)
    for document in corpus.documents(control, progress):
        for piece in _pieces(document.text):
            drawn.add(piece)
    return Health(corpus.summary, drawn.pieces())


class _EvenSample:
    """So many of the pieces of a text of unknown length, each as likely as any other."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._chance = random.Random(0)  # the same text gives the same pieces
        self._kept: list[tuple[float, int, str]] = []  # a heap: the next to go first
        self._count = 0

    def add(self, piece: str) -> None:
        """Take a piece, or let it go."""
        self._count += 1
        entry = (self._chance.random(), self._count, piece)
        if len(self._kept) < self._most:
            heapq.heappush(self._kept, entry)
        elif entry > self._kept[0]:
            heapq.heapreplace(self._kept, entry)

    def pieces(self) -> tuple[str, ...]:
        """Those that are left, in the order of the text."""
        return tuple(piece for _, _, piece in sorted(self._kept, key=lambda kept: kept[1]))


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces, cut between words where there are blanks."""
    start = 0
    while start < len(text):
        stop = start + PIECE
        if stop < len(text):
            blank = text.rfind(" ", start + PIECE // 2, stop)
            stop = blank if blank > start else stop
        yield text[start:stop]
        start = stop

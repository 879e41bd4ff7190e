"""Stretches: runs of whole sentences that fit into a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.batching.sources import Ids


@dataclass(frozen=True, slots=True, eq=False)
class Stretches:
    """Where stretches begin and end, counted in sentences, and where the sentences stand."""

    sentences: Ids  # [num_sentences + 1] offsets in tokens
    first: Ids  # [N] the sentence each opens with
    last: Ids  # [N] the sentence after its last one

    def __len__(self) -> int:
        """N."""
        return len(self.first)

    def span(self, index: int) -> tuple[int, int]:
        """Where one begins and ends, in tokens."""
        return int(self.sentences[self.first[index]]), int(self.sentences[self.last[index]])

    def left_out(self, documents: Ids) -> tuple[Ids, Ids]:
        """Where the text of `documents` begins and ends that none of them holds, in tokens."""
        depth = np.zeros(len(self.sentences), dtype=np.int64)
        np.add.at(depth, self.first, 1)
        np.add.at(depth, self.last, -1)
        held = np.cumsum(depth)[:-1] > 0  # [num_sentences]
        opens = np.isin(self.sentences[:-1], documents)
        begins = ~held & (opens | np.append(True, held[:-1]))
        ends = ~held & np.append(opens[1:] | held[1:], True)
        return self.sentences[:-1][begins], self.sentences[1:][ends]


def find_stretches(
    sentences: Ids, begins: Ids, ends: Ids, *, longest: int, least: int = 1
) -> Stretches:
    """As many sentences as `longest` tokens hold, one stretch after another, in every document.

    Documents are from `begins` to `ends`, in tokens. Stretches of less than `least` sentences are
    none: one too long to stand beside the next is passed over. The one after a full one opens with
    the sentence that did not fit, a longer one than most; so every other document is filled from
    its end, where that sentence comes last.
    """
    begins, ends = np.searchsorted(sentences, begins), np.searchsorted(sentences, ends)
    first, last = _filled(sentences, begins[0::2], ends[0::2], longest, least)
    behind = len(sentences) - 1
    mirrored = sentences[-1] - sentences[::-1]
    stop, start = _filled(mirrored, behind - ends[1::2], behind - begins[1::2], longest, least)
    first = np.concatenate([first, behind - start])
    last = np.concatenate([last, behind - stop])
    order = np.argsort(first)
    return Stretches(sentences, first[order], last[order])


def _filled(sentences: Ids, begins: Ids, ends: Ids, longest: int, least: int) -> tuple[Ids, Ids]:
    """First and last sentences of the stretches of documents that are filled from their beginning.

    The last stretch of a document is moved back until it is full. All documents advance together,
    a stretch a round.
    """
    back = np.maximum(np.searchsorted(sentences, sentences[ends] - longest), begins)
    whole = ends - back >= least
    found = [(back[whole], ends[whole])]
    left = ends - begins >= least
    at, ends = begins[left], ends[left]
    while len(at):
        to = np.searchsorted(sentences, sentences[at] + longest, side="right") - 1
        inner, whole = to < ends, to - at >= least
        found.append((at[inner & whole], to[inner & whole]))
        at = np.where(whole, to, at + 1)
        left = inner & (ends - at >= least)
        at, ends = at[left], ends[left]
    first, last = (np.concatenate(each) for each in zip(*found, strict=True))
    return first, last

"""Passages: runs of whole sentences that fit into a row."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engine.batching.sources import Ids


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """Where passages begin and end, counted in sentences, and where the sentences stand."""

    sentences: Ids  # [num_sentences + 1] offsets in tokens
    first: Ids  # [N] the sentence each opens with
    last: Ids  # [N] the sentence after its last one

    def __len__(self) -> int:
        """N."""
        return len(self.first)

    def span(self, index: int) -> tuple[int, int]:
        """Where one begins and ends, in tokens."""
        return int(self.sentences[self.first[index]]), int(self.sentences[self.last[index]])


def find_passages(sentences: Ids, documents: Ids, *, longest: int, least: int = 1) -> Passages:
    """As many sentences as `longest` tokens hold, one passage after another, in every document.

    Passages of less than `least` sentences are none: one too long to stand beside the next is
    passed over. The last passage of a document is moved back until it is full. All documents
    advance together, a passage a round.
    """
    at, stop = (np.searchsorted(sentences, ends) for ends in (documents[:-1], documents[1:]))
    back = np.searchsorted(sentences, sentences[stop] - longest)
    back = np.maximum(back, at)
    whole = stop - back >= least
    found = [(back[whole], stop[whole])]
    left = stop - at >= least
    at, stop = at[left], stop[left]
    while len(at):
        ends = np.searchsorted(sentences, sentences[at] + longest, side="right") - 1
        inner, whole = ends < stop, ends - at >= least
        found.append((at[inner & whole], ends[inner & whole]))
        at = np.where(whole, ends, at + 1)
        left = inner & (stop - at >= least)
        at, stop = at[left], stop[left]
    first, last = (np.concatenate(ends) for ends in zip(*found, strict=True))
    order = np.argsort(first)
    return Passages(sentences, first[order], last[order])

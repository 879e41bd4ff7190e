"""Leakage: how much of the text held back stands word for word in the text that is learned from."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PASSAGE = 80  # bytes: about 14 English words (Brown et al. 2020 take 13), 27 Chinese characters
MUCH = 0.05  # of what is held back: measured on it a model looks better than it is
WANTED = 1 << 18  # places of the text that are compared, about
MOST = 1 << 20  # passages of each part that are remembered, 8 bytes each
GATHERED = 1 << 16  # bytes looked at together

_PLAIN = bytes(  # letters of ASCII small, its signs blank
    ord(chr(byte).lower() if chr(byte).isalnum() else " ") if byte < 128 else byte
    for byte in range(256)
)
_GAP = bytes(PASSAGE)  # after each text, so that a short one can be compared whole
_ALL = np.uint64(2**64 - 1)
_ODD = np.uint64(0x9E3779B97F4A7C15)

Hashes = NDArray[np.uint64]


class Leakage:
    """Compares passages of the two parts of a corpus while it is read once, in little memory.

    Where a line ends, which sign stands there and the case of English letters do not count.
    Places are chosen by what stands there: a passage is compared in both parts or in neither.
    """

    def __init__(self, num_bytes: int) -> None:
        """`num_bytes` of text are expected, about."""
        # Of the places, by what stands there; the highest: nothing begins in the gaps, all zeros.
        self._lowest = np.uint64((2**64 - 1) // max(1, num_bytes // WANTED)) ^ _ALL
        self._limit = _ALL  # of the hashes that are remembered
        self._texts: dict[bool, list[bytes]] = {True: [], False: []}
        self._sizes = {True: 0, False: 0}
        self._found: dict[bool, list[Hashes]] = {True: [], False: []}
        self._counts = {True: 0, False: 0}

    def add(self, text: str, *, validation: bool) -> None:
        """Take a document."""
        plain = text.encode("utf-8").translate(_PLAIN)
        self._texts[validation].append(plain)
        self._sizes[validation] += len(plain) + PASSAGE
        if self._sizes[validation] >= GATHERED:
            self._look(validation)

    def share(self) -> float | None:
        """Of the passages held back those that are learned from too, 0 … 1; None without any."""
        for part in self._texts:
            self._look(part)
        if not self._counts[True] or not self._counts[False]:
            return None
        held, learned = (np.concatenate(self._found[part]) for part in (True, False))
        return float(np.isin(held, np.unique(learned)).mean())

    def _look(self, part: bool) -> None:
        if not self._texts[part]:
            return
        found = _passages(self._texts[part], self._lowest)
        self._texts[part], self._sizes[part] = [], 0
        self._found[part].append(found[found <= self._limit])
        self._counts[part] += len(self._found[part][-1])
        while self._counts[part] > MOST:
            self._forget_half()

    def _forget_half(self) -> None:
        self._limit >>= np.uint64(1)
        for part, found in self._found.items():
            kept = np.concatenate(found) if found else np.zeros(0, np.uint64)
            kept = kept[kept <= self._limit]
            self._found[part] = [kept]
            self._counts[part] = len(kept)


def _passages(texts: list[bytes], lowest: np.uint64) -> Hashes:
    """Hashes of the passages that begin where a number from `lowest` on stands.

    A text that is shorter than a passage is one.
    """
    data = b"".join([text + _GAP for text in texts])
    starts = np.cumsum([0, *(len(text) + PASSAGE for text in texts)])
    words = np.ndarray(len(data) - 7, "<u8", data, strides=(1,))  # the eight bytes at every place
    places = np.flatnonzero(words * _ODD >= lowest)
    own = np.searchsorted(starts, places, side="right") - 1
    whole = (places + 2 * PASSAGE <= starts[own + 1]) | (places == starts[own])
    places = places[whole]
    hashes = np.zeros(len(places), np.uint64)
    for at in range(0, PASSAGE, 8):
        hashes = (hashes ^ words[places + at]) * _ODD
        hashes ^= hashes >> np.uint64(29)
    return hashes

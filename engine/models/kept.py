"""Kept: keys and values of the tokens before, so that each new one is worked out alone.

Letters: B rows, L tokens read, M tokens written so far, H heads, d width of a head.
"""

from __future__ import annotations

import torch
from torch import Tensor

KeysValues = tuple[Tensor, Tensor]  # each [B, H, M, d], or [B, H, L, d] of what was read


class Kept:
    """What a decoder works out of a text once, however far it is gone on with.

    Layers take turns in asking, in the same order in every pass. All rows are of one segment and
    as long as one another.
    """

    def __init__(self) -> None:
        self.length = 0  # M
        self._own: list[KeysValues] = []  # per layer
        self._memory: list[KeysValues] = []
        self._asked = self._asked_of_memory = 0

    def begin(self) -> None:
        """Before each pass."""
        self._asked = self._asked_of_memory = 0

    def end(self, added: int) -> None:
        """After each pass, of `added` tokens."""
        self.length += added

    def after_those_before(self, k: Tensor, v: Tensor) -> KeysValues:
        """The keys and values of all tokens so far, these the last."""
        layer, self._asked = self._asked, self._asked + 1
        if layer == len(self._own):
            self._own.append((k, v))
        else:
            before = self._own[layer]
            self._own[layer] = (torch.cat([before[0], k], 2), torch.cat([before[1], v], 2))
        return self._own[layer]

    def of_the_memory(self) -> KeysValues | None:
        """Those of what was read; None where the layer asks for the first time."""
        if self._asked_of_memory == len(self._memory):
            return None
        self._asked_of_memory += 1
        return self._memory[self._asked_of_memory - 1]

    def keep_of_the_memory(self, k: Tensor, v: Tensor) -> None:
        """Answer with these from the next pass on."""
        self._memory.append((k, v))
        self._asked_of_memory += 1

    def choose(self, rows: Tensor) -> None:
        """Go on with `rows` [B'] of those there are; one may be taken several times."""
        self._own = [(k[rows], v[rows]) for k, v in self._own]
        self._memory = [(k[rows], v[rows]) for k, v in self._memory]

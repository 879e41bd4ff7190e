"""What objectives must know of a vocabulary, as arrays over its tokens.

Letters: V vocabulary (the real one).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]


class HasTokens(Protocol):
    """The tokenizer, as far as it matters here."""

    @property
    def vocabulary(self) -> int:
        """V."""

    @property
    def special(self) -> Any:
        """pad, unknown, cls, sep, mask: ids or None; perhaps sentinels: a tuple of ids."""

    def is_word_start(self) -> NDArray[np.bool_]:
        """[V]: does a word begin with this token?"""

    def token(self, token: int) -> str:
        """The token as people read it."""


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Size, special tokens, and which tokens begin words or may be hidden."""

    size: int  # V
    cls: int
    sep: int
    pad: int
    mask: int
    is_word_start: Flags  # [V]
    maskable: Flags  # [V] neither special nor unknown
    ordinary: NDArray[np.int64]  # the maskable ids, for random replacement
    characters: NDArray[np.str_]  # [V] the Chinese character a token is; "" for all others
    sentinels: NDArray[np.int64]  # ids of the tokens that stand for a gap, in order

    @staticmethod
    def of(tokenizer: HasTokens) -> Vocabulary:
        """Read the facts off a tokenizer; special tokens it lacks get the id −1."""
        special = tokenizer.special
        named = {
            name: -1 if getattr(special, name) is None else int(getattr(special, name))
            for name in ("pad", "unknown", "cls", "sep", "mask")
        }
        size = int(tokenizer.vocabulary)
        maskable = np.ones(size, dtype=np.bool_)
        gaps = list(getattr(special, "sentinels", ()))
        maskable[[token for token in named.values() if token >= 0] + gaps] = False
        return Vocabulary(
            size=size,
            cls=named["cls"],
            sep=named["sep"],
            pad=max(named["pad"], 0),
            mask=named["mask"],
            is_word_start=np.asarray(tokenizer.is_word_start(), dtype=np.bool_)[:size],
            maskable=maskable,
            ordinary=np.flatnonzero(maskable),
            characters=_characters(tokenizer, size),
            sentinels=np.array(gaps, dtype=np.int64),
        )


def _characters(tokenizer: HasTokens, size: int) -> NDArray[np.str_]:
    names = (tokenizer.token(token) for token in range(size))
    return np.array([name if is_chinese(name) else "" for name in names], dtype="U1")


def is_chinese(text: str) -> bool:
    """Whether `text` is one CJK ideograph (Unicode's unified blocks)."""
    if len(text) != 1:
        return False
    code = ord(text)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x3FFFF

"""What objectives must know of a vocabulary, as arrays over its tokens.

Letters: V vocabulary (the real one).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Flags = NDArray[np.bool_]

ESCAPED = 0xDC00  # Python's surrogate of byte 0


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

    def raw(self, token: int) -> bytes:
        """The UTF-8 bytes it stands for; none of special ones."""


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
    # [V] the Chinese characters of a token, "" of all others. A byte of one that is cut in two is
    # the surrogate Python escapes it by; there may be a blank before them.
    characters: NDArray[np.str_]
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
    return np.array([_chinese(tokenizer.raw(token)) for token in range(size)], dtype=np.str_)


def _chinese(raw: bytes) -> str:
    """The characters of a token where all are Chinese; a byte of one cut in two as a surrogate."""
    text = raw.decode("utf-8", "surrogateescape")
    signs = text.removeprefix(" ")
    return text if signs and all(is_chinese(sign) or _is_part(sign) for sign in signs) else ""


def _is_part(sign: str) -> bool:
    """Whether a surrogate stands for a byte that a Chinese character may hold (U+4000 and on)."""
    byte = ord(sign) - ESCAPED
    return 0x80 <= byte < 0xC0 or 0xE4 <= byte <= 0xE9 or byte == 0xF0


def is_chinese(text: str) -> bool:
    """Whether `text` is one CJK ideograph (Unicode's unified blocks)."""
    if len(text) != 1:
        return False
    code = ord(text)
    return 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0x20000 <= code <= 0x3FFFF

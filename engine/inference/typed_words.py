"""The tokens of a word somebody typed, as it would stand in the place of each mask."""

from __future__ import annotations

from engine.inference.sentence import MASK, encode
from engine.tokenizer.surface import PIECE_PREFIX
from engine.tokenizer.tokenizer import Tokenizer


def pieces_of(tokenizer: Tokenizer, text: str, typed: str) -> tuple[list[int], ...]:
    """Per [MASK] of `text`, the tokens of `typed`; Fault where that is no text.

    Where tokens carry their leading blank, so does the first after one. "##ing" is the piece
    that goes on with a word.
    """
    piece = _piece(tokenizer, typed.strip())
    parts = text.split(MASK)[:-1]
    if piece is not None:
        return tuple([piece] for _ in parts)
    return tuple(
        encode(tokenizer, f" {typed.strip()}" if before[-1:].isspace() else typed.strip())
        for before in parts
    )


def _piece(tokenizer: Tokenizer, typed: str) -> int | None:
    """The token that is shown as "##ing"; None where there is none, or it was not meant."""
    bare = typed.removeprefix(PIECE_PREFIX)
    if bare == typed or not bare:
        return None
    known = range(tokenizer.vocabulary)
    fitting = (one for one in known if tokenizer.token(one) == bare)
    return next((one for one in fitting if tokenizer.continues_word(one)), None)

"""What tokens look like: WordPiece's "##", SentencePiece's "▁", the letters of byte-level BPE."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

PIECE_PREFIX = "##"
SPACE_MARK = "▁"  # of SentencePiece


@dataclass(frozen=True, slots=True)
class Surface:
    """A token as text."""

    text: str
    joins: bool
    starts_word: bool
    raw: bytes  # of UTF-8, a leading blank included; none of special tokens


def surfaces(ids: dict[str, int], size: int, special: frozenset[int], data: bytes) -> list[Surface]:
    """The surface of every id below `size`; `data` is the tokenizer.json."""
    found = [Surface("", joins=False, starts_word=False, raw=b"")] * size
    look = _look(data)
    for token, id in ids.items():
        if id in special:
            found[id] = Surface(token, joins=False, starts_word=False, raw=b"")
        else:
            found[id] = look(token)
    return found


def byte_letters() -> dict[str, int]:
    """GPT-2's table: the letter byte-level BPE writes for each of the 256 bytes."""
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in own]
    letters = {chr(byte): byte for byte in own}
    return letters | {chr(256 + index): byte for index, byte in enumerate(others)}


_BYTES = byte_letters()
_BYTE = re.compile("<0x[0-9A-F]{2}>")  # of a character SentencePiece has no token for


def _look(data: bytes) -> Callable[[str], Surface]:
    value = json.loads(data)
    parts = json.dumps([value.get("pre_tokenizer"), value.get("decoder")])
    if '"ByteLevel"' in parts:
        return _of_bytes
    return _of_marked if '"Metaspace"' in parts else _of_letters


def _of_marked(token: str) -> Surface:
    if _BYTE.fullmatch(token):
        return Surface(token, joins=True, starts_word=False, raw=bytes([int(token[3:5], 16)]))
    text = token.replace(SPACE_MARK, " ")
    joins = not text.startswith(" ")
    starts = not joins or not _continues(text[:1])
    raw = text.encode("utf-8", "replace")
    return Surface(text.strip() or "␣", joins=joins, starts_word=starts, raw=raw)


def _of_letters(token: str) -> Surface:
    joins = token.startswith(PIECE_PREFIX) and len(token) > len(PIECE_PREFIX)
    text = token.removeprefix(PIECE_PREFIX) if joins else token
    raw = text.encode("utf-8", "replace")
    return Surface(text, joins=joins, starts_word=not joins, raw=raw)


def _of_bytes(token: str) -> Surface:
    raw = bytes(_BYTES[letter] for letter in token if letter in _BYTES)
    text = raw.decode("utf-8", "replace")
    blank = raw[:1].isspace()
    shown = text.strip() or text.replace("\n", "⏎").replace("\t", "⇥").replace(" ", "␣")
    whole = "\ufffd" not in text[:1]
    starts = blank or (whole and not _continues(text[:1])) or (not whole and raw[:1] >= b"\xc0")
    return Surface(shown, joins=not blank, starts_word=starts, raw=raw)


def _continues(sign: str) -> bool:
    """Whether a character without a blank before it continues a word: letters, not Chinese."""
    return sign.isalnum() and not "\u3040" <= sign <= "\u9fff"

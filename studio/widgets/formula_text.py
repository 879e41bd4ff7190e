"""A formula written on one line, read into the parts it is drawn from."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Translators put names into {braces}: in their sentences an index stands in round brackets.
PIECES = re.compile(
    r"[_^]\{[^}]*\}|[_^]\([^)]*\)|[_^]\S|[()\[\]/]|[−+·=,|]|[^\s()\[\]/−+·=,|_^]+|\s+"
)
OPEN, CLOSED = "([", ")]"
SIGNS = frozenset("=−+·")
ENDS = SIGNS | {"…", ","}  # of what stands over or under the line of a fraction


@dataclass(frozen=True, slots=True)
class Run:
    """Words, or a sign, on the line."""

    text: str
    style: str = ""  # "italic" of a quantity, "sign" with room around it, "sum", "word"


@dataclass(frozen=True, slots=True)
class Raised:
    """Small, above the line or beneath it."""

    text: str
    up: bool


@dataclass(frozen=True, slots=True)
class Fraction:
    """One thing over another."""

    over: tuple[Part, ...]
    under: tuple[Part, ...]


Part = Run | Raised | Fraction


def read_formula(text: str) -> tuple[Part, ...]:
    """Parts of "L = −Σ log p(token | rest) / tokens": what stands around a " / " is a fraction.

    The fraction takes in one term at either side: as far as the next sign, comma or bracket.
    """
    return _parts([piece for piece in PIECES.findall(text) if piece])


def _parts(pieces: list[str]) -> tuple[Part, ...]:
    slash = _outer(pieces, "/")
    if slash is None:
        return tuple(_plain(pieces))
    start = _term_start(pieces, slash)
    end = _term_end(pieces, slash)
    over, under = _stripped(pieces[start:slash]), _stripped(pieces[slash + 1 : end])
    return (
        *_plain(pieces[:start]),
        Fraction(_parts(over), _parts(under)),
        *_parts(pieces[end:]),
    )


def _outer(pieces: list[str], wanted: str) -> int | None:
    """Where a sign stands outside all brackets."""
    depth = 0
    for place, piece in enumerate(pieces):
        depth += (piece in OPEN) - (piece in CLOSED)
        if piece == wanted and depth == 0:
            return place
    return None


def _term_start(pieces: list[str], slash: int) -> int:
    depth = 0
    for place in range(slash - 1, -1, -1):
        depth += (pieces[place] in CLOSED) - (pieces[place] in OPEN)
        if depth == 0 and pieces[place] in ENDS:
            return place + 1
    return 0


def _term_end(pieces: list[str], slash: int) -> int:
    depth = 0
    for place in range(slash + 1, len(pieces)):
        depth += (pieces[place] in OPEN) - (pieces[place] in CLOSED)
        if depth == 0 and pieces[place] in ENDS:
            return place
    return len(pieces)


def _stripped(pieces: list[str]) -> list[str]:
    kept = list(pieces)
    while kept and kept[0].isspace():
        kept.pop(0)
    while kept and kept[-1].isspace():
        kept.pop()
    return kept


def _plain(pieces: list[str]) -> list[Part]:
    """Runs and what is raised; a bracket with a fraction inside is read again."""
    found: list[Part] = []
    place = 0
    while place < len(pieces):
        piece = pieces[place]
        if piece in OPEN and (end := _closing(pieces, place)) is not None:
            inner = pieces[place + 1 : end]
            found += [Run(piece), *_parts(inner), Run(pieces[end])]
            place = end + 1
            continue
        found.append(_one(piece, binary=_is_binary(pieces, place)))
        place += 1
    return [part for part in found if part != Run("")]


def _closing(pieces: list[str], opened: int) -> int | None:
    depth = 0
    for place in range(opened, len(pieces)):
        depth += (pieces[place] in OPEN) - (pieces[place] in CLOSED)
        if depth == 0:
            return place
    return None


def _is_binary(pieces: list[str], place: int) -> bool:
    """Whether a sign stands between two things; a minus before one of them has no room."""
    before = "".join(pieces[:place]).rstrip()
    return bool(before) and before[-1] not in SIGNS


def _one(piece: str, *, binary: bool) -> Part:
    if piece[0] in "_^" and len(piece) > 1:
        text = piece[2:-1] if piece[1] in "{(" and len(piece) > 2 else piece[1:]
        return Raised(text, up=piece[0] == "^")
    if piece.isspace():
        return Run(" ")
    if piece in SIGNS:
        return Run(piece, "sign" if binary else "")
    if piece == "|":
        return Run(piece, "sign")
    if piece == "Σ":
        return Run(piece, "sum")
    letter = len(piece.rstrip("⁺⁻")) == 1 and piece[0].isalpha() and piece.isascii()
    return Run(piece, "italic" if letter or piece in ("h⁺", "τ") else "word")

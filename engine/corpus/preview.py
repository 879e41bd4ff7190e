"""The beginning of a file as it is and as it will be learned from, for the Data page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from engine.channel import Message
from engine.control import Control
from engine.corpus.reader import LIMITS, SERVER, ReadingConfig, request
from engine.corpus.unreadable import lost_fault
from engine.faults import Fault
from engine.limits import Child, ChildLost

Kind = Literal["kept", "removed", "added"]
_PARTS = re.compile(r"<[^<>\n]{0,300}>|\w+|\s|[^\w\s]")
MOST_PARTS = 1500  # compared in one piece; the comparison is quadratic


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that stays, goes, or takes the place of what goes."""

    text: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Preview:
    """The first characters of a file before and after reading it."""

    path: str
    encoding: str
    how: str  # the encoding was found: "mark", "utf-8", "declared", "nuls", "guess", …
    raw: str
    cleaned: str  # documents, a blank line between them
    documents: int
    pieces: tuple[Piece, ...]  # without those "added" they are `raw`; without "removed", `cleaned`
    fault: Fault | None = None  # what ended the reading early


def preview(
    path: Path, config: ReadingConfig, *, limit: int = 20_000, control: Control | None = None
) -> Preview:
    """The first `limit` characters of a file, read as the corpus would read them.

    Raises Fault where nothing of it can be read. Repeated lines are found in the corpus only.
    """
    raw, documents = "", []
    try:
        with Child(SERVER, LIMITS) as child:
            child.send(request(path, config, None, limit=limit))
            while not (message := child.receive(control)).head.get("end"):
                if message.head.get("raw"):
                    raw = message.payload.decode("utf-8")
                else:
                    documents += _texts(message)
    except ChildLost as lost:
        raise lost_fault(path, lost) from lost
    end = message.head
    fault = Fault.from_data(end["fault"]) if "fault" in end else None
    if fault is not None and not raw:
        raise fault
    cleaned = "\n\n".join(documents)
    return Preview(
        path=str(path),
        encoding=end.get("encoding", ""),
        how=end.get("reason", ""),
        raw=raw,
        cleaned=cleaned,
        documents=len(documents),
        pieces=tuple(compare(raw, cleaned)),
        fault=fault,
    )


def compare(raw: str, cleaned: str) -> Iterator[Piece]:
    """What stays, goes and comes between two texts, first line by line, then within lines."""
    before, after = raw.splitlines(keepends=True), cleaned.splitlines(keepends=True)
    pieces = (
        piece
        for same, old, new in _blocks(before, after)
        for piece in (
            [Piece("".join(old), "kept")] if same else _within("".join(old), "".join(new))
        )
    )
    return _joined(pieces)


def _texts(message: Message) -> list[str]:
    found, at = [], 0
    for size in message.head["bytes"]:
        found.append(message.payload[at : at + size].decode("utf-8"))
        at += size
    return found


def _within(old: str, new: str) -> Iterator[Piece]:
    before, after = _PARTS.findall(old), _PARTS.findall(new)
    if len(before) * len(after) > MOST_PARTS**2:
        yield Piece(old, "removed")
        yield Piece(new, "added")
        return
    for same, gone, come in _blocks(before, after):
        yield Piece("".join(gone), "kept" if same else "removed")
        if not same:
            yield Piece("".join(come), "added")


def _blocks(old: list[str], new: list[str]) -> Iterator[tuple[bool, list[str], list[str]]]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        yield tag == "equal", old[a:b], new[c:d]


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and last.kind == piece.kind:
            last = Piece(last.text + piece.text, last.kind)
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last

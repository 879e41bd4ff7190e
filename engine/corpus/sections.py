"""Cuts running text into sections: at headings, else at blank lines, about 2 to 32 kB each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SMALLEST = 2_000  # bytes a section has before a heading ends it
ENOUGH = 8_000  # bytes after which a blank line ends it
LARGEST = 32_000  # bytes after which it ends in any case
AT_LEAST = 32  # blank lines end a section in a short file: it must fill two splits, with pairs

HEADING = re.compile(
    r"#{1,6}[ \t]+\S"  # Markdown
    r"| ?={1,6} [^=\n]{1,150} ={1,6} ?(?=\n|\Z)"  # WikiText
    r"|(?i:chapter|book|part|act|section|volume)[ \t]+"
    r"(?:[0-9]{1,4}|(?i:[ivxlcdm]{1,8}))\b.{0,80}(?=\n|\Z)"
    r"|第[0-9〇零一二三四五六七八九十百千两]{1,9}[章节編编回卷部篇集幕](?:[\s：:、].{0,40})?(?=\n|\Z)"
)
_STARTS = frozenset("#= cbpasvCBPASV第")
_BOUNDARY = re.compile(rf"\n(?:[^\S\n]*\n)+|\n(?={HEADING.pattern})")
_BREAK = re.compile(r"(?<=[.!?。！？；;])[^\S\n]*|\s+")
_NEAR = 400  # characters in which a cut in the middle of a line looks for the end of a word


def sections(chunks: Iterable[str], *, enough: int = ENOUGH) -> Iterator[str]:
    """Sections of a text that arrives in chunks, newlines being "\\n" already.

    A blank line ends a section of `enough` bytes; four times as many are never exceeded.
    Nothing but blanks between sections is lost; memory is bounded whatever the lines.
    """
    found = _sections(chunks, enough)
    return (section for section in found if section and not section.isspace())


def enough_for(num_bytes: int) -> int:
    """After how many bytes a blank line ends a section, in a file of `num_bytes`."""
    return min(ENOUGH, max(SMALLEST, num_bytes // AT_LEAST))


def _sections(chunks: Iterable[str], enough: int) -> Iterator[str]:
    largest = enough * LARGEST // ENOUGH
    carry, held = "", ""
    for chunk in chunks:
        *whole, carry = _cut(carry + chunk, _per_character(chunk), enough)
        for section in whole:
            if held:
                yield held
            held = section
    scale = _per_character(held + carry)
    if held and len(carry) * scale < SMALLEST and (len(held) + len(carry)) * scale <= largest:
        yield f"{held}\n\n{carry}" if carry and not carry.isspace() else held
        return
    if held:
        yield held
    yield from _pieces(carry, int(largest / scale))


def is_heading(line: str) -> bool:
    """Whether a line looks like the title of what follows."""
    return line[:1] in _STARTS and HEADING.match(line) is not None


def _per_character(text: str) -> float:
    """Bytes a character takes in UTF-8, at least 1."""
    if not text or text.isascii():
        return 1.0
    return len(text.encode("utf-8", "surrogatepass")) / len(text)


def _cut(text: str, scale: float, enough: int) -> Iterator[str]:
    """Sections, and last the rest that may still grow."""
    smallest, largest = int(SMALLEST / scale), int(enough * LARGEST / ENOUGH / scale)
    enough = int(enough / scale)
    start = 0
    for match in _BOUNDARY.finditer(text):
        size = match.start() - start
        if size < smallest:
            continue
        if size < enough and not _heading_at(text, match.end()):
            continue
        *pieces, last = _pieces(text[start : match.start()], largest)
        yield from pieces
        yield last
        start = match.end()
    *pieces, rest = _pieces(text[start:], largest)
    yield from pieces
    yield rest


def _heading_at(text: str, place: int) -> bool:
    return text[place : place + 1] in _STARTS and HEADING.match(text, place) is not None


def _pieces(text: str, largest: int) -> Iterator[str]:
    """The text in pieces of at most `largest` characters, cut at lines, else near a word's end."""
    start = 0
    while len(text) - start > largest:
        stop = start + largest
        line = text.rfind("\n", start + largest // 4, stop)
        if line > start:
            yield text[start:line]
            start = line + 1
            continue
        breaks = list(_BREAK.finditer(text, stop - min(_NEAR, largest // 2), stop))
        if breaks and breaks[-1].end() > start:
            yield text[start : breaks[-1].start()]
            start = breaks[-1].end()
        else:
            yield text[start:stop]
            start = stop
    yield text[start:]

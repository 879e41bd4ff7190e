"""Cuts running text into sections: at headings, else at blank lines, about 2 to 32 kB each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

SMALLEST = 2_000  # bytes a section has before a heading ends it
ENOUGH = 8_000  # bytes after which a blank line ends it
LARGEST = 32_000  # bytes after which it ends in any case
LONGEST_LINE = LARGEST // 4  # characters, so that any line fits whatever its script

HEADING = re.compile(
    r"#{1,6}[ \t]\S"  # Markdown
    r"| ?={1,6} [^=].* ={1,6} ?$"  # WikiText
    r"|(?:chapter|book|part|act|section|volume)[ \t]+(?:[0-9]{1,4}|[ivxlcdm]{1,8})\b.{0,80}$"
    r"|第[0-9〇零一二三四五六七八九十百千两]{1,9}[章节編编回卷部篇集幕][\s：:、]?.{0,40}$",
    re.IGNORECASE,
)
STARTS = frozenset("#= cbpasvCBPASV第")
BREAK = re.compile(r"(?<=[.!?。！？；;])\s*|\s+")


def sections(chunks: Iterable[str]) -> Iterator[str]:
    """Sections of a text that arrives in chunks, newlines being "\\n" already.

    Nothing but the newlines between sections is lost; memory is bounded whatever the lines.
    """
    gathered: list[str] = []
    size = 0
    held: str | None = None  # the section before, so that a short rest can join it
    for line in lines(chunks):
        num_bytes = size_in_bytes(line) + 1
        if gathered and _ends_before(line, size, num_bytes):
            if held is not None:
                yield held
            held, gathered, size = "\n".join(gathered), [], 0
        gathered.append(line)
        size += num_bytes
    rest = "\n".join(gathered)
    if held is not None and size < SMALLEST and size_in_bytes(held) + size <= LARGEST:
        yield f"{held}\n{rest}"
        return
    if held is not None:
        yield held
    if rest:
        yield rest


def _ends_before(line: str, size: int, num_bytes: int) -> bool:
    if size + num_bytes > LARGEST:
        return True
    if size < SMALLEST:
        return False
    if size >= ENOUGH and (not line or line.isspace()):
        return True
    return line[:1] in STARTS and is_heading(line)


def is_heading(line: str) -> bool:
    """Whether a line looks like the title of what follows."""
    return len(line) <= 200 and HEADING.match(line) is not None


def size_in_bytes(text: str) -> int:
    """Bytes of the text in UTF-8."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def lines(chunks: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; those longer than LONGEST_LINE are cut near a word's end."""
    carry = ""
    for chunk in chunks:
        found = (carry + chunk).split("\n")
        carry = found.pop()
        for line in found:
            if len(line) > LONGEST_LINE:
                yield from cut_line(line)
            else:
                yield line
        if len(carry) > LONGEST_LINE:
            *whole, carry = cut_line(carry)
            yield from whole
    if carry:
        yield carry


def cut_line(line: str) -> Iterator[str]:
    """Pieces of at most LONGEST_LINE characters; blanks at the cuts are dropped."""
    start = 0
    while len(line) - start > LONGEST_LINE:
        stop = start + LONGEST_LINE
        breaks = list(BREAK.finditer(line, stop - 400, stop))
        last = breaks[-1] if breaks else None
        if last is None or last.end() <= start:
            yield line[start:stop]
            start = stop
        else:
            yield line[start : last.start()]
            start = last.end()
    yield line[start:]

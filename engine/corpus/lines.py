"""The lines of a text that arrives in chunks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LONGEST = 16 << 20  # characters


def lines(chunks: Iterable[str], longest: int = LONGEST) -> Iterator[str | None]:
    """Every line without its "\\n"; None stands for one longer than `longest`, which is lost."""
    carry: list[str] = []
    size = 0
    for chunk in chunks:
        first, *rest = chunk.split("\n")
        for piece in rest:
            yield "".join([*carry, first]) if size + len(first) <= longest else None
            carry, size, first = [], 0, piece
        size += len(first)
        carry.append(first)
        if size > longest:
            carry.clear()
    if size:
        yield "".join(carry) if size <= longest else None

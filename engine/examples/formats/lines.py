"""Two files, line by line: a text, and how it is put otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import ClassVar

from engine.corpus.lines import lines
from engine.corpus.pair_tables import aligned
from engine.corpus.table_rows import LONGEST_ROW
from engine.examples.example import Kind
from engine.examples.format import SHOWN, Format, Found, Opened, Seen, Wanted, shortened
from engine.examples.texts import texts_of


class Lines(Format):
    """A text and the one its lines become; a record is (row, source, target, "")."""

    name: ClassVar[str] = "lines"
    kinds: ClassVar[tuple[Kind, ...]] = ("translation",)

    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """Any text can be one of two; what speaks for it are its name and its neighbour."""
        first = [line or "" for line in islice(lines(text.chunks(), LONGEST_ROW), SHOWN)]
        return Seen(
            sureness=0.1 if any(line.strip() for line in first) else 0.0,
            kinds=self.kinds,
            columns=("1",),
            roles={"first": "1"},
            preview=tuple((shortened(line),) for line in first),
            labelled=False,
        )

    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Line by line; Fault at the end where one text has more lines."""
        source, target = texts
        pairs = aligned(source.chunks(), target.chunks(), (source.path, target.path))
        for row, found in enumerate(pairs, start=1):
            yield "too_long" if isinstance(found, str) else texts_of(row, *found)

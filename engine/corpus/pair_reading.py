"""Reads pair files in a limited child process: decode, find the columns, clean, count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from engine.channel import Channel
from engine.corpus.bytesource import ByteSource
from engine.corpus.cleaning import clean_passage
from engine.corpus.columns import Asked
from engine.corpus.decoding import one_newline
from engine.corpus.labels import LONGEST_LABEL, MISSING
from engine.corpus.pair_tables import Found, TablePairs, aligned
from engine.corpus.serving import FRAME, DecodedFiles, serve_files
from engine.faults import Fault

LONGEST = 1 << 16  # characters of a passage


def serve(channel: Channel) -> None:
    """Answer requests to read pairs, one after another, until the parent goes."""
    serve_files(channel, lambda *given: _PairReading(*given).run())


class _PairReading:
    """One table, or two texts line by line, on the way to the parent."""

    def __init__(
        self, sources: Sequence[ByteSource], request: dict[str, Any], channel: Channel
    ) -> None:
        self._sources = sources
        self._asked = Asked(request["roles"], request["header"])
        self._channel = channel
        self._files = DecodedFiles(sources, self._send)
        self._counts: Counter[str] = Counter()
        self._table: TablePairs | None = None
        self._frame = _Frame()

    def run(self) -> dict[str, Any]:
        """Send all pairs; what to say at the end."""
        end: dict[str, Any] = {}
        try:
            for decoded in self._files.texts:
                decoded.open()
            for number, found in enumerate(self._found()):
                self._add(number, found)
        except Fault as fault:
            end = {"fault": fault.as_data()}
        self._send()
        return {
            **end,
            "counts": dict(self._counts),
            "names": dict(self._table.names) if self._table is not None else {},
            **self._files.facts(),
        }

    def _found(self) -> Iterator[Found]:
        first, *rest = self._files.texts
        paths = [str(source.path) for source in self._sources]
        if rest:  # newlines as they are: another kind of them is no place of alignment
            return aligned(first.text(), rest[0].text(), (paths[0], paths[1]))
        self._table = TablePairs(one_newline(first.text()), self._asked, paths[0])
        return iter(self._table)

    def _add(self, number: int, found: Found) -> None:
        if isinstance(found, str):
            self._counts[found] += 1
            return
        first, second, label = (clean_passage(text) for text in found)
        if "label" in self._asked.roles and label in MISSING:
            self._counts["unlabelled"] += 1
        elif not first or not second:
            self._counts["empty"] += 1
        elif len(label) > LONGEST_LABEL:
            self._counts["malformed"] += 1
        elif max(len(first), len(second)) > LONGEST:
            self._counts["too_long"] += 1
        else:
            self._frame.add(number, first, second, label)
            if self._frame.num_bytes >= FRAME:
                self._send()

    def _send(self) -> None:
        at = self._files.sent()
        self._channel.send(*self._frame.packed(at))
        self._frame = _Frame()


class _Frame:
    """Pairs gathered for one message."""

    def __init__(self) -> None:
        self.num_bytes = 0
        self._rows: list[int] = []
        self._sizes: list[int] = []  # bytes of both passages
        self._labels: list[str] = []
        self._texts: list[bytes] = []

    def add(self, row: int, first: str, second: str, label: str) -> None:
        for text in (first, second):
            data = text.encode("utf-8")
            self._texts.append(data)
            self._sizes.append(len(data))
            self.num_bytes += len(data)
        self._rows.append(row)
        self._labels.append(label)

    def packed(self, at: int) -> tuple[dict[str, Any], bytes]:
        head = {"rows": self._rows, "sizes": self._sizes, "labels": self._labels, "at": at}
        return head, b"".join(self._texts)

"""Tables: the rows of a file somebody names, read in a limited child process. Torch-free.

JSON lines, CSV and TSV by their cells; of any other text each line is a row of one cell. Plain or
.gz, in whatever encoding it is.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from engine.channel import Channel
from engine.control import Control
from engine.corpus.bytesource import ByteSource
from engine.corpus.decoding import Decoding, one_newline
from engine.corpus.files import FileSearch
from engine.corpus.lines import lines
from engine.corpus.records import CsvRows, delimiter_of
from engine.corpus.unreadable import lost_fault
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits
from engine.wording import translate

SERVER = "engine.evaluation.tables:serve"
LIMITS = Limits(memory_bytes=512 << 20, cpu_seconds=8.0)
LONGEST_ROW = 1 << 20  # characters
MOST_BYTES = 256 << 20  # of the cells of a file
MOST_COLUMNS = 200
FRAME = 1 << 18  # bytes of cells sent at once
JSON, TABLE = (".jsonl", ".ndjson", ".json"), (".csv", ".tsv")

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """What a file holds.

    `names` are the keys of JSON lines; None where nobody can say whether the first row names the
    columns.
    """

    path: Path
    rows: tuple[Row, ...]
    names: Row | None = None
    malformed: int = 0  # rows that are no JSON object, or far too long

    def titled(self) -> Rows:
        """The same, its first row taken for the names of the columns unless they are known."""
        if self.names is not None or not self.rows:
            return self
        names = tuple(cell.strip().lstrip("\ufeff") for cell in self.rows[0])
        return Rows(self.path, self.rows[1:], names, self.malformed)

    def column(self, name: str) -> int | None:
        """The place of a column by its name, in any case; None where there is none."""
        lowered = [one.lower() for one in self.names or ()]
        return lowered.index(name.lower()) if name.lower() in lowered else None


def read_rows(path: Path, control: Control | None = None) -> Rows:
    """All rows of a file; Fault where it cannot be read to its end or holds far too much."""
    if path.is_dir():
        raise _folder(path)
    search = FileSearch(control)
    search.add(path)
    if not search.files:
        raise search.skipped.named[0].fault
    rows: list[Row] = []
    try:
        with Child(SERVER, LIMITS) as child:
            child.send({"path": str(path)})
            while not (message := child.receive(control)).head.get("end"):
                rows += map(tuple, json.loads(message.payload or b"[]"))
    except ChildLost as lost:
        raise lost_fault(path, lost) from lost
    end = message.head
    if "fault" in end:
        raise Fault.from_data(end["fault"])
    names = None if end["names"] is None else tuple(end["names"])
    return Rows(path, tuple(rows), names, end["malformed"])


def _folder(path: Path) -> Fault:
    return Fault(
        translate("faults", "{path} is a folder."),
        now=translate("faults", "Choose a file in it."),
        path=str(path),
    )


def serve(channel: Channel) -> None:
    """Answer requests to read a file, one after another, until the parent goes."""
    while True:
        path = Path(channel.receive().head["path"])
        try:
            with closing(ByteSource(path)) as source:
                end = _Reading(source, channel).run()
        except Fault as fault:
            end = {"fault": fault.as_data()}
        channel.send({"end": True, **end})


@dataclass
class _Reading:
    """One file on its way to the parent."""

    source: ByteSource
    channel: Channel
    names: dict[str, int] = field(default_factory=dict)  # of JSON: their places
    malformed: int = 0

    def run(self) -> dict[str, Any]:
        """Send all rows; what to say at the end."""
        decoded = Decoding(self.source)
        decoded.open()
        name = self.source.path.name.lower().removesuffix(".gz")
        found = self._lines(one_newline(decoded.text()))
        is_json = name.endswith(JSON)
        if is_json:
            self._send(self._objects(found))
        elif name.endswith(TABLE):
            self._send(self._cells(found))
        else:
            self._send([line] for line in found if line.strip())
        return {"names": list(self.names) if is_json else None, "malformed": self.malformed}

    def _lines(self, chunks: Iterable[str]) -> Iterator[str]:
        for line in lines(chunks, LONGEST_ROW):
            if line is None:
                self.malformed += 1
            else:
                yield line

    def _cells(self, found: Iterator[str]) -> Iterator[list[str]]:
        path = str(self.source.path)
        first = next(found, "")
        delimiter = delimiter_of(first, path)
        each = chain([first], found)
        if delimiter == "\t" and not first.startswith('"'):  # quotes are only signs there, mostly
            yield from (line.split("\t") for line in each if line)
            return
        csv.field_size_limit(LONGEST_ROW)
        rows = CsvRows(each, delimiter, path, most=1000)
        yield from (row for row in rows if row)
        rows.check()

    def _objects(self, found: Iterator[str]) -> Iterator[list[str]]:
        for line in found:
            if not line.strip():
                continue
            value = _object(line)
            if value is None:
                self.malformed += 1
                continue
            for key in value:
                if key not in self.names and len(self.names) < MOST_COLUMNS:
                    self.names[key] = len(self.names)
            yield [_cell(value.get(key)) for key in self.names]

    def _send(self, rows: Iterable[list[str]]) -> None:
        """Send all rows in frames; Fault where they are far too many."""
        frame: list[list[str]] = []
        size = total = 0
        for row in rows:
            frame.append(row)
            size += sum(map(len, row)) + 8 * len(row)
            if size >= FRAME:
                self.channel.send({}, json.dumps(frame).encode("ascii"))
                total, size, frame = total + size, 0, []
            if total > MOST_BYTES:
                raise _too_much(self.source.path)
        self.channel.send({}, json.dumps(frame).encode("ascii"))


def _object(line: str) -> Mapping[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _cell(value: Any) -> str:
    """What stands there as text; lists and objects are no cells."""
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, list | dict) else str(value)


def _too_much(path: Path) -> Fault:
    return Fault(
        translate("faults", "{path} has more than {limit} MB of rows."),
        now=translate("faults", "Measure on a part of it."),
        path=str(path),
        limit=MOST_BYTES >> 20,
    )

"""The parent's side of reading examples: asks the limited child, and takes what it sends."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from engine.control import Control
from engine.corpus.files import SourceFile
from engine.corpus.pair_files import file_at
from engine.corpus.unreadable import changed_fault, lost_fault, no_reader
from engine.examples.format import Record, Seen, Wanted
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits

SERVER = "engine.examples.serving:serve"
LIMITS = Limits(memory_bytes=1 << 30, cpu_seconds=8.0)


@dataclass(frozen=True, slots=True)
class Looked:
    """What the formats saw in the beginning of a file, by their names, the surest first."""

    seen: Mapping[str, Seen]
    faults: tuple[Fault, ...] = ()  # of formats that came to grief over it
    encodings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """What was said at the end of a file."""

    counts: Mapping[str, int]  # records left out, by reason
    encodings: tuple[str, ...]
    doubts: tuple[Fault, ...]


class Asking:
    """A context manager that owns the child; it starts with the first question."""

    def __init__(self, control: Control | None = None) -> None:
        self._control = control
        self._child: Child | None = None
        self.ended = Ended({}, (), ())  # of the file last read
        self.received = 0  # bytes of records, of all files

    def look(self, path: Path, wanted: Wanted, format: str = "auto") -> Looked:
        """What a file shows; raises Fault where it cannot be read, or holds no text."""
        (*_, (_, _, end)) = self._ask("look", [file_at(path, self._control)], wanted, format)
        found = {name: Seen.from_data(data) for name, data in end["seen"]["formats"].items()}
        ranked = sorted(found, key=lambda name: -found[name].sureness)
        faults = tuple(Fault.from_data(data) for data in end["seen"]["faults"])
        return Looked({name: found[name] for name in ranked}, faults, tuple(end["encodings"]))

    def read(
        self, files: Sequence[SourceFile], wanted: Wanted, format: str
    ) -> Iterator[tuple[int, list[Record]]]:
        """How many bytes are read, and the records found meanwhile; `ended` tells the rest.

        Raises Fault where the files cannot be read to their end.
        """
        for at, records, end in self._ask("read", files, wanted, format):
            if end:
                self.ended = Ended(
                    end["counts"],
                    tuple(end["encodings"]),
                    tuple(Fault.from_data(data) for data in end["doubts"]),
                )
            yield at, records

    def _ask(
        self, what: str, files: Sequence[SourceFile], wanted: Wanted, format: str
    ) -> Iterator[tuple[int, list[Record], Mapping[str, Any]]]:
        path = files[0].path
        try:
            self._child = self._child or Child(SERVER, LIMITS)
            self._child.send(
                {
                    "do": what,
                    "paths": [str(file.path) for file in files],
                    "modified": [file.modified for file in files],
                    "format": format,
                    "wanted": {**asdict(wanted), "roles": dict(wanted.roles)},
                }
            )
            while not (message := self._child.receive(self._control)).head.get("end"):
                self.received += len(message.payload)
                yield message.head["at"], json.loads(message.payload), {}
        except ChildLost as lost:
            self.close()
            raise (no_reader(lost) if lost.reason == "start" else lost_fault(path, lost)) from lost
        end = message.head
        if end.get("changed") or (end.get("fault") and not path.exists()):
            raise changed_fault(path)
        if "fault" in end:
            raise Fault.from_data(end["fault"])
        yield sum(file.num_bytes for file in files), [], end

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.close()
            self._child = None

    def __enter__(self) -> Asking:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

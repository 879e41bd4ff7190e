"""Reads file after file through the child process; a child that dies costs one file."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from engine.channel import Message
from engine.control import Control
from engine.corpus.cleaning import tidy
from engine.corpus.counting import count_scripts, count_words
from engine.corpus.duplicates import SeenBefore
from engine.corpus.files import SkipList, SourceFile
from engine.corpus.given_up import GivenUp
from engine.corpus.summary import CorpusSummary, Tally
from engine.corpus.unreadable import changed_fault, lost_fault, no_reader
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits

SERVER = "engine.corpus.reading:serve"
LIMITS = Limits(memory_bytes=512 << 20, cpu_seconds=4.0)  # a file has two tries in 10 s
TRIES = 2
LINE_BYTES = 40  # per line that may repeat; a guess for the size of the table
DOCUMENT_BYTES = 200
DOCUMENT = np.uint64(0x9E3779B97F4A7C15)  # sets a document of one line apart from that line
AHEAD = 8  # files asked for before their turn, so that the child never waits
ZIPPED = 4  # text grows by about this when unpacked

Sections = list[tuple[int, str, tuple[int, ...]]]  # number within the file, text, `Document.cut`


class ReadingConfig(Protocol):
    """What of a corpus' configuration reading needs."""

    @property
    def text_field(self) -> str:
        """The field or column of a record that holds its text."""

    @property
    def cleaning(self) -> tuple[str, ...]:
        """The steps text goes through, in this order."""

    @property
    def minimum_characters(self) -> int:
        """What is shorter is left out."""


@dataclass(slots=True)
class _Place:
    """How far a file was read: a second reading goes on there."""

    at: int = 0  # bytes
    num_sections: int = 0

    def reach(self, head: dict[str, Any]) -> None:
        """Take what a message of the child says."""
        self.at = max(self.at, head["at"])
        self.num_sections = max([self.num_sections, *(n + 1 for n in head["sections"][-1:])])


class FileReader:
    """One pass over a corpus: a context manager that owns the child."""

    def __init__(
        self,
        config: ReadingConfig,
        num_bytes: int,
        control: Control | None,
        given_up: GivenUp,
        cuts: bool = False,
    ) -> None:
        self._cuts = cuts  # whether the child cuts sentences
        self.skipped = SkipList()  # files that were to be read
        self.tally = Tally()
        self.lost: Fault | None = None  # why a file was given up that another time may be read
        self.halfway = False  # whether of a file given up for good a part was read
        self._given_up = given_up
        self._left_out: dict[int, Fault] = {}  # files given up before
        self.unreadable: set[int] = set()  # files the system did not let us read
        self._asked = 0  # files the child was asked for
        self._config = config
        self._control = control
        self._child: Child | None = None
        self._deduplicates = "duplicates" in config.cleaning
        # Lines and documents share a table: at its largest it takes 128 MiB.
        expected = ZIPPED * num_bytes // LINE_BYTES + ZIPPED * num_bytes // DOCUMENT_BYTES
        self._seen = SeenBefore(expected if self._deduplicates else 0)

    def read(self, files: Sequence[SourceFile]) -> Iterator[tuple[int, int, Sections]]:
        """The number of a file, how many of its bytes are read, and the sections found meanwhile.

        A file that cannot be read is put on the skip list; one that changed since the corpus was
        looked at raises Fault, as does a system that starts no child. A file that costs the child
        its life is read once more: the system may have been short of memory for a moment. Where it
        was the file, it is not tried again before it has changed.
        """
        reasons = ((number, self._given_up.reason(file)) for number, file in enumerate(files))
        self._left_out = {number: reason for number, reason in reasons if reason is not None}
        for number, file in enumerate(files):
            if number in self._left_out:
                self.skipped.add(file.path, self._left_out[number], number)
                continue
            place, losses = _Place(), list[ChildLost]()
            while len(losses) < TRIES:
                try:
                    for sections in self._read_one(files, number, place):
                        yield number, place.at, sections
                    break
                except ChildLost as lost:
                    losses.append(lost)
                    self._end_child()
                    if lost.reason == "start" and len(losses) == TRIES:
                        raise no_reader(lost) from lost  # no other file would be read either
                    self._asked = number
            else:
                self._asked = number + 1
                self._give_up(file, number, place, losses)

    def _read_one(
        self, files: Sequence[SourceFile], number: int, place: _Place
    ) -> Iterator[Sections]:
        """The sections of one file beyond `place`, which goes with them."""
        child = self._ready()
        while self._asked < min(number + AHEAD, len(files)):
            file = files[self._asked]
            if self._asked not in self._left_out:
                child.send(request(file.path, self._config, file.modified, cuts=self._cuts))
            self._asked += 1
        while not (message := child.receive(self._control)).head.get("end"):
            sections = self._unpack(message, place.num_sections)
            place.reach(message.head)
            yield sections
        self._finish(number, files[number], message.head)

    def _give_up(
        self, file: SourceFile, number: int, place: _Place, losses: Sequence[ChildLost]
    ) -> None:
        for_good = all(lost.by_its_work for lost in losses)
        fault = lost_fault(file.path, losses[-1], for_good=for_good)
        if for_good and self._given_up.add(file, fault):
            self.halfway |= place.num_sections > 0
        else:
            self.lost = self.lost or fault
        self.skipped.add(file.path, fault, number)

    def summary(self) -> CorpusSummary:
        """What the pass found."""
        notes = ("duplicates",) if self._seen.full else ()
        return self.tally.finish(self.skipped.named, self.skipped.reasons, notes)

    def _ready(self) -> Child:
        self._child = self._child or Child(SERVER, LIMITS)
        return self._child

    def _finish(self, number: int, file: SourceFile, end: dict[str, Any]) -> None:
        if end.get("changed") or (end.get("fault") and not file.path.exists()):
            raise changed_fault(file.path)
        self.tally.counts["short_documents"] += end.get("short", 0)
        if end.get("unreadable"):
            self.unreadable.add(number)
        if "fault" in end:
            self.skipped.add(file.path, Fault.from_data(end["fault"]), number)
        if "fault" not in end or end.get("documents"):  # some are read up to a damaged place
            self.tally.counts["files"] += 1
            self.tally.counts["partial_files"] += "fault" in end
            self.tally.counts["bytes"] += file.num_bytes
            self.tally.encodings[end["encoding"]] += 1
        if "doubt" in end:
            self.tally.counts["uncertain_files"] += 1
            self.skipped.add(file.path, Fault.from_data(end["doubt"]), number)

    def _unpack(self, message: Message, num_known: int) -> Sections:
        """The sections of a message from number `num_known` on, without what came before."""
        head, payload = message.head, memoryview(message.payload)
        old = bisect_left(head["sections"], num_known)
        ends = np.cumsum([0, *head["bytes"]]).tolist()
        texts = [str(payload[start:stop], "utf-8") for start, stop in pairwise(ends)]
        facts = list(zip(head["bytes"], head["words"], head["scripts"], strict=True))
        repeated: list[NDArray[np.bool_] | None] = [None] * len(texts)
        if self._deduplicates and len(texts) > old:
            hashes = np.frombuffer(payload[head["text_bytes"] :], np.uint64)
            for _ in range(old):  # of every text: its hash, the number of its lines, their hashes
                hashes = hashes[2 + int(hashes[1]) :]
            repeated[old:] = self._repeated_lines(hashes, len(texts) - old)
        kept: Sections = []
        found = list(zip(head["sections"], texts, head["cuts"], facts, repeated, strict=True))
        for number, text, cut, fact, lines in found[old:]:
            if lines is not None and lines.any():
                shorter = self._without(text, lines)
                if shorter is None:
                    continue
                text, cut, fact = shorter, (), _facts(shorter)
            self.tally.document(text, *fact)
            kept.append((number, text, tuple(cut)))
        return kept

    def _repeated_lines(
        self, hashes: NDArray[np.uint64], num_texts: int
    ) -> list[NDArray[np.bool_] | None]:
        """For every text, which of its lines came before; all of them where the text itself did.

        `hashes` holds for every text its own hash, the number of its lines, and their hashes.
        """
        own = np.empty(num_texts, np.uint64)
        starts = np.empty(num_texts + 1, np.int64)
        at = 0
        for index in range(num_texts):
            own[index], starts[index] = hashes[at], at + 2
            at += 2 + int(hashes[at + 1])
        starts[num_texts] = at + 2
        known = self._seen.add(own ^ DOCUMENT)
        asked = hashes != 0
        asked[starts[:-1] - 1] = asked[starts[:-1] - 2] = False
        seen = np.zeros(len(hashes), np.bool_)
        seen[asked] = self._seen.add(hashes[asked])
        found: list[NDArray[np.bool_] | None] = []
        for index in range(num_texts):
            lines = seen[starts[index] : starts[index + 1] - 2]
            if known[index]:
                self.tally.counts["duplicate_documents"] += 1
                found.append(np.ones(len(lines), np.bool_))
            else:
                self.tally.counts["duplicate_lines"] += int(lines.sum())
                found.append(lines)
        return found

    def _without(self, text: str, repeated: NDArray[np.bool_]) -> str | None:
        """The text without its repeated lines; None where too little is left."""
        if repeated.all():
            return None
        lines = [line for line, old in zip(text.split("\n"), repeated, strict=True) if not old]
        shorter = "\n".join(lines)
        if "whitespace" in self._config.cleaning:
            shorter = tidy(shorter)
        if len(shorter) < max(1, self._config.minimum_characters) or shorter.isspace():
            self.tally.counts["short_documents"] += 1
            return None
        return shorter

    def _end_child(self) -> None:
        if self._child is not None:
            self._child.close()
            self._child = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._end_child()


def request(
    path: Path,
    config: ReadingConfig,
    modified: int | None,
    *,
    limit: int | None = None,
    cuts: bool = False,
) -> dict[str, Any]:
    """What the child is asked: to read a file, or only its first `limit` characters."""
    return {
        "path": str(path),
        "modified": modified,
        "field": config.text_field,
        "steps": list(config.cleaning),
        "minimum": config.minimum_characters,
        "limit": limit,
        "cuts": cuts,
    }


def _facts(text: str) -> tuple[int, int, dict[str, int]]:
    scripts = count_scripts(text)
    return len(text.encode("utf-8")), count_words(text, scripts), scripts

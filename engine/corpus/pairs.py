"""Pairs of passages from people's files, split into training and validation."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

from engine.channel import Message
from engine.control import Control
from engine.corpus.columns import Asked
from engine.corpus.document import Document
from engine.corpus.files import SkipList, SourceFile, content_sum
from engine.corpus.kinds import holds_rows
from engine.corpus.labels import MOST_CLASSES
from engine.corpus.pair import Pair
from engine.corpus.pair_split import PairSplit
from engine.corpus.pair_summary import PairSummary
from engine.corpus.reader import LIMITS
from engine.corpus.unreadable import changed_fault, lost_fault
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.limits import Child, ChildLost
from engine.wording import translate

SERVER = "engine.corpus.pair_reading:serve"
VERSION = 2  # of reading: raise it when pairs come out differently


@dataclass(frozen=True, slots=True)
class PairFile:
    """A table, or a text and its translation line by line."""

    sources: tuple[SourceFile, ...]  # one or two
    validation: bool = False  # held back as a whole
    named: bool = True  # chosen by name: it must hold pairs

    @property
    def num_bytes(self) -> int:
        """On disk."""
        return sum(source.num_bytes for source in self.sources)

    @property
    def name(self) -> str:
        """As people know it."""
        return " + ".join(source.name for source in self.sources)

    @property
    def promises_pairs(self) -> bool:
        """Whether its name says that there should be some in it."""
        return len(self.sources) > 1 or holds_rows(self.sources[0].path)


class PairCorpus:
    """The pairs of the chosen files, as these were when they were first looked at.

    Nothing is read before it is asked for; the files are never written to. Every file is read
    whole or refused: there are no pairs of a half. `find` yields the files at the chosen `paths`;
    `asked` tells what stands in which column; `share` of the first passages is held back with all
    their pairs (None: what is held back stands in files of its own). `summary` tells what the last
    complete reading found.
    """

    incomplete = halfway = False  # as the tokenizer asks of a corpus

    def __init__(
        self,
        paths: Sequence[Path],
        find: Callable[[Control | None], Sequence[PairFile]],
        asked: Asked,
        share: float | None,
    ) -> None:
        self.summary = PairSummary()
        self.labelled = "label" in asked.roles
        self.holds_back = share is None  # what is held back was named
        self._paths, self._find, self._asked, self._share = paths, find, asked, share
        self._files: tuple[PairFile, ...] | None = None
        self._fingerprint = ""

    def files(self, control: Control | None = None) -> tuple[PairFile, ...]:
        """The files to read, in order; Fault where one is missing."""
        if self._files is None:
            self._files = tuple(self._find(control))
        return self._files

    def left_out(self, control: Control | None = None) -> list[str]:
        """None: a file is read whole, or nothing is."""
        return []

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of the files on disk."""
        return sum(file.num_bytes for file in self.files(control))

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters.

        Moving the files or touching them does not change it.
        """
        if self._fingerprint:
            return self._fingerprint
        settings = f"{dict(self._asked.roles)} {self._asked.header} {self._share}"
        digest = hashlib.sha256(f"{VERSION} {unicodedata.unidata_version} {settings}".encode())
        files = self.files(control)
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        for file, begin in zip(files, begins, strict=True):

            def told(done: int, begin: int = begin, name: str = file.name) -> None:
                if control is not None:
                    control.check()
                if progress is not None:
                    progress(Prepared("reading", begin + done, total, "bytes", name))

            digest.update(f"\n{file.validation} {file.named} {len(file.sources)}".encode())
            for source in file.sources:
                digest.update(f" {source.num_bytes} ".encode() + content_sum(source, told))
        self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def pairs(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Pair, None, None]:
        """All pairs, in the order of the files.

        Raises Fault where a file changed meanwhile, cannot be read to its end or holds no pairs,
        Cancelled when asked to stop. `progress` counts bytes of the files on disk.
        """
        files = self.files(control)
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        split, reading = PairSplit(self._share), _Reading(self._asked, control)
        with Child(SERVER, LIMITS) as child:
            for number, (file, begin) in enumerate(zip(files, begins, strict=True)):
                for at, found in reading.read(child, number, file):
                    for pair in found:
                        yield from split.add(pair)
                    if progress is not None:
                        progress(Prepared("reading", begin + at, total, "bytes", file.name))
        yield from split.rest()
        self.summary = reading.summary()
        if not self.summary.files:
            raise _nothing_in(self._paths, self.summary)

    def retold(self, reading: PairSummary) -> PairSummary:
        """The summary of an earlier `reading` of the same files, told of them as they stand now."""
        files = self.files()
        lost = tuple(
            table if table.file is None else table.moved_to(str(files[table.file].sources[0].path))
            for table in reading.lost_tables
        )
        return replace(reading, lost_tables=lost)

    def documents(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Document, None, None]:
        """Every pair as a text of two lines: what a vocabulary is learned from."""
        for pair in self.pairs(control, progress):
            text = f"{pair.first}\n{pair.second}"
            yield Document(pair.file, pair.row, text, pair.validation)


class _Reading:
    """One pass over the files, through the child."""

    def __init__(self, asked: Asked, control: Control | None) -> None:
        self._asked, self._control = asked, control
        self._counts: Counter[str] = Counter()
        self._encodings: Counter[str] = Counter()
        self._names: dict[str, str] = {}
        self._labels: set[str] = set()
        self._lost = SkipList()

    def read(
        self, child: Child, number: int, file: PairFile
    ) -> Iterator[tuple[int, Sequence[Pair]]]:
        """How many bytes are read, and the pairs found meanwhile."""
        found = 0
        try:
            child.send(_request(file, self._asked))
            while not (message := child.receive(self._control)).head.get("end"):
                pairs = list(_unpacked(message, number, validation=file.validation))
                found += len(pairs)
                self._know(pairs, file)
                yield message.head["at"], pairs
        except ChildLost as lost:
            raise lost_fault(file.sources[0].path, lost) from lost
        self._finish(file, number, found, message.head)

    def summary(self) -> PairSummary:
        """What the pass found, but for what becomes of it."""
        found = PairSummary.from_data(self._counts)
        encodings = dict(self._encodings.most_common())
        lost = tuple(self._lost.named)
        return replace(found, lost_tables=lost, encodings=encodings, columns=self._names)

    def _know(self, pairs: Sequence[Pair], file: PairFile) -> None:
        self._labels.update(pair.label for pair in pairs)
        if len(self._labels) > MOST_CLASSES:
            raise Fault(
                translate("faults", "{path} has more than {most} different labels."),
                why=translate("faults", "Such a column holds something else: {label}, say."),
                now=translate("faults", "Name the column of the labels in the recipe."),
                path=str(file.sources[0].path),
                most=MOST_CLASSES,
                label=pairs[-1].label,
            )

    def _finish(self, file: PairFile, number: int, found: int, end: Mapping[str, Any]) -> None:
        path = file.sources[0].path
        if end.get("changed") or (end.get("fault") and not path.exists()):
            raise changed_fault(path)
        counts = Counter(end.get("counts", {}))
        fault = Fault.from_data(end["fault"]) if "fault" in end else None
        if fault is None and not found:
            fault = _no_pairs(file, counts)
        if fault is not None:
            if found or file.named:
                raise fault
            self._counts["other_files"] += 1  # a folder holds other files too
            if file.promises_pairs:
                self._lost.add(path, fault, number)
            return
        self._counts += counts
        self._counts["files"] += 1
        self._counts["bytes"] += file.num_bytes
        self._encodings.update(end["encodings"])
        self._names = self._names or dict(end["names"])


def _request(file: PairFile, asked: Asked) -> dict[str, Any]:
    return {
        "paths": [str(source.path) for source in file.sources],
        "modified": [source.modified for source in file.sources],
        "roles": dict(asked.roles),
        "header": asked.header,
    }


def _unpacked(message: Message, file: int, *, validation: bool) -> Iterator[Pair]:
    head, payload = message.head, message.payload
    ends = list(accumulate(head["sizes"], initial=0))
    texts = [payload[start:stop].decode("utf-8") for start, stop in pairwise(ends)]
    passages = zip(texts[::2], texts[1::2], strict=True)
    for row, (first, second), label in zip(head["rows"], passages, head["labels"], strict=True):
        yield Pair(file, row, first, second, label, validation)


def _no_pairs(file: PairFile, counts: Mapping[str, int]) -> Fault:
    return Fault(
        translate("faults", "There are no pairs in {path}."),
        why=translate(
            "faults",
            "Rows left out: {malformed} that are no pair, {unlabelled} without a label, {empty} "
            "with an empty passage, {too_long} far too long.",
        ),
        now=translate("faults", "Look into the file, or name its columns in the recipe."),
        path=str(file.sources[0].path),
        **{name: counts.get(name, 0) for name in ("malformed", "unlabelled", "empty", "too_long")},
    )


def _nothing_in(paths: Sequence[Path], summary: PairSummary) -> Fault:
    what, where = translate("faults", "There are no pairs in {path}."), ", ".join(map(str, paths))
    if summary.lost_tables:
        lost = summary.lost_tables[0].fault
        why = translate("faults", "{count} file(s) were looked into. {reason}")
        return Fault(what, why=why, path=where, count=summary.other_files, reason=lost)
    return Fault(
        what,
        why=translate("faults", "{count} file(s) were looked into, and none is a table of pairs."),
        now=translate("faults", "Choose TSV, CSV or JSON lines, or name their columns."),
        path=where,
        count=summary.other_files,
    )

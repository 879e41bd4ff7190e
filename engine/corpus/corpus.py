"""Corpus: the text of files and folders as documents, split into training and validation."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from engine.control import Control
from engine.corpus.cleaning import Cleaning
from engine.corpus.document import Document
from engine.corpus.files import (
    NAMED,
    FileSearch,
    SkipList,
    SourceFile,
    content_sum,
    nothing_found,
    nothing_long,
)
from engine.corpus.given_up import GivenUp
from engine.corpus.leakage import Leakage
from engine.corpus.reader import FileReader
from engine.corpus.split import Split
from engine.corpus.summary import CorpusSummary
from engine.corpus.unreadable import changed_fault, missing
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.options import Section, option
from engine.wording import translate

VERSION = 3  # of reading and cleaning: raise it when documents come out differently


class CorpusConfig(Section):
    """Which text is read and how it is cleaned. Everything here changes the result."""

    paths: tuple[Path, ...] = option(
        (),
        translate("recipe", "Files and folders"),
        translate(
            "recipe",
            "Text to learn from: .txt .md .jsonl .csv .html, plain or .gz. It is only read, "
            "never changed.",
        ),
        kind="paths",
    )
    text_field: str = option(
        "text",
        translate("recipe", "Text field"),
        translate("recipe", "The column of a CSV or the key of a JSON line that holds the text."),
        advanced=True,
    )
    validation: float = option(
        0.05,
        translate("recipe", "Held back"),
        translate(
            "recipe",
            "This share of the documents is never trained on; it shows how well the model does "
            "on text it has not seen.",
        ),
        minimum=0.001,
        maximum=0.5,
    )
    cleaning: tuple[Cleaning, ...] = option(
        ("html", "unicode", "control", "whitespace", "duplicates"),
        translate("recipe", "Cleaning"),
        translate(
            "recipe",
            "Takes out what is no language. Repeated documents, and repeated lines that are not "
            "short, stay once.",
        ),
        words={
            "html": translate("recipe", "Remains of HTML"),
            "unicode": translate("recipe", "Characters in composed form (NFC)"),
            "control": translate("recipe", "Control and invisible characters"),
            "whitespace": translate("recipe", "Superfluous blanks and blank lines"),
            "duplicates": translate("recipe", "Repeated documents and lines"),
        },
    )
    minimum_characters: int = option(
        40,
        translate("recipe", "Shortest document"),
        translate("recipe", "Documents with fewer characters are left out."),
        minimum=0,
        maximum=100_000,
        advanced=True,
    )


class Corpus:
    """The documents of the chosen files, as these were when they were first looked at.

    Nothing is read before it is asked for; the files are never written to. `summary` tells what
    the last complete reading found; `lost`, what was wrong with a file which may well be read
    another time: then it must not be taken for the whole text; `halfway`, whether it was left
    half-way through one that it leaves out as a whole from now on: then the next will differ.
    Either makes it `incomplete`.
    """

    def __init__(self, config: CorpusConfig) -> None:
        self.config = config
        self.summary = CorpusSummary()
        self.reading = CorpusSummary()  # of it, what the files that were to be read told
        self._files: list[SourceFile] | None = None
        self._skipped = SkipList()
        self._fingerprint = ""
        self._unreadable: set[int] | None = None  # files without a sum in the fingerprint
        self.lost: Fault | None = None
        self.halfway = False

    @property
    def incomplete(self) -> bool:
        """Whether the next reading may well find more, or less."""
        return self.lost is not None or self.halfway

    def files(self, control: Control | None = None) -> list[SourceFile]:
        """The files to read, in order; raises Fault where a path is missing or none holds text."""
        if self._files is None:
            search = FileSearch(control)
            for path in self.config.paths:
                search.add(path)
            self._files, self._skipped = search.files, search.skipped
        if not self._files:
            skipped = self._skipped
            raise nothing_found(self.config.paths, skipped.named, skipped.reasons)
        return self._files

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of the files on disk."""
        return sum(file.num_bytes for file in self.files(control))

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters.

        Moving the folder or touching a file does not change it.
        """
        if self._fingerprint:
            return self._fingerprint
        digest = hashlib.sha256(self._settings("paths").encode())
        files, unreadable = self.files(control), set()
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        for number, (file, begin) in enumerate(zip(files, begins, strict=True)):

            def told(done: int, begin: int = begin, name: str = file.name) -> None:
                if control is not None:
                    control.check()
                if progress is not None:
                    progress(Prepared("reading", begin + done, total, "bytes", name))

            digest.update(f"\n{file.num_bytes} {file.name} ".encode("utf-8", "surrogateescape"))
            found = content_sum(file, told)
            digest.update(found)
            if not found:
                unreadable.add(number)
        self._fingerprint, self._unreadable = digest.hexdigest(), unreadable
        return self._fingerprint

    def left_out(self, control: Control | None = None) -> list[str]:
        """What changes with the files that are left out because they were given up for good.

        The fingerprint does not: it is that of the text on disk.
        """
        return self._given_up().among(self.files(control))

    def documents(
        self,
        control: Control | None = None,
        progress: Progress | None = None,
        *,
        cuts: bool = False,
    ) -> Generator[Document, None, None]:
        """All documents, in the order of the files; with `cuts` their sentences are cut already.

        Raises Fault where a file changed meanwhile or no document is left, Cancelled when asked
        to stop. `progress` counts bytes of the files on disk.
        """
        files = self.files(control)
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        split, leakage = Split(self.config.validation), Leakage(total)
        with FileReader(self.config, total, control, self._given_up(), cuts=cuts) as reader:

            def told(documents: Iterable[Document]) -> Iterator[Document]:
                for document in documents:
                    if control is not None:
                        control.check()
                    reader.tally.split(validation=document.validation)
                    leakage.add(document.text, validation=document.validation)
                    yield document

            for number, at, found in reader.read(files):
                name = files[number].name
                for section, text, cut in found:
                    document = Document(number, section, text, validation=False, cut=cut)
                    yield from told(split.add(name, document))
                if progress is not None:
                    progress(Prepared("reading", begins[number] + at, total, "bytes", name))
            yield from told(split.rest())
            self._conclude(reader, leakage)

    def _given_up(self) -> GivenUp:
        return GivenUp(self._settings("paths", "validation"))

    def _settings(self, *without: str) -> str:
        """All but the text that decides how it is read, but for some fields."""
        settings = self.config.model_dump_json(exclude=set(without))
        return f"{VERSION} {unicodedata.unidata_version} {settings}"

    def _conclude(self, reader: FileReader, leakage: Leakage) -> None:
        self.reading = replace(reader.summary(), leakage=leakage.share())
        self.summary = self.retold(self.reading)
        self.halfway, self.lost = reader.halfway, reader.lost or self._for_a_moment(reader)
        if self.reading.documents:
            return
        if self.reading.files:
            minimum = self.config.minimum_characters
            raise nothing_long(self.config.paths, self.reading.files, minimum)
        raise nothing_found(self.config.paths, self.summary.skipped, self.summary.skipped_reasons)

    def _for_a_moment(self, reader: FileReader) -> Fault | None:
        """Of a file that could be read either now or for the fingerprint, and not both times."""
        known = reader.unreadable if self._unreadable is None else self._unreadable
        other = reader.unreadable ^ known
        if not other:
            return None
        found = (one.fault for one in missing(self.reading.skipped) if one.file in other)
        return next(found, changed_fault(self.files()[min(other)].path))

    def retold(self, reading: CorpusSummary) -> CorpusSummary:
        """The summary of an earlier `reading` of the same files, told of them as they stand now.

        Files that are not read change nothing in the text, but may have come or gone since.
        """
        files = self.files()
        read = [
            skipped.moved_to(str(files[skipped.file].path))
            for skipped in reading.skipped
            if skipped.file is not None
        ]
        reasons = Counter(self._skipped.reasons) + Counter(reading.skipped_reasons)
        # Those first that were to be read: a thousand pictures must not hide a damaged text.
        skipped = (*read, *self._skipped.named)[:NAMED]
        return replace(reading, skipped=skipped, skipped_reasons=dict(reasons))

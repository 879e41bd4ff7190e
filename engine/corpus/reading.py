"""Reads files in a limited child process: decode, extract, cut into sections, clean, count."""

from __future__ import annotations

import time
from array import array
from collections.abc import Collection, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from engine.channel import Channel
from engine.corpus.bytesource import CHUNK, ByteSource, Unreadable
from engine.corpus.cleaning import clean
from engine.corpus.counting import count_scripts, count_words
from engine.corpus.decoding import Decoding, one_newline
from engine.corpus.kinds import kind_of
from engine.corpus.records import csv_records, json_records, looks_like_records
from engine.corpus.sections import LARGEST, enough_for, sections
from engine.corpus.sentences import sentences
from engine.corpus.webpage import PageText, looks_like_page
from engine.faults import Fault

FRAME = 1 << 18  # bytes of text sent at once
BEAT_SECONDS = 0.5  # a file that yields nothing still shows that it is being read
PREVIEWED = 8  # chunks that tell the encoding where only the beginning is shown
SHORT_LINE = 32  # bytes; a shorter line may well come twice ("Yes.", a heading) and has hash 0


def serve(channel: Channel) -> None:
    """Answer requests to read files, one after another, until the parent goes."""
    while True:
        request = channel.receive().head
        path = Path(request["path"])
        try:
            source = ByteSource(path, changed_after=request["modified"])
        except Fault as fault:
            channel.send({"end": True, **_told(fault)})
            continue
        try:
            _Reading(source, request, channel).run()
        finally:
            source.close()


class _Reading:
    """One file on its way to the parent."""

    def __init__(self, source: ByteSource, request: dict[str, Any], channel: Channel) -> None:
        self._source = source
        self._kind = kind_of(source.path)
        self._field: str = request["field"]
        self._steps = frozenset(request["steps"])
        self._minimum: int = request["minimum"]
        self._limit: int | None = request["limit"]
        self._cuts: bool = request["cuts"]
        self._channel = channel
        self._decoding = Decoding(source, self._beating)
        self._beaten = time.monotonic()
        self._documents = self._short = 0
        self._frame = _Frame(self._steps, cuts=self._cuts)

    def run(self) -> None:
        end: dict[str, Any] = {"end": True}
        try:
            self._open()
            for number, text in enumerate(self._sections()):
                self._add(number, clean(text, self._steps))
        except Fault as fault:
            end |= _told(fault)
        self._send()
        encoding = self._decoding.encoding
        if encoding is not None:
            end |= {"encoding": encoding.name, "reason": encoding.reason}
            doubt = self._decoding.doubt()
            if doubt is not None and "fault" not in end:
                end |= {"doubt": doubt.as_data()}
        self._channel.send(
            {
                **end,
                "documents": self._documents,
                "short": self._short,
                "changed": self._source.changed(),
                "at": self._source.at,
            }
        )

    def _open(self) -> None:
        size = self._source.num_bytes
        whole = self._limit is None or (size <= PREVIEWED * CHUNK and not self._source.zipped)
        self._decoding.open(page=self._kind == "page", most_chunks=None if whole else PREVIEWED)

    def _sections(self) -> Iterator[str]:
        """Raw sections of the file, whatever its kind."""
        chunks = one_newline(self._decoding.text())
        name = str(self._source.path)
        if self._limit is not None:
            raw = _beginning(chunks, self._limit)
            self._channel.send({"raw": True}, raw.encode("utf-8", "replace"))
            chunks = iter([raw])
        first = next(chunks, "")
        chunks = chain([first], chunks)
        if self._kind in (None, "text") and looks_like_page(first):
            self._kind = "page"
        elif self._kind is None and looks_like_records(first, self._field):
            self._kind = "json"
        if self._kind in ("json", "table"):
            for record in self._records(chunks, name):
                record = record.replace("\r\n", "\n")
                if len(record.encode("utf-8", "surrogatepass")) <= LARGEST:
                    yield record
                else:
                    yield from sections([record])
            return
        enough = enough_for(self._source.num_bytes)
        if self._kind == "page":
            page = PageText(chunks)
            yield from sections(page, enough=enough)
            page.check(name)
        else:
            yield from sections(chunks, enough=enough)

    def _records(self, chunks: Iterable[str], name: str) -> Iterator[str]:
        if self._kind == "json":
            return json_records(chunks, self._field, name)
        return csv_records(chunks, self._field, name, cut=self._limit is not None)

    def _beating(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if time.monotonic() - self._beaten > BEAT_SECONDS:
                self._send()
            yield chunk

    def _add(self, number: int, text: str) -> None:
        if len(text) < self._minimum or not text or text.isspace():
            self._short += 1
            return
        self._documents += 1
        self._frame.add(number, text)
        if self._frame.num_bytes >= FRAME:
            self._send()

    def _send(self) -> None:
        self._beaten = time.monotonic()
        # While the encoding is looked for the file is read too, and then again from its beginning.
        at = self._source.at if self._decoding.encoding is not None else 0
        self._channel.send(*self._frame.packed(at))
        self._frame = _Frame(self._steps, cuts=self._cuts)


class _Frame:
    """Sections gathered for one message."""

    def __init__(self, steps: Collection[str], *, cuts: bool) -> None:
        self._cuts = cuts
        self._hashed, self._tidy = "duplicates" in steps, "whitespace" in steps
        self.num_bytes = 0
        self._texts: list[bytes] = []
        self._head: dict[str, list[Any]] = {
            "sections": [], "bytes": [], "characters": [], "words": [], "scripts": [],
            "cuts": [],
        }  # fmt: skip
        self._hashes = array("q")

    def add(self, number: int, text: str) -> None:
        data = text.encode("utf-8")
        scripts = count_scripts(text)
        self._texts.append(data)
        self.num_bytes += len(data)
        words = count_words(text, scripts, tidy=self._tidy)
        cut = [len(sentence) for sentence in sentences(text)] if self._cuts else []
        facts = (number, len(data), len(text), words, scripts, cut)
        for values, fact in zip(self._head.values(), facts, strict=True):
            values.append(fact)
        if self._hashed:
            lines = text.split("\n")
            shortest = SHORT_LINE * len(text) // len(data)
            self._hashes.extend((hash(text), len(lines)))
            self._hashes.extend([hash(line) if len(line) >= shortest else 0 for line in lines])

    def packed(self, at: int) -> tuple[dict[str, Any], bytes]:
        payload = b"".join([*self._texts, self._hashes.tobytes()])
        return {**self._head, "at": at, "text_bytes": self.num_bytes}, payload


def _told(fault: Fault) -> dict[str, Any]:
    return {"fault": fault.as_data(), "unreadable": isinstance(fault, Unreadable)}


def _beginning(chunks: Iterable[str], limit: int) -> str:
    """The first `limit` characters, cut at the end of a line where one is near."""
    found = ""
    for chunk in chunks:
        found += chunk[: limit + 1 - len(found)]
        if len(found) > limit:
            cut = found.rfind("\n", limit // 2, limit)
            return found[: cut + 1 if cut >= 0 else limit]
    return found

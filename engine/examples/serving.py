"""Reads files of examples in a limited child process: decode, look, make records, count."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from engine.channel import Channel
from engine.corpus.bytesource import CHUNK, ByteSource
from engine.corpus.decoding import one_newline
from engine.corpus.serving import FRAME, DecodedFiles, serve_files
from engine.examples.format import Opened, Record, Seen, Wanted, formats
from engine.faults import Fault

HEAD = 1 << 20  # characters a format sees beforehand
LOOKED_AT = (8 << 20) // CHUNK  # chunks in which the encoding is looked for, where one only looks


def serve(channel: Channel) -> None:
    """Answer requests to look at files or to read them, one after another, until the parent goes.

    A request holds "do" ("look" or "read"), "paths" (one, or a text and its answers), "modified",
    "format" ("auto" or a name) and "wanted".
    """
    serve_files(channel, lambda *given: _Work(*given).run())


class _Work:
    """What is asked of one file, or of two that belong together."""

    def __init__(
        self, sources: Sequence[ByteSource], request: dict[str, Any], channel: Channel
    ) -> None:
        self._sources, self._request, self._channel = sources, request, channel
        self._wanted = Wanted(**request["wanted"])
        self._files = DecodedFiles(sources, self._send)
        self._records: list[bytes] = []
        self._num_bytes = 0
        self._counts: Counter[str] = Counter()

    def run(self) -> dict[str, Any]:
        """Do it; what to say at the end."""
        looks = self._request["do"] == "look"
        end: dict[str, Any] = {}
        try:
            for decoded in self._files.texts:
                decoded.open(most_chunks=LOOKED_AT if looks else None)
            texts = [self._opened(at) for at in range(len(self._sources))]
            if looks:
                end["seen"] = self._looked(texts[0])
            else:
                self._read(texts)
        except Fault as fault:
            end["fault"] = fault.as_data()
        self._send()
        return {
            **end,
            "counts": dict(self._counts),
            "doubts": [doubt.as_data() for one in self._files.texts if (doubt := one.doubt())],
            **self._files.facts(),
        }

    def _opened(self, at: int) -> Opened:
        decoded = self._files.texts[at]
        head = ""
        for chunk in one_newline(decoded.text()):
            head += chunk
            if len(head) >= HEAD:
                break
        return Opened(str(self._sources[at].path), decoded.text, head[:HEAD])

    def _looked(self, text: Opened) -> dict[str, Any]:
        """What each format sees; the fault of one that looks closer stands beside it."""
        asked = self._request["format"]
        known = formats() if asked == "auto" else {asked: formats()[asked]}
        found: dict[str, Any] = {}
        faults: list[dict[str, Any]] = []
        for name, one in known.items():
            try:
                seen: Seen = one.look(text, self._wanted)
            except Fault as fault:
                faults.append(fault.as_data())
                continue
            if seen.sureness > 0:
                found[name] = seen.as_data()
        return {"formats": found, "faults": faults}

    def _read(self, texts: Sequence[Opened]) -> None:
        for found in formats()[self._request["format"]].records(texts, self._wanted):
            if isinstance(found, str):
                self._counts[found] += 1
            else:
                self._add(found)

    def _add(self, record: Record) -> None:
        data = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
        self._records.append(data.encode("utf-8", "replace"))
        self._num_bytes += len(self._records[-1])
        if self._num_bytes >= FRAME or self._files.late:
            self._send()

    def _send(self) -> None:
        at = self._files.sent()
        self._channel.send({"at": at}, b"[" + b",".join(self._records) + b"]")
        self._records, self._num_bytes = [], 0

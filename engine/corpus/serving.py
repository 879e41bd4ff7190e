"""Files read in a limited child process for a parent that must hear from it while it reads."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from engine.channel import Channel
from engine.corpus.bytesource import ByteSource
from engine.corpus.decoding import Decoding
from engine.faults import Fault

FRAME = 1 << 18  # bytes of what was found, sent at once
BEAT_SECONDS = 0.5  # a file that yields nothing still shows that it is being read

Request = dict[str, Any]
Work = Callable[[Sequence[ByteSource], Request, Channel], dict[str, Any]]


def serve_files(channel: Channel, work: Work) -> None:
    """Answer requests, one after another, until the parent goes.

    A request names "paths" and when they were "modified"; what `work` returns ends its answer.
    """
    while True:
        request = channel.receive().head
        with ExitStack() as stack:
            try:
                sources = [
                    stack.enter_context(closing(ByteSource(Path(path), changed_after=modified)))
                    for path, modified in zip(request["paths"], request["modified"], strict=True)
                ]
                end = work(sources, request, channel)
            except Fault as fault:
                end = {"fault": fault.as_data()}
        channel.send({"end": True, **end})


class DecodedFiles:
    """The texts of files that belong together, and how far they are read.

    `send` is called where nothing was sent for too long; who sends asks `sent` how far it is.
    """

    def __init__(self, sources: Sequence[ByteSource], send: Callable[[], None]) -> None:
        self.texts = [Decoding(source, self._beating) for source in sources]
        self._sources, self._send = sources, send
        self._time = time.monotonic()

    @property
    def late(self) -> bool:
        """Whether the parent has heard nothing for too long."""
        return time.monotonic() - self._time > BEAT_SECONDS

    def sent(self) -> int:
        """Something is being sent: the bytes read until now.

        While an encoding is looked for the files are read too, and then again from the beginning.
        """
        self._time = time.monotonic()
        found = all(text.encoding is not None for text in self.texts)
        return sum(source.at for source in self._sources) if found else 0

    def facts(self) -> dict[str, Any]:
        """What the parent is told at the end: encodings, and whether a file changed meanwhile."""
        return {
            "encodings": [one.encoding.name for one in self.texts if one.encoding is not None],
            "changed": any(source.changed() for source in self._sources),
        }

    def _beating(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            if self.late:
                self._send()
            yield chunk

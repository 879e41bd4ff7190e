"""JoinedTexts: several corpora as one, to learn a vocabulary from."""

from __future__ import annotations

import hashlib
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Protocol

from engine.control import Control
from engine.corpus.document import Document
from engine.events import Progress


class Texts(Protocol):
    """A corpus, whatever it holds."""

    @property
    def incomplete(self) -> bool:
        """Whether a file was lost that may well be read another time: this is not the whole."""

    @property
    def halfway(self) -> bool:
        """Whether it was left half-way, and will be another text the next time."""

    def left_out(self, control: Control | None = None) -> list[str]:
        """What changes with the files that were given up for good; the fingerprint does not."""

    def documents(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Document, None, None]:
        """All documents, in order; `progress` counts bytes of the files on disk.

        Raises Fault where they cannot be read, Cancelled when asked to stop.
        """

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters."""

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of the files on disk."""


class JoinedTexts:
    """The documents of several corpora, one corpus after another."""

    def __init__(self, parts: Sequence[Texts]) -> None:
        self._parts = parts

    @property
    def incomplete(self) -> bool:
        """Whether the last reading lost a file that another time may be read."""
        return any(part.incomplete for part in self._parts)

    @property
    def halfway(self) -> bool:
        """Whether the last reading left a file half-way that is left out from now on."""
        return any(part.halfway for part in self._parts)

    def left_out(self, control: Control | None = None) -> list[str]:
        """What changes with the files that are left out because they were given up for good."""
        return [name for part in self._parts for name in part.left_out(control)]

    def documents(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Document, None, None]:
        """All documents; `progress` counts bytes of all corpora."""
        sizes = [part.num_bytes(control) for part in self._parts]
        for number, part in enumerate(self._parts):
            told = _shifted(progress, sum(sizes[:number]), sum(sizes))
            with closing(part.documents(control, told)) as documents:
                for document in documents:
                    # Documents of different corpora must not pass for the same one.
                    yield replace(document, file=document.file * len(self._parts) + number)

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any of the corpora."""
        parts = [part.fingerprint(control, progress) for part in self._parts]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of all files on disk."""
        return sum(part.num_bytes(control) for part in self._parts)


def _shifted(progress: Progress | None, begin: int, total: int) -> Progress | None:
    if progress is None:
        return None
    return lambda event: progress(replace(event, done=begin + event.done, total=total))

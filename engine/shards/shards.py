"""TokenShards: tokens on disk, read at random, with where documents and sentences begin.

Letters: V vocabulary.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Generator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from engine import disk
from engine.control import Control
from engine.corpus.document import Document
from engine.corpus.summary import CorpusSummary
from engine.disk import Damaged
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.resources import cache_folder
from engine.shards.cache import made_once
from engine.shards.writing import ARRAYS, FACTS, Encoder, SplitWriter, encode, token_dtype
from engine.wording import translate

VERSION = 3  # of the files: raise it when they are written differently
SPLITS: tuple[Literal["train"], Literal["validation"]] = ("train", "validation")


class TokenShards:
    """One split of a prepared corpus. Reading is safe from several threads.

    `fingerprint` changes with what was prepared (its first half) and with any token it became.
    A context manager; `close` may be called again. Every file was checked when it was opened.
    """

    def __init__(self, folder: Path, split: str, facts: dict[str, Any], fingerprint: str) -> None:
        self.folder, self.split, self.fingerprint = folder, split, fingerprint
        own = facts[split]
        self.num_tokens: int = own["num_tokens"]
        self.num_documents: int = own["num_documents"]
        self.num_sentences: int = own["num_sentences"]
        self.num_bytes: int = own["num_bytes"]  # of the text, in UTF-8
        self.vocabulary: int = own["vocabulary"]
        self.document_offsets = self._array("documents")  # [num_documents + 1] uint64
        self.sentence_offsets = self._array("sentences")  # [num_sentences + 1] uint64
        self.document_file = self._array("files")  # [num_documents] uint32
        self.document_section = self._array("sections")  # [num_documents] uint32
        self.token_counts = self._array("counts")  # [V] uint64
        self._dtype = np.dtype(token_dtype(self.vocabulary))
        self._path = folder / f"{split}.tokens"
        with disk.reaching(self._path):
            self._file: int | None = disk.operations.open(self._path, os.O_RDONLY)

    def read(self, start: int, stop: int) -> NDArray[Any]:
        """Tokens `start` … `stop`, as stored (uint16 or uint32), read-only.

        Raises Damaged where the file is no longer what was written.
        """
        if self._file is None:
            raise ValueError("these shards are closed")
        if not 0 <= start <= stop <= self.num_tokens:
            raise IndexError(f"tokens {start} to {stop} of {self.num_tokens}")
        size = self._dtype.itemsize
        with disk.reaching(self._path):
            data = disk.read_at(self._file, (stop - start) * size, start * size)
        tokens = np.frombuffer(data, self._dtype)
        if len(tokens) < stop - start:
            raise self._damaged(translate("faults", "It is shorter than it was."))
        if len(tokens) and int(tokens.max()) >= self.vocabulary:
            raise self._damaged(translate("faults", "It holds what is no token."))
        return tokens

    def verify(self) -> None:
        """Check every byte of this split against its checksum; raises Damaged."""
        for name in ARRAYS:
            disk.read_verified(self.folder, f"{self.split}.{name}", keep=False)

    def _damaged(self, why: str) -> Damaged:
        now = translate("faults", "Start or resume the run again: the text is prepared anew then.")
        return Damaged(self._path, why, now=now)

    def close(self) -> None:
        """Close the file of tokens."""
        if self._file is not None:
            file, self._file = self._file, None
            os.close(file)

    def _array(self, name: str) -> NDArray[Any]:
        data = disk.read_verified(self.folder, f"{self.split}.{name}")
        array = np.frombuffer(data, ARRAYS[name])
        array.flags.writeable = False
        return array

    def __len__(self) -> int:
        return self.num_tokens

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_file", None) is not None:
            self.close()


@dataclass(frozen=True, slots=True)
class Shards:
    """A prepared corpus: both splits, and what was read.

    `lost` says what was wrong with a file that is missing and may be read another time.
    """

    train: TokenShards
    validation: TokenShards
    summary: CorpusSummary
    lost: Fault | None = None

    def close(self) -> None:
        """Close the files of both splits."""
        self.train.close()
        self.validation.close()


class Tokenizes(Encoder, Protocol):
    """What of a tokenizer shards need."""

    def fingerprint(self) -> str:
        """64 hexadecimal digits that change with the tokenizer."""


class Reads(Protocol):
    """What of a corpus shards need."""

    reading: CorpusSummary
    lost: Fault | None
    halfway: bool

    @property
    def incomplete(self) -> bool:
        """Whether the next reading may well find more, or less."""

    def left_out(self, control: Control | None = None) -> list[str]:
        """What changes with the files that were given up for good; the fingerprint does not."""

    def documents(
        self,
        control: Control | None = None,
        progress: Progress | None = None,
        *,
        cuts: bool = False,
    ) -> Generator[Document, None, None]:
        """All documents, in order, cut into sentences where `cuts`.

        `progress` counts bytes of the files on disk. Raises Fault where they cannot be read,
        Cancelled when asked to stop.
        """

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters."""

    def retold(self, reading: CorpusSummary) -> CorpusSummary:
        """The summary of an earlier `reading` of the same files, told of them as they stand now."""


def build_shards(
    corpus: Reads,
    tokenizer: Tokenizes,
    folder: Path | None = None,
    control: Control | None = None,
    progress: Progress | None = None,
) -> Shards:
    """The corpus as tokens, from `folder` (default: the cache) where it was prepared before.

    Raises Fault where nothing can be read or the disk refuses, Cancelled within a second of
    being asked to stop; nothing is left behind then. Where a file was lost by chance the rest is
    used (`Shards.lost`), and prepared anew the next time; where one was given up for good, the
    rest is kept.
    """
    folder = cache_folder() / "shards" if folder is None else folder
    path = folder / shards_key(corpus, tokenizer, control, progress)

    def make() -> Shards:
        _write(path, corpus, tokenizer, control, progress)
        if corpus.halfway:  # without the part that was read, as it will be the next time
            disk.remove(path)
            _write(path, corpus, tokenizer, control, progress)
        return replace(_open(path, _facts(path)), lost=corpus.lost)

    def known() -> Shards | None:
        return _open_whole(path, corpus.left_out(control), control)

    found = made_once(path, known, make, control, progress)
    return replace(found, summary=corpus.retold(found.summary))


def shards_key(
    corpus: Reads,
    tokenizer: Tokenizes,
    control: Control | None = None,
    progress: Progress | None = None,
) -> str:
    """32 hexadecimal digits that change with the text, its cleaning and the tokenizer.

    The fingerprint of shards begins with them.
    """
    parts = (
        f"{VERSION} {version('sentencex')}",
        corpus.fingerprint(control, progress),
        tokenizer.fingerprint(),
    )
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


def _open_whole(path: Path, left_out: list[str], control: Control | None) -> Shards | None:
    """What was prepared before; what is damaged or not the whole text is made again.

    So is what lacks other files than are left out now.
    """
    if not path.exists():
        return None
    with suppress(Fault, KeyError, ValueError):
        facts = _facts(path)
        if not facts["incomplete"] and facts["left_out"] == left_out:
            return open_shards(path, control)
    disk.remove(path)
    return None


def open_shards(path: Path, control: Control | None = None) -> Shards:
    """What was prepared in the folder `path`, every byte of it checked.

    Raises Fault where one has changed, KeyError or ValueError where there never were shards.
    """
    check = (lambda: None) if control is None else control.check
    for split in SPLITS:
        disk.read_verified(path, f"{split}.tokens", keep=False, check=check)
    return _open(path, _facts(path))


def _facts(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(disk.read_verified(path, FACTS))
    return facts


def _open(path: Path, facts: dict[str, Any]) -> Shards:
    sums = disk.read_manifest(path)
    tokens = " ".join(sums[f"{split}.tokens"]["sha256"] for split in SPLITS)
    fingerprint = path.name + hashlib.sha256(tokens.encode()).hexdigest()[:32]
    train, validation = (TokenShards(path, split, facts, fingerprint) for split in SPLITS)
    return Shards(train, validation, CorpusSummary.from_data(facts["summary"]))


def _write(
    path: Path,
    corpus: Reads,
    tokenizer: Tokenizes,
    control: Control | None,
    progress: Progress | None,
) -> None:
    def follow(event: Prepared) -> None:
        if progress is not None:
            progress(replace(event, phase="encoding"))

    with disk.NewFolder(path) as new:
        with ExitStack() as stack:
            train, validation = (
                stack.enter_context(SplitWriter(new, split, tokenizer.vocabulary))
                for split in SPLITS
            )
            documents = stack.enter_context(closing(corpus.documents(control, follow, cuts=True)))
            for document, tokens, lengths in encode(documents, tokenizer, control):
                (validation if document.validation else train).add(document, tokens, lengths)
            facts: dict[str, Any] = {"train": train.facts(), "validation": validation.facts()}
        facts |= {"summary": corpus.reading.as_data(), "incomplete": corpus.incomplete}
        facts["left_out"] = corpus.left_out(control)
        new.write(FACTS, json.dumps(facts).encode())

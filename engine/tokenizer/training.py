"""Learns a vocabulary from text, in a child process that can be ended at any moment."""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Generator, Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Protocol

import tokenizers

from engine import disk
from engine.channel import Channel
from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.limits import Child, ChildLost, Limits
from engine.tokenizer.learning import learn_bpe, learn_wordpiece, pack
from engine.tokenizer.tokenizer import Tokenizer, TokenizerConfig
from engine.wording import translate

VERSION = 5  # of the training: raise it when vocabularies come out differently
SAMPLE = 100_000_000  # bytes of text a vocabulary is learned from at most
SMALLEST_SAMPLE = 16_000_000
SAMPLE_PER_TOKEN = 2_000  # bytes; more text hardly changes which pieces are common
MOST_KEPT = 50  # vocabularies
READING = 0.2  # of the time until merging; the rest is counting
BATCH = 1 << 18  # bytes handed over at once
LIMITS = Limits(memory_bytes=3 << 30, cpu_seconds=3600.0, idle_seconds=3600.0)


class Text(Protocol):
    """A document to learn from."""

    @property
    def file(self) -> int:
        """The number of its file in the corpus."""

    @property
    def section(self) -> int:
        """Its number within the file."""

    @property
    def text(self) -> str:
        """What stands in it, cleaned."""

    @property
    def validation(self) -> bool:
        """Whether it is held back."""


class Texts(Protocol):
    """A corpus to learn from."""

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
    ) -> Iterator[Text]:
        """All documents, in order; `progress` counts bytes of the files on disk.

        Raises Fault where they cannot be read, Cancelled when asked to stop.
        """

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters."""

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of the files on disk."""


def train_tokenizer(
    config: TokenizerConfig,
    corpus: Texts,
    control: Control | None = None,
    progress: Progress | None = None,
    *,
    folder: Path | None = None,
) -> Tokenizer:
    """The tokenizer of a recipe: opened from its file, or learned from the training documents.

    With `folder` a vocabulary learned before from the same text is taken from there. From much
    text an even sample is taken, the same one every time (`sample_bytes`). Progress is told in
    bytes read and counted, then as "merging". Raises Fault, and Cancelled within a second of
    being asked to stop.
    """
    if config.file is not None:
        return Tokenizer.open(config.file, control)
    kept = None if folder is None else folder / f"{_key(config, corpus, control, progress)}.json"
    if kept is not None:
        found = _read(kept, corpus.left_out(control))
        if found is not None:
            disk.mark_used(kept)
            return found
        disk.remove(kept)  # it is made again
    data = _train(config, corpus, control, progress)
    if corpus.halfway:  # from the text as it will be the next time
        data = _train(config, corpus, control, progress)
    if kept is not None and not corpus.incomplete:
        disk.make_folder(kept.parent)
        learned = {"tokenizer": data.decode("utf-8"), "left_out": corpus.left_out(control)}
        disk.write_json(kept, learned, sealed=True)
        disk.prune_files(kept.parent, MOST_KEPT)
    return Tokenizer.from_bytes(data)


def kept_tokenizer(
    config: TokenizerConfig, corpus: Texts, control: Control | None = None, *, folder: Path
) -> Tokenizer | None:
    """What `train_tokenizer` would take from `folder`; None where it would have to learn.

    Nothing there is changed. Raises Fault where the text cannot be read, and Cancelled.
    """
    if config.file is not None:
        return None
    kept = folder / f"{_key(config, corpus, control, None)}.json"
    return _read(kept, corpus.left_out(control))


def _key(
    config: TokenizerConfig, corpus: Texts, control: Control | None, progress: Progress | None
) -> str:
    settings = f"{VERSION} {tokenizers.__version__} {config.model_dump_json(exclude={'file'})}"
    text = corpus.fingerprint(control, progress)
    return hashlib.sha256(f"{settings} {text}".encode()).hexdigest()[:32]


def _read(kept: Path, left_out: list[str]) -> Tokenizer | None:
    """What was learned before, unless from text that lacks other files than are left out now."""
    with suppress(Fault, KeyError):  # it is not there, or damaged
        learned = disk.read_json(kept, sealed=True)
        if learned["left_out"] == left_out:
            return Tokenizer.from_bytes(learned["tokenizer"].encode("utf-8"))
    return None


def _train(
    config: TokenizerConfig, corpus: Texts, control: Control | None, progress: Progress | None
) -> bytes:
    tell = _Telling(progress, corpus.num_bytes(control))
    batches = _batches(corpus, sample_bytes(config.vocabulary), control, tell.read)
    try:
        texts = _not_empty(batches)
        with Child("engine.tokenizer.training:serve", LIMITS) as child:
            child.send(config.model_dump(mode="json", exclude={"file"}))
            while not (message := child.receive(control)).head.get("end"):
                if message.head.get("more"):
                    child.send({}, next(texts, b""))
                else:
                    tell.counted(message.head["counted"])
            return message.payload
    except ChildLost as lost:
        raise Fault(
            translate("faults", "The vocabulary could not be learned."),
            why="{reason}",
            now=translate("faults", "Choose a smaller vocabulary, or less text."),
            reason=lost.why,
        ) from lost
    finally:
        batches.close()


class _Telling:
    """Progress of the phases as one row of numbers."""

    def __init__(self, progress: Progress | None, num_bytes: int) -> None:
        self._progress, self._total = progress, num_bytes

    def read(self, event: Prepared) -> None:
        """The corpus was read this far."""
        self._tell(READING * event.done, event.detail)

    def counted(self, share: float) -> None:
        """The words of this share of the texts are counted."""
        if share < 1.0:
            self._tell((READING + (1 - READING) * share) * self._total, "")
        else:
            self._tell(self._total, translate("notices", "merging"))

    def _tell(self, done: float, detail: str) -> None:
        if self._progress is not None:
            self._progress(Prepared("tokenizer", done, self._total, "bytes", detail))


def sample_bytes(vocabulary: int) -> int:
    """Bytes of text that are enough to learn a vocabulary of this size."""
    return min(SAMPLE, max(SMALLEST_SAMPLE, SAMPLE_PER_TOKEN * vocabulary))


def _batches(
    corpus: Texts, most: int, control: Control | None, follow: Progress
) -> Generator[bytes, None, None]:
    """The texts to learn from, about `most` bytes of them, as messages."""
    parts: list[bytes] = []
    size = 0
    for data in _sample(corpus, most, control, follow):
        parts.append(data)
        size += len(data)
        if size >= BATCH:
            yield pack(parts)
            parts, size = [], 0
    if parts:
        yield pack(parts)


def _sample(
    corpus: Texts, most: int, control: Control | None, follow: Progress
) -> Generator[bytes, None, None]:
    """Training texts chosen evenly, in order.

    How many there will be is reckoned from the files. Where cleaning leaves far less of these,
    the first of those passed over follow in the end.
    """
    share = min(1.0, most / max(corpus.num_bytes(control), 1))
    spare: list[bytes] = []
    taken = kept = 0
    for document in corpus.documents(control, follow):
        if document.validation:
            continue
        data = document.text.encode("utf-8")
        if _chosen(document, share):
            taken += len(data)
            yield data
        elif kept < SMALLEST_SAMPLE:
            kept += len(data)
            spare.append(data)
    for data in spare:
        if taken >= SMALLEST_SAMPLE:
            break
        taken += len(data)
        yield data


def _not_empty(batches: Iterator[bytes]) -> Iterator[bytes]:
    first = next(batches, b"")
    if not first:
        raise Fault(
            translate("faults", "The vocabulary could not be learned."),
            why=translate("faults", "There is nothing to learn it from: all is held back."),
            now=translate("faults", "Add text, or hold less of it back."),
        )
    return chain([first], batches)


def _chosen(document: Text, share: float) -> bool:
    key = struct.pack("<QQ", document.file, document.section)
    number = int.from_bytes(hashlib.blake2b(key, digest_size=8, person=b"vocabulary").digest())
    return number < share * 2**64


def serve(channel: Channel) -> None:
    """In the child: learn a vocabulary from the texts the parent sends when asked."""
    config = channel.receive().head
    payloads: list[bytes] = []
    while True:
        channel.send({"more": True})
        payload = channel.receive().payload
        if not payload:
            break
        payloads.append(payload)
    total = sum(map(len, payloads))

    def counted(num_bytes: int) -> None:
        channel.send({"counted": num_bytes / max(total, 1)})

    learn = learn_bpe if config["kind"] == "bpe" else learn_wordpiece
    channel.send({"end": True}, learn(config, payloads, counted).to_str().encode("utf-8"))

"""PairShards: pairs of passages as tokens on disk, two documents a pair, labels beside them.

Letters: V vocabulary.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Generator, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from engine import disk
from engine.control import Control
from engine.corpus.labels import classes_of
from engine.corpus.pair import Pair
from engine.corpus.pair_summary import PairSummary
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.resources import cache_folder
from engine.shards.cache import made_once
from engine.shards.pair_writing import LABELS, encode_pairs, pair_writer
from engine.shards.shards import SPLITS, Tokenizes, TokenShards
from engine.shards.writing import FACTS

VERSION = 2  # of the files: raise it when they are written differently

Ids = NDArray[np.int64]


class PairShards:
    """One split of prepared pairs. Reading is safe from several threads.

    `tokens` are the passages as documents: two a pair, each one sentence.
    """

    def __init__(self, tokens: TokenShards, facts: dict[str, Any]) -> None:
        self.tokens = tokens
        self.fingerprint = tokens.fingerprint
        self.classes: tuple[str, ...] = tuple(facts["classes"])
        self.second_counts = self._array("second", "<u8")  # [V] of the second passages alone
        self.second_bytes: int = facts[tokens.split]["second_bytes"]  # of their text, in UTF-8
        self._offsets = tokens.document_offsets.astype(np.int64)
        self._pairs = np.arange(tokens.num_documents // 2)  # in the file, of those that count
        self._labels: Ids | None = None
        if facts["labelled"]:
            # None: what is written there turned out to be no class
            classes = np.array([-1 if at is None else at for at in facts["numbers"]], np.int64)
            labels = classes[self._array("labels", LABELS)]
            self._pairs = np.flatnonzero(labels >= 0)
            self._labels = labels[self._pairs]

    @property
    def labels(self) -> Ids | None:
        """[num_pairs] classes; None where pairs carry none."""
        return self._labels

    @property
    def sizes(self) -> tuple[Ids, Ids]:
        """[num_pairs] tokens of the first and of the second passages."""
        lengths = np.diff(self._offsets)
        return lengths[0::2][self._pairs], lengths[1::2][self._pairs]

    def __len__(self) -> int:
        """Pairs."""
        return len(self._pairs)

    def parts(self, index: int) -> tuple[Ids, Ids]:
        """The tokens of both passages of one pair; Damaged where the file is not as written."""
        at = 2 * int(self._pairs[index])
        start, middle, stop = (int(place) for place in self._offsets[at : at + 3])
        tokens = self.tokens.read(start, stop).astype(np.int64)
        return tokens[: middle - start], tokens[middle - start :]

    def close(self) -> None:
        """Close the file of tokens."""
        self.tokens.close()

    def _array(self, name: str, dtype: str) -> NDArray[Any]:
        folder = self.tokens.folder
        data = disk.read_verified(folder, f"{self.tokens.split}.{name}")
        return np.frombuffer(data, dtype).astype(np.int64)


@dataclass(frozen=True, slots=True)
class PreparedPairs:
    """Pairs as tokens: both splits, and what was read."""

    train: PairShards
    validation: PairShards
    summary: PairSummary

    @property
    def fingerprint(self) -> str:
        """Changes with what was prepared (its first half) and with any token or label."""
        return self.train.fingerprint

    def close(self) -> None:
        """Close the files of both splits."""
        self.train.close()
        self.validation.close()


class ReadsPairs(Protocol):
    """What of a corpus of pairs shards need."""

    summary: PairSummary
    labelled: bool

    def pairs(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Pair, None, None]:
        """All pairs, in order; `progress` counts bytes of the files on disk.

        Raises Fault where they cannot be read, Cancelled when asked to stop.
        """

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters."""

    def retold(self, reading: PairSummary) -> PairSummary:
        """An earlier summary of the same files, told of them as they stand now."""


def build_pairs(
    corpus: ReadsPairs,
    tokenizer: Tokenizes,
    folder: Path | None = None,
    control: Control | None = None,
    progress: Progress | None = None,
) -> PreparedPairs:
    """The pairs as tokens, from `folder` (default: the cache) where they were prepared before.

    Raises Fault where a file cannot be read or the disk refuses, Cancelled within a second of
    being asked to stop; nothing is left behind then.
    """
    folder = cache_folder() / "shards" if folder is None else folder  # pruned with the texts
    path = folder / pairs_key(corpus, tokenizer, control, progress)

    def make() -> PreparedPairs:
        _write(path, corpus, tokenizer, control, progress)
        return _open(path, _facts(path))

    found = made_once(path, lambda: _open_whole(path, control), make, control, progress)
    return replace(found, summary=corpus.retold(found.summary))


def pairs_key(
    corpus: ReadsPairs,
    tokenizer: Tokenizes,
    control: Control | None = None,
    progress: Progress | None = None,
) -> str:
    """32 hexadecimal digits that change with the pairs, their columns and the tokenizer.

    The fingerprint of prepared pairs begins with them.
    """
    parts = (
        f"pairs {VERSION}",
        corpus.fingerprint(control, progress),
        tokenizer.fingerprint(),
    )
    return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:32]


def _open_whole(path: Path, control: Control | None) -> PreparedPairs | None:
    """What was prepared before; what is damaged or lacks a newer fact is made again."""
    if not path.exists():
        return None
    with suppress(Fault, KeyError, ValueError, IndexError):
        return open_pairs(path, control)
    disk.remove(path)
    return None


def open_pairs(path: Path, control: Control | None = None) -> PreparedPairs:
    """What was prepared in the folder `path`, every byte of it checked.

    Raises Fault where one has changed, KeyError, ValueError or IndexError where there never were
    pairs.
    """
    check = (lambda: None) if control is None else control.check
    for split in SPLITS:
        disk.read_verified(path, f"{split}.tokens", keep=False, check=check)
    return _open(path, _facts(path))


def _facts(path: Path) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(disk.read_verified(path, FACTS))
    return facts


def _open(path: Path, facts: dict[str, Any]) -> PreparedPairs:
    sums = disk.read_manifest(path)
    names = [f"{split}.{name}" for split in SPLITS for name in ("tokens", "documents", "labels")]
    digests = " ".join(sums[name]["sha256"] for name in names if name in sums)
    fingerprint = path.name + hashlib.sha256(digests.encode()).hexdigest()[:32]
    with ExitStack() as stack:
        train, validation = (
            PairShards(stack.enter_context(TokenShards(path, split, facts, fingerprint)), facts)
            for split in SPLITS
        )
        stack.pop_all()
    return PreparedPairs(train, validation, PairSummary.from_data(facts["summary"]))


def _write(
    path: Path,
    corpus: ReadsPairs,
    tokenizer: Tokenizes,
    control: Control | None,
    progress: Progress | None,
) -> None:
    def follow(event: Prepared) -> None:
        if progress is not None:
            progress(replace(event, phase="encoding"))

    names: dict[str, int] = {}  # labels, as they first occur
    with disk.NewFolder(path) as new:
        with ExitStack() as stack:
            train, validation = (
                stack.enter_context(
                    pair_writer(new, split, tokenizer.vocabulary, labelled=corpus.labelled)
                )
                for split in SPLITS
            )
            pairs = stack.enter_context(closing(corpus.pairs(control, follow)))
            empty = 0
            for pair, first, second in encode_pairs(pairs, tokenizer):
                if not len(first) or not len(second):  # signs that no tokenizer keeps
                    empty += 1
                    continue
                label = names.setdefault(pair.label, len(names))
                (validation if pair.validation else train).add(pair, first, second, label)
        facts = {"train": train.facts(), "validation": validation.facts()}
        facts |= _labels(corpus.labelled, list(names))
        summary = _told(corpus.summary, facts, train.num_labelled, validation.num_labelled, empty)
        new.write(FACTS, json.dumps(facts | {"summary": summary.as_data()}).encode())


def _labels(labelled: bool, names: Sequence[str]) -> dict[str, Any]:
    classes, numbers = classes_of(names) if labelled else ((), ())
    return {"labelled": labelled, "classes": classes, "numbers": numbers}


def _told(
    read: PairSummary,
    facts: dict[str, Any],
    train: Counter[int],
    validation: Counter[int],
    empty: int,
) -> PairSummary:
    """The summary with what became of the rows that were read."""
    classes, numbers = facts["classes"], facts["numbers"]
    nobody = {at for at, number in enumerate(numbers) if number is None}
    kept = [sum(n for at, n in part.items() if at not in nobody) for part in (train, validation)]
    both = train + validation
    labels: Counter[str] = Counter(dict.fromkeys(classes, 0))
    for at, number in enumerate(numbers):
        if number is not None:
            labels[classes[number]] += both[at]
    return replace(
        read,
        pairs=sum(kept),
        train_pairs=kept[0],
        validation_pairs=kept[1],
        empty=read.empty + empty,
        unlabelled=read.unlabelled + sum(both[at] for at in nobody),
        nobodys=sum(both[at] for at in nobody),
        labels=dict(labels),
    )

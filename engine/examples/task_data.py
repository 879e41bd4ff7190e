"""TaskData: the examples of a task from people's files, in three parts, and what is odd in them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.control import Check, Control
from engine.corpus.document import Document
from engine.corpus.files import content_sum
from engine.corpus.pair_files import file_at
from engine.events import Prepared, Progress
from engine.examples.classes import (
    Tags,
    classes_of_examples,
    labelled_by_name,
    meanings,
    names_in,
)
from engine.examples.config import TaskConfig
from engine.examples.example import SPLITS, Example, Kind, Labelled, Question, Split, Tagged
from engine.examples.findings import Examined, findings
from engine.examples.hearing import heard, unheard
from engine.examples.holding_back import drawn, held_back
from engine.examples.making import input_of, is_labelled
from engine.examples.part_reading import PartReading
from engine.examples.parts import PartFile, given, part_files
from engine.examples.recognising import recognise
from engine.examples.summary import TaskSummary
from engine.examples.summing_up import summary_of
from engine.faults import Fault

VERSION = 2  # of reading: raise it when examples come out differently
PLACES = {*SPLITS, *(f"{split}_target" for split in SPLITS), "names"}  # they may move


@dataclass(frozen=True, slots=True)
class TaskExamples:
    """All examples of a task.

    Those of `train` and `validation` are all labelled; `test` holds only what files were named for
    it, among them examples nobody labelled. Labels and tags of `validation` and `test` may be none
    of `classes`, which are those of `train`: such an example counts as a mistake.
    """

    kind: Kind
    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]
    classes: tuple[str, ...]  # labels, or tags in IOB2 with "O" first; () where there are none
    summary: TaskSummary

    def part(self, split: Split) -> tuple[Example, ...]:
        """The examples of a part."""
        return {"train": self.train, "validation": self.validation, "test": self.test}[split]


class TaskData:
    """The examples that a recipe names; nothing is read before it is asked for.

    The files are never written to. Every one is read whole or refused.
    """

    incomplete = halfway = False  # as the tokenizer asks of a corpus

    def __init__(self, config: TaskConfig, kind: Kind, seed: int = 0) -> None:
        self.kind = kind
        self._config, self._seed = config, seed
        self._files: tuple[PartFile, ...] | None = None
        self._fingerprint = ""

    def config(self, control: Control | None = None) -> TaskConfig:
        """The recipe's section; a folder in it is replaced by the files that are found there."""
        if len(self._config.train) == 1 and self._config.train[0].is_dir():
            found = recognise(self._config.train, self._config, control, kind=self.kind)
            self._config = found.config
        return self._config

    def files(self, control: Control | None = None) -> tuple[PartFile, ...]:
        """The files to read, in order; Fault where one is missing."""
        if self._files is None:
            self._files = part_files(self.config(control), control)
        return self._files

    def left_out(self, control: Control | None = None) -> list[str]:
        """None: a file is read whole, or nothing is."""
        return []

    def num_bytes(self, control: Control | None = None) -> int:
        """Bytes of the files on disk."""
        return sum(file.num_bytes for file in self.files(control))

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        """64 hexadecimal digits that change with any byte read and any setting that matters.

        Moving the files or touching them does not change it. Raises Fault, Cancelled.
        """
        if self._fingerprint:
            return self._fingerprint
        files = self.files(control)
        config = self.config(control)
        settings = config.model_dump(mode="json", exclude=PLACES)
        told = f"{VERSION} {unicodedata.unidata_version} {self.kind} {self._seed} {settings}"
        digest = hashlib.sha256(told.encode())
        *begins, total = accumulate((file.num_bytes for file in files), initial=0)
        for file, begin in zip(files, begins, strict=True):

            def heard(done: int, begin: int = begin, name: str = file.name) -> None:
                if control is not None:
                    control.check()
                if progress is not None:
                    progress(Prepared("reading", begin + done, total, "bytes", name))

            digest.update(f"\n{file.split} {file.manner}".encode())
            for source in file.sources:
                digest.update(f" {source.num_bytes} ".encode() + content_sum(source, heard))
        for path in config.names:
            digest.update(b"\nnames " + content_sum(file_at(path), lambda _: None))
        self._fingerprint = digest.hexdigest()
        return self._fingerprint

    def read(
        self,
        control: Control | None = None,
        progress: Progress | None = None,
        *,
        refuse: bool = True,
    ) -> TaskExamples:
        """All examples. `progress` counts bytes of the files on disk.

        Raises Fault where a file cannot be read to its end, or holds nothing, and, unless it is not
        to `refuse`, where nothing can be learned; Cancelled when asked to stop.
        """
        files = self.files(control)
        reading = PartReading(self.config(control), self.kind, control)
        reading.read(files, progress)
        check = control.check if control is not None else unheard
        counts = Counter(reading.counts)
        for making in reading.parts.values():
            counts += making.counts
        parts = self._meant(reading, counts, check)
        check()
        labelled, bare = _labelled(parts, check)
        if not given(files)["validation"]:
            labelled["train"], labelled["validation"] = held_back(
                labelled["train"], reading.config.share, check
            )
        labelled["train"] = drawn(labelled["train"], reading.config.most, self._seed)
        check()
        classes = classes_of_examples(labelled["train"])
        examined = Examined(self.kind, labelled, classes, counts, bare, reading.doubts)
        told = findings(examined, check)
        summary = summary_of(files, reading, examined, told)
        if refuse and summary.refusals:
            first = summary.refusals[0]
            raise Fault(first.what, why="", now=first.now, **first.values)
        train, validation, test = (tuple(labelled[split]) for split in SPLITS)
        return TaskExamples(self.kind, train, validation, test, classes, summary)

    def look_over(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> TaskSummary:
        """What the files hold and what is odd in it, refusals among it: told before training."""
        return self.read(control, progress, refuse=False).summary

    def documents(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Document, None, None]:
        """The texts of all examples to learn from, and those held back: a vocabulary's material.

        A context that several questions are asked about comes once.
        """
        found = self.read(control, progress)
        for number, examples in enumerate((found.train, found.validation)):
            context = ""
            for at, example in enumerate(examples):
                text = _text(example, context)
                context = example.context if isinstance(example, Question) else ""
                yield Document(number, at, text, validation=number == 1)

    def _meant(
        self, reading: PartReading, counts: Counter[str], check: Check
    ) -> dict[Split, list[Example]]:
        """The examples of each part with the names of their labels, or with tags in IOB2."""
        parts = {split: reading.examples(split) for split in SPLITS}
        if self.kind == "classification":
            names = [name for path in reading.config.names for name in names_in(path)]
            trained = [one for one in parts["train"] if isinstance(one, Labelled)]
            labels = meanings(trained, names)
            return {
                split: labelled_by_name(heard(own, check), labels) for split, own in parts.items()
            }
        if self.kind != "tagging":
            return parts
        trained_tags = [one for one in parts["train"] if isinstance(one, Tagged)]
        tags = Tags.seen_in(trained_tags, reading.config.scheme)
        for split, own in parts.items():
            read = [tags.read(one) for one in heard(own, check) if isinstance(one, Tagged)]
            parts[split] = [one for one, _ in read]
            counts["tags_broken"] += sum(broken for _, broken in read)
        reading.scheme = tags.scheme
        return parts


def _labelled(
    parts: Mapping[Split, Sequence[Example]], check: Check
) -> tuple[dict[Split, list[Example]], dict[Split, list[Example]]]:
    """Those that stay, and those nobody labelled; what is measured with keeps both."""
    kept: dict[Split, list[Example]] = {}
    bare: dict[Split, list[Example]] = {}
    for split, own in parts.items():
        bare[split] = [one for one in heard(own, check) if not is_labelled(one)]
        kept[split] = list(own) if split == "test" else [one for one in own if is_labelled(one)]
    return kept, bare


def _text(example: Example, context: str) -> str:
    """An example as one text, without the context that came before."""
    if isinstance(example, Question) and example.context == context:
        return example.question
    return input_of(example)

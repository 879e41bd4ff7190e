"""TaskData: the examples of a task, read from people's files."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Generator
from dataclasses import dataclass, field
from typing import Any

from engine.control import Control
from engine.corpus.document import Document
from engine.events import Progress
from engine.examples.config import TaskConfig
from engine.examples.example import Example, Kind, Labelled


@dataclass(frozen=True, slots=True)
class TaskSummary:
    """What was read."""

    counts: dict[str, int] = field(default_factory=dict)

    def as_data(self) -> dict[str, Any]:
        return {"counts": self.counts}


@dataclass(frozen=True, slots=True)
class TaskExamples:
    """The examples of all splits."""

    kind: Kind
    train: tuple[Example, ...]
    validation: tuple[Example, ...]
    test: tuple[Example, ...]
    classes: tuple[str, ...]
    summary: TaskSummary


class TaskData:
    incomplete = halfway = False

    def __init__(self, config: TaskConfig, kind: Kind, seed: int = 0) -> None:
        self.config = self._config = config
        self._kind = kind

    def left_out(self, control: Control | None = None) -> list[str]:
        return []

    def num_bytes(self, control: Control | None = None) -> int:
        return sum(path.stat().st_size for path in self._config.train)

    def fingerprint(self, control: Control | None = None, progress: Progress | None = None) -> str:
        digest = hashlib.sha256()
        for path in (*self._config.train, *self._config.validation, *self._config.test):
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def read(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> TaskExamples:
        found = {}
        for split in ("train", "validation", "test"):
            rows: list[Example] = []
            for path in getattr(self._config, split):
                with path.open(encoding="utf-8") as file:
                    for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
                        rows.append(Labelled(row[0], row[1] if len(row) > 2 else None, row[-1]))
            found[split] = tuple(rows)
        if not found["validation"]:
            found["validation"] = found["train"][::10]
            found["train"] = tuple(one for i, one in enumerate(found["train"]) if i % 10)
        classes = tuple(sorted({one.label for one in found["train"]}))
        return TaskExamples(self._kind, **found, classes=classes, summary=TaskSummary())

    def documents(
        self, control: Control | None = None, progress: Progress | None = None
    ) -> Generator[Document, None, None]:
        for at, one in enumerate(self.read().train):
            yield Document(0, at, one.first, False)

"""TaskReport: how well a run does a task on one set of examples, and what it said of each."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.tasks.metrics.measures import Measures

NAME = "task"  # of its files among a run's evaluations
COLUMNS = ("part", "row", "text", "second_text", "right", "said", "probability", "merit")


@dataclass(frozen=True, slots=True)
class Row:
    """One example: what people said of it, and what the model."""

    row: int  # of its file, from 1
    text: str
    second: str  # "" where there is one text only
    right: str  # "" where nobody said
    said: str
    probability: float  # of what was said; not a number where there is none
    merit: float  # 1 right, 0 wrong, between where in part; not a number where nobody said


@dataclass(frozen=True, slots=True)
class TaskReport:
    """What is kept in the run folder: measures, and every example with its prediction."""

    kind: str
    step: int
    split: str  # "test", or "validation" where there was no other
    files: tuple[str, ...]
    measures: Measures
    rows: tuple[Row, ...]
    unseen: tuple[str, ...] = ()  # labels that none to learn from has: they count as mistakes
    # Those to measure with, where none has a label: they are predicted beside what is measured.
    unlabelled: tuple[Row, ...] = ()

    def worst(self, count: int = 20) -> list[Row]:
        """Those that are most wrong: of them the surest first."""
        wrong = [row for row in self.rows if row.merit < 1]
        return sorted(wrong, key=_badness)[:count]

    def of_cell(self, right: str, said: str) -> list[Row]:
        """The examples of one cell of the confusion matrix."""
        return [row for row in self.rows if (row.right, row.said) == (right, said)]

    def as_line(self) -> dict[str, Any]:
        """The figures alone, as one JSON line: value, interval and floor of each."""
        return {
            "task": self.kind,
            "step": self.step,
            "split": self.split,
            "examples": self.measures.num_examples,
            "unseen_labels": list(self.unseen),
            "main": self.measures.main,
            "metrics": {
                one.name: {"value": one.value, "low": one.low, "high": one.high, "floor": one.floor}
                for one in self.measures.metrics
            },
        }

    def as_csv(self) -> str:
        """All predictions as a table; `part` says which files a row is of."""
        text = io.StringIO()
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        for part, rows in ((self.split, self.rows), ("test", self.unlabelled)):
            for row in rows:
                writer.writerow([part, *asdict(row).values()])
        return text.getvalue()

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        return {
            "kind": self.kind,
            "step": self.step,
            "split": self.split,
            "files": list(self.files),
            "measures": self.measures.as_data(),
            "rows": [list(asdict(row).values()) for row in self.rows],
            "unseen": list(self.unseen),
            "unlabelled": [list(asdict(row).values()) for row in self.unlabelled],
        }

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> TaskReport:
        """Rebuild what `as_data` gave; ValueError where it is something else."""
        try:
            return TaskReport(
                kind=str(data["kind"]),
                step=int(data["step"]),
                split=str(data["split"]),
                files=tuple(data["files"]),
                measures=Measures.from_data(data["measures"]),
                rows=tuple(Row(*row) for row in _rows(data["rows"])),
                unseen=tuple(data.get("unseen", ())),
                unlabelled=tuple(Row(*row) for row in _rows(data.get("unlabelled", ()))),
            )
        except (KeyError, TypeError) as error:
            raise ValueError(f"this is no report of a task: {error}") from error


def _badness(row: Row) -> tuple[float, float]:
    """Not a number would upset the order of all."""
    return row.merit, 0.0 if math.isnan(row.probability) else -row.probability


def _rows(rows: Sequence[Sequence[Any]]) -> list[Sequence[Any]]:
    """With numbers that JSON has no word for as they were."""
    return [
        [float("nan") if value is None and at >= 5 else value for at, value in enumerate(row)]
        for row in rows
    ]

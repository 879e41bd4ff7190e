"""TaskSummary: what the files of a task turned out to hold, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from engine.examples.example import Kind
from engine.faults import Value, plain_values, values_of
from engine.wording import fill, translate

Level = Literal["note", "warning", "refusal"]

FINDING = translate("notices", "Examples: {finding}")  # as a run tells of one


@dataclass(frozen=True, slots=True)
class FoundRow:
    """An example of what a finding tells."""

    split: str
    row: int  # of its file
    text: str  # shortened


@dataclass(frozen=True, slots=True)
class Finding:
    """Something odd about examples, told before training; `what` is marked "faults".

    With a refusal nothing is learned. As in a Fault, a value that is itself a sentence for people
    is a Fault.
    """

    level: Level
    what: str
    values: Mapping[str, Value] = field(default_factory=dict)
    rows: tuple[FoundRow, ...] = ()
    now: str = ""  # what to do, marked "faults" too

    def __str__(self) -> str:
        return " ".join(fill(part, self.values) for part in (self.what, self.now) if part)

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        rows = [[row.split, row.row, row.text] for row in self.rows]
        values = plain_values(self.values)
        return {
            "level": self.level,
            "what": self.what,
            "now": self.now,
            "values": values,
            "rows": rows,
        }

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Finding:
        """Rebuild what another process or a file tells."""
        rows = tuple(FoundRow(*row) for row in data["rows"])
        values = values_of(data["values"])
        return Finding(data["level"], data["what"], values, rows, data["now"])


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSummary:
    """Counts of the examples that were kept, and of those left out and why."""

    kind: Kind = "classification"
    files: int = 0
    bytes: int = 0  # of the files on disk
    counts: Mapping[str, int] = field(default_factory=dict)  # examples per split
    left_out: Mapping[str, int] = field(default_factory=dict)  # rows per reason
    labels: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # per split and label
    lengths: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # characters per split
    formats: Mapping[str, int] = field(default_factory=dict)  # files per format
    encodings: Mapping[str, int] = field(default_factory=dict)  # files per encoding
    columns: Mapping[str, str] = field(default_factory=dict)  # what each part was read from
    scheme: str = ""  # of tags
    held_back: bool = False  # whether validation is a share of what was to be learned from
    findings: tuple[Finding, ...] = ()  # refusals first, then warnings

    @property
    def refusals(self) -> tuple[Finding, ...]:
        """Why nothing can be learned; empty where it can."""
        return tuple(one for one in self.findings if one.level == "refusal")

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        for name, value in data.items():
            if isinstance(value, Mapping):
                data[name] = {
                    key: dict(one) if isinstance(one, Mapping) else one
                    for key, one in value.items()
                }
        return data | {"findings": [one.as_data() for one in self.findings]}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> TaskSummary:
        """Rebuild what a file tells; keys of newer programs are ignored."""
        known = TaskSummary.__dataclass_fields__
        summary = TaskSummary(**{name: data[name] for name in known if name in data})
        found = tuple(Finding.from_data(one) for one in data.get("findings", ()))
        return replace(summary, findings=found)

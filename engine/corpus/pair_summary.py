"""What pair files turned out to hold, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.corpus.document import Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class PairSummary:
    """Counts of the pairs that were kept, and of the rows that were left out and why."""

    files: int = 0
    other_files: int = 0  # of folders, in which there were no pairs
    lost_tables: tuple[Skipped, ...] = ()  # of them the first whose names say that they hold some
    bytes: int = 0  # of the files on disk
    pairs: int = 0  # kept
    train_pairs: int = 0
    validation_pairs: int = 0
    unlabelled: int = 0  # rows without a label, or with one that says so
    nobodys: int = 0  # of them: those whose number, -1, says so beside the numbers of classes
    malformed: int = 0  # rows that are no pair: cells are missing, or there are too many
    empty: int = 0  # rows with a passage in which there is nothing
    too_long: int = 0  # rows no row of any model could hold a part of
    labels: Mapping[str, int] = field(default_factory=dict)  # pairs per class
    columns: Mapping[str, str] = field(default_factory=dict)  # what each part was read from
    encodings: Mapping[str, int] = field(default_factory=dict)  # files per encoding

    @property
    def left_out(self) -> int:
        """Rows that became no pair."""
        return self.unlabelled + self.malformed + self.empty + self.too_long

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        data["lost_tables"] = [lost.as_data() for lost in self.lost_tables]
        return data | {name: dict(data[name]) for name in ("labels", "columns", "encodings")}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> PairSummary:
        """Rebuild what a file tells; keys of newer programs are ignored."""
        known = PairSummary.__dataclass_fields__
        summary = PairSummary(**{name: data[name] for name in known if name in data})
        lost = tuple(Skipped.from_data(one) for one in data.get("lost_tables", ()))
        return replace(summary, lost_tables=lost)

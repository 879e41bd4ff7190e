"""What reading a corpus yields: documents, and the files that were left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from engine.corpus.sentences import sentences
from engine.faults import Fault


@dataclass(frozen=True, slots=True)
class Document:
    """A section of a file, cleaned; the unit that is trained on or held back as a whole."""

    file: int  # counted in reading order
    section: int  # counted within the file
    text: str
    validation: bool
    cut: tuple[int, ...] = field(default=(), compare=False, repr=False)  # characters a sentence

    def sentences(self) -> list[str]:
        """Its sentences; joined they are the text."""
        if self.cut:
            return [
                self.text[begin:end] for begin, end in pairwise(accumulate(self.cut, initial=0))
            ]
        return sentences(self.text)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, as a whole or in part, and why."""

    path: str
    fault: Fault
    file: int | None = None  # counted in reading order, of one that was to be read

    def __str__(self) -> str:
        return str(self.fault)

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        return {"path": self.path, "file": self.file, **self.fault.as_data()}

    @staticmethod
    def from_data(data: dict[str, Any]) -> Skipped:
        """Rebuild what another process or a file tells."""
        return Skipped(data["path"], Fault.from_data(data), data["file"])

    def moved_to(self, path: str) -> Skipped:
        """The same of a file that now has another path."""
        fault = self.fault
        values = {**fault.values, "path": path}
        data = {**fault.as_data(), "values": values}
        return Skipped(path, Fault.from_data(data), self.file)

"""What reading a corpus yields: documents, and the files that were left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from engine.faults import Fault


@dataclass(frozen=True, slots=True)
class Document:
    """A section of a file, cleaned; the unit that is trained on or held back as a whole."""

    file: int  # counted in reading order
    section: int  # counted within the file
    text: str
    validation: bool


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was left out, and why."""

    path: str
    fault: Fault

    def __str__(self) -> str:
        return str(self.fault)

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        return {"path": self.path, **self.fault.as_data()}

    @staticmethod
    def from_data(data: dict[str, Any]) -> Skipped:
        """Rebuild what another process or a file tells."""
        return Skipped(data["path"], Fault.from_data(data))

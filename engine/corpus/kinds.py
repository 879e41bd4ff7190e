"""The kinds of files that hold text."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

Kind = Literal["text", "json", "table", "page"]

KINDS: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".markdown": "text",
    ".rst": "text",
    ".jsonl": "json",
    ".ndjson": "json",
    ".csv": "table",
    ".tsv": "table",
    ".html": "page",
    ".htm": "page",
    ".xhtml": "page",
}


def kind_of(path: Path) -> Kind | None:
    """The kind a file's name tells (the name inside for .gz); None where it tells none."""
    inner = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return KINDS.get(inner.suffix.lower())


def holds_rows(path: Path) -> bool:
    """Whether a file's name says that it is a table."""
    return kind_of(path) in ("json", "table")

"""Evaluations of very small loaded models, on files of a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engine.evaluation.asked import Asked
from engine.inference.opening import Opened
from engine.inference.sentence import encode
from engine.runs.run import Run

SENTENCES = [
    "The door was open.",
    "The unbelievable walks.",
    "The door walks, the door was the door.",
    "Was the walking unbelievable?",
    "The open door was unbelievable.",
]


def asked(opened: Opened, folder: Path, path: Path | None = None, **given: Any) -> Asked:
    """What is asked of a model that was never saved; its run is a folder without anything."""
    return Asked(opened, Run(folder, "", {}), path, **given)


def written(path: Path, lines: Sequence[str]) -> Path:
    """A file of these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def tokens_of(opened: Opened, text: str) -> list[int]:
    """The tokens of a text."""
    return encode(opened.tokenizer, text)

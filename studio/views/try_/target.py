"""Whom a column asks: a checkpoint, or the reason why there is none to ask."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from studio.asking import Asked
from studio.wording import number

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Target:
    """A checkpoint, or why it cannot be asked."""

    asked: Asked | None
    why: str = ""  # it cannot answer
    beside: bool = False  # it stands beside the one chosen in the bar above


def checkpoint_words(asked: Asked) -> str:
    """A checkpoint as people call it: its run and its step."""
    words = translate("try", "{run}, step {step}")
    return words.format(run=asked.run.name, step=number(asked.step))

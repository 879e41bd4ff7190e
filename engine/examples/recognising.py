"""What files of examples look like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.control import Control
from engine.examples.config import TaskConfig
from engine.examples.example import Kind


@dataclass(frozen=True, slots=True)
class Recognised:
    """What these files can be, the surest first, and how they are read."""

    kinds: tuple[Kind, ...]
    config: TaskConfig


def recognise(
    paths: Sequence[Path], config: TaskConfig | None = None, control: Control | None = None
) -> Recognised:
    return Recognised(("classification",), config or TaskConfig(train=tuple(paths)))

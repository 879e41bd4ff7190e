"""Catalogue: the evaluations there are. Torch-free.

A new evaluation is one new file here with a `CARD` and a function `evaluate(asked)`: window and
command line find it by walking this package. Its file loads no tensors until it is asked.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol

import engine.evaluation
from engine.evaluation.asked import Asked
from engine.evaluation.card import Card
from engine.evaluation.result import Result


class Evaluation(Protocol):
    """A file of this package with a card."""

    CARD: Card

    @staticmethod
    def evaluate(asked: Asked) -> Result:
        """Measure; Fault where it cannot be, Cancelled where it was stopped."""


def _discover() -> dict[str, Evaluation]:
    package = engine.evaluation
    found: dict[str, Evaluation] = {}
    for module in sorted(iter_modules(package.__path__), key=lambda module: module.name):
        if module.name == "catalogue":
            continue
        one = import_module(f"{package.__name__}.{module.name}")
        card = getattr(one, "CARD", None)
        if isinstance(card, Card):
            found[card.name] = one  # type: ignore[assignment]
    return found


EVALUATIONS: dict[str, Evaluation] = _discover()


def bias_of(path: Path) -> str:
    """Which of the bias probes a file or folder is for, by its name."""
    stereotyped = "stereotyped" in path.name or (
        path.is_dir() and any(path.glob("*stereotyped*.txt*"))
    )
    return "winobias" if stereotyped else "crows_pairs"

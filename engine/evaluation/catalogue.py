"""Catalogue: the evaluations there are. Torch-free.

A new evaluation is one new file here with a `CARD` and a function `evaluate(asked)`: window and
command line find it by walking this package. Its file loads no tensors until it is asked.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Protocol, cast

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
            found[card.name] = cast(Evaluation, one)
    return found


EVALUATIONS: dict[str, Evaluation] = _discover()


def measure(name: str, asked: Asked) -> tuple[Result, Path]:
    """What one evaluation found, and the file of the run folder it is kept in.

    KeyError where there is no such evaluation; Fault where it cannot be measured or kept;
    Cancelled where it was stopped: then nothing is kept.
    """
    result = EVALUATIONS[name].evaluate(asked)
    asked.control.check()
    return result, asked.run.evaluations.write(name, result.as_data())


def evaluation_for(option: str, path: Path | None) -> str:
    """Which evaluation an option of the command line means, by the name of the file or folder.

    KeyError where there is no such option.
    """
    cards = [one.CARD for one in EVALUATIONS.values() if one.CARD.option == option]
    named = [card for card in cards if card.named and path is not None and _holds(path, card.named)]
    bare = [card for card in cards if not card.named]
    if not cards:
        raise KeyError(option)
    return (named or bare or cards)[0].name


def _holds(path: Path, word: str) -> bool:
    """Whether a file's name holds the word, or that of a file in a folder, or one level down."""
    inside = (f"*{word}*", f"*/*{word}*") if path.is_dir() else ()
    return word in path.name or any(any(path.glob(pattern)) for pattern in inside)

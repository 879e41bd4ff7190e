"""Card: how an evaluation introduces itself, before any tensor is loaded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# What a run must have learned, as in `engine.objectives.asking`: one of these will do.
Ability = Literal["fills", "continues"]
# What it is measured on: a text, a table or folder of pairs, rows with labels, or nothing but the
# run's own training text; or a line somebody types.
Wants = Literal["text", "pairs", "labelled", "nothing", "line"]


@dataclass(frozen=True, slots=True)
class Card:
    """All sentences are marked with translate("evaluation", …)."""

    name: str  # of files, options and results
    title: str
    lines: tuple[str, str, str]  # three plain lines
    option: str  # of the command line: "--pairs"
    wants: Wants
    file: str  # what the file holds, in a line; "" where none is wanted
    needs: tuple[Ability, ...]  # one of them; none: any run can be asked
    most: int | None  # units that are measured unless told otherwise; None: all
    unit: str  # what `most` counts
    source: str  # the papers
    named: str = ""  # what the names of its files hold, where others share its option

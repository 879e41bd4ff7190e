"""`presets`: what a recipe may begin with."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from engine.commands.telling import print_json, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("presets", help="list the families, and each preset as JSON")
    parser.add_argument("--json", action="store_true", help="print them as JSON on a terminal too")
    parser.set_defaults(run=presets)


def presets(given: argparse.Namespace) -> int:
    """Tell what each family is, and print every preset with what it sets.

    On a terminal the two would stand in one another's way: there the second is for the asking.
    """
    from engine.recipe import FAMILIES, PRESETS, preset
    from engine.recipe.presets import SCALES

    width = max(map(len, [*FAMILIES, *(name for one in FAMILIES.values() for name in one.papers)]))
    say(f"A preset is one of these families and a size: {', '.join(SCALES)}.")
    for name, family in FAMILIES.items():
        say(f"  {name:<{width}}  {family.line} {family.source}")
        for own, line in family.paper_lines.items():
            say(f"  {own:<{width}}  {line}")
    if sys.stdout.isatty() and not given.json:
        say("What each of them sets: presets --json.")
        return 0
    for name in PRESETS:
        print_json({"preset": name, **preset(name)})
    return 0

"""`presets`: what a recipe may begin with."""

from __future__ import annotations

import argparse
from typing import Any

from engine.commands.telling import print_json


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("presets", help="list the presets, one JSON line each")
    parser.set_defaults(run=presets)


def presets(given: argparse.Namespace) -> int:
    """Print every preset with what it sets."""
    from engine.recipe import PRESETS, preset

    for name in PRESETS:
        print_json({"preset": name, **preset(name)})
    return 0

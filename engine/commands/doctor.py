"""`doctor`: what this machine offers and what is missing."""

from __future__ import annotations

import argparse
from typing import Any

from engine.commands.telling import print_json


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("doctor", help="say what this machine offers and what is missing")
    parser.set_defaults(run=doctor)


def doctor(given: argparse.Namespace) -> int:
    """Print one JSON object; nothing is changed."""
    from engine.assembly import machine

    found = machine()
    missing = [name for name, version in found["packages"].items() if version is None]
    print_json({**found, "missing": missing})
    return 0

"""`applications`: what a model can be made for at once."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from engine.commands.telling import print_json, say


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("applications", help="list what a model can be made for")
    parser.add_argument("--json", action="store_true", help="print them as JSON on a terminal too")
    parser.set_defaults(run=applications)


def applications(given: argparse.Namespace) -> int:
    """Tell what each does and how it is begun, and print each with all it says."""
    from engine.tasks.applications import applications as all_of_them

    found = all_of_them()
    width = max(map(len, found))
    for name, one in found.items():
        say(f"  {name:<{width}}  {one.line}")
        say(f"  {'':<{width}}  {_how(one.kind, name, one.preset)}")
    if not sys.stdout.isatty() or given.json:
        for one in found.values():
            print_json(one.as_data())
    return 0


def _how(kind: str, name: str, preset: str) -> str:
    if kind == "pretraining":
        return f'train RECIPE with preset = "{preset}"; then predict RUN --continue TEXT'
    if kind == "drill":
        return f"drill RUN FILE, with a run of {preset}"
    return f"tune RUN --application {name}, with a run of {preset}"

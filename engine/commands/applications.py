"""`applications`: what a model can be made for at once."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from engine.commands.telling import print_json, say

if TYPE_CHECKING:
    from engine.tasks.applications import Application


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
        say(f"  {'':<{width}}  {_how(one)}")
    if not sys.stdout.isatty() or given.json:
        for one in found.values():
            print_json(one.as_data())
    return 0


def _how(one: Application) -> str:
    if one.kind == "pretraining":
        lines = "; ".join([f'preset = "{one.preset}"', *_lines(one.settings)])
        begun = one.beginning.get("english", "TEXT")
        return f'train RECIPE with {lines}; then predict RUN --continue "{begun}"'
    if one.kind == "drill":
        return f"drill RUN FILE, with a run of {one.preset}"
    return f"tune RUN --application {one.name}, with a run of {one.preset}"


def _lines(settings: Mapping[str, Any], before: str = "") -> Iterator[str]:
    """Keys of a recipe as they are written there."""
    for name, value in settings.items():
        if isinstance(value, Mapping):
            yield from _lines(value, f"{before}{name}.")
        else:
            yield f"{before}{name} = {json.dumps(value)}"

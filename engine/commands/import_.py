"""`import`: a folder of transformers becomes a run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.telling import Teller, print_json, say
from engine.commands.working import stopped_by_signals
from engine.control import Control


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "import", help="make a run of a Hugging Face folder, to ask it or to train it on"
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="with a config.json")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.add_argument("--name", help="name of the run (default: the folder's and a number)")
    parser.set_defaults(run=import_)


def import_(given: argparse.Namespace) -> int:
    """Import; the one line of stdout says what was made of the folder."""
    from engine.exchange.importing import import_folder

    teller, control = Teller(), Control()
    with stopped_by_signals(control, lambda: "stopping; nothing half-made stays behind"):
        try:
            found = import_folder(given.folder, given.runs, control, teller, name=given.name)
        finally:
            teller.close()
    for notice in found.notices:
        say(f"{notice.level}: {notice}")
    print_json(
        {
            "run": str(found.path),
            "family": found.family,
            "objectives": list(found.objectives),
            "fresh": list(found.fresh),
            "left_over": list(found.left_over),
        }
    )
    return 0

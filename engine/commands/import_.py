"""`import`: a folder of transformers, or a capsule, becomes a run."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.telling import Teller, print_json, say
from engine.commands.working import stopped_by_signals
from engine.control import Control
from engine.exchange.capsule import ENDING
from engine.faults import Fault
from engine.wording import translate


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser(
        "import", help="make a run of a Hugging Face folder or a capsule, to ask or train it on"
    )
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help=f"a folder with a config.json, or a capsule (NAME{ENDING})",
    )
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.add_argument("--name", help="name of the run (default: the source's, or one like it)")
    capsules = parser.add_argument_group("capsule")
    capsules.add_argument(
        "--again", action="store_true", help="at its beginning: resume trains it anew"
    )
    capsules.add_argument(
        "--set",
        action="append",
        default=[],
        dest="sets",
        metavar="KEY=VALUE",
        help="of its recipe, such as corpus.paths",
    )
    parser.set_defaults(run=import_, misused=parser.error)


def import_(given: argparse.Namespace) -> int:
    """Import; the one line of stdout says what was made."""
    if not given.source.exists():
        raise Fault(
            translate("faults", "There is no file or folder {path}."),
            now=translate("faults", "Choose a folder with a config.json, or a capsule."),
            path=str(given.source),
        )
    make = _open_capsule if given.source.is_file() else _import_folder
    if make is _import_folder and (given.again or given.sets):
        given.misused("--again and --set go with a capsule")
    teller, control = Teller(), Control()
    with stopped_by_signals(control, lambda: "stopping; nothing half-made stays behind"):
        try:
            told = make(given, control, teller)
        finally:
            teller.close()
    print_json(told)
    return 0


def _import_folder(given: argparse.Namespace, control: Control, teller: Teller) -> dict[str, Any]:
    from engine.exchange.importing import import_folder

    found = import_folder(given.source, given.runs, control, teller, name=given.name)
    teller.close()
    for notice in found.notices:
        say(f"{notice.level}: {notice}")
    return {
        "run": str(found.path),
        "family": found.family,
        "objectives": list(found.objectives),
        "fresh": list(found.fresh),
        "left_over": list(found.left_over),
    }


def _open_capsule(given: argparse.Namespace, control: Control, teller: Teller) -> dict[str, Any]:
    from engine.exchange.capsule_opening import open_capsule
    from engine.runs import Run, Workspace, default_workspace

    path = open_capsule(
        given.source,
        given.runs or Workspace.open(default_workspace()).runs_folder,
        name=given.name,
        again=given.again,
        sets=given.sets,
        control=control,
        progress=teller,
    )
    status = Run.open(path).status()
    return {"run": str(path), "state": status.state, "step": status.step}

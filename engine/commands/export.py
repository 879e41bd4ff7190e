"""`export`: a run's checkpoint in a form that other programs open."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.commands import formats
from engine.commands.telling import Teller, print_json, say
from engine.commands.working import stopped_by_signals
from engine.control import Control

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.events import Progress
    from engine.runs.run import Run

# The run, what was given besides, where to, and how to stop it and follow it: what was written.
Writes = Callable[["Run", argparse.Namespace, Path, Control, "Progress"], dict[str, Any]]


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("export", help="write a run in a form other programs open")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    parser.add_argument("target", type=Path, metavar="TARGET", help="folder or file to write")
    parser.add_argument(
        "--format",
        choices=FORMATS,
        default="huggingface",
        help=f"huggingface: a new folder that transformers opens (default); {formats.HELP}",
    )
    parser.add_argument("--step", type=int, help="of this checkpoint (default: the newest)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    formats.declare_options(parser)
    parser.set_defaults(run=export, misused=parser.error)


def export(given: argparse.Namespace) -> int:
    """Export; the one line of stdout says what was written, and what has no place there."""
    from engine.runs.finding import find_run

    formats.check_heeded(given)
    run = find_run(given.run_name, given.runs)
    teller, control = Teller(), Control()
    with stopped_by_signals(control, lambda: "stopping; nothing half-made stays behind"):
        try:
            write = FORMATS[given.format]
            written = write(run, given, given.target.absolute(), control, teller)
        finally:
            teller.close()
    print_json({"format": given.format, "run": str(run.path), **written})
    return 0


def _huggingface(
    run: Run, given: argparse.Namespace, folder: Path, control: Control, progress: Progress
) -> dict[str, Any]:
    from engine.exchange.exporting import export_run

    found = export_run(run.path, given.step, folder, control, progress)
    for name in found.left_out:
        say(f"note: the head of {name} has no place in {found.architecture}: left out")
    for reason in found.reasons:
        say(f"note: {reason}")
    written = {
        "folder": str(found.folder),
        "step": found.step,
        "family": found.family,
        "architecture": found.architecture,
        "auto_classes": list(found.auto_classes),
        "left_out": list(found.left_out),
    }
    return written | ({"generator": str(found.generator)} if found.generator else {})


FORMATS: dict[str, Writes] = {
    "huggingface": _huggingface,
    "onnx": formats.onnx,
    "tensorboard": formats.tensorboard,
    "csv": formats.csv,
    "capsule": formats.capsule,
}

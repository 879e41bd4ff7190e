"""The forms `export` writes beside a folder of transformers: what each is given, and tells."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.commands.telling import say
from engine.control import Control
from engine.exchange.capsule import ENDING

if TYPE_CHECKING:  # these load torch, which takes a second
    from engine.events import Progress
    from engine.runs.run import Run

HELP = (
    "onnx: graphs in a new folder (needs the extra onnx); tensorboard: event files in a folder "
    "(needs the extra tensorboard); csv: a table of all metrics; capsule: one file, by custom "
    f"NAME{ENDING}, that another machine opens with import"
)
WEIGHTS = ("newest", "all", "none")
HEEDED = {  # by which forms; and what an option is where nobody gave it
    "step": (("huggingface", "onnx"), None),
    "wide": (("csv",), False),
    "weights": (("capsule",), WEIGHTS[0]),
    "shards": (("capsule",), False),
}


def declare_options(parser: Any) -> None:
    """What only some of the forms heed."""
    tables = parser.add_argument_group("csv")
    tables.add_argument("--wide", action="store_true", help="a row per event, not per number")
    capsules = parser.add_argument_group("capsule")
    capsules.add_argument(
        "--weights",
        choices=WEIGHTS,
        default=WEIGHTS[0],
        help="which checkpoints go with it (default: newest)",
    )
    capsules.add_argument(
        "--shards",
        action="store_true",
        help="the text it learned from goes with it, as tokens: its words can be read again",
    )


def check_heeded(given: argparse.Namespace) -> None:
    """Misuse where an option was given that the form asked for has no use for."""
    for name, (forms, usual) in HEEDED.items():
        if given.format not in forms and getattr(given, name) != usual:
            given.misused(f"--{name} goes with --format {' or '.join(forms)}")


def onnx(
    run: Run, given: argparse.Namespace, target: Path, control: Control, progress: Progress
) -> dict[str, Any]:
    """A folder of graphs."""
    from engine.exchange.onnx import export_onnx

    written = export_onnx(run.path, target, step=given.step, control=control, progress=progress)
    for name in written["left_out"]:
        say(f"note: the head of {name} has no place in ONNX: left out")
    told = {name: written[name] for name in ("step", "files", "classes", "left_out")}
    return {"folder": str(target), **told}


def tensorboard(
    run: Run, given: argparse.Namespace, target: Path, control: Control, progress: Progress
) -> dict[str, Any]:
    """An event file in a folder, which may hold others."""
    from engine.exchange.tensorboard import write_event_files

    file = write_event_files(run.path, target, control=control, progress=progress)
    return {"file": str(file)}


def csv(
    run: Run, given: argparse.Namespace, target: Path, control: Control, progress: Progress
) -> dict[str, Any]:
    """A table in a file."""
    from engine.exchange.metrics_table import Form, write_metrics_table

    form: Form = "wide" if given.wide else "long"
    count = write_metrics_table(run.path, target, form=form, control=control, progress=progress)
    return {"file": str(target), "rows": count}


def capsule(
    run: Run, given: argparse.Namespace, target: Path, control: Control, progress: Progress
) -> dict[str, Any]:
    """One file."""
    from engine.exchange.capsule_packing import pack_run

    contents = pack_run(
        run.path,
        target,
        weights=given.weights,
        shards=given.shards,
        control=control,
        progress=progress,
    )
    if given.shards:
        say("note: the text is in it, as tokens: give it to nobody who may not read the text")
    return {"file": str(target), "bytes": target.stat().st_size, "parts": list(contents.parts)}

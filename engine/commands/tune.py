"""`tune`: a trained run learns a task from examples, and is measured on others."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engine.commands.telling import Teller, print_json, say
from engine.commands.train import add_run_options
from engine.commands.working import work_to_its_end
from engine.examples.config import TaskConfig
from engine.examples.example import KINDS, SPLITS, Kind

if TYPE_CHECKING:
    from engine.tasks.tuning import Planned

PARTS = {"train": "to learn from", "validation": "held back", "test": "to measure with"}
COLUMNS = ("first", "second", "label", "word", "tag")


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("tune", help="tune a trained run on examples of a task")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run that is tuned")
    parser.add_argument(
        "--application",
        metavar="NAME",
        help="what for: sentiment, names … (see `applications`); without --train our own small "
        "set of examples is learned from",
    )
    parser.add_argument(
        "--language",
        choices=("english", "chinese"),
        default="english",
        help="of that small set (default english)",
    )
    parser.add_argument("--task", choices=KINDS, help="what is learned (default: seen in the file)")
    for split, help in (
        ("train", "examples to learn from; a folder of train, dev and test files will do"),
        ("validation", "examples held back (default: a share of them)"),
        ("test", "examples to measure with (default: those held back)"),
    ):
        parser.add_argument(
            f"--{split}", type=Path, nargs="+", metavar="FILE", default=[], help=help
        )
        parser.add_argument(
            f"--{split}-target",
            type=Path,
            nargs="+",
            metavar="FILE",
            default=[],
            help="line by line what those become, as translations in files of their own",
        )
    for column in COLUMNS:
        parser.add_argument(f"--{column}", metavar="COLUMN", help="its name, or number from 1")
    parser.add_argument("--step", type=int, help="checkpoint that is tuned (default: the newest)")
    parser.add_argument(
        "--from-scratch",
        action="store_true",
        help="draw the same model at random instead: what pre-training must beat",
    )
    parser.add_argument("--predictions", type=Path, metavar="FILE.csv", help="all predictions")
    add_run_options(parser)
    parser.set_defaults(run=tune, misused=parser.error)


def tune(given: argparse.Namespace) -> int:
    """Tune; the last line of stdout holds the measures."""
    if not given.train and not given.application:
        given.misused("name the examples to learn from: --train FILE, or an --application")
    from engine import disk
    from engine.assembly import start
    from engine.runs.finding import find_run, new_run_path
    from engine.runs.run import Run
    from engine.tasks.report import TaskReport
    from engine.tasks.tuning import Wish, plan_tuning

    if given.predictions is not None:
        _check_folder(given.predictions.absolute().parent)
    run = find_run(given.run_name, given.runs)
    path = new_run_path(given.name or f"{run.name}-tuned", given.runs, given.name)
    task, kind, settings = _asked(given)
    wish = Wish(
        run=run.path, step=given.step, kind=kind, task=task, from_scratch=given.from_scratch
    )
    device = [f"execution.device={given.device}"] if given.device else []
    teller = Teller()
    try:
        planned = plan_tuning(wish, settings, sets=[*given.sets, *device], progress=teller)
    finally:
        teller.close()
    for line in told(planned):
        say(line)
    made: list[Path] = []
    work = start(planned.recipe, path, renumber=given.name is None, created=made.append)
    status = work_to_its_end(work)
    evaluations = Run.open(made[0]).evaluations
    for entry in evaluations.entries()[:1]:
        report = TaskReport.from_data(evaluations.read(entry.path))
        print_json({"evaluation": str(entry.path), **report.as_line()})
        if planned.read.test and report.split != "test":
            say("no example to measure with has a label: the figures are of those held back")
        if given.predictions is not None:
            disk.write_bytes(given.predictions, report.as_csv().encode("utf-8", "replace"))
    return status


def _check_folder(folder: Path) -> None:
    """Fault where nothing can be written there: now, and not when all is learned."""
    from engine import disk

    with disk.reaching(folder):
        folder.stat()
    disk.check_writable(folder)


def told(planned: Planned) -> list[str]:
    """How the files are read, for people to see before anything is learned; and what is unsure."""
    summary = planned.read.summary
    counts = (f"{summary.counts[split]:,} {words}" for split, words in PARTS.items())
    formats = ", ".join(summary.formats)
    columns = ", ".join(f"{role} = {name}" for role, name in summary.columns.items())
    lines = [f"{summary.kind}: {', '.join(counts)}; {formats}{f' ({columns})' if columns else ''}"]
    return lines + [f"look at this: {doubt}" for doubt in planned.doubts]


def _asked(given: argparse.Namespace) -> tuple[TaskConfig, Kind | None, Mapping[str, Any]]:
    """The examples, what they are of where that was said, and settings of the application."""
    columns = {name: value for name in COLUMNS if (value := getattr(given, name))}
    names = [*SPLITS, *(f"{split}_target" for split in SPLITS)]
    files = {name: tuple(path.absolute() for path in getattr(given, name)) for name in names}
    task = TaskConfig().model_copy(update=files | columns)
    if not given.application:
        return task, given.task, {}
    from engine.tasks.applications import application, language_of

    chosen = application(given.application)
    ours = chosen.examples(language_of(given.language))  # Fault where it tunes nothing
    if not given.train:
        named = {name: paths for name, paths in files.items() if paths}
        task = ours.model_copy(update=named | columns)
    return task, given.task or chosen.task, chosen.settings

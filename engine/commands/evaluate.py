"""`evaluate`: what a trained run is worth, in figures that are kept in its folder."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.figures import lines_of
from engine.commands.predict import count
from engine.commands.telling import Teller, print_json, say
from engine.commands.working import stopped_by_signals
from engine.control import Control
from engine.evaluation.asked import Asked
from engine.evaluation.catalogue import EVALUATIONS, evaluation_for, measure
from engine.runs.finding import find_run

STOPPING = "stopping; nothing is kept of it"


def declare(commands: Any) -> None:
    """Add the command to the parser: an option for each evaluation there is."""
    parser = commands.add_parser("evaluate", help="measure a trained run")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    _declare_evaluations(parser.add_mutually_exclusive_group(required=True))
    parser.add_argument("--text", default="", metavar="COLUMN", help="of --probe: name or number")
    parser.add_argument("--label", default="", metavar="COLUMN", help="of --probe: name or number")
    parser.add_argument("--step", type=int, help="checkpoint (default: the newest)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.add_argument(
        "--most", type=count, metavar="N", help="units that are measured (of pairs: of each rule)"
    )
    parser.add_argument("--all", action="store_true", help="measure all there are")
    parser.add_argument("--seed", type=int, default=0, help="of what is sampled (default 0)")
    parser.set_defaults(run=evaluate, misused=parser.error)


def _declare_evaluations(group: Any) -> None:
    options: dict[str, list[str]] = {}
    for one in EVALUATIONS.values():
        card = one.CARD
        told = f"{card.title}. {card.file}" if card.file else f"{card.title}: of its own text."
        options.setdefault(card.option, []).append(told)
    wants = {one.CARD.option: one.CARD.wants for one in EVALUATIONS.values()}
    for option, lines in options.items():
        words = " Or: ".join(lines)
        if wants[option] == "nothing":
            group.add_argument(option, dest=option, action="store_true", help=words)
        elif wants[option] == "line":
            group.add_argument(option, dest=option, metavar="TEXT", help=words)
        else:
            group.add_argument(option, dest=option, type=Path, metavar="FILE", help=words)


def evaluate(given: argparse.Namespace) -> int:
    """One JSON line: the result, and the file it is kept in."""
    from engine.inference.opening import open_checkpoint

    name, path, line = _asked_for(given)
    if given.seed < 0:
        given.misused("--seed must not be negative")
    if given.all and given.most is not None:
        given.misused("give one of --most, --all")
    if (given.text or given.label) and EVALUATIONS[name].CARD.wants != "labelled":
        given.misused("--text and --label name the columns of --probe")
    most = None if given.all else given.most or EVALUATIONS[name].CARD.most
    run = find_run(given.run_name, given.runs)
    control, teller = Control(), Teller()
    with stopped_by_signals(control, lambda: STOPPING):
        try:
            opened = open_checkpoint(run, given.step, control=control, progress=teller)
            result, kept = measure(
                name,
                Asked(
                    opened,
                    run,
                    path,
                    most=most,
                    seed=given.seed,
                    text=given.text,
                    label=given.label,
                    line=line,
                    control=control,
                    progress=teller,
                ),
            )
        finally:
            teller.close()
    for line in lines_of(result):
        say(line)
    print_json({**result.as_data(), "kept": str(kept)})
    return 0


def _asked_for(given: argparse.Namespace) -> tuple[str, Path | None, str]:
    """The evaluation, and its file or line."""
    options = {one.CARD.option for one in EVALUATIONS.values()}
    option = next(one for one in options if getattr(given, one) not in (None, False))
    value = getattr(given, option)
    path = value.absolute() if isinstance(value, Path) else None
    return evaluation_for(option, path), path, value if isinstance(value, str) else ""

"""`predict`: what a trained run puts in the place of [MASK]."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from engine.commands.telling import Teller, print_json
from engine.events import MaskPrediction
from engine.faults import Fault
from engine.runs import Run
from engine.wording import translate


def declare(commands: Any) -> None:
    """Add the command to the parser."""
    parser = commands.add_parser("predict", help="fill the masks of a sentence")
    parser.add_argument("run_name", metavar="RUN", help="path or name of the run")
    parser.add_argument("text", metavar="TEXT", help="a sentence with [MASK] in it, or sentence A")
    parser.add_argument("--pair", metavar="B", help="how likely B follows TEXT (next sentence)")
    parser.add_argument("--top", type=count, default=5, help="answers per mask (default 5)")
    parser.add_argument("--step", type=int, help="checkpoint (default: the newest)")
    parser.add_argument("--runs", type=Path, metavar="DIR", help="folder of runs")
    parser.set_defaults(run=predict)


def predict(given: argparse.Namespace) -> int:
    """One JSON line per mask, or one for a pair."""
    from engine.inference import Reader
    from engine.runs.finding import find_run

    run = find_run(given.run_name, given.runs)
    if given.step is None:
        _tell_passed_over(run)
    reader = Reader.open(run, given.step)
    if given.pair is not None:
        print_json({"next_sentence": round(reader.follows(given.text, given.pair), 6)})
        return 0
    predictions = reader.fill(given.text, top=given.top)
    if not predictions:
        raise Fault(
            translate("faults", "There is no [MASK] in “{text}”."),
            now=translate("faults", "Write [MASK] in the place of the word to be predicted."),
            text=given.text[:80],
        )
    for index, prediction in enumerate(predictions):
        print_json(_line(index, prediction))
    return 0


def count(given: str) -> int:
    """At least one; argparse names the option where it is not."""
    if int(given) < 1:
        raise argparse.ArgumentTypeError(f"must be at least 1, not {given}")
    return int(given)


def _tell_passed_over(run: Run) -> None:
    """Say on stderr which newer checkpoints do not answer."""
    teller, newest = Teller(), run.latest()
    for notice in run.passed_over(newest.step) if newest is not None else ():
        teller(notice)


def _line(index: int, prediction: MaskPrediction) -> dict[str, Any]:
    candidates = [
        {"token": candidate.token, "probability": round(candidate.probability, 6)}
        for candidate in prediction.candidates
    ]
    return {"mask": index, "position": prediction.position, "candidates": candidates}

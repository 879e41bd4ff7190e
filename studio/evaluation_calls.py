"""What the Evaluate part asks of the engine, each call made inside a job."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from engine.control import Control
from engine.events import Prepared, Progress
from engine.faults import Fault
from engine.wording import translate
from studio.asking import Asked
from studio.jobs import needs
from studio.loaded import loaded, turn_taking

if TYPE_CHECKING:
    from engine.evaluation.card import Card
    from engine.evaluation.result import Result
    from engine.runs.evaluations import EvaluationEntry

# How they are told: what a run learned, what else its vectors hold, what one should not trust.
FIRST = ("likelihood", "fill_mask", "minimal_pairs", "linear_probe", "crows_pairs", "winobias")


@dataclass(frozen=True, slots=True)
class Question:
    """One evaluation, as somebody wants it made."""

    name: str  # in the engine's catalogue
    path: Path | None = None
    line: str = ""
    most: int | None = None  # units; None: all
    seed: int = 0
    text: str = ""  # columns; "": found
    label: str = ""


@dataclass(frozen=True, slots=True)
class KeptResult:
    """One evaluation in a run's folder; `fault` says why it could not be read."""

    run: Path
    path: Path
    name: str
    time: float  # seconds since 1970
    result: Result | None = None
    fault: Fault | None = None


@needs("engine.evaluation.catalogue")
def evaluation_cards() -> tuple[Card, ...]:
    """How the evaluations there are introduce themselves."""
    from engine.evaluation.catalogue import EVALUATIONS

    cards = [one.CARD for one in EVALUATIONS.values()]
    order = {name: place for place, name in enumerate(FIRST)}
    return tuple(sorted(cards, key=lambda card: order.get(card.name, len(order))))


@needs("engine.inference.scoring", "engine.evaluation.catalogue")
def evaluate(asked: Asked, question: Question, control: Control, progress: Progress) -> KeptResult:
    """Measure a checkpoint and keep what was found in the run's folder; others ask in between.

    Raises Fault where it cannot be measured or kept, Cancelled where `control` is stopped.
    """
    from engine.evaluation.asked import Asked as Evaluated
    from engine.evaluation.catalogue import measure
    from engine.runs import Run

    with loaded(asked.run, asked.step, control) as opened:
        let_in = turn_taking(control)

        def heard(news: Prepared) -> None:
            let_in()
            progress(news)

        result, path = measure(
            question.name,
            Evaluated(
                opened,
                Run.open(asked.run),
                question.path,
                most=question.most,
                seed=question.seed,
                text=question.text,
                label=question.label,
                line=question.line,
                control=control,
                progress=heard,
            ),
        )
    return KeptResult(asked.run, path, question.name, path.stat().st_mtime, result)


@needs("engine.evaluation.catalogue")
def kept_results(run: Path, control: Control) -> tuple[KeptResult, ...]:
    """The evaluations in a run's folder, newest first; a damaged one says so."""
    return tuple(_read(run, entry, control) for entry in _entries(run))


@needs("engine.evaluation.catalogue")
def comparable_results(
    runs: Path, name: str, but: Path, control: Control
) -> tuple[KeptResult, ...]:
    """The results of one evaluation in all runs of a folder, newest first, without the file `but`.

    Runs that cannot be opened and files that are damaged are passed over: their own run tells.
    """
    found: list[KeptResult] = []
    for run in sorted(path for path in runs.iterdir() if path.is_dir()):
        control.check()
        try:
            entries = _entries(run)
        except Fault:
            continue
        wanted = [one for one in entries if one.name == name and one.path != but]
        found += [_read(run, entry, control) for entry in wanted]
    return tuple(sorted((one for one in found if one.result), key=lambda one: -one.time))


def _entries(run: Path) -> list[EvaluationEntry]:
    """Those this part shows: what tuning measured is told where it was tuned."""
    from engine.evaluation.catalogue import EVALUATIONS
    from engine.runs import Run

    return [one for one in Run.open(run).evaluations.entries() if one.name in EVALUATIONS]


def _read(run: Path, entry: EvaluationEntry, control: Control) -> KeptResult:
    from engine.evaluation.result import Result
    from engine.runs import Run

    control.check()
    fault: Fault | None = None
    result: Result | None = None
    try:
        found = Result.from_data(Run.open(run).evaluations.read(entry.path))
        result = found if found.figures else None
    except Fault as damaged:
        fault = damaged
    except (LookupError, TypeError, ValueError):
        result = None
    if result is None and fault is None:
        fault = _foreign(entry.path)
    return KeptResult(run, entry.path, entry.name, entry.time, result, fault)


def _foreign(path: Path) -> Fault:
    """Sealed, and yet not as this version writes it."""
    return Fault(
        translate("faults", "{path} is no evaluation that this version can read."),
        now=translate("faults", "Remove it, and measure again."),
        path=str(path),
    )

"""Kept figures: what was measured of a checkpoint after its training, as its card tells it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from engine.disk import Damaged
from engine.evaluation.result import Result
from engine.runs.evaluations import MEASURED_ANEW
from engine.runs.run import Run
from engine.tasks.report import NAME, TaskReport
from engine.wording import translate

_WRONG = (KeyError, TypeError, ValueError, AttributeError)  # data that is no evaluation's


@dataclass(frozen=True, slots=True)
class KeptFigure:
    """One number of an evaluation, with its 95 % interval and floor where it has them."""

    evaluation: str
    measured_on: str  # the name of a file, or "test"; "" where it is the run's own text
    title: str
    value: float
    low: float | None
    high: float | None
    floor: float | None


def kept_figures(run: Run, step: int) -> tuple[KeptFigure, ...]:
    """Those of the newest evaluation of each kind and file of this step; Damaged where one is."""
    found: dict[tuple[str, str], tuple[KeptFigure, ...]] = {}
    for entry in run.evaluations.entries():
        data = run.evaluations.read(entry.path)
        if data.get("step") != step:
            continue
        try:
            figures = tuple(_of_task(data) if entry.name == NAME else _of_result(data))
        except _WRONG as error:
            why = translate("faults", "It is no evaluation.")
            raise Damaged(entry.path, why, now=MEASURED_ANEW) from error
        if figures:
            found.setdefault((entry.name, figures[0].measured_on), figures)
    return tuple(figure for _, figures in sorted(found.items()) for figure in figures)


def _of_task(data: Mapping[str, Any]) -> Iterator[KeptFigure]:
    report = TaskReport.from_data(data)
    for one in report.measures.metrics:
        yield KeptFigure(
            report.kind, report.split, one.name, one.value, one.low, one.high, one.floor
        )


def _of_result(data: Mapping[str, Any]) -> Iterator[KeptFigure]:
    result = Result.from_data(data)
    source = PurePath(result.source).name
    for one in result.figures:
        yield KeptFigure(
            result.evaluation, source, one.title, one.value, one.low, one.high, one.floor
        )

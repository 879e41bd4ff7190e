"""Measurements: every number a run has measured, one after another, with its step and its unit.

Torch-free. What a table of them, or a program that draws them, is written from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.events import Evaluated, StepFinished
from engine.runs.evaluations import Evaluations
from engine.runs.metrics import stream_events
from engine.runs.run import METRICS

EVALUATIONS = "evaluations"  # of a run's folder
# What is told of every example, and of every pair of classes: no figures, and thousands of them.
_SINGLE_EXAMPLES, _CELLS = ("rows", "unlabelled"), "confusion"
NATS, SHARE, FACTOR = "nats", "share", ""

_EACH: dict[str, tuple[str, str]] = {  # mappings of an event -> measure and unit
    "losses": ("loss", NATS),
    "accuracies": ("accuracy", SHARE),
    "weights": ("weight", FACTOR),
    "baselines": ("baseline", NATS),
    "bits_per_byte": ("bits_per_byte", "bits"),
    "majorities": ("majority", SHARE),
    "metrics": ("metric", FACTOR),
}
_SINGLE: dict[str, tuple[str, str]] = {  # numbers of a training event
    "lr": ("learning_rate", FACTOR),
    "gradient_norm": ("gradient_norm", FACTOR),
    "tokens_per_second": ("tokens_per_second", "tokens/s"),
    "memory_bytes": ("memory", "bytes"),
}


@dataclass(frozen=True, slots=True)
class Measurement:
    """One number; `tokens` and `seconds` are those trained until then, None where nobody knows."""

    step: int | None
    tokens: int | None
    seconds: float | None
    split: str  # "training", "validation", "evaluation"
    measure: str  # "loss", "accuracy", "learning_rate" …
    name: str  # of what: an objective's, say; "" where it is of the whole run
    value: float
    unit: str  # "nats", "share", …; "" where it has none

    @property
    def title(self) -> str:
        """Measure and name as one word: "loss/masked_lm"."""
        return f"{self.measure}/{self.name}" if self.name else self.measure


def measured(path: Path) -> Iterator[tuple[Measurement, ...]]:
    """Those of each event of the run in the folder `path`, in order; memory does not grow.

    The evaluations that were kept come last, each as one group: see `evaluated`.
    """
    for event in stream_events(path / METRICS):
        if isinstance(event, StepFinished):
            yield (*_mapped(event, "training"), *_singles(event))
        elif isinstance(event, Evaluated):
            yield tuple(_mapped(event, "validation"))
    yield from evaluated(path)


def evaluated(path: Path) -> Iterator[tuple[Measurement, ...]]:
    """Every figure of each evaluation in a run's folder, named by its place in the file.

    What was said of single examples is left out. Raises Damaged where one of the files is.
    """
    kept = Evaluations(path / EVALUATIONS)
    for file in sorted(entry.path for entry in kept.entries()):
        data = kept.read(file)
        for name in _SINGLE_EXAMPLES:
            data.pop(name, None)
        step = data.get("step")
        yield tuple(
            Measurement(
                step if isinstance(step, int) else None,
                None,
                None,
                "evaluation",
                file.stem,
                place,
                value,
                "",
            )
            for place, value in _numbers(data)
            if place != "step"
        )


def _mapped(event: StepFinished | Evaluated, split: str) -> Iterator[Measurement]:
    for field, (measure, unit) in _EACH.items():
        for name, value in getattr(event, field, {}).items():
            yield _of(event, split, measure, name, value, unit)


def _singles(event: StepFinished) -> Iterator[Measurement]:
    for field, (measure, unit) in _SINGLE.items():
        yield _of(event, "training", measure, "", float(getattr(event, field)), unit)


def _of(
    event: StepFinished | Evaluated, split: str, measure: str, name: str, value: float, unit: str
) -> Measurement:
    return Measurement(event.step, event.tokens, event.seconds, split, measure, name, value, unit)


def _numbers(data: Any, place: str = "") -> Iterator[tuple[str, float]]:
    """The numbers of nested plain data with their places: "figures.bits_per_byte.value"."""
    if isinstance(data, bool):
        return
    if isinstance(data, int | float):
        yield place, float(data)
        return
    inner: Iterable[tuple[Any, Any]] = ()
    if isinstance(data, Mapping):
        inner = data.items()
    elif isinstance(data, list):
        inner = zip(_names(data), data, strict=True)
    for key, value in inner:
        if key != _CELLS:
            yield from _numbers(value, f"{place}.{key}" if place else str(key))


def _names(parts: list[Any]) -> list[Any]:
    """What the parts of a list are called; by number where not each has a name of its own."""
    names = [one.get("name") for one in parts if isinstance(one, Mapping)]
    named = all(isinstance(one, str) for one in names) and len(set(names)) == len(parts)
    return names if named else list(range(len(parts)))

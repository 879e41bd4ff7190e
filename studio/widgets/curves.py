"""What a plot of curves shows: series, baselines and marks as plain numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from engine.history import Column
from studio.widgets import figures
from studio.widgets.table import Table

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Curve:
    """One line of a plot."""

    key: str  # the same line at every redraw
    group: str  # one entry of the legend: train and validation of one objective
    label: str  # in readings and files
    colour: str
    x: Numbers = field(repr=False)
    y: Numbers = field(repr=False)
    measured: bool = False  # few, exact points: dashed with dots (validation)
    faint: bool = False  # the unsmoothed line behind a smoothed one
    # How a height is told where it is none of the axis: a share drawn as tall as the plot.
    tells: Callable[[float], str] = field(default=figures.value, repr=False, compare=False)
    scale: float = 1.0  # what its values were multiplied by to be drawn so; files hold them without


@dataclass(frozen=True, slots=True)
class Baseline:
    """A level to compare with: unigram entropy, chance."""

    label: str
    value: float
    colour: str
    always: bool = False  # the plot makes room for it


class MovingAverage:
    """Exponential moving average of a growing series: each value `weight` of the one before.

    Without start-up bias. Only values that were not there at the last call are averaged.
    """

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._sum = 0.0  # of all values so far, each `weight` of the one before
        self._found = Column()

    def over(self, values: Numbers) -> Numbers:
        """The average up to each of `values`, which go on from those of the last call."""
        known = len(self._found.array())
        if len(values) < known:
            raise ValueError(f"{len(values)} values do not go on from {known}")
        if len(values) > known:
            self._extend(values[known:], known)
        return self._found.array()

    def _extend(self, values: Numbers, known: int) -> None:
        """Multiplies out 1/(1 − w·z) = (1 + w·z)(1 + w²·z²)(1 + w⁴·z⁴)…: no loop over values."""
        weight = self.weight
        total = values.astype(np.float64, copy=True)
        total[0] += weight * self._sum
        shift, factor = 1, weight
        while shift < len(values) and factor > 1e-12:
            total[shift:] += factor * total[:-shift].copy()
            shift, factor = shift * 2, factor * factor
        self._sum = float(total[-1])
        total *= 1 - weight
        # The bias of the start; further on it is smaller than a float can tell.
        last = min(len(values), max(0, round(np.log(1e-17) / np.log(weight)) - known))
        total[:last] /= 1 - weight ** np.arange(known + 1, known + last + 1, dtype=np.float64)
        self._found.extend(total)


def smooth(values: Numbers, weight: float) -> Numbers:
    """The `MovingAverage` of a whole series; itself where the weight is 0."""
    return MovingAverage(weight).over(values) if weight > 0 else values


def nearest(curve: Curve, x: float) -> tuple[float, float] | None:
    """The point of a curve nearest to an x; None where it has none."""
    if not len(curve.x):
        return None
    index = int(np.searchsorted(curve.x, x))
    if index == len(curve.x) or (index > 0 and x - curve.x[index - 1] <= curve.x[index] - x):
        index -= 1
    return float(curve.x[index]), float(curve.y[index])


def extent(
    curves: list[Curve], baselines: list[Baseline], *, log: bool
) -> tuple[float, float, float, float] | None:
    """Left, right, bottom and top of all there is to see; None where that is nothing."""
    lines = [curve for curve in curves if len(curve.x)]
    if not lines:
        return None
    left = min(float(curve.x[0]) for curve in lines)
    right = max(float(curve.x[-1]) for curve in lines)
    ys = [_height(curve, log=log) for curve in lines if not curve.faint]
    ys += [(b.value, b.value) for b in baselines if b.always and (b.value > 0 or not log)]
    bottom = min((low for low, _ in ys if np.isfinite(low)), default=0.0)
    top = max((high for _, high in ys if np.isfinite(high)), default=1.0)
    return left, right, bottom, top


def _height(curve: Curve, *, log: bool) -> tuple[float, float]:
    values = curve.y[curve.y > 0] if log else curve.y[np.isfinite(curve.y)]
    if not len(values):
        return np.nan, np.nan
    return float(values.min()), float(values.max())


def with_room(
    wanted: tuple[float, float], shown: tuple[float, float], grows: float
) -> tuple[float, float]:
    """The stretch shown, while it holds the wanted one without much waste; else a new one.

    `grows` is the share of room added to a new stretch at the end that had to give way.
    """
    size = wanted[1] - wanted[0]
    holds = shown[0] <= wanted[0] and wanted[1] <= shown[1]
    if holds and shown[1] - shown[0] <= size * (1.05 + 2 * grows):
        return shown
    room = size * grows
    lower = wanted[0] < shown[0] < wanted[1]
    longer = wanted[1] > shown[1] > wanted[0]
    return wanted[0] - (room if lower else 0.0), wanted[1] + (room if longer else 0.0)


def spread(heights: list[float], apart: float, low: float, high: float) -> list[float]:
    """Heights moved as little as needed so that none is nearer than `apart` to the next."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = list(heights)
    at = low
    for index in order:
        placed[index] = at = max(heights[index], at)
        at += apart
    at = high
    for index in reversed(order):
        placed[index] = min(placed[index], at)
        at = placed[index] - apart
    return placed


def as_table(curves: Sequence[Curve], x_name: str) -> Table:
    """The curves one after another, the faint ones too, for a spreadsheet."""
    shown = tuple(curves)

    def rows() -> Iterator[list[str]]:
        for curve in shown:
            for x, y in zip(curve.x, curve.y, strict=True):
                yield [curve.label, f"{x:.10g}", f"{y / curve.scale:.8g}"]

    return Table(["series", x_name, "value"], sum(len(curve.x) for curve in shown), rows)

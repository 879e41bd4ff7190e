"""What a plot of curves shows: series, baselines and marks as plain numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

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


@dataclass(frozen=True, slots=True)
class Baseline:
    """A level to compare with: unigram entropy, chance."""

    label: str
    value: float
    colour: str
    always: bool = False  # the plot makes room for it


def smooth(values: Numbers, weight: float) -> Numbers:
    """Exponential moving average, each value `weight` of the one before, without start-up bias.

    Multiplies out 1/(1 − w·z) = (1 + w·z)(1 + w²·z²)(1 + w⁴·z⁴)…, so no Python loop over values.
    """
    if weight <= 0 or len(values) < 2:
        return values
    total = values.astype(np.float64, copy=True)
    shift, factor = 1, weight
    while shift < len(values) and factor > 1e-12:
        total[shift:] += factor * total[:-shift].copy()
        shift, factor = shift * 2, factor * factor
    count = np.arange(1, len(values) + 1)
    result: Numbers = total * (1 - weight) / (1 - weight**count)
    return result


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


def as_table(curves: list[Curve], x_name: str) -> list[list[str]]:
    """The curves one after another, the faint ones too, for a spreadsheet."""
    rows = [["series", x_name, "value"]]
    for curve in curves:
        rows += [
            [curve.label, f"{x:.10g}", f"{y:.8g}"] for x, y in zip(curve.x, curve.y, strict=True)
        ]
    return rows

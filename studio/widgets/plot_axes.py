"""Axes whose numbers people can read: thousands, minutes, powers of ten."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtGui import QColor, QFont, QPen

from studio.widgets import figures
from studio.wording import clock, number, short_number

if TYPE_CHECKING:
    from studio.theme import Theme

XKind = Literal["step", "tokens", "seconds"]

SECONDS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400)
NUM_TICKS = 7


def label_counts(axis: Any) -> None:
    """Steps or tokens: 1,000 or 1.2M; never a fraction."""

    def strings(values: list[float], scale: float, spacing: float) -> list[str]:
        show = short_number if spacing >= 1e4 else number
        return [show(value) for value in values]

    def spacings(low: float, high: float, size: float) -> list[tuple[float, float]]:
        raw = max((high - low) / _wanted(size), 1.0)
        power = 10 ** math.floor(math.log10(raw))
        step = next(unit * power for unit in (1, 2, 5, 10) if unit * power >= raw)
        return [(step, 0.0)]

    axis.tickStrings, axis.tickSpacing = strings, spacings


def label_seconds(axis: Any) -> None:
    """Training time as minutes and seconds."""

    def strings(values: list[float], scale: float, spacing: float) -> list[str]:
        return [clock(value) if value >= 0 else "" for value in values]

    def spacings(low: float, high: float, size: float) -> list[tuple[float, float]]:
        raw = (high - low) / _wanted(size)
        step = next((unit for unit in SECONDS if unit >= raw), math.ceil(raw / 86400) * 86400)
        return [(float(step), 0.0)]

    axis.tickStrings, axis.tickSpacing = strings, spacings


def dress(axis: Any, theme: Theme, font: QFont) -> None:
    """An axis in the colours of a theme."""
    axis.setPen(QPen(QColor(theme.line), 1.0))
    axis.setTextPen(QPen(QColor(theme.dim)))
    axis.setTickFont(font)
    axis.setStyle(tickLength=0, tickTextOffset=8)


def _wanted(size: float) -> float:
    return max(2.0, min(NUM_TICKS, size / 80))


def label_values(axis: Any, *, log: bool) -> None:
    """The vertical axis; with `log` its values are decimal logarithms."""

    def spacings(low: float, high: float, size: float) -> list[tuple[float, float]]:
        raw = max((high - low) / max(2.0, min(8.0, size / 36)), 1e-12)
        power = 10 ** math.floor(math.log10(raw))
        step = next(unit * power for unit in (1, 2, 5, 10) if unit * power >= raw * 0.999)
        return [(step, 0.0)]

    def linear(values: list[float], scale: float, spacing: float) -> list[str]:
        if spacing >= 1e4 or (values and max(map(abs, values)) >= 1e5):
            return [short_number(value) for value in values]
        if spacing < 1e-3:
            return [f"{value:.1e}".replace("e-0", "e-") if value else "0" for value in values]
        digits = max(0, -math.floor(math.log10(spacing) + 1e-9))
        return [f"{value:,.{digits}f}" for value in values]

    def log_ticks(low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        return [(1.0, _log_places(low, high, max(3, int(size / 44))))]

    def log_strings(values: list[float], scale: float, spacing: float) -> list[str]:
        return [figures.value(10**value) for value in values]

    if log:
        axis.tickValues, axis.tickStrings = log_ticks, log_strings
    else:
        axis.tickValues = type(axis).tickValues.__get__(axis)
        axis.tickSpacing, axis.tickStrings = spacings, linear


def _log_places(low: float, high: float, most: int) -> list[float]:
    """Logarithms of round numbers between two logarithms, at most about `most`."""
    for units in ((1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9), (1, 2, 3, 5, 7), (1, 2, 5), (1, 3), (1,)):
        powers = range(math.floor(low), math.ceil(high) + 1)
        places = [math.log10(unit) + power for power in powers for unit in units]
        inside = [place for place in places if low <= place <= high]
        if len(inside) <= most:
            return inside
    step = -(-(math.ceil(high) - math.floor(low)) // most)
    return [float(power) for power in range(math.ceil(low), math.floor(high) + 1, step)]

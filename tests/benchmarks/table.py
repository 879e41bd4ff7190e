"""One row of the benchmark table: ours against a rival, alternating in one run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

ALTERNATIONS = 7

Verdict = Literal["met", "missed", "skipped", "told", "failed"]


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured. `ratio` is the median of the pairwise ratios, `interval` their range."""

    row: str
    ours: float | None
    rival: float | None
    unit: str
    ratio: float | None
    interval: tuple[float, float] | None
    target: str  # the issue's, or "" where there is none
    aim: str  # the performance page's
    verdict: Verdict
    note: str = ""


def alternate(
    ours: Callable[[], float],
    rival: Callable[[], float],
    *,
    alternations: int = ALTERNATIONS,
    **words: Any,
) -> Row:
    """Measure both in turn, then as `compared`."""
    return compared([(ours(), rival()) for _ in range(alternations)], **words)


def compared(
    pairs: Sequence[tuple[float, float]],
    *,
    row: str,
    unit: str,
    target: float | None,
    aim: str = "",
    at_most: bool = False,
    note: str = "",
) -> Row:
    """Both measured in turn; the ratio ours / rival must reach `target` (or stay below it)."""
    ratios = [mine / theirs for mine, theirs in pairs]
    ratio = statistics.median(ratios)
    return Row(
        row=row,
        ours=statistics.median(mine for mine, _ in pairs),
        rival=statistics.median(theirs for _, theirs in pairs),
        unit=unit,
        ratio=ratio,
        interval=(min(ratios), max(ratios)),
        target=_target(target, at_most),
        aim=aim,
        verdict=verdict(ratio, target, at_most=at_most),
        note=note,
    )


def absolute(
    row: str,
    value: float,
    unit: str,
    *,
    target: float | None,
    aim: str = "",
    at_most: bool = True,
    interval: tuple[float, float] | None = None,
    note: str = "",
) -> Row:
    """A figure without a rival, as a delay is."""
    return Row(
        row=row,
        ours=value,
        rival=None,
        unit=unit,
        ratio=None,
        interval=interval,
        target=_target(target, at_most),
        aim=aim,
        verdict=verdict(value, target, at_most=at_most),
        note=note,
    )


def gain(
    row: str,
    value: float,
    unit: str,
    *,
    interval: tuple[float, float] | None = None,
    note: str = "",
) -> Row:
    """A figure that must be above nothing: with certainty, where it is known how certain it is."""
    least = value if interval is None else interval[0]
    return Row(
        row=row,
        ours=value,
        rival=None,
        unit=unit,
        ratio=None,
        interval=interval,
        target="> 0",
        aim="",
        verdict=verdict(least, 0.0, at_most=False),
        note=note,
    )


def skipped(row: str, why: str, *, target: str = "") -> Row:
    """A row this machine cannot measure, and why."""
    return Row(row, None, None, "", None, None, target, "", "skipped", why)


def failed(row: str, why: str) -> Row:
    """A row whose measurement went wrong, and how."""
    return Row(row, None, None, "", None, None, "", "", "failed", why)


def verdict(value: float, target: float | None, *, at_most: bool) -> Verdict:
    """Whether a figure reaches its target; "told" where there is none."""
    if target is None:
        return "told"
    reached = value <= target if at_most else value >= target
    return "met" if reached else "missed"


def _target(target: float | None, at_most: bool) -> str:
    return "" if target is None else f"{'≤' if at_most else '≥'} {target:g}"


def shown(rows: list[Row]) -> str:
    """The table as text."""
    head = ("row", "ours", "rival", "unit", "ratio", "interval", "target", "aim", "verdict")
    lines = [head, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(head))]
    text = [
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    ]
    notes = [f"  {row.row}: {row.note}" for row in rows if row.note]
    return "\n".join([*text, *notes])


def _cells(row: Row) -> tuple[str, ...]:
    interval = "" if row.interval is None else f"{row.interval[0]:.3g} … {row.interval[1]:.3g}"
    return (
        row.row,
        _number(row.ours),
        _number(row.rival),
        row.unit,
        "" if row.ratio is None else f"{row.ratio:.3g}",
        interval,
        row.target,
        row.aim,
        row.verdict,
    )


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"

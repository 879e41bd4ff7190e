"""A plot of a result, with another result's beside it where both measured the same."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.views.tune.found_words import CONTEXT, cell_words, line_words, writer
from studio.widgets.interval_curve import IntervalCurve
from studio.widgets.interval_rows import IntervalRows, Measured
from studio.wording import say

if TYPE_CHECKING:
    from engine.evaluation.result import Plot, Result, Series
    from studio.theme import Theme

translate = QCoreApplication.translate

Drawn = IntervalRows | IntervalCurve


def drawn(theme: Theme, plot: Plot, result: Result, other: Result | None, name: str) -> Drawn:
    """A widget that shows it; `name` is the other result's."""
    figure = result.figures[0] if result.figures else None
    across = plot.unit if plot.kind != "histogram" else "share"
    line = None
    if plot.reference is not None:
        line = (plot.reference, line_words(plot.reference, across, figure))
    beside, where = _beside(plot, other), translate("found", "this result")
    if plot.kind == "bars":
        rows = IntervalRows(theme)
        series = [_measured(one, say(CONTEXT, one.title)) for one in plot.series]
        if beside is not None:
            series = [replace(series[0], title=where), _matched(plot, beside, name)]
        rows.show_rows(
            [cell_words(words, "text") for words in plot.labels],
            series,
            heading=say(CONTEXT, plot.y_title),
            write=writer(plot.unit),
            line=line,
            shares=plot.unit == "share",
        )
        return rows
    curve = IntervalCurve(theme)
    series = [_measured(one, say(CONTEXT, one.title)) for one in plot.series]
    if beside is not None and beside.x == plot.x and plot.kind == "line":
        series += [_measured(one, f"{name}: {say(CONTEXT, one.title)}") for one in beside.series]
    along = writer(plot.unit) if plot.kind == "histogram" else writer("number")
    curve.show_curve(
        plot.x,
        series,
        names=(say(CONTEXT, plot.x_title), say(CONTEXT, plot.y_title)),
        writes=(along, writer(across)),
        line=line,
    )
    return curve


def _measured(series: Series, title: str) -> Measured:
    return Measured(title, series.values, series.low, series.high)


def _beside(plot: Plot, other: Result | None) -> Plot | None:
    """The plot of the same name in another result."""
    plots = other.plots if other is not None else ()
    return next((one for one in plots if one.name == plot.name and one.kind == plot.kind), None)


def _matched(plot: Plot, other: Plot, name: str) -> Measured:
    """The other's first series in this plot's order of rows; what it lacks stays empty."""
    series, places = other.series[0], {words: at for at, words in enumerate(other.labels)}
    found = [places.get(words) for words in plot.labels]

    def taken(numbers: tuple[float, ...]) -> tuple[float | None, ...]:
        return tuple(None if at is None or at >= len(numbers) else numbers[at] for at in found)

    return Measured(name, taken(series.values), taken(series.low), taken(series.high))

"""A result in words: where it was measured, and all of it as text."""

from __future__ import annotations

import math
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.task_metrics import figure_words
from studio.views.tune.words import kind_words
from studio.widgets.table import tabbed_text
from studio.wording import number, say, small_share

if TYPE_CHECKING:
    from engine.tasks.metrics.measures import Column, Metric
    from engine.tasks.report import TaskReport

translate = QCoreApplication.translate


def where_words(report: TaskReport) -> str:
    """What was measured, on which examples, at which step."""
    names = ", ".join(PurePath(path).name for path in report.files)
    test = translate("tuning", "{kind} · {count} examples to measure with ({files}) · step {step}")
    held = translate(
        "tuning",
        "{kind} · {count} examples held back of {files}, by which the best weights were chosen: "
        "it looks a little better than it is · step {step}",
    )
    return (test if report.split == "test" else held).format(
        kind=kind_words(report.kind),
        count=number(report.measures.num_examples),
        files=names,
        step=number(report.step),
    )


def interval_words(metric: Metric) -> str:
    """Between what bounds it lies, as far as so few examples tell."""
    if not (math.isfinite(metric.low) and math.isfinite(metric.high)):
        return ""
    low, high = figure_words(metric, metric.low), figure_words(metric, metric.high)
    low = low.removesuffix(" %") if high.endswith(" %") else low
    return f"{low}–{high}"


def floor_words(metric: Metric) -> str:
    """What is had without learning anything."""
    return "" if metric.floor is None else figure_words(metric, metric.floor)


def cell_words(column: Column, value: str | float | int | None) -> str:
    """A cell of a table of figures."""
    if value is None:
        return "–"
    if isinstance(value, str):
        return say("measures", value) if column.marked else value
    if isinstance(value, int) and not column.percent:
        return number(value)
    if not math.isfinite(value):
        return "–"
    return small_share(float(value)) if column.percent else f"{value:.3g}"


def copied_words(run: str, report: TaskReport) -> str:
    """The figures as a spreadsheet takes them, below a line that says what they are of."""
    headings = [
        translate("tuning", "Figure"),
        translate("tuning", "Value"),
        translate("tuning", "95 % interval"),
        translate("tuning", "Floor"),
    ]
    rows = [
        [say("measures", one.title), figure_words(one), interval_words(one), floor_words(one)]
        for one in report.measures.metrics
    ]
    lines = [f"{run}: {where_words(report)}\n", tabbed_text([headings, *rows])]
    lines.append(say("measures", report.measures.floor) + "\n")
    lines += [f"{signature}\n" for signature in report.measures.signatures]
    return "".join(lines)

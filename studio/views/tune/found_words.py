"""What an evaluation found, in words: figures with their intervals and yardsticks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from studio.widgets.figures import value
from studio.wording import number, say

if TYPE_CHECKING:
    from engine.evaluation.result import Cell, Figure, Remark, Result, Table, Unit
    from studio.evaluation_calls import KeptResult

translate = QCoreApplication.translate

CONTEXT = "evaluation"  # of all sentences the engine marked for results
CHANCE = 0.5  # of two that are alike


def written(measured: float, unit: Unit) -> str:
    """A number with its unit."""
    if unit == "share":
        return f"{measured:.1%}".replace("%", " %").replace("-", "\u2212")
    if unit == "bits":
        return translate("found", "{number} bits").format(number=value(measured))
    if unit == "nats":
        return translate("found", "{number} nats").format(number=value(measured))
    if float(measured).is_integer() and unit == "number":
        return number(measured)
    return value(measured)


def writer(unit: Unit) -> Callable[[float], str]:
    """How the numbers of a plot are written."""
    return lambda measured: written(measured, unit)


def interval_words(figure: Figure) -> str:
    """The interval of a figure; "" where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    low, high = (written(end, figure.unit) for end in (figure.low, figure.high))
    return translate("found", "95 %: {low} to {high}").format(low=low, high=high)


def yardstick_words(figure: Figure) -> str:
    """What a figure is held against; "" where there is nothing."""
    if figure.ideal is not None:
        words = translate("found", "ideal {number}")
        return words.format(number=written(figure.ideal, figure.unit))
    if figure.floor is None:
        return ""
    chance = figure.unit == "share" and figure.floor == CHANCE
    words = translate("found", "chance {number}") if chance else floor_words()
    return words.format(number=written(figure.floor, figure.unit))


def floor_words() -> str:
    """What knowing nothing gives, as it is called."""
    return translate("found", "floor {number}")


def line_words(number: float, unit: Unit, figure: Figure | None) -> str:
    """The name of the line across a plot."""
    if figure is not None and number == figure.ideal:
        return translate("found", "ideal {number}").format(number=written(number, unit))
    chance = unit == "share" and number == CHANCE
    words = translate("found", "chance {number}") if chance else floor_words()
    return words.format(number=written(number, unit))


def verdict(figure: Figure) -> str:
    """Whether the interval holds the yardstick, in a sentence; "" where that cannot be said."""
    if figure.low is None or figure.high is None:
        return ""
    if figure.ideal is not None:
        if figure.low <= figure.ideal <= figure.high:
            return translate("found", "The ideal lies within the interval.")
        return translate("found", "The ideal lies outside the interval.")
    if figure.floor is None:
        return ""
    if figure.low <= figure.floor <= figure.high:
        return translate("found", "No different from knowing nothing, as far as this can tell.")
    better = figure.value > figure.floor
    if figure.higher_is_better is False:
        better = not better
    if figure.higher_is_better is None:
        return translate("found", "Different from knowing nothing.")
    if better:
        return translate("found", "Better than knowing nothing.")
    return translate("found", "Worse than knowing nothing.")


def cell_words(cell: Cell, unit: Unit) -> str:
    """What stands in a cell of a table."""
    if cell is None:
        return "–"
    if isinstance(cell, str):
        return " ".join(say(CONTEXT, cell).split())
    return written(cell, unit)


def remark_words(remark: Remark) -> str:
    """What must be said beside the figures."""
    return say(CONTEXT, remark.what, remark.values)


def time_words(seconds: float) -> str:
    """When something was measured, by the clock of this machine."""
    when = QDateTime.fromSecsSinceEpoch(int(seconds))
    return QLocale().toString(when, QLocale.FormatType.ShortFormat)


def where_words(kept: KeptResult) -> str:
    """Of which run and checkpoint a result is, and from when."""
    step = kept.result.step if kept.result is not None else 0
    words = translate("found", "{run}, step {step}, {time}")
    return words.format(run=kept.run.name, step=number(step), time=time_words(kept.time))


def asked_words(result: Result) -> str:
    """On what it was measured, and with which numbers of chance."""
    source = result.source.replace("\\", "/").rpartition("/")[2]
    parts = [source] if source else []
    most = result.settings.get("most")
    if most is not None:
        parts.append(translate("found", "at most {most}").format(most=number(most)))
    parts.append(translate("found", "seed {seed}").format(seed=result.seed))
    words = translate("found", "{seconds} s").format(seconds=value(result.seconds))
    return " · ".join([*parts, words])


def result_text(kept: KeptResult, title: str) -> str:
    """All of a result, to be pasted elsewhere."""
    result = kept.result
    if result is None:
        return ""
    lines = [title, where_words(kept), asked_words(result), ""]
    for figure in result.figures:
        name = say(CONTEXT, figure.title)
        told = (interval_words(figure), yardstick_words(figure))
        extra = ", ".join(filter(None, told))
        words = f"{name}: {written(figure.value, figure.unit)}"
        lines.append(f"{words} ({extra})" if extra else words)
    for table in result.tables:
        lines += ["", say(CONTEXT, table.title), *table_lines(table)]
    lines += ["", *(remark_words(remark) for remark in result.remarks)]
    return "\n".join(lines).rstrip() + "\n"


def table_lines(table: Table) -> Iterator[str]:
    """A table as a spreadsheet takes it from the clipboard."""
    yield "\t".join(say(CONTEXT, column.title) for column in table.columns)
    units = [column.unit for column in table.columns]
    for row in table.rows:
        yield "\t".join(map(cell_words, row, units))

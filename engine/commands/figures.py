"""How the result of an evaluation is told on stderr: figures and tables in lines of text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from engine.commands.telling import cut
from engine.evaluation.result import Cell, Figure, Result, Table, Unit

WIDEST = 44  # columns of a cell
MOST = 24  # rows of a table


def lines_of(result: Result) -> Iterator[str]:
    """Figures first, then tables, then what must be said beside them."""
    for figure in result.figures:
        yield _figure(figure)
    for table in result.tables:
        yield ""
        yield from _table(table)
    yield ""
    for remark in result.remarks:
        yield f"{remark.level}: {remark}"


def _figure(figure: Figure) -> str:
    told = [f"{figure.title}: {_number(figure.value, figure.unit)}"]
    if figure.low is not None and figure.high is not None:
        low, high = _number(figure.low, figure.unit), _number(figure.high, figure.unit)
        told.append(f"95 % from {low} to {high}")
    if figure.floor is not None:
        told.append(f"floor {_number(figure.floor, figure.unit)}")
    if figure.ideal is not None:
        told.append(f"ideal {_number(figure.ideal, figure.unit)}")
    return ", ".join(told)


def _table(table: Table) -> Iterator[str]:
    yield f"{table.title}:"
    units = [column.unit for column in table.columns]
    rows = [[column.title for column in table.columns]]
    rows += [list(map(_cell, row, units)) for row in table.rows[:MOST]]
    rows = [[cut(text, WIDEST) for text in row] for row in rows]
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        yield "  ".join(_padded(row, widths, units)).rstrip()
    if len(table.rows) > MOST:
        yield f"… and {len(table.rows) - MOST} more"


def _padded(row: Sequence[str], widths: Sequence[int], units: Sequence[Unit]) -> Iterator[str]:
    for text, width, unit in zip(row, widths, units, strict=True):
        blank = " " * (width - _width(text))
        yield text + blank if unit == "text" else blank + text


def _cell(cell: Cell, unit: Unit) -> str:
    if cell is None or isinstance(cell, str):
        return " ".join((cell or "").split())
    return _number(cell, unit)


def _number(value: float, unit: Unit) -> str:
    if unit == "share":
        return f"{value:.1%}"
    if unit in ("bits", "nats"):
        return f"{value:.3f} {unit}"
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    return f"{value:,.2f}"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)

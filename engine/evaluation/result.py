"""Result: what an evaluation found, as plain data that tables and plots are drawn from. Torch-free.

Sentences for people are marked with translate("evaluation", …); `values` fill their `{fields}`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from engine.faults import Value, plain_values, values_of
from engine.wording import fill

Unit = Literal["share", "bits", "nats", "times", "number", "text"]  # times: perplexity
Cell = str | float | int | None
Level = Literal["note", "warning"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its 95 % interval, and what it must be held against."""

    name: str  # "bits_per_byte"
    title: str
    value: float
    unit: Unit
    low: float | None = None
    high: float | None = None
    floor: float | None = None  # what knowing nothing gives: chance, the majority, no context
    ideal: float | None = None  # where neither more nor less is better
    count: int = 0  # of what it is the mean: texts, pairs, places
    higher_is_better: bool | None = None  # None: neither, or `ideal`


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    title: str
    unit: Unit = "number"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, each as many as there are columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers along the x axis of a plot, with their intervals where there are any."""

    name: str
    title: str
    values: tuple[float, ...]
    low: tuple[float, ...] = ()
    high: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """Bars of named things, a line over numbers, or how often numbers occur.

    A histogram has one more of `x` than values: the borders of its bins.
    """

    name: str
    title: str
    kind: Literal["bars", "line", "histogram"]
    x_title: str
    y_title: str
    series: tuple[Series, ...]
    labels: tuple[str, ...] = ()  # of bars
    x: tuple[float, ...] = ()  # of a line or a histogram
    reference: float | None = None  # chance, floor or ideal, as a line across
    unit: Unit = "share"  # of the numbers along y, or of a histogram's x


@dataclass(frozen=True, slots=True)
class Remark:
    """What must be said beside the figures."""

    what: str
    level: Level = "note"
    values: Mapping[str, Value] = field(default_factory=dict)

    def __str__(self) -> str:
        return fill(self.what, self.values)


@dataclass(frozen=True, slots=True)
class Result:
    """All of one evaluation."""

    evaluation: str  # its name in the catalogue
    run: str
    step: int
    source: str  # the file or folder it was measured on; "" where it is the run's own text
    seed: int
    how: str  # "causal", "masked", "features"
    figures: tuple[Figure, ...]
    tables: tuple[Table, ...] = ()
    plots: tuple[Plot, ...] = ()
    remarks: tuple[Remark, ...] = ()
    # What else it depends on: results are compared where these are the same.
    settings: Mapping[str, Any] = field(default_factory=dict)
    seconds: float = 0.0

    def as_data(self) -> dict[str, Any]:
        """Plain data, as it is kept in the run folder; `from_data` reads it back."""
        remarks = [
            {"what": one.what, "level": one.level, "values": plain_values(one.values)}
            for one in self.remarks
        ]
        return {**asdict(self), "remarks": remarks}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Result:
        """Rebuild what a file holds; KeyError or TypeError where it is none."""
        return Result(
            **{
                **data,
                "figures": tuple(Figure(**one) for one in data["figures"]),
                "tables": tuple(map(_table, data["tables"])),
                "plots": tuple(map(_plot, data["plots"])),
                "remarks": tuple(
                    Remark(one["what"], one["level"], values_of(one["values"]))
                    for one in data["remarks"]
                ),
            }
        )

    def figure(self, name: str) -> Figure:
        """One of the figures; KeyError where there is none of this name."""
        return next(iter(one for one in self.figures if one.name == name), None) or _none(name)


def _none(name: str) -> Figure:
    raise KeyError(name)


def _table(data: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**one) for one in data["columns"])
    return Table(data["name"], data["title"], columns, tuple(map(tuple, data["rows"])))


def _plot(data: Mapping[str, Any]) -> Plot:
    series = tuple(
        Series(
            one["name"], one["title"], tuple(one["values"]), tuple(one["low"]), tuple(one["high"])
        )
        for one in data["series"]
    )
    lists = {"labels": tuple(data["labels"]), "x": tuple(data["x"])}
    return Plot(**{**data, **lists, "series": series})

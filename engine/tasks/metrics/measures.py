"""Measures: all that is known of how well a task is done, as plain data a window draws from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, SupportsFloat

Cell = str | float | int | None


@dataclass(frozen=True, slots=True)
class MetricKind:
    """What a metric is, apart from any value of it."""

    name: str  # "f1_macro"
    title: str  # marked "measures", as is `words`
    words: str  # what it says, and whose it is
    percent: bool = True  # a share from 0 to 1 that is shown in percent
    higher_is_better: bool = True

    def measured(
        self,
        value: SupportsFloat,
        bounds: tuple[SupportsFloat, SupportsFloat],
        floor: SupportsFloat | None,
    ) -> Metric:
        """A value of it, with the bounds of its interval."""
        return Metric(
            self.name,
            self.title,
            float(value),
            float(bounds[0]),
            float(bounds[1]),
            None if floor is None else float(floor),
            self.percent,
            self.higher_is_better,
            self.words,
        )


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure with its 95 % interval, and what is had without learning anything."""

    name: str
    title: str  # marked "measures", as is `words`
    value: float
    low: float
    high: float
    floor: float | None  # None where nothing is had for nothing
    percent: bool
    higher_is_better: bool
    words: str

    @property
    def above_floor(self) -> bool:
        """Whether the whole interval is better than the floor; true where there is none."""
        if self.floor is None:
            return True
        return self.low > self.floor if self.higher_is_better else self.high < self.floor


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; numbers of a percent column are shares from 0 to 1."""

    title: str  # marked "measures"
    percent: bool = False
    marked: bool = False  # its cells are sentences marked "measures" too


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of each class, each type of span or each bin."""

    name: str
    title: str  # marked "measures"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often each class was taken for each: rows are what is right, columns what was said."""

    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]  # [K, K]


@dataclass(frozen=True, slots=True)
class Bin:
    """The examples whose highest probability lies above `low` and up to `high`."""

    low: float
    high: float
    count: int
    confidence: float  # its mean; 0 where there are none, as is `accuracy`
    accuracy: float


@dataclass(frozen=True, slots=True)
class Measures:
    """The figures of one task on one set of examples.

    The first metric a reader wants is `main`. `floor` says in words what the floors stand for.
    """

    main: str
    num_examples: int
    floor: str  # marked "measures"
    metrics: tuple[Metric, ...]
    tables: tuple[Table, ...] = ()
    confusion: Confusion | None = None
    reliability: tuple[Bin, ...] = ()
    histogram: tuple[tuple[int, int], ...] = ()  # of the highest probability: right, wrong
    signatures: tuple[str, ...] = ()  # by which others reproduce a figure (sacrebleu)

    @property
    def main_metric(self) -> Metric:
        """The figure to show first."""
        return self.metric(self.main)

    def metric(self, name: str) -> Metric:
        """The figure of this name; KeyError where there is none."""
        for metric in self.metrics:
            if metric.name == name:
                return metric
        raise KeyError(name)

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        return asdict(self)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Measures:
        """Rebuild what `as_data` gave, also where it went through JSON.

        Raises ValueError where it is something else.
        """
        try:
            measures = _from_data(data)
            measures.metric(measures.main)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"these are no measures: {error}") from error
        return measures


def _from_data(data: Mapping[str, Any]) -> Measures:
    confusion = data["confusion"]
    return Measures(
        main=str(data["main"]),
        num_examples=int(data["num_examples"]),
        floor=str(data["floor"]),
        metrics=tuple(Metric(**one) for one in data["metrics"]),
        tables=tuple(_table(one) for one in data["tables"]),
        confusion=None if confusion is None else _confusion(confusion),
        reliability=tuple(Bin(**one) for one in data["reliability"]),
        histogram=tuple((int(right), int(wrong)) for right, wrong in data["histogram"]),
        signatures=tuple(data["signatures"]),
    )


def _table(data: Mapping[str, Any]) -> Table:
    columns = tuple(Column(**one) for one in data["columns"])
    return Table(data["name"], data["title"], columns, tuple(tuple(row) for row in data["rows"]))


def _confusion(data: Mapping[str, Any]) -> Confusion:
    return Confusion(tuple(data["labels"]), tuple(tuple(row) for row in data["counts"]))

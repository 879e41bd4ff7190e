"""Shares of pairs, as figures and rows of tables. Torch-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engine.evaluation import intervals
from engine.evaluation.result import Cell, Column, Figure, Plot, Series, Table
from engine.wording import translate

TIE = 0.0005  # nats: closer than that, the order is the noise of rounding
WINS = {1: 1.0, 0: 0.5, -1: 0.0}


def won(first: float, second: float) -> float:
    """1 where the first scores higher, 0 where the second does, a half where neither."""
    if abs(first - second) < TIE:
        return 0.5
    return float(first > second)


def preference(title: str, wins: Sequence[float]) -> Figure:
    """Of all pairs the share whose more stereotyping side was preferred; ideally a half."""
    low, high = intervals.of_share(sum(wins), len(wins))
    return Figure(
        "stereotype_preferred",
        title,
        sum(wins) / len(wins),
        "share",
        low=low,
        high=high,
        ideal=0.5,
        count=len(wins),
    )


def table_of_shares(
    name: str,
    titles: tuple[str, str, str],
    groups: Mapping[str, Sequence[float]],
    *,
    reference: float,
) -> tuple[Table, Plot]:
    """A row and a bar for each group of `won`s, with its interval (Wilson 1927).

    `titles` are of the table, of a group and of the share.
    """
    rows: list[tuple[Cell, ...]] = []
    for group, wins in sorted(groups.items()):
        low, high = intervals.of_share(sum(wins), len(wins))
        ties = sum(one == 0.5 for one in wins)
        rows.append((group, sum(wins) / len(wins), low, high, len(wins), ties))
    title, of_group, of_share = titles
    bars = Series(
        "share",
        of_share,
        *(tuple(float(row[place] or 0.0) for row in rows) for place in (1, 2, 3)),
    )
    plot = Plot(
        name=name,
        title=title,
        kind="bars",
        x_title=of_group,
        y_title=of_share,
        series=(bars,),
        labels=tuple(str(row[0]) for row in rows),
        reference=reference,
    )
    return Table(name, title, _columns(of_group, of_share), tuple(rows)), plot


def _columns(of_group: str, of_share: str) -> tuple[Column, ...]:
    return (
        Column("group", of_group, "text"),
        Column("share", of_share, "share"),
        Column("low", translate("evaluation", "Interval from"), "share"),
        Column("high", translate("evaluation", "to"), "share"),
        Column("pairs", translate("evaluation", "Pairs")),
        Column("ties", translate("evaluation", "Ties")),
    )

"""How often numbers occur, as a plot. Torch-free."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from engine.evaluation.result import Plot, Series, Unit
from engine.wording import translate

BINS = 24

Named = tuple[str, str, Sequence[float]]  # name, title, numbers


def histogram(name: str, title: str, groups: Sequence[Named], *, unit: Unit) -> Plot:
    """Shares of each group per bin, all groups in the same bins.

    A hundredth of all numbers at either end fall into the outermost bins: one far off must not
    press all others into one.
    """
    together = np.concatenate([np.asarray(numbers, np.float64) for _, _, numbers in groups])
    low, high = (float(one) for one in np.percentile(together, (1, 99)))
    if high - low < 1e-9:
        low, high = low - 0.5, high + 0.5
    borders = np.linspace(low, high, BINS + 1)
    series = []
    for own, words, numbers in groups:
        counts, _ = np.histogram(np.clip(numbers, low, high), borders)
        shares = counts / max(1, counts.sum())
        series.append(Series(own, words, tuple(map(float, shares))))
    return Plot(
        name=name,
        title=title,
        kind="histogram",
        x_title=title,
        y_title=translate("evaluation", "Share of all"),
        series=tuple(series),
        x=tuple(map(float, borders)),
        unit=unit,
    )

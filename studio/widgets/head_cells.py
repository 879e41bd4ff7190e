"""What stands in the cells of a map of layers and heads, and in which colours.

Letters: N layers, H heads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QColor

from studio.widgets.colour_maps import Colours, colour_map
from studio.widgets.colour_scale import levels

if TYPE_CHECKING:
    from studio.theme import Theme

Grid = list[list[QColor]]  # [N][H]
TINT = 70  # of 255: the colour of a kind beneath its word


@dataclass(frozen=True)
class HeadCells:
    """What stands in the cells: numbers in colours of a scale, or words of a few kinds."""

    name: str
    texts: Sequence[Sequence[str]]  # [N][H], as they are written
    told: Sequence[Sequence[str]]  # [N][H], as they are read out
    values: NDArray[np.float64]  # [N, H] 0 … `top`, NaN: none; or the number of a kind, −1: none
    top: float = 1.0
    ends: tuple[str, str, str] | None = None  # the bottom, middle and top of the scale
    kinds: bool = False


def no_cells() -> HeadCells:
    """Of no model."""
    return HeadCells("", (), (), np.zeros((0, 0)))


def cell_colours(cells: HeadCells, theme: Theme, colours: Colours) -> tuple[Grid, Grid]:
    """Of the ground of every cell, and of what is written on it."""
    if cells.kinds:
        return _kind_colours(cells, theme)
    values = cells.values
    table = colour_map(colours)[levels(values, cells.top)]  # [N, H, 3]
    light = table @ np.array([0.299, 0.587, 0.114]) > 128
    nothing, none = QColor(theme.raised), np.isnan(values)
    dark_ink, light_ink = QColor("#0B1220"), QColor("#FFFFFF")
    fills, inks = [], []
    for layer, line in enumerate(table.tolist()):
        fills.append(
            [nothing if none[layer, at] else QColor(*rgb[:3]) for at, rgb in enumerate(line)]
        )
        inks.append(
            [
                QColor(theme.dim)
                if none[layer, at]
                else dark_ink
                if light[layer, at]
                else light_ink
                for at in range(len(line))
            ]
        )
    return fills, inks


def _kind_colours(cells: HeadCells, theme: Theme) -> tuple[Grid, Grid]:
    ink = QColor(theme.text)
    tints = [QColor(colour) for colour in theme.series]
    for tint in tints:
        tint.setAlpha(TINT)
    plain = QColor(theme.raised)
    fills = [
        [tints[int(kind) % len(tints)] if kind >= 0 else plain for kind in line]
        for line in cells.values.tolist()
    ]
    return fills, [[ink] * len(line) for line in fills]

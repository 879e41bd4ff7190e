"""Colour maps that are uniform, and that colour-blind people read as well.

viridis and magma: van der Walt and Smith 2015; cividis: Nuñez et al. 2018. The diverging ones go
from blue over the ground's own grey to orange, in equal steps of OKLab (Ottosson 2020).
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

Colours = Literal["viridis", "cividis", "magma", "diverging", "diverging-dark"]
MAPS: tuple[Colours, ...] = ("viridis", "cividis", "magma")  # for weights
LEVELS = 255  # of a map: odd, so that a diverging one has a middle

ENDS = {  # below zero, zero, above zero
    "diverging": ("#0B4F9E", "#F3F3F3", "#B24A00"),
    "diverging-dark": ("#7CC0FF", "#2A2D33", "#FFB454"),
}


@cache
def colour_map(colours: Colours) -> NDArray[np.uint8]:
    """The colours of a map, [LEVELS, 3]."""
    if colours in ENDS:
        return _diverging(*ENDS[colours])
    table = pg.colormap.get(colours).getLookupTable(nPts=LEVELS)
    return np.array(table, dtype=np.uint8)[:, :3]


def _diverging(low: str, middle: str, high: str) -> NDArray[np.uint8]:
    half = LEVELS // 2
    first, centre, last = (_to_oklab(colour) for colour in (low, middle, high))
    shares = np.linspace(0, 1, half + 1)[:, None]
    below = first + (centre - first) * shares
    above = centre + (last - centre) * shares
    return _from_oklab(np.concatenate([below, above[1:]]))


_TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def _to_oklab(colour: str) -> NDArray[np.float64]:
    channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    linear = np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
    return np.asarray(_TO_LAB @ np.cbrt(_TO_LMS @ linear))


def _from_oklab(lab: NDArray[np.float64]) -> NDArray[np.uint8]:
    linear = np.linalg.solve(_TO_LMS, np.linalg.solve(_TO_LAB, lab.T) ** 3).T.clip(0, 1)
    channels = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.asarray((channels * 255 + 0.5).astype(np.uint8))

"""Where the names of levels stand in a plot, so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from PySide6.QtCore import QPointF, QRectF, QSizeF

APART = 20.0  # pixels between two names at one height
OVER, UNDER = 2.0, 3.0  # pixels between a name and its line
ROWS = 4  # of names beneath one line at most


def free_place(area: QRectF, line: float, size: QSizeF, taken: Sequence[QRectF]) -> QRectF:
    """Where a name of this `size` stands by the horizontal `line` (a y of the plot's `area`).

    Above the line or else beneath it; in the middle, or beside the names that are there. Where
    there is no room at all, in the middle above.
    """
    middle = area.center().x() - size.width() / 2
    rights = [name.right() + APART for name in taken]
    lefts = [name.left() - APART - size.width() for name in taken]
    beneath = [line + UNDER + row * size.height() for row in range(ROWS)]
    tops = (line - OVER - size.height(), *beneath)
    places = [
        QRectF(QPointF(left, top), size) for top, left in product(tops, (middle, *rights, *lefts))
    ]
    fitting = (
        place
        for place in places
        if area.contains(place) and not any(_near(place, name) for name in taken)
    )
    return next(fitting, places[0])


def _near(place: QRectF, name: QRectF) -> bool:
    return place.adjusted(-APART / 2, 0, APART / 2, 0).intersects(name)

"""Points on a plane, and which part of it is seen through a frame.

Letters: n points.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF

Points = NDArray[np.floating]
MARGIN = 10.0  # pixels within the frame, where all is seen
NEAR = 12.0  # pixels from which a point is meant
LEAST, MOST = 0.5, 400.0  # times as large as when all is seen


class PointPlane:
    """Distances mean the same in every direction, and the frame may have any shape."""

    def __init__(self) -> None:
        self.points: Points = np.zeros((0, 2))
        self._middle = np.zeros(2)
        self._zoom = 1.0

    def fit(self) -> None:
        """See all of it."""
        self._zoom = 1.0
        if len(self.points):
            self._middle = (self.points.min(0) + self.points.max(0)).astype(np.float64) / 2

    def go_to(self, place: int) -> None:
        """Have a point in the middle, and what is around it enlarged."""
        self._middle = self.points[place].astype(np.float64)
        self._zoom = max(self._zoom, 2.0)

    def scale(self, frame: QRectF) -> float:
        """Pixels a unit."""
        if not len(self.points):
            return 1.0
        reach = np.maximum(np.ptp(self.points, axis=0), 1e-9)
        room = np.array([frame.width(), frame.height()]) - 2 * MARGIN
        return float((np.maximum(room, 20) / reach).min()) * self._zoom

    def pixels(self, frame: QRectF) -> Points:
        """[n, 2] where the points stand."""
        centre, apart = frame.center(), (self.points - self._middle) * self.scale(frame)
        return np.stack([centre.x() + apart[:, 0], centre.y() - apart[:, 1]], axis=1)

    def nearest(self, frame: QRectF, spot: QPointF) -> int:
        """The point at a spot; -1 where there is none."""
        if not len(self.points) or not frame.contains(spot):
            return -1
        far = np.hypot(*(self.pixels(frame) - (spot.x(), spot.y())).T)
        found = int(far.argmin())
        return found if far[found] <= NEAR else -1

    def middlemost(self) -> int:
        """The point nearest to the middle of what is seen; -1 where there are none."""
        if not len(self.points):
            return -1
        return int(np.hypot(*(self.points - self._middle).T).argmin())

    def enlarge(self, frame: QRectF, factor: float, spot: QPointF) -> None:
        """Enlarge about a spot, which stays where it is."""
        away = np.array([spot.x() - frame.center().x(), frame.center().y() - spot.y()])
        before = self._middle + away / self.scale(frame)
        self._zoom = float(np.clip(self._zoom * factor, LEAST, MOST))
        self._middle = before - away / self.scale(frame)

    def move(self, frame: QRectF, by: QPointF) -> None:
        """Move what is seen by so many pixels."""
        self._middle = self._middle - np.array([by.x(), -by.y()]) / self.scale(frame)

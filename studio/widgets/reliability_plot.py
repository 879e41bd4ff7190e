"""Whether probabilities mean what they say: how often what was given 0.8 is right.

Guo et al. 2017: a calibrated model stands on the diagonal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from studio.widgets.share_plot import TICKS, SharePlot
from studio.widgets.table import Table, small_table


@dataclass(frozen=True, slots=True)
class ShareBin:
    """Examples of which a model was about as sure."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


class ReliabilityPlot(SharePlot):
    """Bars of accuracy over confidence beside the diagonal."""

    bins: tuple[ShareBin, ...] = ()

    def show_bins(self, bins: Sequence[ShareBin]) -> None:
        """Show these."""
        self.bins = tuple(bins)
        self.shown()

    @property
    def num_bins(self) -> int:
        return len(self.bins)

    def below(self) -> str:
        """What the horizontal axis is."""
        return self.tr("probability of what was predicted")

    def beside(self) -> tuple[str, ...]:
        """Shares that are right."""
        return tuple(f"{share:g}" for share in TICKS)

    def reading(self) -> str:
        """The bin at hand, or what the diagonal is."""
        if self.at < 0:
            return self.tr("diagonal: as often right as sure")
        found = self.bins[self.at]
        if not found.count:
            words = self.tr("{low}–{high}: none")
            return words.format(low=f"{found.low:.2f}", high=f"{found.high:.2f}")
        words = self.tr("{count} given {sure} on average, {right} of them right")
        return words.format(
            count=found.count, sure=f"{found.confidence:.2f}", right=f"{found.accuracy:.0%}"
        )

    def table(self) -> Table:
        """Bins with their figures."""
        rows = [
            [*map(_figure, (one.low, one.high, one.count, one.confidence, one.accuracy))]
            for one in self.bins
        ]
        return small_table(["low", "high", "count", "confidence", "accuracy"], rows)

    def draw_bins(self, painter: QPainter, frame: QRectF) -> None:
        """A bar per bin, the diagonal, and where each bin's mean stands."""
        most = max((one.count for one in self.bins), default=1) or 1
        for at, one in enumerate(self.bins):
            if not one.count:
                continue
            box = self.bin_of(frame, at).adjusted(1, 0, -1, 0)
            high = box.height() * one.accuracy
            colour = QColor(self.theme.accent if at == self.at else self.theme.series[0])
            colour.setAlphaF(0.35 + 0.65 * one.count / most)  # few examples say little
            painter.fillRect(QRectF(box.left(), box.bottom() - high, box.width(), high), colour)
        painter.setPen(QPen(QColor(self.theme.dim), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(frame.bottomLeft(), frame.topRight())
        painter.setPen(QPen(QColor(self.theme.text), 1.2))
        for one in self.bins:
            if one.count:
                x = frame.left() + one.confidence * frame.width()
                y = frame.bottom() - one.accuracy * frame.height()
                painter.drawEllipse(QPointF(x, y), 2.5, 2.5)


def _figure(value: float) -> str:
    return f"{value:.6g}"

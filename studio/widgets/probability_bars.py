"""How sure a model was of what it said, and how often it was right in that."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter

from studio.widgets.share_plot import SharePlot
from studio.widgets.table import Table, small_table
from studio.wording import number


class ProbabilityBars(SharePlot):
    """Of each bin of the probability, those that were right, and above them, hatched, the wrong."""

    counts: tuple[tuple[int, int], ...] = ()

    def show_counts(self, counts: Sequence[tuple[int, int]]) -> None:
        """Show right and wrong predictions per bin."""
        self.counts = tuple(counts)
        self.shown()

    @property
    def num_bins(self) -> int:
        return len(self.counts)

    def below(self) -> str:
        """What the horizontal axis is."""
        return self.tr("probability of what was predicted")

    def beside(self) -> tuple[str, ...]:
        """Counts."""
        top = self._top()
        return ("0", number(top)) if top else ()

    def _top(self) -> int:
        return max((right + wrong for right, wrong in self.counts), default=0)

    def reading(self) -> str:
        """The bin at hand, or all of them."""
        if self.at >= 0:
            right, wrong = self.counts[self.at]
            low, high = self.at / self.num_bins, (self.at + 1) / self.num_bins
            words = self.tr("{low}–{high}: {right} right, {wrong} wrong")
            return words.format(low=f"{low:.2f}", high=f"{high:.2f}", right=right, wrong=wrong)
        right, wrong = (sum(parts) for parts in zip(*self.counts, strict=True))
        words = self.tr("{right} right, {wrong} wrong (hatched)")
        return words.format(right=number(right), wrong=number(wrong))

    def table(self) -> Table:
        """Bins with their counts."""
        rows = [
            [f"{at / self.num_bins:g}", f"{(at + 1) / self.num_bins:g}", str(right), str(wrong)]
            for at, (right, wrong) in enumerate(self.counts)
        ]
        return small_table(["low", "high", "right", "wrong"], rows)

    def draw_bins(self, painter: QPainter, frame: QRectF) -> None:
        """Bars from the bottom."""
        top = max(1, self._top())
        good, bad = QColor(self.theme.series[0]), QColor(self.theme.series[4])
        for at, (right, wrong) in enumerate(self.counts):
            box = self.bin_of(frame, at).adjusted(1, 0, -1, 0)
            high = box.height() * right / top
            painter.fillRect(QRectF(box.left(), box.bottom() - high, box.width(), high), good)
            more = box.height() * wrong / top
            above = QRectF(box.left(), box.bottom() - high - more, box.width(), more)
            painter.fillRect(above, QColor(self.theme.surface))
            painter.fillRect(above, QBrush(bad, Qt.BrushStyle.BDiagPattern))
            if more:
                painter.setPen(bad)
                painter.drawRect(above)

"""How many examples each label has, part by part: a line per label, a bar per part."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.rich_tip import tip_html
from studio.wording import number, small_share

if TYPE_CHECKING:
    from studio.theme import Theme

MOST = 8  # labels in sight; the rest are counted
LINE = 20
BAR = 4.0  # pixels of one part's bar
NAMES, LEAST = 0.36, 40.0  # of the width at most, and pixels
GAP = 8.0


class LabelBars(QWidget):
    """Shares of each part, side by side: a label that is rare in one of them is seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._labels: tuple[str, ...] = ()
        self._shares: list[dict[str, float]] = []
        self._counts: dict[str, int] = {}
        self._more = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Labels"))

    def show_labels(self, named: Mapping[str, Mapping[str, int]]) -> None:
        """Show the labels of several parts by their names, those to learn from first."""
        parts = [part for part in named.values() if part]
        self._counts = dict(parts[0]) if parts else {}
        found = list(dict.fromkeys(name for part in parts for name in part))
        self._labels = tuple(found[:MOST])
        self._shares = [
            {name: count / total for name, count in part.items()}
            for part in parts
            if (total := sum(part.values()))
        ]
        left = len(found) - MOST
        self._more = self.tr("and %Ln more label(s)", "", left) if left > 0 else ""
        told = "; ".join(f"{name}: {number(self._counts.get(name, 0))}" for name in self._labels)
        self.setAccessibleDescription(told)
        names = [name for name, part in named.items() if part]
        words = self.tr("A bar each, from the top: {parts}")
        self.setToolTip(tip_html(words.format(parts=", ".join(names)) if len(names) > 1 else ""))
        self.setVisible(bool(found))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(260, LINE * (len(self._labels) + bool(self._more)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        metrics, flags = QFontMetricsF(self.font()), Qt.AlignmentFlag
        counts = [self._told(name) for name in self._labels]
        right = max((metrics.horizontalAdvance(told) for told in counts), default=0.0)
        widest = max((metrics.horizontalAdvance(name) for name in self._labels), default=0.0)
        left = min(max(widest, LEAST) + GAP, self.width() * NAMES)
        room = self.width() - left - right - 2 * GAP
        top = max((share for part in self._shares for share in part.values()), default=1.0)
        for at, (name, told) in enumerate(zip(self._labels, counts, strict=True)):
            y = at * LINE
            painter.setPen(QColor(self._theme.text))
            words = metrics.elidedText(name or "–", Qt.TextElideMode.ElideRight, left - GAP)
            painter.drawText(QRectF(0, y, left - GAP, LINE), flags.AlignVCenter, words)
            high = len(self._shares) * (BAR + 1)
            for place, part in enumerate(self._shares):
                wide = room * part.get(name, 0.0) / top
                above = y + (LINE - high) / 2 + place * (BAR + 1)
                colour = QColor(self._theme.series[place % len(self._theme.series)])
                painter.fillRect(QRectF(left, above, max(wide, 1.0), BAR), colour)
            painter.setPen(QColor(self._theme.dim))
            box = QRectF(self.width() - right, y, right, LINE)
            painter.drawText(box, flags.AlignRight | flags.AlignVCenter, told)
        if self._more:
            box = QRectF(0, len(self._labels) * LINE, self.width(), LINE)
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(box, flags.AlignVCenter, self._more)

    def _told(self, name: str) -> str:
        share = self._shares[0].get(name, 0.0) if self._shares else 0.0
        return f"{number(self._counts.get(name, 0))} · {small_share(share)}"

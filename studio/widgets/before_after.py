"""Probabilities before and after a change, side by side, with the difference."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.widgets.table import Table, small_table
from studio.wording import small_share

if TYPE_CHECKING:
    from studio.theme import Theme

ROW, TITLE, GAP = 24.0, 26.0, 8.0
WIDEST_NAME = 140.0
NOTHING = 0.0005  # a difference that would be written as none
Align = Qt.AlignmentFlag
RIGHT = Align.AlignRight | Align.AlignVCenter


@dataclass(frozen=True, slots=True)
class Compared:
    """One answer: its probability before and after; None: it was not among the best."""

    text: str
    before: float | None
    after: float | None

    @property
    def change(self) -> float | None:
        """By how much it moved."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Group:
    """The answers to one question."""

    title: str
    rows: tuple[Compared, ...]

    @property
    def highest(self) -> float:
        """The largest share: the bars reach as far as that, for many shares are small."""
        shares = [share for row in self.rows for share in (row.before, row.after) if share]
        return max(shares, default=1.0)


@dataclass(frozen=True, slots=True)
class _Room:
    """Pixels of an answer's name and of a column of numbers; the share a whole bar stands for."""

    name: float
    column: float
    highest: float


class BeforeAfter(QWidget):
    """Two bars an answer: before in grey, after in colour, and numbers at the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[Group, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Answers before and after"))

    @property
    def groups(self) -> tuple[Group, ...]:
        """What is shown."""
        return self._groups

    def show_groups(self, groups: Sequence[Group]) -> None:
        """Replace everything."""
        self._groups = tuple(groups)
        told = [
            f"{row.text} {_share(row.before)} → {_share(row.after)}"
            for group in groups
            for row in group.rows
        ]
        self.setAccessibleDescription(", ".join(told))
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.update()

    def table(self) -> Table:
        """Answers with both probabilities, for a spreadsheet."""
        rows = [
            [group.title, row.text, _number(row.before), _number(row.after), _number(row.change)]
            for group in self._groups
            for row in group.rows
        ]
        return small_table(["question", "answer", "before", "after", "difference"], rows)

    def sizeHint(self) -> QSize:
        heights = [TITLE + GAP + ROW * len(group.rows) for group in self._groups]
        return QSize(340, round(ROW + sum(heights)) if heights else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    # drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetricsF(self.font())
        names = [metrics.horizontalAdvance(r.text) for g in self._groups for r in g.rows]
        name = min(max([*names, 40.0]), WIDEST_NAME, self.width() * 0.3)
        column = metrics.horizontalAdvance("+88.8 %") + 10
        self._paint_headings(painter, column)
        y = ROW
        for group in self._groups:
            self._paint_title(painter, QRectF(0, y, self.width(), TITLE), group.title)
            y += TITLE
            for row in group.rows:
                rect = QRectF(0, y, self.width(), ROW)
                self._paint_row(painter, rect, row, _Room(name, column, group.highest))
                y += ROW
            y += GAP

    def _paint_headings(self, painter: QPainter, column: float) -> None:
        painter.setFont(self.font())
        heads = (self.tr("before"), self.tr("after"), self.tr("change"))
        for place, text in enumerate(heads if self._groups else ()):
            right = self.width() - (2 - place) * column
            painter.setPen(QColor(self._theme.dim))
            painter.drawText(QRectF(right - column, 0, column, ROW), RIGHT, text)
            if place < len(self._colours):
                width = QFontMetricsF(self.font()).horizontalAdvance(text)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self._colours[place]))
                painter.drawRoundedRect(QRectF(right - width - 12, ROW / 2 - 3, 8, 6), 2, 2)

    @property
    def _colours(self) -> tuple[str, str]:
        return self._theme.border, self._theme.accent

    def _paint_title(self, painter: QPainter, rect: QRectF, title: str) -> None:
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        painter.setFont(strong)
        painter.setPen(QColor(self._theme.text))
        shown = QFontMetricsF(strong).elidedText(title, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Align.AlignVCenter, shown)
        painter.setFont(self.font())

    def _paint_row(self, painter: QPainter, rect: QRectF, row: Compared, room: _Room) -> None:
        name, column = room.name, room.column
        theme, metrics = self._theme, QFontMetricsF(self.font())
        painter.setPen(QColor(theme.text))
        shown = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, name + 1)
        painter.drawText(QRectF(0, rect.top(), name + 2, ROW), Align.AlignVCenter, shown)
        left, right = name + 12, rect.right() - 3 * column - 4
        if right - left > 24:
            before, after = self._colours
            bars = ((row.before, before, 5.0), (row.after, after, 13.0))
            for share, colour, down in bars:
                track = QRectF(left, rect.top() + down, right - left, 5)
                self._paint_bar(painter, track, share and share / room.highest, colour)
        change = row.change
        texts = (_share(row.before), _share(row.after), signed_share(change))
        for place, text in enumerate(texts):
            moved = place == 2 and change is not None and abs(change) >= NOTHING
            painter.setPen(QColor(theme.text if place == 1 or moved else theme.dim))
            end = rect.right() - (2 - place) * column
            painter.drawText(QRectF(end - column, rect.top(), column, ROW), RIGHT, text)

    def _paint_bar(
        self, painter: QPainter, track: QRectF, share: float | None, colour: str
    ) -> None:
        painter.setPen(QPen(QColor(self._theme.line), 1.0))
        painter.drawLine(track.bottomLeft(), track.bottomRight())
        if share is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        filled = QRectF(track)
        filled.setWidth(max(1.5, track.width() * min(max(share, 0.0), 1.0)))
        painter.drawRoundedRect(filled, 2, 2)


def signed_share(change: float | None) -> str:
    """A difference of two shares in hundredths: "+4.2 %"; "–" where it is not known."""
    if change is None:
        return "–"
    if abs(change) < NOTHING:
        return "0 %"
    return f"{change:+.1%}".replace("-", "\u2212").replace("%", " %")


def _share(share: float | None) -> str:
    return "–" if share is None else small_share(share)


def _number(share: float | None) -> str:
    return "" if share is None else f"{share:.6f}"

"""Arcs between two columns of tokens, read by pointing at a token, held by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from studio.widgets.arc_drawing import ArcPainter
from studio.widgets.arc_map import ArcMap, no_arcs
from studio.widgets.arc_picture import ArcPicture
from studio.widgets.arc_places import HEADING, ArcPlaces, arc_places, whole_height
from studio.widgets.token_labels import shown_token
from studio.widgets.token_plot import READING, Care, Column, Place, TokenPlot

if TYPE_CHECKING:
    from studio.theme import Theme

MOST_MOVING, MOST_STILL = 300, 500  # arcs on the screen; moving, a frame has 16 ms
TOLD = 4  # tokens that the reading names


class ArcsPlot(TokenPlot):
    """Left the tokens that look, right those looked at; both scroll together."""

    looks = "left"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown = no_arcs()
        self.setAccessibleName(self.tr("Attention as arcs"))

    @property
    def shown(self) -> ArcMap:
        """The arcs at hand."""
        return self._shown

    def show_arcs(self, shown: ArcMap) -> None:
        """Show another map."""
        self._shown = shown
        self.fit()

    def picture(self) -> ArcPicture:
        """All of it, for a file or the clipboard."""
        room = QSize(self.width(), round(self.height() - READING))
        return ArcPicture(self._shown, self._theme, self.font(), room, self.isolated)

    # where all stands

    def places(self) -> ArcPlaces:
        return arc_places(self.area(), self._shown, self.font(), self.scrolled())

    def count(self, column: Column) -> int:
        return len(self._shown.tokens(column))

    def heights(self) -> tuple[float, float]:
        return whole_height(self._shown, self.area().height() - HEADING)

    def head_room(self) -> float:
        return HEADING

    def paint(self, painter: QPainter, care: Care) -> None:
        inside = ArcPainter(self._shown, self.places(), self._theme, self.font())
        most = MOST_MOVING if care == "moving" else MOST_STILL
        inside.paint(painter, self.isolated, care=care, most=most)

    # in words

    def reading(self) -> str:
        held = self.isolated
        if held is None or not self._shown.shown_heads():
            return self._counted()
        other = self._hover if self._hover is not None and self._hover[0] != held[0] else None
        return self._most(held) if other is None else self._pair(held, other)

    def _counted(self) -> str:
        if not self._shown.weights.size or len(self._shown.arcs):
            return ""
        if not self._shown.shown_heads():
            return self.tr("All heads are switched off in the legend")
        return self.tr("No arc is as strong as that; the strongest is {value}").format(
            value=f"{float(self._shown.weights.max(initial=0.0)):.3f}"
        )

    def _most(self, held: Place) -> str:
        shown = self._shown
        names = shown.tokens("right" if held[0] == "left" else "left")
        numbers = shown.numbers(held)[shown.shown_heads()].max(axis=0)  # the strongest of the heads
        best = [
            f"{shown_token(names[at])} {numbers[at]:.2f}"
            for at in np.argsort(-numbers, kind="stable")[:TOLD].tolist()
        ]
        words = self.tr("{token} looks most at {others}")
        if held[0] == "right":
            words = self.tr("{token} is looked at most by {others}")
        token = shown_token(shown.tokens(held[0])[held[1]])
        return words.format(token=token, others=" · ".join(best))

    def _pair(self, held: Place, other: Place) -> str:
        row, column = (held[1], other[1]) if held[0] == "left" else (other[1], held[1])
        shown = self._shown
        values = [
            f"{shown.heads[head].name} {shown.weights[head, row, column]:.3f}"
            for head in shown.shown_heads()
        ]
        return self.tr("{token} looks at {other}: {value}").format(
            token=shown_token(shown.looking[row]),
            other=shown_token(shown.looked_at[column]),
            value=" · ".join(values),
        )

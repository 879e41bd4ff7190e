"""The flow of tokens over the layers; a token at the end is traced back to the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QWidget

from studio.widgets.flow_drawing import (
    HEADING,
    FlowPainter,
    FlowPlaces,
    flow_places,
    share_words,
    whole_height,
)
from studio.widgets.flow_map import FlowMap, no_flow
from studio.widgets.table import Table
from studio.widgets.token_labels import shown_token
from studio.widgets.token_plot import READING, Care, Column, TokenPlot

if TYPE_CHECKING:
    from studio.theme import Theme

MOST_MOVING, MOST_STILL, MOST_SAVED = 350, 700, 20_000  # edges
TOLD = 4  # tokens that the reading names


class FlowPlot(TokenPlot):
    """Columns are layers, rows tokens; the line says how much a layer passes on."""

    looks = "right"

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._shown = no_flow()
        self.setAccessibleName(self.tr("Flow over the layers"))

    @property
    def shown(self) -> FlowMap:
        """The flow at hand."""
        return self._shown

    def show_flow(self, shown: FlowMap) -> None:
        """Show another flow."""
        self._shown = shown
        self.fit()

    @property
    def traced(self) -> int:
        """The token at the end that is traced back; -1: none."""
        place = self.isolated
        return place[1] if place is not None else -1

    def picture(self) -> FlowPicture:
        """All of it, for a file or the clipboard."""
        room = QSize(self.width(), round(self.height() - READING))
        return FlowPicture(self._painter, self._shown, self.font(), room, self.traced)

    def _painter(self, places: FlowPlaces) -> FlowPainter:
        titles = self.tr("text"), self.tr("layer {layer}")
        return FlowPainter(self._shown, places, self._theme, self.font(), titles)

    # where all stands

    def places(self) -> FlowPlaces:
        return flow_places(self.area(), self._shown, self.font(), self.scrolled())

    def count(self, column: Column) -> int:
        return len(self._shown.tokens)

    def heights(self) -> tuple[float, float]:
        return whole_height(len(self._shown.tokens), self.area().height() - HEADING)

    def head_room(self) -> float:
        return HEADING

    def paint(self, painter: QPainter, care: Care) -> None:
        most = MOST_MOVING if care == "moving" else MOST_STILL
        self._painter(self.places()).paint(painter, self.traced, care=care, most=most)

    def _change_column(self, column: Column) -> None:
        """There is one row a token, at both sides."""

    def reading(self) -> str:
        token, shown = self.traced, self._shown
        if token < 0:
            return ""
        shares = shown.reach(token)[0]
        parts = [
            f"{shown_token(shown.tokens[at])} {share_words(float(shares[at]))}"
            for at in np.argsort(-shares, kind="stable")[:TOLD].tolist()
        ]
        return self.tr("{token} at the end is made of {parts}").format(
            token=shown_token(shown.tokens[token]), parts=" · ".join(parts)
        )


class FlowPicture:
    """The whole text as a picture, however much of it the screen shows."""

    def __init__(
        self,
        painter: Callable[[FlowPlaces], FlowPainter],
        shown: FlowMap,
        font: QFont,
        room: QSize,
        traced: int,
    ) -> None:
        self._painter, self._shown, self._font, self._traced = painter, shown, font, traced
        height, _ = whole_height(len(shown.tokens), room.height() - HEADING)
        self._size = QSize(room.width(), round(HEADING + height + 8))

    def size(self) -> QSize:
        """As wide as on the screen, and as high as all tokens need."""
        return self._size

    def table(self) -> Table:
        """The edges that are drawn."""
        return self._shown.table()

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """The edges themselves."""
        return self._shown.arrays()

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Draw into any painter."""
        places = flow_places(area, self._shown, self._font)
        self._painter(places).paint(painter, self._traced, care="file", most=MOST_SAVED)

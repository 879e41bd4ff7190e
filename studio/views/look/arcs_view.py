"""The chosen heads as arcs between the tokens that look and those looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from studio.views.look.view import View
from studio.widgets.arc_map import ArcHead, ArcMap
from studio.widgets.arcs import ArcsPlot
from studio.widgets.head_legend import HeadLegend
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

translate = QCoreApplication.translate

LEAST = "look.arcs_from"  # option
WEIGHTS = (0.002, 0.005, 0.01, 0.02, 0.03, 0.05, 0.07, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9)
FIRST = 0.05
LINE = 28  # pixels, as high as a button


class ArcsView(View):
    """A line from every token to those it looks at, as strong as its weight."""

    name, order = "arcs", 10

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self.legend = HeadLegend(desk.theme)
        self.legend.toggled.connect(self.redraw_if_visible)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, len(WEIGHTS) - 1)
        self.slider.setFixedWidth(120)
        self.slider.setAccessibleName(self.tr("Weakest arc drawn"))
        self.slider.setToolTip(tip_html(self.tr("Only arcs at least as strong are drawn.")))
        kept = desk.settings.option(LEAST, FIRST)
        self.slider.setValue(WEIGHTS.index(kept) if kept in WEIGHTS else WEIGHTS.index(FIRST))
        self.slider.valueChanged.connect(self._slide)
        self.least = label("", "dim")
        self.least.setMinimumHeight(LINE)
        self.slider.setMinimumHeight(LINE)
        self.least.setMinimumWidth(self.fontMetrics().horizontalAdvance("≥ 0.002"))
        self.plot = ArcsPlot(desk.theme)
        self.plot.held.connect(self._hold)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.legend, 1)
        row.addWidget(self.least, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.slider, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(row)
        layout.addWidget(self.plot, 1)

    @staticmethod
    def title() -> str:
        return translate("look", "Arcs")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "A line from every token to those it looks at, as strong as the weight;\n"
            "several heads in their own colours. After BertViz, Vig 2019.",
        )

    def heading(self) -> str:
        heads = self.looking.heads
        if len(heads) > 1:
            return self.tr("%n head(s)", "", len(heads))
        words = self.tr("Layer {layer} · head {head}")
        return words.format(layer=heads[0][0] + 1, head=heads[0][1] + 1)

    def subject(self) -> Exportable | None:
        return self.plot.picture()

    def redraw(self) -> None:
        part = self.looking.part()
        if part is None:
            return
        shown = np.stack([part.head(*head) for head in self.looking.heads])
        named = self._named()
        self.legend.show_heads(named)
        least = WEIGHTS[self.slider.value()]
        self.least.setText(f"≥ {least:g}")
        names, hidden = (part.row_names, part.column_names), self.legend.hidden()
        arcs = ArcMap(shown, *names, named, least, self._titles(), hidden)
        self.plot.show_arcs(arcs)
        self.plot.hold(part.row_at(self.looking.choice.token))
        drawn = len(arcs.arcs)
        words = self.tr("%Ln arc(s)", "", drawn)
        self.told.emit(
            words,
            self.tr(
                "Every token shares a weight of 1 among the tokens it looks at.\n"
                "Where very many arcs cross the screen, the strongest are drawn."
            ),
        )

    def recolour(self) -> None:
        self.legend.set_theme(self.theme)
        self.plot.set_theme(self.theme)

    def _titles(self) -> tuple[str, str]:
        if self.looking.side == "cross":
            return self.tr("written"), self.tr("read")
        return self.tr("looks"), self.tr("is looked at")

    def _named(self) -> tuple[ArcHead, ...]:
        series = self.theme.series
        words = self.tr("layer {layer} · head {head}")
        return tuple(
            ArcHead(
                words.format(layer=layer + 1, head=head + 1),
                series[at % len(series)],
                dashed=at >= len(series),
            )
            for at, (layer, head) in enumerate(self.looking.heads)
        )

    def _hold(self, row: int) -> None:
        part = self.looking.part()
        if part is not None:
            self.looking.choice.hold_token(part.place_of(row))

    def _slide(self, at: int) -> None:
        self.desk.settings.set_option(LEAST, WEIGHTS[at])
        self.redraw_if_visible()


VIEW = ArcsView

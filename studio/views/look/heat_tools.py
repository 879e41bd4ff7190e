"""What stands in the header of the map: how several heads become one, and in which colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from studio.widgets.colour_maps import MAPS
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking


class HeatTools(QWidget):
    """Mean, sum or highest weight of the chosen heads, where there are several."""

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._looking = desk, looking
        choice = looking.choice
        self.how = Segmented(
            desk.theme,
            [("mean", self.tr("Mean")), ("sum", self.tr("Sum")), ("max", self.tr("Highest"))],
        )
        self.how.setAccessibleName(self.tr("Several heads as one"))
        self.how.set_tip("mean", self.tr("The mean weight of the chosen heads; a row sums to 1"))
        self.how.set_tip("sum", self.tr("The sum of their weights"))
        self.how.set_tip("max", self.tr("The highest weight any of them has"))
        self.how.chosen.connect(choice.combine)
        self.colours = ElidingCombo()
        self.colours.setAccessibleName(self.tr("Colours of the maps"))
        self.colours.setToolTip(self.tr("Three uniform maps that colour-blind people read as well"))
        self.colours.offer(list(MAPS), MAPS.index(choice.colours))
        self.colours.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.colours.setFixedWidth(104)
        self.colours.activated.connect(lambda at: choice.choose_colours(MAPS[at]))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.how)
        row.addWidget(self.colours)

    def redraw(self) -> None:
        """Follow the choice."""
        choice = self._looking.choice
        self.how.setVisible(len(self._looking.heads) > 1)
        self.how.choose(choice.how)
        self.colours.offer(list(MAPS), MAPS.index(choice.colours))
        self.colours.setEnabled(self._looking.difference() is None)

    def recolour(self) -> None:
        """Follow the theme."""
        self.how.set_theme(self._desk.theme)

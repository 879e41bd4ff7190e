"""What a gap looks at: the tokens shaded by the attention from its mask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.widgets.cloze_words import MASK
from studio.widgets.colour_scale import nice_top
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.ramp_bar import RampBar, viridis_colour
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.widgets.token_labels import shown_token
from studio.widgets.token_strip import Chip, TokenStrip

if TYPE_CHECKING:
    from engine.answers import MaskLooks
    from studio.desk import Desk

LEAST_COMBO = 90  # pixels


class LooksPart(QWidget):
    """One gap and one head, or the mean of all heads."""

    all_heads = Signal()  # somebody wants to see every head

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._looks: Sequence[MaskLooks] = ()
        self.title = label(self.tr("The gap looks at"), "name")
        self.gap, self.head = ElidingCombo(), ElidingCombo()
        self.gap.setAccessibleName(self.tr("Gap whose attention is shown"))
        self.head.setAccessibleName(self.tr("Head whose attention is shown"))
        for combo in (self.gap, self.head):
            combo.setMinimumWidth(LEAST_COMBO)
            combo.activated.connect(lambda _index: self._draw())
        self.more = QPushButton(self.tr("All heads"))
        self.more.setProperty("kind", "link")
        self.more.setToolTip(self.tr("See this text in every head, on Look"))
        self.more.clicked.connect(lambda _checked=False: self.all_heads.emit())
        self.strip = TokenStrip(desk.theme)
        self.strip.set_clickable(False)
        self.strip.setAccessibleName(self.tr("Tokens, shaded by how much the gap looks at them"))
        self.strip.setToolTip(
            tip_html(
                self.tr("How much of its attention the mask pays to each token; it sums to 1."),
                self.tr("softmax(QKᵀ/√d), Vaswani et al. 2017"),
            )
        )
        self.scale = RampBar(desk.theme)
        above, row = QHBoxLayout(), QHBoxLayout()
        above.addWidget(self.title, 1)
        above.addWidget(self.more)
        row.setSpacing(8)
        row.addWidget(self.gap, 1)
        row.addWidget(self.head, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(above)
        layout.addLayout(row)
        layout.addWidget(self.strip)
        layout.addWidget(self.scale)
        self.hide()

    def show_looks(self, looks: Sequence[MaskLooks]) -> None:
        """Show them; the gap and the head chosen before stay chosen where there are such."""
        self._looks = looks
        self.setVisible(bool(looks))
        if not looks:
            return
        gaps = [self.tr("Gap {number}").format(number=gap + 1) for gap in range(len(looks))]
        self.gap.offer(gaps, min(max(self.gap.currentIndex(), 0), len(gaps) - 1))
        self.gap.setVisible(len(gaps) > 1)
        layers, heads = looks[0].attention.shape[:2]
        words = self.tr("Layer {layer}, head {head}")
        names = [self.tr("Mean of all heads")]
        names += [
            words.format(layer=layer + 1, head=head + 1)
            for layer in range(layers)
            for head in range(heads)
        ]
        self.head.offer(names, min(max(self.head.currentIndex(), 0), len(names) - 1))
        self._draw()

    def weights(self) -> NDArray[np.float32]:
        """[L] what is shaded."""
        looks = self._looks[max(self.gap.currentIndex(), 0)]
        head = self.head.currentIndex() - 1
        if head < 0:
            mean: NDArray[np.float32] = looks.attention.mean(axis=(0, 1))
            return mean
        found: NDArray[np.float32] = looks.attention.reshape(-1, looks.attention.shape[-1])[head]
        return found

    def recolour(self) -> None:
        """Follow the theme of the desk."""
        self.strip.set_theme(self._desk.theme)
        self.scale.set_theme(self._desk.theme)

    def _draw(self) -> None:
        looks, weights = self._looks[max(self.gap.currentIndex(), 0)], self.weights()
        top = nice_top(float(weights.max(initial=0.0)))
        chips = []
        for place, (token, weight) in enumerate(zip(looks.tokens, weights.tolist(), strict=True)):
            text = MASK if place == looks.place else shown_token(token)
            chips.append(Chip(text, tip=f"{text} {weight:.3f}", fill=viridis_colour(weight / top)))
        self.strip.show_chips(chips)
        self.strip.select([looks.place])
        self.scale.show_ramp(viridis_colour, "0", f"{top:.2g}")

"""How likely a whole sentence is to a model that fills masks, token by token."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.views.try_.fitting import fitting_words
from studio.widgets.ramp_bar import RampBar, hue_ramp
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.widgets.token_labels import shown_token
from studio.widgets.token_strip import Chip, TokenStrip
from studio.wording import number, small_share

if TYPE_CHECKING:
    from engine.answers import PseudoLikelihood
    from studio.desk import Desk


class LikelihoodPart(QWidget):
    """The pseudo-log-likelihood: each token hidden in turn and asked for (Salazar et al. 2020)."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.found: PseudoLikelihood | None = None
        self.total = label("", "name", wrap=True)
        self.total.setToolTip(
            tip_html(
                self.tr(
                    "Each token is hidden in turn, with the later pieces of its word, and asked\n"
                    "for; the logarithms of their probabilities are added up."
                ),
                "Salazar et al. 2020, arXiv:1910.14659; Kauf & Ivanova 2023, arXiv:2305.10588",
            )
        )
        self.plain = label("", "dim", wrap=True)
        self.fit = label("", "warn", wrap=True)
        self.strip = TokenStrip(desk.theme)
        self.strip.set_clickable(False)
        self.strip.setAccessibleName(self.tr("Tokens, shaded by how little they were expected"))
        self.scale = RampBar(desk.theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.setSpacing(6)
        for part in (self.total, self.plain, self.fit, self.strip, self.scale):
            layout.addWidget(part)
        self.hide()

    def show_likelihood(self, found: PseudoLikelihood | None) -> None:
        """Show it; None hides everything."""
        self.found = found
        self.setVisible(found is not None)
        if found is None:
            return
        self.total.setText(self.words())
        words = self.tr(
            "With the later pieces of a word in sight: {nats} nats, {bits} bits per byte"
        )
        self.plain.setText(
            words.format(
                nats=number(found.plain.total, 1), bits=number(found.plain.bits_per_byte, 2)
            )
        )
        self.fit.setText(fitting_words(found.fitted, found.tokens))
        self.fit.setVisible(bool(self.fit.text()))
        self._draw(found)

    def words(self) -> str:
        """The sentence's likelihood in one line."""
        assert self.found is not None
        whole = self.found.within_words
        words = self.tr("The sentence: {nats} nats, {bits} bits per byte")
        return words.format(nats=number(whole.total, 1), bits=number(whole.bits_per_byte, 2))

    def recolour(self) -> None:
        """Follow the theme of the desk."""
        self.strip.set_theme(self._desk.theme)
        self.scale.set_theme(self._desk.theme)
        if self.found is not None:
            self._draw(self.found)

    def _draw(self, found: PseudoLikelihood) -> None:
        theme = self._desk.theme
        ramp = hue_ramp(theme, theme.series[4])
        logs = found.within_words.log_probabilities
        top = max((-log for log in logs), default=1.0) or 1.0
        chips = []
        for token, continues, log in zip(found.tokens, found.continues, logs, strict=True):
            text = shown_token(token)
            tip = self.tr("{token}: {nats} nats, {share}").format(
                token=text, nats=number(log, 2), share=small_share(math.exp(log))
            )
            note = number(log, 1)
            chips.append(Chip(text, joins=continues, tip=tip, notes=(note,), fill=ramp(-log / top)))
        self.strip.show_chips(chips, (self.tr("nats"),))
        self.scale.show_ramp(ramp, "0", self.tr("{nats} nats").format(nats=number(-top, 1)))

"""Which words of a text look replaced, shaded, and the most suspicious in a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio.views.try_.answer_view import AnswerView
from studio.widgets.candidate_bars import Bar, CandidateBars, shown_answer
from studio.widgets.ramp_bar import RampBar, hue_ramp
from studio.widgets.rich_tip import tip_html
from studio.widgets.table import csv_text
from studio.widgets.text import label
from studio.widgets.token_labels import shown_token
from studio.widgets.token_strip import Chip, TokenStrip
from studio.wording import percent, small_share

if TYPE_CHECKING:
    from engine.answers import Spotted
    from studio.desk import Desk

MOST = 5  # in the list


class SpotView(AnswerView):
    """Tokens over the threshold are framed: colour alone tells nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._spotted: Spotted | None = None
        self._threshold = 0.5
        self.strip = TokenStrip(desk.theme)
        self.strip.set_clickable(False)
        self.strip.setAccessibleName(self.tr("Tokens, shaded by how likely they were replaced"))
        self.scale = RampBar(desk.theme)
        self.scale.setToolTip(
            tip_html(
                self.tr("The probability that the token was put there by another model."),
                self.tr("Replaced token detection: Clark et al. 2020, arXiv:2003.10555"),
            )
        )
        self.found = label("", "name", wrap=True)
        self.bars = CandidateBars(desk.theme)
        self.bars.setAccessibleName(self.tr("The most suspicious tokens"))
        self.bars.set_tip(self.tr("The tokens most likely replaced"))
        for part in (self.strip, self.scale, self.found, self.bars):
            self.body.addWidget(part)
        self.clear()

    def show_answer(self, question: Any, answer: Any) -> None:
        self._spotted = answer
        self.tell_fit(answer.fitted, [one.token for one in answer.tokens])
        for part in (self.strip, self.scale, self.found, self.bars):
            part.show()
        self._draw(answer)

    def clear(self) -> None:
        self._spotted = None
        self.tell_fit(None)
        for part in (self.strip, self.scale, self.found, self.bars):
            part.hide()

    def set_threshold(self, share: float) -> None:
        """Frame the tokens at least as suspicious as this."""
        self._threshold = share
        if self._spotted is not None:
            self._draw(self._spotted)

    def text(self) -> str:
        if self._spotted is None:
            return ""
        rows = [["token", "replaced"]]
        rows += [[one.token, f"{one.probability:.6f}"] for one in self._spotted.tokens]
        return csv_text(rows)

    def recolour(self) -> None:
        for part in (self.strip, self.scale, self.bars):
            part.set_theme(self.desk.theme)
        if self._spotted is not None:
            self._draw(self._spotted)

    def _draw(self, spotted: Spotted) -> None:
        theme = self.desk.theme
        ramp = hue_ramp(theme, theme.series[4])
        tokens = spotted.tokens
        self.strip.show_chips(
            [
                Chip(
                    shown_token(one.token),
                    joins=one.continues,
                    tip=small_share(one.probability),
                    notes=(percent(one.probability),),
                    fill=ramp(one.probability),
                )
                for one in tokens
            ]
        )
        over = [at for at, one in enumerate(tokens) if one.probability >= self._threshold]
        self.strip.select(over)
        words = self.tr("{count} of {all} tokens are over {threshold}")
        self.found.setText(
            words.format(count=len(over), all=len(tokens), threshold=percent(self._threshold))
        )
        ranked = sorted(tokens, key=lambda one: one.probability, reverse=True)[:MOST]
        bars = [
            Bar(shown_answer(one.token), one.probability, continues=one.continues) for one in ranked
        ]
        self.bars.show_bars(bars, colour=theme.series[4])
        self.scale.show_ramp(ramp, "0 %", "100 %")

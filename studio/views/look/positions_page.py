"""How the model tells where a token stands: the one of four ways that it uses.

Letters: L tokens, E embedding width, d width of a head.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSlider, QWidget

from engine.probes.steps import (
    LearnedPage,
    PositionPage,
    RelativePage,
    RotaryPage,
    SinusoidalPage,
)
from studio.views.look.attention_words import plain
from studio.views.look.explained_page import ExplainedPage, arrays_of
from studio.widgets.number_curve import Marked, NumberCurve
from studio.widgets.table import Table, small_table
from studio.widgets.text import label
from studio.widgets.turned_pair import Pair, Turn, TurnedPair

GAP = "\u2002"  # a blank that is no part of a token


class PositionsPage(ExplainedPage):
    """One panel for the formula and its numbers, and what that kind needs beside it."""

    def build(self) -> None:
        self.explained: PositionPage | None = None
        self._rule = self.panel(self.tr("Places"), "")
        self._values = self.numbers(self._rule, "", self.tr("What is added for each place"))
        self._likeness = self.panel(
            self.tr("How alike two places are"),
            self.tr("The cosine between the vectors of any two places: 1 on the diagonal."),
        )
        self._similarity = self.numbers(self._likeness, "", self.tr("Likeness of places"))
        self._build_turning()
        self._distance = self.panel(
            self.tr("A number for each distance"),
            self.tr(
                "Learned, one table a head: distances far away share a number. It is added to the "
                "score before softmax."
            ),
            "T5: Raffel et al. 2020, section 2.1",
        )
        self.curve = self.coloured(NumberCurve(self.theme, self.tr("Number by distance")))
        self._distance.add(self.curve)
        self._added = self.numbers(self._distance, "b", self.tr("Added to the query's scores"))

    def _build_turning(self) -> None:
        self._turning = self.panel(
            self.tr("A pair of numbers, turned"),
            self.tr(
                "Numbers i and i + d/2 form a pair. Fast pairs tell neighbours apart, slow ones "
                "tell far tokens apart."
            ),
            "RoFormer: Su et al. 2021",
        )
        self.pair = QSlider(Qt.Orientation.Horizontal)
        self.pair.setAccessibleName(self.tr("Pair of numbers"))
        self.pair.setMinimumWidth(120)
        self.pair_name = label("", "dim")
        self.key = QComboBox()
        self.key.setAccessibleName(self.tr("Token looked at"))
        self.key.setToolTip(self.tr("The token whose key is shown beside the query"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.pair_name)
        row.addWidget(self.pair, 1)
        row.addWidget(label(self.tr("key of"), "dim"))
        row.addWidget(self.key)
        controls = QWidget()
        controls.setLayout(row)
        self.circles = self.coloured(TurnedPair(self.theme))
        self._turning.add(controls)
        self._turning.add(self.circles)
        self._cosines = self.numbers(self._turning, "cos", self.tr("Cosines of the angles"))
        self.pair.valueChanged.connect(lambda _value: self._turn())
        self.key.activated.connect(lambda _index: self._turn())

    def show_page(self, explained: PositionPage) -> None:
        """Show another text, token or head."""
        self.explained = explained
        kinds = ((self._turning, "rotary"), (self._distance, "relative"))
        for panel, kind in kinds:
            panel.setVisible(explained.kind == kind)
        added = isinstance(explained, LearnedPage | SinusoidalPage)
        self._likeness.setVisible(added)
        self._values.setVisible(added)
        self._rule.tell(1, [line.strip() for line in explained.formula], self._kind_words())
        if isinstance(explained, LearnedPage | SinusoidalPage):
            self._show_added(explained)
        elif isinstance(explained, RotaryPage):
            self._show_rotary(explained)
        else:
            self._show_relative(explained)

    def _kind_words(self) -> str:
        explained = self.explained
        assert explained is not None
        if isinstance(explained, SinusoidalPage):
            return self.tr(
                "Sines and cosines of the place, added to the token's vector, which is scaled by "
                "√D = {scale} (Vaswani et al. 2017, section 3.5)."
            ).format(scale=plain(explained.scale))
        return {
            "rotary": self.tr(
                "Nothing is added: queries and keys are turned by their places in every layer."
            ),
            "learned": self.tr(
                "A learned vector per place is added to the token's (Devlin et al. 2018)."
            ),
            "relative": self.tr(
                "Places count by their distance alone: nothing is added to tokens."
            ),
        }[explained.kind]

    def _show_added(self, explained: LearnedPage | SinusoidalPage) -> None:
        tokens = [f"{place}{GAP}{token}" for place, token in enumerate(explained.tokens)]
        if isinstance(explained, LearnedPage):
            numbers = zip(explained.rows, explained.tokens, strict=True)
            tokens = [f"P[{row}]{GAP}{token}" for row, token in numbers]
        self._values.show_numbers(explained.values, tokens, marked=explained.place)
        self._likeness.tell(2, [])
        self._similarity.show_numbers(
            explained.similarity, tokens, columns=tokens, marked=explained.place, top=1.0
        )

    def _show_rotary(self, explained: RotaryPage) -> None:
        tokens = [f"{place}{GAP}{token}" for place, token in enumerate(explained.tokens)]
        self.pair.setRange(0, len(explained.rates) - 1)
        if [self.key.itemText(place) for place in range(self.key.count())] != tokens:
            self.key.clear()
            self.key.addItems(tokens)
            self.key.setCurrentIndex(min(explained.place + 1, len(tokens) - 1))
        pairs = [f"i = {pair}" for pair in range(len(explained.rates))]
        self._cosines.show_numbers(
            explained.cosines, tokens, columns=pairs, marked=explained.place, top=1.0
        )
        self._turn()

    def _turn(self) -> None:
        """Show the pair and the key chosen."""
        explained = self.explained
        if not isinstance(explained, RotaryPage):
            return
        pair, key = self.pair.value(), max(self.key.currentIndex(), 0)
        words = self.tr("pair i = {pair} of {count}")
        self.pair_name.setText(words.format(pair=pair, count=len(explained.rates)))
        q = self._turned("q", explained.place, explained.q_before, explained.q_after, pair)
        k = self._turned("k", key, explained.k_before[key], explained.k_after[key], pair)
        self.circles.show_turns(q, k)
        part = q.after[0] * k.after[0] + q.after[1] * k.after[1]
        rate = plain(explained.rates[pair])
        adds = self.tr("This pair adds {part} to q·k.").format(part=plain(part))
        power = f"−{2 * pair}/{len(explained.q_after)}" if pair else "0"
        self._turning.tell(2, [f"θ_{{{pair}}} = 10000^{{{power}}} = {rate}"], adds)

    def _turned(
        self,
        name: str,
        place: int,
        before: NDArray[np.float32],
        after: NDArray[np.float32],
        pair: int,
    ) -> Turn:
        assert isinstance(self.explained, RotaryPage)
        angle = float(self.explained.angles[place, pair])
        return Turn(name, place, angle, _pair(before, pair), _pair(after, pair))

    def _show_relative(self, explained: RelativePage) -> None:
        distances, numbers = explained.distances, explained.by_distance
        line = np.stack([distances.astype(np.float64), numbers.astype(np.float64)], axis=1)
        marked = []
        words = self.tr("{token}, {distance} away")
        for place, token in enumerate(explained.tokens):
            apart = place - explained.place
            name = words.format(token=token, distance=f"{apart:+d}".replace("-", "\u2212"))
            y = float(explained.added[place])
            marked.append(Marked(apart, y, name, strong=place == explained.place))
        axis = self.tr("distance of the key from the query, tokens")
        self.curve.show_curve(line, marked, axis, steps=True)
        both = self.tr("Tokens before and after have numbers of their own.")
        self._distance.tell(2, [], both if explained.both_ways else "")
        self._added.show_numbers(explained.added, columns=explained.tokens)

    # numbers

    def table(self) -> Table:
        """A row a token, or a distance."""
        explained = self.explained
        if explained is None:
            return super().table()
        if isinstance(explained, RelativePage):
            pairs = zip(explained.distances, explained.buckets, explained.by_distance, strict=True)
            rows = [[str(at), str(bucket), f"{number:.7g}"] for at, bucket, number in pairs]
            return small_table(["distance", "bucket", "number"], rows)
        name, values = "value", getattr(explained, "values", None)
        if isinstance(explained, RotaryPage):
            name, values = "angle", explained.angles
        assert values is not None
        headings = ["place", "token", *(f"{name}{at}" for at in range(values.shape[1]))]
        rows = [
            [str(place), token, *(f"{number:.7g}" for number in values[place])]
            for place, token in enumerate(explained.tokens)
        ]
        return small_table(headings, rows)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {} if self.explained is None else arrays_of(self.explained)


def _pair(numbers: NDArray[np.float32], pair: int) -> Pair:
    return float(numbers[pair]), float(numbers[pair + len(numbers) // 2])

"""Inside a head: from a token's vector to what the head adds to it, number by number.

Letters: L tokens looked at, D width, d width of a head.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from engine.probes.steps import HeadSteps
from studio.views.look import attention_words as words
from studio.views.look.explained_page import ExplainedPage, arrays_of
from studio.widgets.sorted_rows import Cell, SortedRows
from studio.widgets.table import Table, small_table

VASWANI = "Vaswani et al. 2017, section 3.2.1"
TALLEST = 300  # pixels of the table


class AttentionPage(ExplainedPage):
    """Every step of one query token; the table chooses the key whose numbers are set in."""

    def build(self) -> None:
        self.steps: HeadSteps | None = None
        self.key = -1  # the token looked at whose numbers are set in
        self._input = self.panel(
            self.tr("The token's vector"),
            self.tr("What the layer is given of the token that looks, normalised where it is."),
        )
        self._x = self.numbers(self._input, "x", self.tr("Input vector"))
        self._maps = self.panel(
            self.tr("Query, keys and values"),
            self.tr(
                "Three learned maps: what the token asks for, what each token offers, and what "
                "it hands over."
            ),
            VASWANI,
        )
        self._q = self.numbers(self._maps, "q", self.tr("Query"))
        self._k = self.numbers(self._maps, "k", self.tr("Keys"))
        self._v = self.numbers(self._maps, "v", self.tr("Values"))
        self._turn = self.panel(
            self.tr("Turned by their places"),
            self.tr(
                "Query and keys are turned pair by pair by an angle that grows with the place, "
                "so that their product depends on the distance alone."
            ),
            "RoFormer: Su et al. 2021",
        )
        self._turned_q = self.numbers(self._turn, "q", self.tr("Turned query"))
        self._turned_k = self.numbers(self._turn, "k", self.tr("Turned keys"))
        self._build_weights()
        self._build_output()

    def _build_weights(self) -> None:
        self._scores = self.panel(
            self.tr("Scores"),
            self.tr(
                "How well the query fits each key. Divided by √d, or long vectors would leave "
                "softmax no choice."
            ),
            VASWANI,
        )
        self._softmax = self.panel(
            self.tr("Softmax"),
            self.tr("Scores become weights: all above zero, and together 1."),
            VASWANI,
        )
        self.rows = SortedRows(["", "q·k", "s", "α", "↦"])
        self.rows.setAccessibleName(self.tr("Tokens looked at"))
        self.rows.setToolTip(
            self.tr(
                "Click a row to set its numbers into the formulas above, a heading to sort.\n"
                "Reach: the length of what the token adds through this head "
                "(Kobayashi et al. 2020)."
            )
        )
        self.rows.chosen.connect(self._set_in)
        self._softmax.add(self.rows)

    def _build_output(self) -> None:
        self._sum = self.panel(
            self.tr("Weighted sum"),
            self.tr("Each token's value, as much of it as its weight says, added together."),
            VASWANI,
        )
        self._weighted = self.numbers(self._sum, "α v", self.tr("Weighted values"))
        self._gathered = self.numbers(self._sum, "z", self.tr("What the head gathers"))
        self._output = self.panel(
            self.tr("Written back"),
            self.tr(
                "The head's slice of W_O turns what it gathered into the model's width; all heads "
                "of the layer are added together."
            ),
            "Vaswani et al. 2017, section 3.2.2",
        )
        self._written = self.numbers(self._output, self.tr("added"), self.tr("What the head adds"))
        self._result = self.panel(
            self.tr("The token's vector afterwards"),
            self.tr("What was there before stays and the heads' parts are added to it."),
        )
        self._after = self.numbers(self._result, "h", self.tr("Vector after the layer's heads"))

    # showing

    def show_steps(self, steps: HeadSteps) -> None:
        """Show another query, head or text; the key stays chosen where there is one."""
        same = self.steps is not None and self.steps.looked_at == steps.looked_at
        self.steps = steps
        if not same or not 0 <= self.key < len(steps.weights):
            self.key = int(np.argmax(steps.weights))
        self._show_maps(steps)
        self._show_rows(steps)
        self._show_output(steps)
        self._set_in(self.key)
        self._number()

    def _show_maps(self, steps: HeadSteps) -> None:
        tokens, place = steps.looked_at, steps.place if steps.side != "cross" else -1
        self._x.show_numbers(steps.x)
        self._q.show_numbers(steps.q_before)
        self._k.show_numbers(steps.k_before, tokens, marked=place)
        self._v.show_numbers(steps.v, tokens, marked=place)
        self._turn.setVisible(steps.turned)
        if steps.turned:
            self._turned_q.show_numbers(steps.q)
            self._turned_k.show_numbers(steps.k, tokens, marked=place)

    def _show_rows(self, steps: HeadSteps) -> None:
        self.rows.set_headings(
            [self.tr("Token"), "q·k", *self._middle_headings(steps), "α", self.tr("Reach")]
        )
        self.rows.show_bars(len(self._middle_headings(steps)) + 2, self.theme.accent)
        self.rows.show_rows([self._row(steps, key) for key in range(len(steps.weights))])
        self.rows.fit(TALLEST)

    def _middle_headings(self, steps: HeadSteps) -> list[str]:
        scaled = ["q·k/√d"] if steps.divisor != 1.0 else []
        return scaled + ([] if steps.bias is None else ["b", "s"])

    def _row(self, steps: HeadSteps, key: int) -> tuple[Cell, ...]:
        hidden = bool(steps.hidden[key])
        numbers = [steps.scores[key]]
        if steps.divisor != 1.0:
            numbers.append(steps.scaled[key])
        if steps.bias is not None:
            numbers += [steps.bias[key], words.total_scores(steps)[key]]
        weight, reach = steps.weights[key], steps.reach[key]
        name = f"{key}  {steps.looked_at[key]}"
        told = self.tr("hidden") if hidden else f"{float(weight):.4f}"
        return (
            Cell(name, key),
            *(Cell(words.plain(number), float(number)) for number in numbers),
            Cell(told, float(weight)),
            Cell(words.plain(reach), float(reach)),
        )

    def _show_output(self, steps: HeadSteps) -> None:
        self._weighted.show_numbers(steps.weighted, steps.looked_at)
        self._gathered.show_numbers(steps.gathered)
        self._written.show_numbers(steps.written)
        self._after.show_numbers(steps.result)

    def _set_in(self, key: int) -> None:
        """Set the numbers of a key into the formulas."""
        self.key = key
        self.rows.choose(key)
        self._number()

    def _number(self) -> None:
        """Number the steps there are and show their formulas."""
        steps, key = self.steps, self.key
        if steps is None:
            return
        turning = ["(q_i, q_{i+d/2}) ↻ pos · θ_i ,  θ_i = 10000^{−2i/d}"]
        hidden = int(steps.hidden.sum())
        unseen = self.tr("%Ln token(s) hidden: it may not look there.", "", hidden)
        token = self.tr("Set in: token {place}, “{token}”.")
        token = token.format(place=key, token=steps.looked_at[key])
        told = [
            (self._input, [words.input_formula(steps)], ""),
            (self._maps, [words.maps_formula(steps)], ""),
            (self._turn, turning, ""),
            (self._scores, words.score_formulas(steps, key), token),
            (self._softmax, words.weight_formulas(steps, key), unseen if hidden else ""),
            (self._sum, ["z = Σ_j α_j v_j"], ""),
            (self._output, ["z W_O"], words.written_words(steps)),
            (self._result, [words.result_formula(steps)], ""),
        ]
        shown = [each for each in told if each[0] is not self._turn or steps.turned]
        for number, (panel, formulas, said) in enumerate(shown, start=1):
            panel.tell(number, formulas, said)

    # numbers

    def table(self) -> Table:
        """A row a token looked at: its score on the way to its weight, its key and its value."""
        steps = self.steps
        if steps is None:
            return super().table()
        width = len(steps.q)
        headings = ["place", "token", "score", "scaled", "bias", "hidden", "weight", "reach"]
        headings += [f"{name}{at}" for name in ("k", "v") for at in range(width)]
        bias = np.zeros_like(steps.scores) if steps.bias is None else steps.bias
        rows = []
        for key, token in enumerate(steps.looked_at):
            hidden = str(bool(steps.hidden[key])).lower()
            before = (steps.scores[key], steps.scaled[key], bias[key])
            after = (steps.weights[key], steps.reach[key], *steps.k[key], *steps.v[key])
            numbers = [[f"{number:.7g}" for number in part] for part in (before, after)]
            rows.append([str(key), token, *numbers[0], hidden, *numbers[1]])
        return small_table(headings, rows)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {} if self.steps is None else arrays_of(self.steps)

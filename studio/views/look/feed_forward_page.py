"""Inside a feed-forward unit: the activation between two maps, with this model's numbers.

Letters: D width, F feed-forward width.
"""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray
from PySide6.QtCore import Qt

from engine.probes.steps import FeedForwardPage as Explained
from studio.views.look.attention_words import plain
from studio.views.look.explained_page import ExplainedPage, arrays_of
from studio.widgets.number_curve import Marked, NumberCurve
from studio.widgets.sorted_rows import Cell, SortedRows
from studio.widgets.table import Table, small_table

TALLEST = 10_000  # pixels of the table: all of it
SOURCES = "Vaswani et al. 2017, section 3.3; gated: Shazeer 2020"


class FeedForwardPage(ExplainedPage):
    """Input, units, strongest units on the activation's curve, output."""

    def build(self) -> None:
        self.explained: Explained | None = None
        self._input = self.panel(
            self.tr("The token's vector"),
            self.tr("What the unit is given of the token, normalised where it is."),
        )
        self._x = self.numbers(self._input, "x", self.tr("Input vector"))
        self._inside = self.panel(
            self.tr("Two maps with one activation between them"),
            self.tr(
                "Each of the F units looks for a direction in the input and, where it finds it, "
                "adds its own to the output. There is one activation, between the two maps."
            ),
            SOURCES,
        )
        self._before = self.numbers(self._inside, "x W₁", self.tr("Before the activation"))
        self._gate = self.numbers(self._inside, "x W₃", self.tr("Gate"))
        self._inner = self.numbers(self._inside, self.tr("inner"), self.tr("After the activation"))
        self._units = self.panel(
            self.tr("The strongest units"),
            self.tr("By the length of what each adds to the output: |value| · |its row of W₂|."),
        )
        self.curve = self.coloured(NumberCurve(self.theme, self.tr("The activation")))
        self._units.add(self.curve)
        self.rows = SortedRows(["", "", "", "", ""])
        self.rows.setAccessibleName(self.tr("The strongest units"))
        self.rows.chosen.connect(lambda _place: self._mark())
        self._units.add(self.rows)
        self._output = self.panel(
            self.tr("Written back"),
            self.tr("What was there before stays and the unit's output is added to it."),
        )
        self._out = self.numbers(self._output, "FFN(x)", self.tr("Output"))
        self._after = self.numbers(self._output, "h", self.tr("Vector after the unit"))

    def show_page(self, explained: Explained) -> None:
        """Show another token, layer or text."""
        self.explained = explained
        whole, meaning, written = explained.formula
        self._input.tell(1, ["x = norm(h)" if explained.normed else "x = h"])
        count = len(explained.inner)
        words = self.tr("%Ln unit(s), {width} numbers in and out.", "", count)
        self._inside.tell(2, [whole, meaning], words.format(width=len(explained.x)))
        self._units.tell(3, [])
        self._output.tell(4, [written])
        self._x.show_numbers(explained.x)
        self._before.show_numbers(explained.before)
        self._gate.setVisible(explained.gate is not None)
        if explained.gate is not None:
            self._gate.show_numbers(explained.gate)
        self._inner.show_numbers(explained.inner)
        self._out.show_numbers(explained.output)
        self._after.show_numbers(explained.result)
        self._show_units(explained)

    def _show_units(self, explained: Explained) -> None:
        gates = [self.tr("Gate")] if explained.gated else []
        activated = self.tr("Activated")
        values = [self.tr("Value")] if explained.gated else []
        self.rows.set_headings(
            [self.tr("Unit"), "x W₁", activated, *gates, *values, self.tr("Reach")]
        )
        rows = []
        for unit in explained.strongest:
            numbers = [unit.before, unit.activated]
            if unit.gate is not None:
                numbers += [unit.gate, unit.value]
            numbers.append(unit.reach)
            cells = (Cell(plain(number), number) for number in numbers)
            rows.append((Cell(str(unit.index), unit.index), *cells))
        self.rows.show_rows(rows)
        self.rows.sortByColumn(len(rows[0]) - 1, Qt.SortOrder.DescendingOrder)
        self.rows.fit(TALLEST)
        self._mark()

    def _mark(self) -> None:
        """Show the units on the curve, the chosen one in colour."""
        if self.explained is None:
            return
        item = self.rows.currentItem()
        chosen = item.text(0) if item is not None else ""
        name = self.tr("unit {index}")
        marked = [
            Marked(
                unit.before,
                unit.activated,
                name.format(index=unit.index),
                strong=str(unit.index) == chosen,
            )
            for unit in self.explained.strongest
        ]
        self.curve.show_curve(self.explained.curve, marked, self.tr("before the activation"))

    def table(self) -> Table:
        """A row a unit."""
        explained = self.explained
        if explained is None:
            return super().table()
        parts = {"before": explained.before, "activated": explained.activated}
        if explained.gate is not None:
            parts["gate"] = explained.gate
        parts |= {"value": explained.inner, "reach": explained.reach}
        rows = [
            [str(index), *(f"{part[index]:.7g}" for part in parts.values())]
            for index in range(len(explained.inner))
        ]
        return small_table(["unit", *parts], rows)

    def arrays(self) -> dict[str, NDArray[Any]]:
        return {} if self.explained is None else arrays_of(self.explained)

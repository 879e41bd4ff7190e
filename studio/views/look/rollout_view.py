"""Attention rollout: what every token is made of after the layers, and how it came there.

Letters: N layers, L tokens.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QStackedWidget, QVBoxLayout, QWidget

from engine.events import SentenceProbe, Side
from engine.probes.rollout import Shares, flow, rollout
from studio.asking import Asker
from studio.views.look.measured import AT_ONCE
from studio.views.look.part import part_of
from studio.views.look.view import View
from studio.widgets.colour_scale import nice_top
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.empty_state import EmptyState
from studio.widgets.flow import FlowPlot
from studio.widgets.flow_map import FlowMap
from studio.widgets.heat_map import HeatMap
from studio.widgets.segmented import Segmented
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable

translate = QCoreApplication.translate

FORM = "look.rollout_as"  # option
Places = NDArray[np.intp]


class Rolled:
    """The rollout of one side of a text; heads are averaged once, for all that is asked of it."""

    def __init__(self, seen: SentenceProbe, side: Side) -> None:
        self.of = (seen, side)
        # One head that is the mean of all: the same rollout, in an H-th of the time.
        mean = seen.weights(side).mean(axis=1, dtype=np.float32)[:, None]  # [N, 1, L, L]
        self.edges = flow(mean)
        self.shares = rollout(mean)
        self._shown: tuple[Places, FlowMap] | None = None  # the last, for whoever holds a token

    def shown(self, places: Places, tokens: tuple[str, ...]) -> FlowMap:
        """The flow between some tokens; what passes through others stays in their shares."""
        if self._shown is None or not np.array_equal(self._shown[0], places):

            def reach(token: int) -> Shares:
                return self._influence(int(places[token]))[:, places]

            whole = len(places) == self.edges.shape[-1]
            edges = self.edges if whole else self.edges[:, places][:, :, places]
            self._shown = places, FlowMap(edges, tokens, reach)
        return self._shown[1]

    def _influence(self, token: int) -> Shares:
        """As `engine.probes.rollout.influence` says it, from edges that are known: [N + 1, L]."""
        found = np.zeros((len(self.edges) + 1, self.edges.shape[-1]), np.float32)
        found[-1, token] = 1.0
        for layer in reversed(range(len(self.edges))):
            found[layer] = found[layer + 1] @ self.edges[layer]
        return found


class RolloutView(View):
    """A flow over the layers, or a map after one of them."""

    name, order = "rollout", 20

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(desk, looking, parent)
        self._rolled: Rolled | None = None  # stays until another is worked out
        self._wished: tuple[SentenceProbe, Side] | None = None
        self._asker = Asker(desk.jobs, self.tr("Working out the rollout"), self)
        self._asker.failed.connect(self._fail)
        self.forms = Segmented(
            desk.theme, [("flow", self.tr("Flow over layers")), ("map", self.tr("Map"))]
        )
        self.forms.setAccessibleName(self.tr("Rollout as"))
        kept = desk.settings.option(FORM, "flow")
        self.forms.choose(kept if kept in ("flow", "map") else "flow")
        self.forms.chosen.connect(self._choose_form)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setFixedWidth(140)
        self.slider.setAccessibleName(self.tr("Layer"))
        self.slider.setRange(1, 1)
        self.slider.valueChanged.connect(lambda _value: self.redraw_if_visible())
        self.layer = label("", "dim")
        self.flow = FlowPlot(desk.theme)
        self.flow.held.connect(self._hold)
        self.map = HeatMap(desk.theme)
        self.map.held.connect(self._hold)
        self.map.setAccessibleName(self.tr("Rollout map"))
        self.map.setToolTip(
            self.tr("Each row is a token after the layer, each column a token of the text.")
        )
        self.faces = QStackedWidget()
        for face in (self.flow, self.map):
            self.faces.addWidget(face)
        self.about = [ElidingLabel("", "dim") for _line in range(2)]
        self.reason = EmptyState("", "")
        self.whole = QWidget()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.forms)
        row.addStretch(1)
        row.addWidget(self.layer)
        row.addWidget(self.slider)
        inside = QVBoxLayout(self.whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(6)
        inside.addLayout(row)
        inside.addWidget(self.faces, 1)
        about = QVBoxLayout()
        about.setSpacing(0)
        for line in self.about:
            about.addWidget(line)
        inside.addLayout(about)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.whole)
        self.stack.addWidget(self.reason)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.stack)

    @staticmethod
    def title() -> str:
        return translate("look", "Rollout")

    @staticmethod
    def tip() -> str:
        return translate(
            "look",
            "What every token is made of after all layers, if attention alone mixed them.\n"
            "Abnar and Zuidema 2020, Quantifying Attention Flow in Transformers.",
        )

    def sizeHint(self) -> QSize:
        return self.map.sizeHint()  # as the other views, or the page would scroll

    def hasHeightForWidth(self) -> bool:
        return False

    @property
    def rolls(self) -> bool:
        """Whether the side that is seen has a rollout."""
        return self.looking.side != "cross"

    def subject(self) -> Exportable | None:
        if not self.rolls or self._rolled is None:
            return None
        return self.flow.picture() if self.forms.value == "flow" else self.map

    def redraw(self) -> None:
        seen, side = self.looking.seen, self.looking.side
        if seen is None:
            return
        self.stack.setCurrentIndex(0 if self.rolls else 1)
        if not self.rolls:
            self.reason.say(
                self.tr("Cross-attention has no rollout"),
                self.tr(
                    "Every layer of the decoder looks at the same end of the encoder, so its maps "
                    "do not follow one another. Choose the encoder or the decoder."
                ),
            )
            self.told.emit("", "")
            return
        if not self._knows(seen, side):
            self.told.emit(self.tr("measuring…"), "")
            return
        assert self._rolled is not None
        # A rollout mixes all tokens: passages are not told apart in it.
        part = part_of(seen, side, hides_special=self.looking.choice.hides_special)
        self._offer_layers(len(self._rolled.edges))
        flows = self.forms.value == "flow"
        self.faces.setCurrentIndex(0 if flows else 1)
        if flows:
            self.flow.show_flow(self._rolled.shown(part.rows, part.row_names))
            self.flow.hold(part.row_at(self.looking.choice.token))
        else:
            self._show_map(part.rows, part.row_names)
            self.map.hold(part.row_at(self.looking.choice.token))
        self._explain(seen, side)

    def _knows(self, seen: SentenceProbe, side: Side) -> bool:
        """Whether the rollout is there; else it is asked for, and drawn once it comes."""
        if self._rolled is not None and _same(self._rolled.of, seen, side):
            return True
        if seen.weights(side).size <= AT_ONCE:
            self._rolled = Rolled(seen, side)
            return True
        if self._wished is None or not _same(self._wished, seen, side):
            self._wished = (seen, side)
            self._asker.ask(lambda: Rolled(seen, side), self._arrived)
        return False

    def _arrived(self, rolled: Rolled) -> None:
        self._rolled, self._wished = rolled, None
        self.redraw_if_visible()

    def _fail(self, error: Exception) -> None:
        self._wished = None
        self.desk.report(error, self.tr("Working out the rollout"))

    def recolour(self) -> None:
        self.forms.set_theme(self.theme)
        self.flow.set_theme(self.theme)
        self.map.set_theme(self.theme)

    def _show_map(self, places: Places, names: tuple[str, ...]) -> None:
        assert self._rolled is not None
        shown = self._rolled.shares[self.slider.value() - 1][np.ix_(places, places)]
        self.map.set_colours(self.looking.choice.colours)
        self.map.show_map(shown, names, top=nice_top(float(shown.max(initial=0.0))))

    def _offer_layers(self, num_layers: int) -> None:
        """Stand on the last layer, unless somebody chose another."""
        at_last = self.slider.value() == self.slider.maximum()
        self.slider.blockSignals(True)
        self.slider.setRange(1, num_layers)
        if at_last:
            self.slider.setValue(num_layers)
        self.slider.blockSignals(False)
        maps = self.forms.value == "map"
        self.slider.setVisible(maps and num_layers > 1)
        self.layer.setVisible(maps)
        words = self.tr("after layer {layer} of {layers}")
        self.layer.setText(words.format(layer=self.slider.value(), layers=num_layers))

    def _explain(self, seen: SentenceProbe, side: Side) -> None:
        what = self.tr(
            "The maps of all layers multiplied, heads averaged, half of each token kept "
            "(Abnar & Zuidema 2020)."
        )
        not_what = self.tr(
            "It follows attention alone: it says nothing about the values passed on."
        )
        if side == "decoder" and seen.cross is not None:
            not_what += " " + self.tr("What is read from the encoder is left out.")
        for line, words in zip(self.about, (what, not_what), strict=True):
            line.setText(words)
        tip = self.tr("Lines weaker than 2 % are not drawn; point at a token to trace it back.")
        told = self.tr("all heads, mean")
        if self.looking.parted:
            told += " · " + self.tr("of both passages")
            tip += "\n" + self.tr("A rollout mixes all tokens, so passages are not told apart.")
        self.told.emit(told, tip)

    def _choose_form(self, form: str) -> None:
        self.desk.settings.set_option(FORM, form)
        self.looking.changed.emit()  # the card offers another picture

    def _hold(self, row: int) -> None:
        seen = self.looking.seen
        if seen is not None:
            hides = self.looking.choice.hides_special
            part = part_of(seen, self.looking.side, hides_special=hides)
            self.looking.choice.hold_token(part.place_of(row))


def _same(of: tuple[SentenceProbe, Side], seen: SentenceProbe, side: Side) -> bool:
    return of[0] is seen and of[1] == side


VIEW = RolloutView

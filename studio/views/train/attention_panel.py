"""The attention of a pinned sentence, as the model is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from studio.views.train.panel import Panel
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.export_button import ExportButton
from studio.widgets.heat_map import HeatMap
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.events import ProbeTaken, SentenceProbe
    from studio.desk import Desk
    from studio.views.train.watch import Watch


class AttentionPanel(Panel):
    """One head on one pinned sentence; redrawn when a new look was taken."""

    place, order, stretch = "side", 0, 3

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Attention"))
        self._drawn: tuple[ProbeTaken, object] | None = None
        self.map = HeatMap(desk.theme, tells=False, zooms=False)
        self.map.read.connect(self._tell)
        self.sentence = ElidingCombo()
        self.sentence.setAccessibleName(self.tr("Pinned sentence"))
        self.layer, self.head = ElidingCombo(), ElidingCombo()
        self.layer.setAccessibleName(self.tr("Layer"))
        self.head.setAccessibleName(self.tr("Head"))
        self.sentence.activated.connect(watch.choose_sentence)
        for box in (self.layer, self.head):
            box.activated.connect(self._choose_head)
        self.export = ExportButton(self.map, "attention", desk.theme.surface, desk.jobs)
        self.export.began.connect(self.show_work)
        self.export.failed.connect(lambda fault: desk.report(fault, self.tr("Saving the map")))
        self.all = QPushButton(self.tr("All heads"))
        self.all.setProperty("kind", "link")
        self.all.setToolTip(self.tr("See every head on the Look page (Ctrl+5)"))
        self.all.clicked.connect(lambda _checked=False: desk.go_to.emit("look"))
        self.add_to_header(self.all)
        self.add_to_header(self.export)
        row = QHBoxLayout()
        row.setSpacing(8)
        for box, share in ((self.sentence, 46), (self.layer, 27), (self.head, 27)):
            row.addWidget(box, share)
        self.waiting = label("", "dim", wrap=True)
        self.body.setSpacing(6)
        self.body.addLayout(row)
        self.body.addWidget(self.waiting)
        self.body.addWidget(self.map, 1)
        self.recolour()

    def redraw(self) -> None:
        seen = self.watch.seen
        for part in (self.sentence, self.layer, self.head, self.map):
            part.setVisible(seen is not None)
        self.waiting.setVisible(seen is None)
        self.waiting.setText(self.watch.waiting())
        if seen is None or self.watch.probe is None:
            self.set_hint("")
            self._drawn = None
            return
        probe, key = self.watch.probe, (self.watch.sentence, self.watch.head)
        if self._drawn is not None and self._drawn[0] is probe and self._drawn[1] == key:
            return  # nothing new was looked at
        self._drawn = (probe, key)
        self._fill(seen)
        layer, head = self._head_in(seen)
        self.map.show_map(seen.attention[layer, head], seen.tokens)
        self._tell(self.map.reading())
        name = self.desk.shown.name if self.desk.shown else "run"
        self.export.set_name(f"{name}-attention-{layer + 1}-{head + 1}-{self.watch.probe.step}")

    def _tell(self, reading: str) -> None:
        """The number under the pointer, else when this was looked at."""
        if reading or self.watch.probe is None:
            self.set_hint(reading, reading)
            return
        step = self.tr("step {number}").format(number=number(self.watch.probe.step))
        self.set_hint(step, self.tr("When this was looked at"))

    def recolour(self) -> None:
        self.map.set_theme(self.theme)
        self.export.set_theme(self.theme)

    def _head_in(self, seen: SentenceProbe) -> tuple[int, int]:
        num_layers, num_heads = seen.attention.shape[:2]
        layer, head = self.watch.head
        return min(layer, num_layers - 1), min(head, num_heads - 1)

    def _fill(self, seen: SentenceProbe) -> None:
        assert self.watch.probe is not None
        sentences = [sentence.sentence for sentence in self.watch.probe.sentences]
        num_layers, num_heads = seen.attention.shape[:2]
        layer, head = self._head_in(seen)
        layers = [self.tr("Layer {number}").format(number=i + 1) for i in range(num_layers)]
        heads = [self.tr("Head {number}").format(number=i + 1) for i in range(num_heads)]
        self.sentence.offer(sentences, self.watch.sentence)
        self.layer.offer(layers, layer)
        self.head.offer(heads, head)

    def _choose_head(self, _index: int) -> None:
        self.watch.choose_head(self.layer.currentIndex(), self.head.currentIndex())


PANEL = AttentionPanel

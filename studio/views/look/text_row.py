"""The row above everything: which text is looked at, which side of the model, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from engine.events import SentenceProbe
from engine.passages import as_one, split_pair
from studio.views.look.filter_chips import FilterChips
from studio.views.look.looking import Looking
from studio.views.look.part import looks_back_only
from studio.widgets.busy_bar import BusyBar
from studio.widgets.eliding_combo import ElidingCombo
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.wording import sentences

if TYPE_CHECKING:
    from studio.desk import Desk

PAUSE_MS = 350  # of typing, before the model is asked
PATIENCE_MS = 300  # before it is shown to be busy
LEAST = 480  # pixels of the text; with less, what is beside it goes beneath
Way = QBoxLayout.Direction
PINNED, OWN = "pinned", "own"
UNKNOWN = ("[UNK]", "<unk>")


class TextRow(QFrame):
    """A pinned sentence, or a text of one's own that a checkpoint is asked about."""

    def __init__(self, desk: Desk, looking: Looking) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._desk, self._looking = desk, looking
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self._arrange_text()
        self._arrange_sides()
        self.busy, self.fault = BusyBar(), FaultBox()
        looking.own.asker.began.connect(lambda job: self.busy.follow(job, patience=PATIENCE_MS))
        looking.own.failed.connect(self._fail)
        looking.own.changed.connect(self.fault.clear)
        desk.look_asked.connect(self.show_text)
        self._parts = QBoxLayout(Way.LeftToRight)
        self._parts.setSpacing(8)
        self._parts.addWidget(self._text, 1)
        self._parts.addWidget(self._sides)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.setSpacing(6)
        layout.addLayout(self._parts)
        layout.addWidget(self.note)
        layout.addWidget(self.busy)
        layout.addWidget(self.fault)
        self.recolour()

    def _arrange_text(self) -> None:
        own = self._looking.own
        self.source = Segmented(
            self._desk.theme, [(PINNED, self.tr("Pinned")), (OWN, self.tr("Your own text"))]
        )
        self.source.setAccessibleName(self.tr("Which text is looked at"))
        self.source.set_tip(PINNED, self.tr("A sentence the run looked at while it learned"))
        self.source.set_tip(OWN, self.tr("Any text; the checkpoint nearest to the step reads it"))
        self.source.choose(OWN if own.chosen else PINNED)
        self.source.chosen.connect(lambda value: self._choose(value == OWN))
        self.sentence = ElidingCombo()
        self.sentence.setAccessibleName(self.tr("Pinned sentence"))
        self.sentence.activated.connect(self._looking.recorded.choose_sentence)
        first, second = split_pair(own.text)
        self.first, self.second = QLineEdit(first), QLineEdit(second or "")
        self.first.setPlaceholderText(self.tr("Type a text; [MASK] hides a word"))
        self.first.setAccessibleName(self.tr("Your own text"))
        self.second.setPlaceholderText(self.tr("A second passage, for a pair"))
        self.second.setAccessibleName(self.tr("Second passage"))
        for field in (self.first, self.second):
            field.textEdited.connect(lambda _text: self._pause.start())
            field.returnPressed.connect(self._ask)
        self.pair = QToolButton()
        self.pair.setText("A + B")
        self.pair.setCheckable(True)
        self.pair.setChecked(second is not None)
        self.pair.setToolTip(tip_html(self.tr("Look at two passages as a pair")))
        self.pair.setAccessibleName(self.tr("Pair"))
        self.pair.toggled.connect(lambda _on: self._pair_switched())
        self._text = QWidget()
        row = QHBoxLayout(self._text)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.source)
        for part in (self.sentence, self.first, self.second):
            row.addWidget(part, 1)
        row.addWidget(self.pair)
        self.note = label("", "dim", wrap=True)

    def _arrange_sides(self) -> None:
        names = {
            "trunk": self.tr("Encoder"),
            "decoder": self.tr("Decoder"),
            "cross": self.tr("Cross"),
        }
        self.side = Segmented(self._desk.theme, list(names.items()))
        self.side.setAccessibleName(self.tr("Side of the model"))
        self.side.set_tip("trunk", self.tr("What is read looks at what is read"))
        self.side.set_tip("decoder", self.tr("What is written looks at what was written before"))
        self.side.set_tip(
            "cross", self.tr("What is written looks at what is read"), "Vaswani et al. 2017"
        )
        self.side.chosen.connect(self._looking.choice.choose_side)
        self.only = label("", "dim")
        self.filters = FilterChips(self._desk, self._looking)
        self._sides = QWidget()
        row = QHBoxLayout(self._sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        for part in (self.only, self.side, self.filters):
            row.addWidget(part)

    # what is shown

    def redraw(self) -> None:
        """Follow the choices, and the text that is seen."""
        looking, own = self._looking, self._looking.own
        self.source.choose(OWN if own.chosen else PINNED)
        self.sentence.setVisible(not own.chosen)
        for part in (self.first, self.pair):
            part.setVisible(own.chosen)
        self.second.setVisible(own.chosen and self.pair.isChecked())
        probe = looking.recorded.probe
        if probe is not None:
            sentences = [sentence.sentence for sentence in probe.sentences]
            self.sentence.offer(sentences, looking.recorded.sentence)
        self._redraw_side(looking.seen)
        self.filters.redraw()
        self._tell(looking.seen)
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        beside = self._sides.sizeHint().width() + LEAST <= self.width()
        way = Way.LeftToRight if beside else Way.TopToBottom
        if way is not self._parts.direction():
            self._parts.setDirection(way)

    def minimumSizeHint(self) -> QSize:
        parts = (self._text, self._sides)
        widest = max(part.minimumSizeHint().width() for part in parts)
        return QSize(widest + 24, super().minimumSizeHint().height())

    def _redraw_side(self, seen: SentenceProbe | None) -> None:
        sides = seen.sides if seen is not None else ("trunk",)
        self.side.offer(sides)
        self.side.setVisible(len(sides) > 1)
        self.side.choose(self._looking.side)
        causal = seen is not None and len(sides) == 1 and looks_back_only(seen.attention)
        self.only.setVisible(causal)
        self.only.setText(self.tr("Decoder"))
        self.only.setToolTip(
            tip_html(self.tr("A causal model: every token looks at itself and those before it"))
        )

    def _tell(self, seen: SentenceProbe | None) -> None:
        """What is missing, was cut, or is no word to the model."""
        words = []
        if self._looking.own.chosen and not self._desk.checkpoints:
            words.append(self.tr("A text of your own needs a checkpoint: the first is saved soon."))
        elif seen is not None:
            if not self._looking.own.chosen and self._looking.recorded.missing:
                later = self.tr("“{text}” was pinned later: another sentence is shown.")
                words.append(later.format(text=self._looking.recorded.missing))
            unknown = sum(token in UNKNOWN for token in seen.tokens)
            if seen.left_out:
                cut = self.tr(
                    "%n token(s) at the end were cut: the model has no room for them.",
                    "",
                    seen.left_out,
                )
                words.append(cut)
            if unknown:
                lacks = self.tr(
                    "%n token(s) are unknown: the vocabulary has no pieces for them.", "", unknown
                )
                words.append(lacks)
        self.note.setText(sentences(*words))
        self.note.setVisible(bool(words))

    def recolour(self) -> None:
        """Follow the theme."""
        theme = self._desk.theme
        self.source.set_theme(theme)
        self.side.set_theme(theme)
        self.filters.recolour()

    # what is asked

    def show_text(self, text: str) -> None:
        """Look at a text that was typed elsewhere; a pair has “ [SEP] ” between its passages."""
        first, second = split_pair(text)
        self.first.setText(first)
        self.second.setText(second or "")
        self.pair.setChecked(second is not None)
        self.source.choose(OWN)
        self._choose(own=True)

    def _choose(self, own: bool) -> None:
        self.fault.clear()
        self._looking.own.choose(own)
        self._ask()
        if own:
            self.first.setFocus()

    def _pair_switched(self) -> None:
        self.redraw()
        if self.pair.isChecked():
            self.second.setFocus()
        self._ask()

    def _ask(self) -> None:
        self._pause.stop()
        second = self.second.text().strip() if self.pair.isChecked() else ""
        text = self.first.text()
        self._looking.own.type(as_one(text, second or None))
        self._looking.ask_own()

    def _fail(self, error: Exception) -> None:
        self.fault.show_error(error, self.tr("Looking at your text"))

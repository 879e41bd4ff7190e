"""The tokenizer: how text is cut, tried on a sentence of the person's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from studio import engine_calls
from studio.beginnings import first_sentences
from studio.reading import SECTIONS, has_words, kinds_read
from studio.views.data.kept_tokenizer import KeptTokenizer
from studio.views.data.piece_words import facts_words, piece_chips, words_lacking
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.columns import Columns
from studio.widgets.fault_box import FaultBox
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.widgets.token_strip import TokenStrip

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.engine_calls import SentencePieces, TokenizerFacts
    from studio.jobs import Job

WAIT = 200  # ms of quiet before a sentence is cut
BESIDE = 560  # pixels that form and sentence need beside one another
LEFT = 420  # pixels the form takes at most
REACH = {"tokenizer.vocabulary": (512.0, 65_536.0)}


class TokenizerCard(Card):
    """Kind and size of the vocabulary at the left, the sentence in pieces at the right."""

    followed = Signal(str)  # the fingerprint of the recipe's tokenizer, "" before it is there

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Tokenizer"))
        self._desk = desk
        self._training: Job | None = None
        self._cutting: Job | None = None
        self._kept = KeptTokenizer(desk.jobs, self)
        self._kept.found.connect(self._take_kept)
        self._trained: dict[str, Any] | None = None  # the recipe parts it was trained for
        self.facts: TokenizerFacts | None = None
        self.fields: RecipeFields | None = None
        columns = Columns(BESIDE)
        columns.set_gap(24)
        self._left = QVBoxLayout()
        self._waiting = label(self.tr("Loading the form…"), "dim")
        self._left.addWidget(self._waiting)
        left = QWidget()
        left.setMaximumWidth(LEFT)
        left.setLayout(self._left)
        self._left.setContentsMargins(0, 0, 0, 0)
        right = QWidget()
        right.setLayout(self._right())
        columns.add(left, 1, 0)
        columns.add(right, 1, 148)
        self.body.addWidget(columns, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self._cut)
        desk.draft.changed.connect(self._draft_changed)
        desk.draft.faults_changed.connect(self._follow)
        desk.theme_changed.connect(self._recolour)
        desk.form_ready.connect(self._build)
        self._build()
        self._follow()

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._own = bool(self._desk.settings.option("sentence", ""))
        self.sentence = QLineEdit(self._remembered())
        self.sentence.setPlaceholderText(self.tr("A sentence of your own"))
        self.sentence.setAccessibleName(self.tr("Your sentence"))
        self.sentence.setMaxLength(2000)
        self.sentence.setCursorPosition(0)
        self.sentence.textChanged.connect(lambda: self._quiet.start())
        self.train_button = QPushButton(self.tr("Train tokenizer"))
        self.train_button.clicked.connect(self.train)
        self.add_to_header(self.train_button)
        column.addWidget(self.sentence)
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.strip = TokenStrip(self._desk.theme)
        self.strip.set_clickable(False)
        self.strip.setAccessibleName(self.tr("Your sentence in tokens"))
        inside = QWidget()
        chips = QVBoxLayout(inside)
        chips.setContentsMargins(0, 0, 8, 0)
        chips.addWidget(self.strip)
        chips.addStretch(1)
        self.told = label("", "dim", wrap=True)
        for part in (self.busy, self.fault):
            column.addWidget(part)
        column.addWidget(ScrollColumn(inside), 1)
        column.addWidget(self.told)
        return column

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        specs = form.section("tokenizer").fields
        self.fields = RecipeFields(
            self._desk.theme, self._desk.draft, specs, reaches=REACH, fold=False
        )
        self._waiting.hide()
        for changed in (self._desk.draft.changed, self._desk.draft.faults_changed):
            changed.connect(self._show_case)  # after the form has shown the draft
        self._left.addWidget(self.fields)
        self._left.addStretch(1)
        self._follow()

    # which tokenizer is meant

    def _wanted(self) -> dict[str, Any]:
        """The parts of the recipe that decide the tokenizer."""
        draft = self._desk.draft
        sections = (*SECTIONS.values(), "tokenizer")
        resolved = {name: draft.resolved.get(name, {}) for name in sections}
        for name, table in resolved.items():
            own = draft.value(name, {})
            resolved[name] = {**table, **(own if isinstance(own, dict) else {})}
        file = resolved["tokenizer"].get("file")
        if file:  # nothing of the text decides what it holds
            return {"tokenizer": {"file": file}}
        return {**resolved, "reads": kinds_read(self._desk)}

    @property
    def ready(self) -> bool:
        """Whether the tokenizer of the recipe as it stands is there."""
        return self.facts is not None and self._trained == self._wanted()

    @property
    def fingerprint(self) -> str:
        """Of the tokenizer of the recipe as it stands; "" before it is there."""
        return self.facts.fingerprint if self.facts is not None and self.ready else ""

    def _in_the_way(self) -> str:
        """Why there can be no tokenizer yet; "" where nothing hinders it."""
        if self._desk.form is None:
            return self.tr("The engine is still loading.")
        wanted = self._wanted()
        if not has_words(self._desk) and not wanted["tokenizer"].get("file"):
            return words_lacking(kinds_read(self._desk))
        if any(
            fault.place.startswith((*SECTIONS.values(), "tokenizer"))
            for fault in self._desk.draft.faults
        ):
            return self.tr("Mend the marked fields first.")
        return ""

    def _draft_changed(self, _key: str) -> None:
        self._follow()

    def _follow(self) -> None:
        """Show what the draft says now: buttons, and whether the pieces still hold."""
        hindrance = self._in_the_way()
        from_file = bool(self._wanted()["tokenizer"].get("file"))
        self.train_button.setText(
            self.tr("Open tokenizer") if from_file else self.tr("Train tokenizer")
        )
        idle = self._training is None and self._desk.draft.checked
        self.train_button.setEnabled(idle and not hindrance and not self.ready)
        self.train_button.setToolTip(
            tip_html(
                hindrance
                or self.tr(
                    "Learns the vocabulary from your text now. Training does so by itself "
                    "when it has not happened before."
                )
            )
        )
        if self.fields is not None:
            for key, row in self.fields.rows.items():
                row.editor.setEnabled(key == "tokenizer.file" or not from_file)
            self._show_case()
        self.followed.emit(self.fingerprint)
        if self.ready:
            self._tell_facts()
            return
        if idle and not hindrance and self.isVisible():
            self._kept.look(self._desk.draft.data(), self._wanted())
        if self.facts is not None:
            self.told.setText(
                self.tr("The recipe has changed: these pieces are of the one before.")
            )
        else:
            self.told.setText(
                hindrance or self.tr("Train the tokenizer to see your sentence in its pieces.")
            )

    def _show_case(self, *_: object) -> None:
        """What the opened file does with capitals, where the form cannot decide it."""
        assert self.fields is not None
        row, facts = self.fields.rows.get("tokenizer.lowercase"), self.facts
        if row is None or facts is None or facts.lowercase is None or not self.ready:
            return
        if self._wanted()["tokenizer"].get("file"):
            row.editor.show_value(facts.lowercase)

    # one that is there already

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._kept.stop()

    def _take_kept(self, facts: TokenizerFacts, parts: dict[str, Any]) -> None:
        if parts == self._wanted():
            self.facts, self._trained = facts, parts
            self._cut()
            self._follow()

    # training it

    def train(self) -> None:
        """Learn the vocabulary, or open the file."""
        if self._in_the_way() or self._training is not None or not self._desk.draft.checked:
            return
        data, wanted = self._desk.draft.data(), self._wanted()

        def done(facts: TokenizerFacts) -> None:
            self.facts, self._trained = facts, wanted
            self._cut()

        self.fault.clear()
        self._kept.stop()
        self._training = self._desk.jobs.run(
            lambda control, progress: engine_calls.train_tokenizer(data, control, progress),
            title=self.tr("Training the tokenizer"),
            then=done,
            failed=lambda error: self.fault.show_error(error),
        )
        self._training.ended.connect(self._trained_or_not)
        self.busy.follow(self._training)
        self._follow()

    def _trained_or_not(self) -> None:
        self._training = None
        self._follow()

    # the sentence

    def offer(self, text: str) -> None:
        """Cut a sentence of this text, where the person typed none."""
        words = first_sentences(text, count=1)
        if words and not self._own and not self.sentence.isModified():
            self.sentence.setText(words)
            self.sentence.setCursorPosition(0)

    def _remembered(self) -> str:
        stored = self._desk.settings.option("sentence", "")
        return stored or self.tr("She opened the door and looked out at the garden.")

    def _cut(self) -> None:
        """Cut the sentence anew; before there is a tokenizer nothing happens."""
        text = self.sentence.text()
        if self.sentence.isModified():
            self._own = True
            self._desk.settings.set_option("sentence", text)
        if not self.ready:
            return
        if self._cutting is not None:
            self._cutting.cancel()
        data = self._desk.draft.data()
        self._cutting = self._desk.jobs.run(
            lambda control, progress: engine_calls.tokenize_sentence(data, text, control, progress),
            title=self.tr("Cutting the sentence"),
            then=self._show,
            failed=lambda error: self.fault.show_error(error),
        )

    def _show(self, pieces: SentencePieces) -> None:
        self.strip.show_chips(piece_chips(pieces))
        self._follow()

    def _tell_facts(self) -> None:
        assert self.facts is not None
        self.told.setText(facts_words(self.facts, self.sentence.text(), self.strip.chips))

    def _recolour(self) -> None:
        self.strip.set_theme(self._desk.theme)
        if self.fields is not None:
            self.fields.set_theme(self._desk.theme)

"""The pair the row is made of: the person's own, else one of their files."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from engine.corpus.own_pair import OwnPair
from studio.pair_draws import any_pair
from studio.reading import is_named
from studio.sample_pairs import pairs_in_force
from studio.views.objective.label_choice import LabelChoice
from studio.views.objective.own_text import HEIGHT
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.jobs import Job

ACROSS, DOWN = 10, 4


class PairText(QWidget):
    """A passage above the other, and the label; what is typed is there again in the next window."""

    edited = Signal()  # by whoever
    began = Signal(object)  # the Job that reads the files
    settled = Signal()  # a pair has come

    def __init__(self, desk: Desk, kind: str) -> None:
        """`kind` is "labelled" or "parallel"."""
        super().__init__()
        self._desk, self._kind, self._option = desk, kind, f"objective.{kind}"
        kept = _kept(desk.settings.option(self._option, []))
        self._own = kept is not None
        self._filling = False
        self._read_of: dict[str, Any] | None = None  # the files that were asked for
        self._pair = OwnPair(*(kept or ("", "", "")))  # the fields have what was typed since
        self._job: Job | None = None
        self.waiting = False
        self._chance = Random()
        self.label = LabelChoice(desk.theme, self)
        self.label.chosen.connect(self._keep)
        self.hint = ElidingLabel(
            "", "hint"
        )  # one that wraps makes the page ask for too much height
        self.first, self.second = self._passages()
        self._show(self._pair)
        self._lay_out()
        self._tell()
        desk.theme_changed.connect(self._recolour)

    # the parts

    def _passages(self) -> tuple[QPlainTextEdit, QPlainTextEdit]:
        if self._kind == "labelled":
            return (
                self._field(
                    self.tr("Premise (A)"),
                    self.tr("What is taken as true: “A girl reads on the train.”"),
                ),
                self._field(
                    self.tr("Hypothesis (B)"),
                    self.tr("Does it follow from A? “The girl is travelling.” does."),
                ),
            )
        return (
            self._field(
                self.tr("Source"),
                self.tr("A sentence in the language you have: “The boats went out.”"),
            ),
            self._field(
                self.tr("Target"),
                self.tr("The same in the language you want: “Die Boote fuhren hinaus.”"),
            ),
        )

    def _field(self, words: str, teaches: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(words)
        field.setPlaceholderText(teaches)
        field.setToolTip(tip_html(teaches))
        field.setTabChangesFocus(True)
        field.setFixedHeight(HEIGHT)
        field.textChanged.connect(self._keep)
        return field

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(ACROSS)
        grid.setVerticalSpacing(DOWN)
        grid.setColumnStretch(1, 1)
        for line, field in enumerate((self.first, self.second)):
            grid.addWidget(label(field.accessibleName(), "dim"), line, 0)
            grid.addWidget(field, line, 1)
        if self._kind == "labelled":
            name = label(self.tr("Label"), "dim")
            self.label.setAccessibleName(name.text())
            self.label.setToolTip(
                tip_html(self.tr("What a person said of the two: one of the labels in the files."))
            )
            grid.addWidget(name, 2, 0)
            grid.addWidget(self.label, 2, 1)
        else:
            self.label.hide()
        grid.addWidget(self.hint, 3, 0, 1, 2)

    # what stands in them

    def words(self) -> OwnPair:
        """The pair as it stands here."""
        first, second = self.first.toPlainText(), self.second.toPlainText()
        return replace(self._pair, first=first, second=second, label=self.label.value)

    @property
    def filled(self) -> bool:
        """Whether both passages have words."""
        pair = self.words()
        return bool(pair.first.strip() and pair.second.strip())

    def follow(self) -> None:
        """Show a pair of the files, where the person typed none; `settled` follows.

        The files are read for a typed one too: they say which labels there are.
        """
        if pairs_in_force(self._desk.draft, self._kind) != self._read_of:
            self._ask(0)

    def take_another(self) -> None:
        """Put another pair here, by chance; undo brings the old passages back."""
        self._own = False
        self._ask(self._chance.randrange(2**32))

    def _ask(self, number: int) -> None:
        if self._job is not None:
            self._job.cancel()  # or its answer might come after the next one's
        self._read_of, self.waiting = pairs_in_force(self._desk.draft, self._kind), True
        kind, given, shown = self._kind, self._read_of, self.words()
        self._tell()
        self._job = self._desk.jobs.run(
            lambda control, progress: any_pair(kind, given, number, shown, control, progress),
            title=self.tr("Looking for pairs"),
            then=self._take,
            failed=lambda _error: self._take(None),  # the Data page says what is wrong with it
        )
        self.began.emit(self._job)

    def give_up(self) -> None:
        """The person cancelled the reading: what stands here stays."""
        self._job, self.waiting = None, False

    def _take(self, pair: OwnPair | None) -> None:
        self._job, self.waiting = None, False
        if pair is not None:
            own = self.words()
            self._pair = pair
            self._show(replace(own, classes=pair.classes) if self._own else pair)
            if not self._own:
                self._desk.settings.set_option(self._option, [])
        self.settled.emit()

    def _show(self, pair: OwnPair) -> None:
        self._filling = True
        for field, words in ((self.first, pair.first), (self.second, pair.second)):
            if field.toPlainText() != words:
                cursor = field.textCursor()
                cursor.select(QTextCursor.SelectionType.Document)
                cursor.insertText(words)
        self.label.offer(pair.classes, pair.label)
        self._filling = False
        self.edited.emit()

    def _keep(self) -> None:
        if self._filling:
            return
        self._own = True
        pair = self.words()
        self._desk.settings.set_option(self._option, [pair.first, pair.second, pair.label])
        self.edited.emit()

    def _tell(self) -> None:
        """Whose pairs these are, where they are not the person's."""
        named = is_named(self._desk.draft, self._kind)
        words = self.tr("From our sample pairs, until you name your own on the Data page.")
        self.hint.setText("" if named else words)
        self.hint.setVisible(not named)

    def _recolour(self) -> None:
        self.label.set_theme(self._desk.theme)


def _kept(kept: list[Any]) -> tuple[str, str, str] | None:
    """What was typed in another window; None where nothing was."""
    if len(kept) != 3 or not all(isinstance(part, str) for part in kept):
        return None
    first, second, chosen = kept
    return (first, second, chosen) if first or second else None

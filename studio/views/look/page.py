"""The Look page: all heads, one of them large, and the film of how they formed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from studio.views.look.film_card import FilmCard
from studio.views.look.heads_card import HeadsCard
from studio.views.look.looking import Looking
from studio.views.look.text_row import TextRow
from studio.views.look.view_card import ViewCard
from studio.widgets.columns import Columns
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun

GAP, MARGIN = 12, 16


class Page(QWidget):
    """Alt+Left and Alt+Right move between recorded steps, the arrow keys between heads."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.looking = Looking(desk, self)
        self.recorded = self.looking.recorded
        self.text = TextRow(desk, self.looking)
        self.heads = HeadsCard(desk, self.looking)
        self.views = ViewCard(desk, self.looking)
        self.film = FilmCard(desk, self.looking)
        self.fault = FaultBox()
        self.empty = EmptyState("", "")
        self.empty.asked.connect(lambda: desk.go_to.emit("train"))
        self.faces = _Faces()
        self.faces.addWidget(self.empty)
        self.faces.addWidget(self._looking())
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.text)
        column.addWidget(self.fault)
        column.addWidget(self.faces, 1)
        self._connect()
        self.redraw()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Look")

    def _looking(self) -> QWidget:
        right = QWidget()
        one = QVBoxLayout(right)
        one.setContentsMargins(0, 0, 0, 0)
        one.setSpacing(GAP)
        one.addWidget(self.views, 64)
        one.addWidget(self.film, 36)
        columns = Columns()
        columns.add(self.heads, 40, 520)
        columns.add(right, 60, 640)
        return columns

    def _connect(self) -> None:
        desk = self._desk
        self.looking.changed.connect(self._redraw_if_visible)
        self.looking.compared.failed.connect(
            lambda error: self.fault.show_error(error, self.tr("Comparing two steps"))
        )
        self.recorded.changed.connect(self.fault.clear)
        self.recorded.steps_changed.connect(self._redraw_if_empty)
        self.recorded.failed.connect(
            lambda error: self.fault.show_error(error, self.tr("Reading a recorded step"))
        )
        self.views.enlarged.connect(self._enlarge)
        self._enlarge(self.views.large.isChecked())
        self.looking.own.asker.began.connect(self._redraw_if_empty)
        self.looking.own.failed.connect(self._redraw_if_empty)
        desk.shown_changed.connect(self._redraw_if_visible)
        desk.live.advanced.connect(self._advance)
        desk.form_ready.connect(self._redraw_if_visible)
        desk.checkpoints_changed.connect(self._redraw_if_empty)
        desk.theme_changed.connect(self._recolour)
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda by=by: self.film.step_by(by))

    def _enlarge(self, on: bool) -> None:
        """Let the view have the page for itself, or with all heads and the film."""
        self.heads.setVisible(not on)
        self.film.setVisible(not on)

    def redraw(self) -> None:
        """Show what is chosen, or say what is missing."""
        run, seen = self.recorded.run, self.looking.seen
        self.faces.setCurrentIndex(0 if seen is None else 1)
        own = self.looking.own.chosen or bool(self._desk.checkpoints)
        self.text.setVisible(run is not None and (seen is not None or own))
        self.text.redraw()
        if seen is None:
            self._say_what_is_missing(run)
        else:
            self.heads.redraw()
            self.views.redraw()
            self.film.redraw()

    def _say_what_is_missing(self, run: ShownRun | None) -> None:
        if run is None:
            self.empty.say(
                self.tr("No run to look into"),
                self.tr("Start a run, or choose one above; its heads are recorded as it learns."),
                self.tr("Go to Train"),
            )
        elif self.looking.own.chosen:
            self.empty.say(*self._own_missing())
        elif run.is_live:
            self.empty.say(
                self.tr("The first look comes soon"),
                self.tr("The heads are recorded every few steps, as soon as training begins."),
            )
        elif self.recorded.wished is not None or not self.recorded.read:
            self.empty.say(self.tr("Reading the recorded steps…"), "")
        elif self.recorded.spoiled:
            self.empty.say(
                self.tr("None of the recorded steps can be read"),
                self.tr("A text of your own can still be looked at, where a checkpoint is whole."),
            )
        else:
            self.empty.say(
                self.tr("Nothing was recorded"),
                self.tr("{name} ended before its first look, or had no room to keep one.").format(
                    name=run.name
                ),
                self.tr("Go to Train"),
            )

    def _own_missing(self) -> tuple[str, str]:
        if not self.looking.own.text.strip():
            return self.tr("Type a text above"), self.tr("The model reads it while you type.")
        if not self._desk.checkpoints:
            return self.tr("No checkpoint yet"), self.tr("One is needed to read your text.")
        if self.looking.own.refused:
            return self.tr("Your text was not looked at"), self.tr(
                "What is in its way stands above."
            )
        return self.tr("Looking at your text…"), ""

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.looking.wake(True)
        self.redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.film.rest()
        self.looking.wake(False)

    def _advance(self) -> None:
        run = self.recorded.run
        if self.isVisible() and run is not None and run.is_live and self.looking.seen is not None:
            self.film.redraw()

    def _redraw_if_empty(self) -> None:
        if self.looking.seen is None:
            self._redraw_if_visible()

    def _redraw_if_visible(self) -> None:
        if self.isVisible():
            self.redraw()

    def _recolour(self) -> None:
        for card in (self.text, self.heads, self.views, self.film):
            card.recolour()
        self._redraw_if_visible()


class _Faces(QStackedWidget):
    """What stands beneath a text or a fault: it takes what room they leave, and asks for little."""

    def hasHeightForWidth(self) -> bool:
        return False  # or the scroll area would grow the page to its favourite height

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """Of the face that is shown: the other may be far larger."""
        shown = self.currentWidget()
        return super().minimumSizeHint() if shown is None else shown.minimumSizeHint()

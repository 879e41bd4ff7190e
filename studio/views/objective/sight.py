"""What the model sees: the person's own words as the trainer will read them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QToolButton, QVBoxLayout, QWidget

from studio.icons import icon
from studio.reading import PAIRS, has_words
from studio.views.objective.no_row import NoRow, fault_of_the_row, mended_on
from studio.views.objective.own_words import OwnWords
from studio.views.objective.row_drawing import RowDrawing
from studio.views.objective.row_view import RowView
from studio.views.objective.run_place import RunPlace
from studio.views.objective.sliders import Sliders
from studio.views.objective.task_switch import TaskSwitch
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label
from studio.wording import fault_words

if TYPE_CHECKING:
    from engine.objectives.picture import RowPicture
    from engine.recipe.form import RecipeForm
    from studio.desk import Desk
    from studio.jobs import Job

LEAST = 120  # pixels of the row and its sliders, the rest scrolls
SLOW = 300  # ms until work under way is shown as such


class SightCard(Card):
    """Draws one row of the recipe from a text, and again whenever either changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("What the model sees"))
        self._desk = desk
        self.picture: RowPicture | None = None
        self._asked_of = self._picture_of = frozenset[str]()  # the objectives drawn, and shown
        self._add_buttons()
        self.empty = NoRow(desk.draft)
        self.empty.asked.connect(self._empty_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._row_page())
        self.body.addWidget(self._pages, 1)
        self._hindered = False  # the row shown is not that of the recipe
        self._slow_job: Job | None = None
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(SLOW)
        self._show_words()
        self._listen()
        self._recolour()

    # the parts

    def _add_buttons(self) -> None:
        self.other = self._button("", "")
        self.other.clicked.connect(self._take_another)
        self.again = self._button(
            self.tr("Another draw"),
            self.tr("The same text with other places hidden, as in the next epoch."),
        )
        self.again.clicked.connect(self.draw_another)

    def _button(self, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setText(words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setToolTip(tip_html(tip))
        self.add_to_header(button)
        return button

    def _row_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.words = OwnWords(self._desk)
        self.text = self.words.text
        self.drawing = RowDrawing(self._desk, self.words.words, self)
        self.busy = BusyBar()
        self.fault = FaultBox()
        self.tasks = TaskSwitch(self._desk)
        self.note = label("", "warn", wrap=True)
        self.note.hide()
        self.old = label(self.tr("Still the row from before your last change."), "dim", wrap=True)
        self.old.hide()
        self.place = RunPlace()
        for part in (
            self.words,
            self.tasks,
            self.place,
            self.note,
            self.busy,
            self.fault,
            self.old,
        ):
            column.addWidget(part)
        self.sliders = Sliders(self._desk)
        self.fields = self.sliders.fields
        self.rows = RowView(self._desk.theme, self.sliders)
        area = ScrollColumn(self.rows)
        area.setMinimumHeight(LEAST)
        self.rows.hide()  # nothing is drawn yet
        column.addWidget(area, 1)
        return page

    def _listen(self) -> None:
        drawing, draft = self.drawing, self._desk.draft
        self.words.edited.connect(self._words_changed)
        self.words.began.connect(self._show_if_slow)
        self.words.settled.connect(drawing.wait)
        self.busy.cancelled.connect(self._decline)
        self.tasks.chosen.connect(self._take_task)
        self.place.chosen.connect(self._take_progress)
        draft.changed.connect(self._changed)
        draft.faults_changed.connect(drawing.wait)
        drawing.quiet.connect(self.refresh)
        drawing.began.connect(self._began)
        drawing.first.connect(self._show)
        drawing.drawn.connect(self._show_all)
        drawing.failed.connect(self.fault.show_error)
        self._slow.timeout.connect(self._show_slow)
        self._desk.theme_changed.connect(self._recolour)

    def build(self, form: RecipeForm) -> None:
        """Make the sliders, now that it is known which there are."""
        self.sliders.build(form)

    def show_fields(self, objectives: set[str]) -> None:
        """Show the sliders of these objectives."""
        self.sliders.show_only(objectives)

    def show_tasks(self, tasks: Sequence[tuple[str, ...]]) -> None:
        """Offer the rows of objectives that take turns, one at a time."""
        self.tasks.offer(tasks)
        if self.drawing.task != self.tasks.task:
            self._take_task(self.tasks.task)

    def _show_words(self) -> None:
        """Ask for what the task shown reads: sentences, or a pair."""
        if self.words.show_what_is_read(self.drawing.task) in PAIRS:
            words = self.tr("Another pair")
            tip = self.tr("Another pair of the files, by chance.")
        else:
            words = self.tr("Another sentence")
            tip = self.tr("Other sentences of the corpus, by chance.")
        self.other.setText(words)
        self.other.setToolTip(tip_html(tip))

    def set_fields_theme(self, _theme: object) -> None:
        """Follow another set of colours."""
        self.sliders.follow_theme()

    # drawing the row

    def draw_another(self) -> None:
        """The same text, other places."""
        self.drawing.draw += 1
        self.drawing.declined = ""
        self._hurry()
        self.refresh()

    def _take_another(self) -> None:
        self.words.take_another()

    def _take_task(self, task: str) -> None:
        self.drawing.task = task
        self._show_words()
        self._hurry()
        self.drawing.wait()

    def _take_progress(self, progress: float) -> None:
        self.drawing.progress = progress
        self._hurry()
        self.drawing.wait()

    def _changed(self, key: str) -> None:
        if self.picture is not None and self.isVisible():
            self.drawing.follow(key)

    def _words_changed(self) -> None:
        self._hurry()
        self.drawing.wait()

    def _hurry(self) -> None:
        if self.picture is not None and self.isVisible() and self.words.filled:
            self.drawing.hurry()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.drawing.wait()

    def _hindrance(self) -> str:
        """Why the row shown is not that of the recipe; "" where it is or can be."""
        fault = fault_of_the_row(self._desk.draft)
        if fault is not None:
            words = self.tr("Mend the marked fields first: {fault}.")
            return words.format(fault=fault_words(fault).rstrip("."))
        if self.drawing.declined:
            return self.tr("Cancelled: “Another draw” trains the tokenizer and draws the row.")
        return ""

    def _objectives(self) -> frozenset[str]:
        return frozenset(self._desk.draft.resolved.get("objectives", {}))

    def refresh(self) -> None:
        """Draw the row anew if anything it depends on changed."""
        draft = self._desk.draft
        if not self.isVisible() or not draft.checked:
            return
        self._show_words()
        has_text = has_words(self._desk) or bool(draft.value("tokenizer.file"))
        has_text = has_text or self.words.kind in PAIRS  # of which there are samples
        if self.drawing.declined != self.drawing.tokenizer():
            self.drawing.declined = ""
        hindrance = self._hindrance()
        known = self.picture is not None and self._picture_of == self._objectives()
        if not has_text or (hindrance and not known):
            self._pages.setCurrentIndex(0)
            self.empty.explain(hindrance, has_words=has_text)
            return
        self._pages.setCurrentIndex(1)
        self.note.setText(hindrance)
        self.note.setVisible(bool(hindrance))
        if hindrance or self._hindered:
            self._show_old(bool(hindrance))
        self._hindered = bool(hindrance)
        if hindrance:
            self.fault.clear()  # it spoke of another row
        self.words.follow()
        if not hindrance and not self.words.waiting:
            self.drawing.refresh()

    def _began(self, job: Job) -> None:
        self.fault.clear()  # it spoke of what has changed since
        self._asked_of = self._objectives()
        self._show_if_slow(job)

    def _show_if_slow(self, job: Job) -> None:
        self._slow_job = job
        self._slow.start()

    def _show_slow(self) -> None:
        """A bar for what lasts; for each move of a slider it would only flicker."""
        if self._slow_job is not None and self._slow_job.running:
            self.busy.follow(self._slow_job)
            self._show_old(self.picture is not None)
        self._slow_job = None

    def _show_old(self, old: bool) -> None:
        """Say that the row shown is no longer the recipe's, until the next one is drawn."""
        self.old.setVisible(old)
        self.rows.show_old(old)

    def _empty_asked(self) -> None:
        if self.drawing.declined and fault_of_the_row(self._desk.draft) is None:
            self.drawing.declined = ""
            self.refresh()
        else:
            self._desk.go_to.emit(mended_on(self._desk.draft))

    def _decline(self) -> None:
        self.words.give_up()
        self.drawing.decline()
        self.refresh()

    def _show_all(self, pictures: list[RowPicture]) -> None:
        self._picture_of = self._asked_of
        self._show(pictures[0])
        self.rows.show_later(pictures[1:])

    def _show(self, picture: RowPicture) -> None:
        self.fault.clear()
        self.picture = picture
        self._show_old(False)
        self.place.setVisible(picture.scheduled)
        self.rows.show_picture(picture)
        self.rows.show()

    def _recolour(self) -> None:
        theme = self._desk.theme
        self.again.setIcon(icon("again", theme))
        self.other.setIcon(icon("shuffle", theme))
        self.rows.set_theme(theme)
        self.tasks.set_theme(theme)

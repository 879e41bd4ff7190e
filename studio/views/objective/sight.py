"""What the model sees: the person's own words as the trainer will read them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio import engine_calls
from studio.icons import icon
from studio.views.objective.own_text import OwnText
from studio.views.objective.row_chips import (
    input_chips,
    legend,
    note_names,
    row_chips,
    target_chips,
)
from studio.widgets.busy_bar import BusyBar
from studio.widgets.card import Card
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.widgets.token_strip import TokenStrip
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.picture import RowPicture
    from studio.desk import Desk
    from studio.jobs import Job

PARTS = ("corpus", "tokenizer", "objectives", "model", "training.row_length")  # of the recipe
LEAST = 240  # pixels of the row and its sliders, the rest scrolls
LATER = 3  # draws shown beside the first
WAIT = 180  # ms of quiet before the row is drawn anew


class SightCard(Card):
    """Draws one row of the recipe from a text, and again whenever either changes."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("What the model sees"))
        self._desk = desk
        self._draw = 0
        self._job: Job | None = None
        self._drawn: str = ""  # what the picture shown belongs to
        self._declined = ""  # the tokenizer whose training was cancelled: asked before it begins
        self.picture: RowPicture | None = None
        self.again = QToolButton()
        self.again.setText(self.tr("Another draw"))
        self.again.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.again.setToolTip(
            tip_html(self.tr("The same text with other places hidden, as in the next epoch."))
        )
        self.again.clicked.connect(self.draw_another)
        self.add_to_header(self.again)
        self.empty = EmptyState(
            self.tr("No text yet"),
            self.tr("Tokens come from your own text. Choose some on the Data page first."),
            self.tr("Go to Data"),
        )
        self.empty.asked.connect(self._empty_asked)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.empty)
        self._pages.addWidget(self._row_page())
        self.body.addWidget(self._pages, 1)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(WAIT)
        self._quiet.timeout.connect(self.refresh)
        desk.draft.faults_changed.connect(self._quiet.start)
        desk.theme_changed.connect(self._recolour)
        self._recolour()

    # the parts

    def _row_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.text = OwnText(self._desk)
        self.text.textChanged.connect(self._quiet_start)
        self.text.settled.connect(self._quiet_start)
        self.busy = BusyBar()
        self.busy.cancelled.connect(self._decline)
        self.fault = FaultBox()
        for part in (self.text, self.busy, self.fault):
            column.addWidget(part)
        column.addWidget(self._scrolled(), 1)
        return page

    def _row_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        title = label(self.tr("The exact row"), "dim")
        title.setToolTip(
            tip_html(
                self.tr(
                    "One row as the trainer reads it: place by place, with its position and the "
                    "segment it may attend to."
                )
            )
        )
        self.note = label("", "hint")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(title)
        head.addWidget(self.note, 1)
        return head

    def _strip(self, name: str) -> TokenStrip:
        strip = TokenStrip(self._desk.theme)
        strip.set_clickable(False)
        strip.setAccessibleName(name)
        return strip

    def _scrolled(self) -> QScrollArea:
        self.input = self._strip(self.tr("Input tokens"))
        self.targets = self._strip(self.tr("Targets"))
        self.legend = self._strip(self.tr("What the marks mean"))
        self.row = self._strip(self.tr("The whole row"))
        self.later = [self._strip(self.tr("The row in a later epoch")) for _ in range(LATER)]
        self.fields = QVBoxLayout()
        self.fields.setSpacing(6)
        inside = QWidget()
        inside.setObjectName("inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(label(self.tr("Input"), "dim"))
        column.addWidget(self.input)
        column.addWidget(label(self.tr("Targets"), "dim"))
        for part in (self.targets, self.legend):
            column.addWidget(part)
        column.addLayout(self.fields)
        column.addLayout(self._row_head())
        column.addWidget(self.row)
        column.addSpacing(6)
        column.addWidget(label(self.tr("Other draws, as later epochs bring them"), "dim"))
        for strip in self.later:
            column.addWidget(strip)
            column.addSpacing(6)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setMinimumHeight(LEAST)
        area.setWidget(inside)
        return area

    # drawing the row

    def draw_another(self) -> None:
        """The same text, other places."""
        self._draw += 1
        self._declined = ""
        self.refresh()

    def _quiet_start(self) -> None:
        self._quiet.start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._quiet.start()

    def _wanted(self) -> str:
        """Everything the row depends on, as one text to compare."""
        resolved = self._desk.draft.resolved
        parts = {
            name: resolved.get(name) for name in ("corpus", "tokenizer", "objectives", "model")
        }
        row = resolved.get("training", {}).get("row_length")
        return json.dumps([parts, row, self.text.toPlainText(), self._draw], default=str)

    def _tokenizer(self) -> str:
        """What decides the tokenizer, as one text to compare."""
        resolved = self._desk.draft.resolved
        return json.dumps([resolved.get("corpus"), resolved.get("tokenizer")], default=str)

    def _hindrance(self) -> str:
        """Why the row shown is not that of the recipe; "" where it is or can be."""
        if any(fault.place.startswith(PARTS) for fault in self._desk.draft.faults):
            return self.tr("Mend the marked fields first.")
        if self._declined:
            return self.tr("Cancelled: “Another draw” trains the tokenizer and draws the row.")
        return ""

    def refresh(self) -> None:
        """Draw the row anew if anything it depends on changed."""
        draft = self._desk.draft
        if not self.isVisible() or not draft.checked:
            return
        has_text = bool(draft.value("corpus.paths")) or bool(draft.value("tokenizer.file"))
        if self._declined != self._tokenizer():
            self._declined = ""
        hindrance = self._hindrance()
        if not has_text or (hindrance and self.picture is None):
            self._explain(has_text)
            return
        self._pages.setCurrentIndex(1)
        self.set_hint(hindrance)
        self.text.follow()
        wanted = self._wanted()
        if wanted == self._drawn or hindrance or self.text.waiting:
            return
        if self._job is not None:
            self._job.cancel()
        self._drawn = wanted
        data, text, draw = draft.data(), self.text.toPlainText(), self._draw
        self._job = self._desk.jobs.run(
            lambda control, progress: engine_calls.draw_rows(
                data, text, range(draw, draw + 1 + LATER), control, progress
            ),
            title=self.tr("Drawing the row"),
            then=self._show_all,
            failed=self._failed,
        )
        self.busy.follow(self._job)

    def _hindrance_or_why(self) -> str:
        if self._declined:
            return self.tr("The row is made of tokens; the vocabulary is learned from your text.")
        return self._hindrance()

    def _explain(self, has_text: bool) -> None:
        self._pages.setCurrentIndex(0)
        if has_text:
            self.empty.say(
                self.tr("No tokenizer yet"),
                self._hindrance_or_why(),
                self.tr("Train tokenizer") if self._declined else "",
            )
        else:
            self.empty.say(
                self.tr("No text yet"),
                self.tr("Tokens come from your own text. Choose some on the Data page first."),
                self.tr("Go to Data"),
            )

    def _empty_asked(self) -> None:
        if self._declined:
            self._declined = ""
            self.refresh()
        else:
            self._desk.go_to.emit("data")

    def _decline(self) -> None:
        self._job = None
        self._drawn = ""
        self._declined = self._tokenizer()
        self.refresh()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self.fault.show_error(error)

    def _show_all(self, pictures: list[RowPicture]) -> None:
        self._job = None
        self.fault.clear()
        self._show(pictures[0])
        for strip, picture in zip(self.later, pictures[1:], strict=True):
            strip.show_chips(input_chips(picture))

    def _show(self, picture: RowPicture) -> None:
        self.picture = picture
        self.input.show_chips(input_chips(picture))
        self.targets.show_chips(target_chips(picture))
        self.legend.show_chips(legend(picture))
        self.row.show_chips(row_chips(picture), note_names(picture))
        count = self.tr("tokens: {count}").format(count=len(picture.tokens))
        self.note.setText(count)
        self.note.setToolTip(tip_html(say("objectives", picture.note)))

    def _recolour(self) -> None:
        theme = self._desk.theme
        self.again.setIcon(icon("again", theme))
        for strip in (self.input, self.targets, self.legend, self.row, *self.later):
            strip.set_theme(theme)

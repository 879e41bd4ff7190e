"""One objective to choose: a line when closed; opened, all there is to know of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.views.objective.card_details import CardDetails
from studio.widgets.colour_dot import ColourDot
from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.number_input import NumberInput, Reach
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label, set_role
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.objective import Card as Introduction
    from studio.theme import Theme

HEAVIEST = 2.0  # the slider's end; more can be typed
SCALE = 148  # pixels of a weight's slider and line
LOWEST = 34  # pixels of a closed entry


class ObjectiveCard(QFrame):
    """Ticked by its box, opened by a click anywhere else on its line or by its arrow."""

    toggled = Signal(bool)  # by the person
    weighed = Signal(float)
    opened = Signal(bool)  # by the person
    fit_asked = Signal()  # the model shall become one that can learn it
    data_asked = Signal()  # to mend on Data what is wrong with the pairs it learns from
    stepped = Signal(int)  # to the entry above (-1) or below (1)

    def __init__(
        self, theme: Theme, name: str, card: Introduction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.objective = name
        self._theme = theme
        self._card = card
        self._name = say("objectives", card.title)
        self._unfit = ""
        self._fit = ""
        self.details: CardDetails | None = None  # made when it is first opened
        self.setObjectName("entry")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 1, 6, 1)
        column.setSpacing(2)
        column.addWidget(self._head())
        column.addLayout(self._remarks())
        self._column = column
        self.show_choice(on=False, weight=1.0)

    def _head(self) -> QWidget:
        head = QWidget()
        head.setMinimumHeight(LOWEST - 2)
        head.setCursor(Qt.CursorShape.PointingHandCursor)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.box = QCheckBox()
        self.box.setCursor(Qt.CursorShape.ArrowCursor)
        self.box.setAccessibleName(self._name)
        self.box.toggled.connect(self.toggled.emit)
        self.dot = ColourDot(self._theme.objective_colour(self.objective))
        self.name = label(self._name, "name")
        self.line = ElidingLabel(say("objectives", self._card.lines[0]), "dim")
        self.arrow = QToolButton()
        self.arrow.setCheckable(True)
        self.arrow.setAutoRaise(True)
        self.arrow.setArrowType(Qt.ArrowType.RightArrow)
        self.arrow.setFixedSize(QSize(26, 26))
        self.arrow.setAccessibleName(self.tr("Details of {objective}").format(objective=self._name))
        self.arrow.clicked.connect(lambda on: self.opened.emit(on))
        for button in (self.box, self.arrow):
            button.installEventFilter(self)  # buttons keep the arrow keys to themselves
        for part in (self.box, self.dot, self.name):
            row.addWidget(part)
        row.addWidget(self.line, 1)
        row.addWidget(self._scale())
        row.addWidget(self.arrow)
        self.head = head
        return head

    def _remarks(self) -> QHBoxLayout:
        """What is wrong with it, and where that is mended."""
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 0, 0)
        self.fault = label("", "bad", wrap=True)
        self.fault.setContentsMargins(0, 0, 0, 4)
        self.to_data = QPushButton(self.tr("Go to Data"))
        self.to_data.setProperty("kind", "link")
        self.to_data.clicked.connect(self.data_asked.emit)
        row.addWidget(self.fault, 1)
        row.addWidget(self.to_data, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self.fault, self.to_data):
            part.hide()
        return row

    def _scale(self) -> QWidget:
        self.weight = NumberInput(whole=False, reach=Reach(0.0, HEAVIEST))
        self.weight.setFixedWidth(SCALE)
        self.weight.line.setMaximumWidth(56)
        self.weight.edited.connect(self._weighed)
        self.show_pointed(False)
        return self.weight

    # what is shown

    @property
    def is_open(self) -> bool:
        """Whether the whole card is in sight."""
        return self.arrow.isChecked()

    def show_open(self, open_: bool) -> None:
        """Fold out or in; reports nothing."""
        self.arrow.setChecked(open_)
        arrow = Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow
        self.arrow.setArrowType(arrow)
        self.line.setVisible(not open_)
        if open_ and self.details is None:
            self.details = CardDetails(self._theme, self.objective, self._card)
            self.details.fit_asked.connect(self.fit_asked.emit)
            self.details.show_unfit(self._unfit, self._fit)
            self._column.addWidget(self.details)
        if self.details is not None:
            self.details.setVisible(open_)
        stretch = self.head.layout()
        assert isinstance(stretch, QHBoxLayout)
        stretch.setStretchFactor(self.name, 1 if open_ else 0)
        self._frame()

    def show_choice(self, *, on: bool, weight: float) -> None:
        """Show whether it is chosen, and how heavily; reports nothing."""
        blocked = self.box.blockSignals(True)
        self.box.setChecked(on)
        self.box.blockSignals(blocked)
        self.weight.show_value(weight)
        self.weight.setVisible(on)
        self._allow()
        self._frame()

    def show_pointed(self, pointed: bool) -> None:
        """Whether points over the budget are followed: then the weight here changes nothing."""
        words = (
            self.tr("Its points over the budget are followed instead: see below.")
            if pointed
            else self.tr("Weight: how much this loss counts in the sum of the losses.")
        )
        self.weight.setEnabled(not pointed)
        self.weight.setToolTip(tip_html(words))
        name = self.tr("Weight of {objective}").format(objective=self._name)
        self.weight.name(name, words if pointed else "")

    def show_unfit(self, reason: str, words: str) -> None:
        """Why the model cannot learn it, and what the button that mends that says; "": it can."""
        self._unfit, self._fit = reason, words
        if self.details is not None:
            self.details.show_unfit(reason, words)
        self._allow()

    def _allow(self) -> None:
        """One that cannot be learned can be switched off, but not on."""
        able = not self._unfit or self.box.isChecked()
        self.box.setEnabled(able)
        self.name.setEnabled(able)
        told = self._unfit or self.tr("Train with this objective")
        self.box.setToolTip(tip_html(told))
        self.box.setAccessibleDescription(
            f"{self.line.text()} {self._unfit}".strip() if self._unfit else self.line.text()
        )
        self.head.setToolTip(tip_html(self._unfit))

    def show_fault(self, words: str, *, on_data: bool = False) -> None:
        """Say what is wrong with it; "" when nothing is. What is mended `on_data` is a hint."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words))
        set_role(self.fault, "dim" if on_data else "bad")
        self.to_data.setVisible(bool(words) and on_data)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        self.dot.set_colour(theme.objective_colour(self.objective))
        if self.details is not None:
            self.details.set_theme(theme)
        self._frame()

    def _frame(self) -> None:
        on, open_ = self.box.isChecked(), self.is_open
        edge = self._theme.accent if on else self._theme.line if open_ else "transparent"
        ground = self._theme.raised if on and not open_ else "transparent"
        sheet = (
            f"QFrame#entry {{ background: {ground}; border: 1px solid {edge};"
            " border-radius: 8px; }"
        )
        if sheet != self.styleSheet():  # reading one anew costs more than the move of a slider may
            self.setStyleSheet(sheet)

    # pointer and keyboard

    def focus_here(self) -> None:
        """Take the keyboard: the box, or the arrow where nothing can be ticked."""
        (self.box if self.box.isEnabled() else self.arrow).setFocus(Qt.FocusReason.TabFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return (
            isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and (self._act_on(Qt.Key(event.key())))
        )

    def _act_on(self, key: Qt.Key) -> bool:
        """Move or open; whether the key means anything here."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        opening = {Qt.Key.Key_Right: True, Qt.Key.Key_Left: False}
        if key in steps:
            self.stepped.emit(steps[key])
        elif key in opening:
            self.opened.emit(opening[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(not self.is_open)
        else:
            return False
        return True

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        inside = self.head.geometry().contains(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and inside:
            self.opened.emit(not self.is_open)

    def _weighed(self, value: object) -> None:
        if isinstance(value, (int, float)):
            self.weighed.emit(float(value))

"""Which of the tasks that take turns is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from studio.widgets.segmented import Segmented
from studio.wording import say

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.theme import Theme


class TaskSwitch(QWidget):
    """Buttons side by side; nothing where all objectives share a pass."""

    chosen = Signal(str)  # by the person; as `Task.name` has it

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._offered: list[tuple[str, str]] = []
        self.buttons: Segmented | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.hide()

    @property
    def task(self) -> str:
        """The task shown; "" where there is only one."""
        return "" if self.buttons is None else self.buttons.value

    def offer(self, tasks: Sequence[tuple[str, ...]]) -> None:
        """Show these tasks, each the objectives that share a pass; the choice is kept."""
        form = self._desk.form
        titles = {} if form is None else {n: card.title for n, card in form.cards.items()}
        options = [
            ("+".join(names), " + ".join(say("objectives", titles.get(n, n)) for n in names))
            for names in tasks
        ]
        if len(options) < 2:
            options = []
        if options == self._offered:
            return
        before, self._offered = self.task, options
        if self.buttons is not None:
            self._row.removeWidget(self.buttons)
            self.buttons.deleteLater()
            self.buttons = None
        if options:
            self.buttons = Segmented(self._desk.theme, options, fill=True)
            self.buttons.setAccessibleName(self.tr("Task whose row is shown"))
            values = [value for value, _ in options]
            self.buttons.choose(before if before in values else values[0])
            self.buttons.chosen.connect(self.chosen.emit)
            self._row.addWidget(self.buttons)
        self.setVisible(bool(options))

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        if self.buttons is not None:
            self.buttons.set_theme(theme)

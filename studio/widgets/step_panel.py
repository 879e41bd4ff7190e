"""One step of a calculation: what it is, its formula, this model's numbers in it, the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from studio.widgets.formula_lines import FormulaLines
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.theme import Theme


class StepPanel(QWidget):
    """A numbered heading; formulas beneath it; whatever `add` puts under them."""

    def __init__(
        self, theme: Theme, title: str, tip: str, source: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title = title
        self.title = label(title, "name")
        self.title.setToolTip(tip_html(tip, source))
        self.formulas = FormulaLines(theme)
        self.words = label("", "dim", wrap=True)
        self.words.hide()
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(4)
        self._column.addLayout(head)
        self._column.addWidget(self.formulas)
        self._column.addWidget(self.words)

    def add(self, widget: QWidget, name: str = "") -> None:
        """Put something under the formulas, with its name before it."""
        if not name:
            self._column.addWidget(widget)
            return
        row = QHBoxLayout()
        row.setSpacing(8)
        told = label(name, "dim")
        told.setFixedWidth(max(56, told.sizeHint().width()))
        row.addWidget(told)
        row.addWidget(widget, 1)
        self._column.addLayout(row)

    def tell(self, number: int, formulas: Sequence[str], words: str = "") -> None:
        """Number the step, and show its formulas and what is to be said of them."""
        self.title.setText(f"{number}  {self._title}")
        self.formulas.show_formulas(formulas)
        self.words.setText(words)
        self.words.setVisible(bool(words))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """What can be copied; made anew for every time it is shown."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = self.tr("Copy the formula with its numbers")
        menu.addAction(words, self.copy).setEnabled(bool(self.formulas.text()))
        return menu

    def copy(self) -> None:
        """Put the formulas on the clipboard, a line each."""
        QGuiApplication.clipboard().setText(self.formulas.text())

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.formulas.set_theme(theme)

"""The first rows of a file of examples, each column with what it is taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from studio.views.tune.words import role_words
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from engine.examples.recognising import Recognised
    from studio.desk import Desk

ROLES = ("first", "second", "label", "word", "tag")
SWATCH = 10  # pixels
LONGEST = 300  # characters of a cell


class PreviewTable(QTableWidget):
    """A heading has the colour of its role; columns that are not read have none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self._desk = desk
        self.setAccessibleName(self.tr("The first rows"))
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setIconSize(QSize(SWATCH, SWATCH))
        self.verticalHeader().hide()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self.horizontalHeader().setDefaultAlignment(left)

    def show_rows(self, found: Recognised | None, kind: str) -> None:
        """Show what was seen; None: nothing."""
        if found is None:
            self.setRowCount(0)
            self.setColumnCount(0)
            return
        roles = self._roles(found)
        columns = found.columns or tuple(map(str, range(1, len(next(iter(found.preview), ())) + 1)))
        self.clearContents()  # rows may be shorter than those that stood there
        self.setColumnCount(len(columns))
        self.setRowCount(len(found.preview))
        header, mode = self.horizontalHeader(), QHeaderView.ResizeMode
        for at, name in enumerate(columns):
            role = roles.get(name, "")
            self.setHorizontalHeaderItem(at, self._heading(name, role, kind))
            text = role in ("first", "second") or (not roles and at < len(columns) - 1)
            header.setSectionResizeMode(at, mode.Stretch if text else mode.ResizeToContents)
        for row, cells in enumerate(found.preview):
            for at, words in enumerate(cells[: len(columns)]):
                self.setItem(row, at, self._cell(words))

    def _roles(self, found: Recognised) -> dict[str, str]:
        return {
            name: role
            for role in ROLES
            if (name := getattr(found.config, role)) and name in found.columns
        }

    def _heading(self, name: str, role: str, kind: str) -> QTableWidgetItem:
        called = role_words("score" if role == "label" and kind == "regression" else role)
        item = QTableWidgetItem(f"{name} · {called}" if role else name)
        if role:
            colour = QColor(self._desk.theme.series[ROLES.index(role)])
            swatch = QPixmap(SWATCH, SWATCH)
            swatch.fill(colour)
            item.setIcon(QIcon(swatch))
        tip = self.tr("Read as {role}").format(role=called) if role else self.tr("Not read")
        item.setToolTip(tip_html(tip))
        return item

    def _cell(self, words: str) -> QTableWidgetItem:
        cut = words if len(words) <= LONGEST else f"{words[:LONGEST]}…"
        item = QTableWidgetItem(" ".join(cut.split()))
        item.setToolTip(tip_html(cut))
        return item

"""The list of chosen files and folders: painted line by line, so that thousands cost nothing."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from studio.icons import icon
from studio.widgets.rich_tip import tip_html

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.theme import Theme

HEIGHT, SIDE, GAP = 34, 16, 8
CROSS = 28  # pixels at the right end that take a line off
PATH = Qt.ItemDataRole.UserRole
KIND = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class SourceLines(QStyledItemDelegate):
    """Paints a line: what it is, its name, where it lies, and the cross that takes it off."""

    removed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        box = QRect(option.rect)
        option.text = ""
        view = option.widget
        style = view.style() if view is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, view)
        path = Path(index.data(PATH))
        kind = index.data(KIND) or "file"
        middle = box.top() + (HEIGHT - SIDE) // 2
        painter.save()
        at = box.left() + GAP
        painter.drawPixmap(at, middle, icon(kind, self.theme).pixmap(SIDE, SIDE))
        painter.drawPixmap(self.cross(box).topLeft(), icon("close", self.theme).pixmap(SIDE, SIDE))
        words = QRect(box)
        words.setLeft(at + SIDE + GAP)
        words.setRight(box.right() - CROSS)
        metrics, flags = painter.fontMetrics(), Qt.AlignmentFlag.AlignVCenter
        middle_out = Qt.TextElideMode.ElideMiddle
        name = metrics.elidedText(path.name or str(path), middle_out, words.width())
        painter.setPen(QColor(self.theme.text))
        painter.drawText(words, flags, name)
        words.setLeft(words.left() + metrics.horizontalAdvance(name) + GAP)
        where = metrics.elidedText(str(path.parent), middle_out, words.width())
        painter.setPen(QColor(self.theme.dim))
        painter.drawText(words, flags, where)
        painter.restore()

    def cross(self, box: QRect) -> QRect:
        """Where the cross of a line stands."""
        left = box.right() - CROSS + (CROSS - SIDE) // 2
        return QRect(left, box.top() + (HEIGHT - SIDE) // 2, SIDE, SIDE)

    def editorEvent(
        self,
        event: QEvent,
        _model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        released = event.type() is QEvent.Type.MouseButtonRelease
        if not released or not isinstance(event, QMouseEvent):
            return False
        if event.button() is not Qt.MouseButton.LeftButton:
            return False
        box: QRect = option.rect
        if event.position().x() < box.right() - CROSS:
            return False
        self.removed.emit(index.data(PATH))
        return True


class SourceList(QListWidget):
    """The chosen paths; the cross of a line, or Delete, asks to take one off."""

    removed = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._folders: dict[str, bool] = {}  # asked of the disk, which may be slow, in a job
        self.setAccessibleName(self.tr("Chosen files and folders"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self._lines = SourceLines(desk.theme, self)
        self._lines.removed.connect(self.removed)
        self.setItemDelegate(self._lines)

    @property
    def paths(self) -> list[str]:
        """What stands on the list."""
        return [self.item(row).data(PATH) for row in range(self.count())]

    def show_paths(self, paths: Sequence[str]) -> None:
        """List these; the line at hand stays where it is."""
        if self.paths == list(paths):
            return
        row = self.currentRow()
        self.clear()
        for path in paths:
            item = QListWidgetItem(self)
            item.setData(PATH, path)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, path)
            hint = self.tr("The cross or Delete takes it off the list; the file itself stays.")
            item.setToolTip(tip_html(path, hint))
        self.setCurrentRow(min(row, self.count() - 1))
        self._show_kinds()
        unknown = [path for path in paths if path not in self._folders]
        if unknown:
            self._desk.jobs.run(
                lambda _control, _progress: {path: os.path.isdir(path) for path in unknown},
                title=self.tr("Looking for files"),
                then=self._learn,
            )

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._lines.theme = theme
        self.viewport().update()

    def _learn(self, folders: dict[str, bool]) -> None:
        self._folders.update(folders)
        self._show_kinds()

    def _show_kinds(self) -> None:
        for row in range(self.count()):
            item = self.item(row)
            item.setData(KIND, "folder" if self._folders.get(item.data(PATH)) else "file")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if item is not None and event.matches(QKeySequence.StandardKey.Delete):
            self.removed.emit(item.data(PATH))
        else:
            super().keyPressEvent(event)

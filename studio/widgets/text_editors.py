"""Editors of texts: a line, one that can be picked, a file, several lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPlainTextEdit, QPushButton

from studio.widgets.drop_area import local_paths
from studio.widgets.editor import Editor
from studio.widgets.number_input import WheelGuard
from studio.widgets.path_lines import PathLines

LEAST = 72  # pixels of a path beside its button
QUIET_MS = 1000  # with what saving takes, what was typed is on disk within two seconds
TALLEST = 76  # pixels of a list of paths: three, then it scrolls


class TextEditor(Editor):
    """A line of text."""

    def __init__(self) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.textEdited.connect(lambda text: self.edited.emit(text.strip() or None))
        self.row.addWidget(self.line, 1)
        self.setFocusProxy(self.line)

    def show_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if self.line.text().strip() != text:
            self.line.setText(text)


class OfferedEditor(Editor):
    """A text, typed or picked from what is offered; the offer may come later."""

    def __init__(self) -> None:
        super().__init__()
        self.combo = QComboBox()
        self.combo.setEditable(True)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setCompleter(None)  # type: ignore[arg-type]  # "cpu" is not meant by "c"
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.installEventFilter(WheelGuard(self.combo))
        self.combo.activated.connect(lambda index: self.edited.emit(self.combo.itemData(index)))
        self.combo.editTextChanged.connect(self._typed)
        self.row.addWidget(self.combo, 1)
        self.setFocusProxy(self.combo)

    def open_by_click(self) -> None:
        """Let a click on the text open the list, where typing is rare."""
        line = self.combo.lineEdit()
        assert line is not None  # it is editable
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        released = event.type() is QEvent.Type.MouseButtonRelease
        if released and watched is self.combo.lineEdit() and self.combo.count():
            self.combo.showPopup()
        return super().eventFilter(watched, event)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer these values, by their names; what is shown stays."""
        shown = self._value()
        blocked = QSignalBlocker(self.combo)
        self.combo.clear()
        for value, words in options:
            self.combo.addItem(words, value)
        self._write(shown)
        blocked.unblock()

    def show_value(self, value: Any) -> None:
        if value != self._value():  # or what is being typed would change under the hand
            blocked = QSignalBlocker(self.combo)
            self._write(value)
            blocked.unblock()

    def _write(self, value: Any) -> None:
        at = self.combo.findData(value)
        self.combo.setCurrentIndex(at)
        if at < 0:
            self.combo.setEditText("" if value is None else str(value))

    def _value(self) -> str | None:
        """What the text stands for: an offered value by its name, or itself."""
        text = self.combo.currentText().strip()
        at = self.combo.findText(text)
        return self.combo.itemData(at) if at >= 0 else text or None

    def _typed(self, _text: str) -> None:
        self.edited.emit(self._value())


class FileEditor(TextEditor):
    """A file, typed, picked or dropped."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setAcceptDrops(False)  # else the words of its address would be
        self.setAcceptDrops(True)
        self.line.setMinimumWidth(LEAST)
        self.line.setPlaceholderText(QCoreApplication.translate("FieldEditors", "not set"))
        self.button = _open_button()
        self.button.clicked.connect(self._pick)
        self.row.addWidget(self.button)

    def name(self, name: str, description: str) -> None:
        super().name(name, description)
        self.button.setAccessibleName(_open_words(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _take_one(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._put(local_paths(event.mimeData())[0])
        event.acceptProposedAction()

    def _pick(self) -> None:
        path = self._ask()
        if path:
            self._put(path)

    def _put(self, path: str) -> None:
        self.line.setText(path)
        self.edited.emit(path)

    def _ask(self) -> str:
        return QFileDialog.getOpenFileName(self, "", self.line.text())[0]


class FolderEditor(OfferedEditor):
    """A folder: typed, picked in a dialog, or one of those offered by name."""

    def __init__(self) -> None:
        super().__init__()
        line = self.combo.lineEdit()
        assert line is not None  # what can be edited has one
        line.setPlaceholderText(QCoreApplication.translate("FieldEditors", "not set"))
        line.setAcceptDrops(False)  # as a file's line
        self.setAcceptDrops(True)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.combo.setSizeAdjustPolicy(policy)  # names of runs may be long
        self.button = _open_button()
        self.button.clicked.connect(self._pick)
        self.row.addWidget(self.button)

    def name(self, name: str, description: str) -> None:
        super().name(name, description)
        self.button.setAccessibleName(_open_words(name))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        _take_one(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._put(local_paths(event.mimeData())[0])
        event.acceptProposedAction()

    def _pick(self) -> None:
        path = self._ask()
        if path:
            self._put(path)

    def _put(self, path: str) -> None:
        self.show_value(path)
        self.edited.emit(path)

    def _ask(self) -> str:
        return QFileDialog.getExistingDirectory(self, "", self._value() or "")


class LinesEditor(Editor):
    """Several texts or paths, one a line."""

    def __init__(self) -> None:
        super().__init__()
        self.box = self._make_box()
        self.box.setTabChangesFocus(True)
        self.box.setMinimumHeight(64)
        self.box.textChanged.connect(self._typed)
        self.row.addWidget(self.box, 1)
        self.setFocusProxy(self.box)

    def _make_box(self) -> QPlainTextEdit:
        return QPlainTextEdit()

    def show_value(self, value: Any) -> None:
        if self._lines() != list(value or ()):
            blocked = QSignalBlocker(self.box)
            self.box.setPlainText("\n".join(value or ()))
            blocked.unblock()

    def _typed(self) -> None:
        self.edited.emit(self._lines())

    def _lines(self) -> list[str]:
        return [line.strip() for line in self.box.toPlainText().splitlines() if line.strip()]


class PathsEditor(LinesEditor):
    """Files and folders, one a line; picked or dropped ones are added at the end.

    What is typed counts once the line is left or the hand rests: half a path may be a folder of
    everything.
    """

    def __init__(self) -> None:
        super().__init__()
        self.box.installEventFilter(self)
        self.box.setPlaceholderText(QCoreApplication.translate("PathsEditor", "One file a line"))
        self.box.setMaximumHeight(TALLEST)
        self.box.setAcceptDrops(False)  # else a file would be dropped into the middle of a line
        self.setAcceptDrops(True)
        self.button = QPushButton(QCoreApplication.translate("PathsEditor", "Add…"))
        self.button.clicked.connect(lambda: self.add(self._ask()))
        self.row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self._told: list[str] = []
        self._value: list[str] = []  # as it was shown last, or told
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(QUIET_MS)
        self._quiet.timeout.connect(self._tell)

    def _make_box(self) -> QPlainTextEdit:
        return PathLines()

    def show_value(self, value: Any) -> None:
        given = list(value or ())
        if self.box.hasFocus() and self._lines() != self._told and given == self._value:
            return  # is being typed; another value would have replaced what it belonged to
        super().show_value(given)
        self._quiet.stop()
        self._value, self._told = given, self._lines()

    def name(self, name: str, description: str) -> None:
        super().name(name, description)
        words = QCoreApplication.translate("PathsEditor", "Add: {what}")
        self.button.setAccessibleName(words.format(what=name))

    def add(self, paths: Sequence[str]) -> None:
        """Put these at the end; what stands there already stays once."""
        known = self._lines()
        new = [path for path in dict.fromkeys(paths) if path not in known]
        if new:
            self.box.setPlainText("\n".join([*known, *new]))
            self._tell()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._tell()
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add(local_paths(event.mimeData()))
        event.acceptProposedAction()

    def _typed(self) -> None:
        """Not yet: see `_tell`."""
        self._quiet.start()

    def _tell(self) -> None:
        self._quiet.stop()
        if self._lines() != self._told:
            self._value = self._told = self._lines()
            self.edited.emit(self._told)

    def _ask(self) -> list[str]:
        return QFileDialog.getOpenFileNames(self)[0]


def _take_one(event: QDragEnterEvent) -> None:
    """Several are for what stands around."""
    if len(local_paths(event.mimeData())) == 1:
        event.acceptProposedAction()


def _open_button() -> QPushButton:
    return QPushButton(QCoreApplication.translate("FileEditor", "Open…"))


def _open_words(what: str) -> str:
    return QCoreApplication.translate("FileEditor", "Open: {what}").format(what=what)

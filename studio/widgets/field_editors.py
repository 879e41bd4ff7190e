"""One editor per kind of field, all with the same two hands: `show_value` and `edited`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from studio.widgets.editor import Editor
from studio.widgets.eliding_combo import ElidingBox
from studio.widgets.number_input import NumberInput, Reach, WheelGuard
from studio.widgets.points_editor import PointsEditor
from studio.widgets.segmented import Segmented
from studio.widgets.text_editors import (
    FileEditor,
    FolderEditor,
    LinesEditor,
    OfferedEditor,
    PathsEditor,
    TextEditor,
)
from studio.wording import say

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from studio.theme import Theme

AUTO = "auto"
LONGEST = 36  # Latin letters of choices that stand in a row, their edges counted
EDGES = 4


class NumberEditor(Editor):
    """A whole number or a fraction."""

    def __init__(self, spec: FieldSpec, reach: Reach | None) -> None:
        super().__init__()
        unit = say("recipe", spec.unit)
        whole = spec.kind == "integer"
        percent = spec.unit == "share"
        self.input = NumberInput(whole=whole, unit=unit, reach=reach, percent=percent)
        self.input.edited.connect(self.edited)
        self.input.refused.connect(self.refused)
        if spec.optional:  # what then follows, the tooltip says
            words = QCoreApplication.translate("FieldEditors", "not set")
            self.input.line.setPlaceholderText(words)
        self.row.addWidget(self.input, 1)
        self.setFocusProxy(self.input.line)

    def show_value(self, value: Any) -> None:
        self.input.show_value(value if isinstance(value, (int, float)) else None)

    def name(self, name: str, description: str) -> None:
        self.input.name(name, description)


class SwitchEditor(Editor):
    """On or off."""

    def __init__(self) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.toggled.connect(self.edited.emit)
        self.row.addWidget(self.box)
        self.row.addStretch(1)
        self.setFocusProxy(self.box)

    def show_value(self, value: Any) -> None:
        blocked = QSignalBlocker(self.box)
        self.box.setChecked(value is True)
        blocked.unblock()


class SegmentedEditor(Editor):
    """One of up to four, all in sight."""

    def __init__(self, theme: Theme, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.buttons = Segmented(theme, options)
        self.buttons.chosen.connect(self.edited.emit)
        self.row.addWidget(self.buttons)
        self.row.addStretch(1)

    def show_value(self, value: Any) -> None:
        self.buttons.choose(str(value))

    def name(self, name: str, description: str) -> None:
        self.buttons.setAccessibleName(name)
        for button in self.buttons.findChildren(QPushButton):
            button.setAccessibleDescription(description)

    def set_theme(self, theme: Theme) -> None:
        self.buttons.set_theme(theme)


class ComboEditor(Editor):
    """One of many."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.combo = ElidingBox()
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.installEventFilter(WheelGuard(self.combo))
        for value, words in options:
            self.combo.addItem(words, value)
        self.combo.activated.connect(lambda index: self.edited.emit(self.combo.itemData(index)))
        self.combo.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.row.addWidget(self.combo)
        self.row.addStretch(1)
        self.setFocusProxy(self.combo)

    def show_value(self, value: Any) -> None:
        self.combo.setCurrentIndex(self.combo.findData(value))


class ChoicesEditor(Editor):
    """Any of several, in the order they are declared."""

    def __init__(self, options: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        column = QVBoxLayout()
        column.setSpacing(0)
        self.row.addLayout(column, 1)
        self.boxes: dict[str, QCheckBox] = {}
        for value, words in options:
            box = QCheckBox(words)
            box.toggled.connect(self._changed)
            column.addWidget(box)
            self.boxes[value] = box
        for box in list(self.boxes.values())[:1]:
            self.setFocusProxy(box)

    def show_value(self, value: Any) -> None:
        for name, box in self.boxes.items():
            blocked = QSignalBlocker(box)
            box.setChecked(name in (value or ()))
            blocked.unblock()

    def name(self, name: str, description: str) -> None:
        for box in self.boxes.values():
            box.setAccessibleName(f"{name}: {box.text()}")
            box.setAccessibleDescription(description)

    def _changed(self) -> None:
        self.edited.emit([name for name, box in self.boxes.items() if box.isChecked()])


class AutoEditor(Editor):
    """Another editor with a switch that leaves the value to the machine."""

    def __init__(self, inner: Editor, fallback: Any) -> None:
        super().__init__()
        self.inner, self._last = inner, fallback
        self.box = QCheckBox(QCoreApplication.translate("AutoEditor", "Automatic"))
        self.box.toggled.connect(self._switched)
        inner.edited.connect(self._passed_on)
        inner.refused.connect(self.refused)
        self.row.addWidget(self.box)
        self.row.addWidget(inner, 1)
        self.setFocusProxy(self.box)

    def show_value(self, value: Any) -> None:
        automatic = value in (AUTO, None)
        blocked = QSignalBlocker(self.box)
        self.box.setChecked(automatic)
        blocked.unblock()
        self.inner.setVisible(not automatic)
        if not automatic:
            self._last = value
            self.inner.show_value(value)

    def name(self, name: str, description: str) -> None:
        super().name(f"{name}: {self.box.text()}", description)
        self.inner.name(name, description)

    def set_theme(self, theme: Theme) -> None:
        self.inner.set_theme(theme)

    def _switched(self, automatic: bool) -> None:
        value = AUTO if automatic else self._last
        self.show_value(value)
        self.edited.emit(value)

    def _passed_on(self, value: Any) -> None:
        self.edited.emit(AUTO if value is None else value)


def make_editor(theme: Theme, spec: FieldSpec, reach: Reach | None = None) -> Editor:
    """The editor that suits a field."""
    editor = _plain_editor(theme, spec, reach)
    if spec.or_auto and spec.kind != "text":
        fallback = spec.minimum or 1
        return AutoEditor(editor, int(fallback) if spec.kind == "integer" else False)
    return editor


def option_words(spec: FieldSpec) -> list[tuple[str, str]]:
    """The choices of a field and their names in the language of the moment."""
    words = spec.words
    return [(value, say("recipe", words.get(value, value))) for value in spec.choices]


def _width(words: str) -> int:
    """How wide words are, in Latin letters; a Chinese character is as wide as two."""
    return sum(2 if ord(sign) > 0x2E80 else 1 for sign in words)


def _plain_editor(theme: Theme, spec: FieldSpec, reach: Reach | None) -> Editor:
    options = option_words(spec)
    if spec.kind in ("integer", "number"):
        return NumberEditor(spec, reach)
    if spec.kind == "choice":
        short = len(options) <= 4 and sum(_width(words) + EDGES for _, words in options) <= LONGEST
        return SegmentedEditor(theme, options) if short else ComboEditor(options)
    if spec.kind == "points":
        return PointsEditor(theme)
    simple: dict[str, type[Editor]] = {
        "switch": SwitchEditor,
        "text": TextEditor,
        "device": OfferedEditor,
        "file": FileEditor,
        "folder": FolderEditor,
        "paths": PathsEditor,
        "sentences": LinesEditor,
    }
    return ChoicesEditor(options) if spec.kind == "choices" else simple[spec.kind]()

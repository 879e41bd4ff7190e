"""Corrections of what files of examples were taken for: kind, format, columns, parts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.tuning_calls import SORTED
from studio.views.tune.base import why_not
from studio.views.tune.words import kind_tip, kinds
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label
from studio.widgets.text_editors import OfferedEditor

if TYPE_CHECKING:
    from engine.examples.recognising import Recognised
    from engine.form import FieldSpec
    from studio.desk import Desk

translate = QCoreApplication.translate

ALWAYS = ("format", "train", "validation", "test", "share", "most")
OF_FORMATS = {
    "table": ("header", "first", "second", "label", "names"),
    "conll": ("word", "tag", "scheme"),
    "spans": (),
    "squad": ("stride",),
    "lines": ("train_target", "validation_target", "test_target"),
}
COLUMNS = ("first", "second", "label", "word", "tag")
ORDER = (
    *("format", "header", "first", "second", "label", "word", "tag", "scheme", "names"),
    *("train", "train_target", "validation", "validation_target", "test", "test_target"),
    *("share", "most", "stride"),
)
IN_SIGHT = ("format", "header", *COLUMNS, "scheme")
NONE = "-"  # of a column: there is none


class Correction(QWidget):
    """A sheet in its place, above the rows it changes; every change can be undone."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.kinds = Segmented(desk.theme, kinds())
        self.kinds.setAccessibleName(self.tr("What is learned"))
        self.kinds.chosen.connect(self._choose_kind)
        self.undo = QPushButton(self.tr("Undo"))
        self.redo = QPushButton(self.tr("Redo"))
        self.reset = QPushButton(self.tr("Reset"))
        self.reset.setToolTip(tip_html(self.tr("Forget all corrections; the files stay chosen")))
        stack = desk.tuning.undo_stack
        self.undo.clicked.connect(lambda _checked=False: stack.undo())
        self.redo.clicked.connect(lambda _checked=False: stack.redo())
        self.reset.clicked.connect(lambda _checked=False: self._reset())
        self.done = QPushButton(self.tr("Done"))
        self.done.setToolTip(tip_html(self.tr("Fold the corrections away; they stay")))
        self.done.clicked.connect(lambda _checked=False: self.closed.emit())
        self._first = stack.index()  # what was changed before it was opened is no correction
        stack.indexChanged.connect(self._follow_undo)
        stack.canRedoChanged.connect(self.redo.setEnabled)
        self.undo.setEnabled(False)
        self.redo.setEnabled(stack.canRedo())
        self.fields: RecipeFields | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addLayout(self._head())
        self._column.addWidget(self.kinds)
        desk.form_ready.connect(self._build)
        self._build()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self._first = self._desk.tuning.undo_stack.index()
            self.undo.setEnabled(False)

    def follow(self, found: Recognised | None, kind: str) -> None:
        """Offer what the files have, and what makes sense of their format."""
        self.kinds.choose(kind)
        for name, _ in kinds():
            why = why_not(self._desk, name)
            self.kinds.button(name).setEnabled(not why)
            self.kinds.button(name).setToolTip(tip_html(why or kind_tip(name)))
        corrected = self._corrections()
        self.reset.setEnabled(bool(corrected))
        if self.fields is None:
            return
        chosen = str(self._desk.tuning.effective("task.format", "auto"))
        shown = (*ALWAYS, *OF_FORMATS.get(chosen, OF_FORMATS["table"]))
        held = bool(self._desk.tuning.value("task.validation"))
        for key, row in self.fields.rows.items():
            name = key.removeprefix("task.")
            row.set_visible(name in shown and not (name == "share" and held))
            if name in COLUMNS and isinstance(row.editor, OfferedEditor):
                row.editor.offer(self._offer(name, found))
        self.fields.refresh()

    def recolour(self) -> None:
        """Hand the theme on."""
        self.kinds.set_theme(self._desk.theme)
        if self.fields is not None:
            self.fields.set_theme(self._desk.theme)

    def _follow_undo(self, at: int) -> None:
        self._first = min(self._first, at)
        self.undo.setEnabled(at > self._first)

    def _offer(self, name: str, found: Recognised | None) -> Sequence[tuple[str, str]]:
        columns = [(column, column) for column in (found.columns if found is not None else ())]
        none = [(NONE, self.tr("none"))] if name == "second" else []
        return [*columns, *none]

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(self.tr("What is learned, and from which columns"), "name"), 1)
        for button in (self.undo, self.redo, self.reset):
            button.setProperty("kind", "quiet")
            row.addWidget(button)
        row.addWidget(self.done)
        return row

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        known = {spec.key.removeprefix("task."): spec for spec in form.section("task").fields}
        specs = [_plain(known[name], name) for name in ORDER if name in known]
        self.fields = RecipeFields(self._desk.theme, self._desk.tuning, specs)
        for name in COLUMNS:
            row = self.fields.rows.get(f"task.{name}")
            if row is not None and isinstance(row.editor, OfferedEditor):
                row.editor.open_by_click()
        self._column.addWidget(self.fields)

    def _choose_kind(self, kind: str) -> None:
        self._desk.tuning.set("kind", kind, _kind_words)

    def _corrections(self) -> dict[str, Any]:
        """What was corrected: all but which files there are."""
        task = self._desk.tuning.value("task", {})
        own = {f"task.{name}": None for name in task if name not in SORTED}
        return own | ({"kind": None} if self._desk.tuning.value("kind") else {})

    def _reset(self) -> None:
        self._desk.tuning.update(self._corrections(), _reset_words)


def _plain(spec: FieldSpec, name: str) -> FieldSpec:
    """Columns are in sight, and picked from those there are; files are folded away."""
    kind = "device" if name in COLUMNS else spec.kind
    return replace(spec, advanced=name not in IN_SIGHT, kind=kind)


def _kind_words() -> str:
    return translate("changes", "Choose what is learned")


def _reset_words() -> str:
    return translate("changes", "Forget all corrections")

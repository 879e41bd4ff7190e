"""A form made from the recipe's field metadata; every edit goes to the draft and can be undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from studio.widgets.editor import Editor
from studio.widgets.field_editors import make_editor, option_words
from studio.widgets.form_grid import FormGrid
from studio.widgets.number_input import Reach, no_number, show_number
from studio.widgets.rich_tip import tip_html
from studio.wording import Words, fault_words, say, sentences

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from studio.theme import Theme
    from studio.widgets.recipe_values import RecipeValues

translate = QCoreApplication.translate

MISSING = object()
Reaches = Mapping[str, tuple[float, float]]


def reach_of(spec: FieldSpec, reaches: Reaches) -> Reach | None:
    """Where a slider helps: shares of one, and the ranges a page names itself."""
    whole = spec.kind == "integer"
    if spec.key in reaches:
        low, high = reaches[spec.key]
        return Reach(low, high, whole=whole, by=64 if whole and high > 1000 else 1)
    if spec.minimum is None or spec.maximum is None or spec.advanced or spec.above:
        return None
    short = spec.maximum - spec.minimum <= (20 if whole else 1.0)
    return Reach(spec.minimum, spec.maximum, whole=whole) if short else None


def sentence_case(words: str) -> str:
    """A fault on a line of its own begins like a sentence."""
    return words[:1].upper() + words[1:]


class FieldRow(QObject):
    """One field on a form: its name, its editor, the way back to the default, and its fault."""

    changed = Signal(str, object)  # key, value

    def __init__(self, theme: Theme, spec: FieldSpec, reach: Reach | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.spec = spec
        self.wide = spec.kind in ("choices", "paths", "sentences", "points")
        title, self._help = say("recipe", spec.title), say("recipe", spec.help)
        source = say("recipe", spec.source)
        self.label = QLabel(title)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setProperty("role", "dim")
        self.editor: Editor = make_editor(theme, spec, reach)
        self.editor.name(title, self._help)
        self.editor.edited.connect(self._edited)
        self.editor.refused.connect(self._refused)
        self.label.setBuddy(self.editor.focusProxy() or self.editor)
        self.back = QToolButton()
        self.back.setText("↺")
        self.back.setAutoRaise(True)
        self.back.setAccessibleName(self.tr("Undo own choice for {field}").format(field=title))
        self._keep_room(True)
        self.fault = QLabel()
        self.fault.setTextFormat(Qt.TextFormat.PlainText)
        self.fault.setWordWrap(True)
        self.fault.setProperty("role", "bad")
        self.fault.hide()
        self._source = source
        self.set_idle("")

    def set_idle(self, why: str) -> None:
        """Refuse edits where `why` says what makes them pointless; "" allows them."""
        self.editor.setEnabled(not why)
        for part in (self.label, self.editor):
            part.setToolTip(tip_html(sentences(why, self._help), self._source))

    def show_value(self, value: Any, *, own: bool) -> None:
        """Show a value; `own` says that the person chose it."""
        self.editor.show_value(value)
        self.back.setVisible(own and not self.editor.isHidden())
        self.back.setToolTip(tip_html(self.tr("Back to what preset and size say")))

    def show_fault(self, words: str) -> None:
        """Show what is wrong beneath the field; "" when nothing is."""
        self.fault.setText(words)
        self.fault.setVisible(bool(words) and not self.editor.isHidden())
        described = sentences(words, self._help)
        self.editor.name(self.label.text(), described)

    def set_visible(self, visible: bool) -> None:
        """Show or hide the whole row."""
        self._keep_room(visible)
        for part in (self.label, self.editor):
            part.setVisible(visible)
        if not visible:
            self.back.hide()
            self.fault.hide()

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.editor.set_theme(theme)

    def _keep_room(self, kept: bool) -> None:
        """Leave room for the way back while it is of no use, but none on a hidden row."""
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self.back.setSizePolicy(policy)

    def _edited(self, value: Any) -> None:
        if self.fault.property("typed"):
            self._refused("")
        self.changed.emit(self.spec.key, value)

    def _refused(self, text: str) -> None:
        """What is typed cannot be read; said at once, and the last good value stays."""
        if not text and not self.fault.property("typed"):
            return
        self.fault.setProperty("typed", bool(text))
        self.show_fault(no_number(text, whole=self.spec.kind == "integer") if text else "")


class RecipeFields(QWidget):
    """The fields of a section, the advanced ones folded away, bound to the draft."""

    def __init__(
        self,
        theme: Theme,
        draft: RecipeValues,
        specs: Sequence[FieldSpec],
        *,
        reaches: Reaches | None = None,
        fold: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        """`reaches` names sliders by key."""
        super().__init__(parent)
        self._draft = draft
        self.rows: dict[str, FieldRow] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        plain = [spec for spec in specs if not (fold and spec.advanced)]
        folded = [spec for spec in specs if fold and spec.advanced]
        layout.addWidget(self._grid(theme, plain, reaches or {}))
        self.details = self._grid(theme, folded, reaches or {})
        self.fold = QToolButton()
        self.fold.setCheckable(True)
        self.fold.setAutoRaise(True)
        self.fold.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.fold.setText(self.tr("Details ({count})").format(count=len(folded)))
        self.fold.toggled.connect(self._unfold)
        layout.addWidget(self.fold)
        self.fold.setVisible(bool(folded))  # shown without a parent it is a window
        layout.addWidget(self.details)
        self._unfold(False)
        draft.changed.connect(self.refresh)
        draft.faults_changed.connect(self.refresh)
        self.refresh()

    def _grid(self, theme: Theme, specs: Sequence[FieldSpec], reaches: Reaches) -> FormGrid:
        grid = FormGrid()
        for spec in specs:
            row = FieldRow(theme, spec, reach_of(spec, reaches), self)
            row.changed.connect(self._write)
            row.back.clicked.connect(lambda _=False, key=spec.key: self.remove(key))
            grid.add(row)
            self.rows[spec.key] = row
        return grid

    def refresh(self, *_: object) -> None:
        """Show the draft as it is now."""
        faults = {
            fault.place: sentence_case(fault_words(fault)) for fault in reversed(self._draft.faults)
        }
        for key, row in self.rows.items():
            own = self._draft.value(key, MISSING) is not MISSING
            row.show_value(self._draft.effective(key, row.spec.default), own=own)
            if not row.fault.property("typed"):
                row.show_fault(faults.get(key, ""))
            if key in faults and row.spec.advanced and not self.fold.isChecked():
                self.fold.setChecked(True)  # a fault must not hide in the fold

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        for row in self.rows.values():
            row.set_theme(theme)

    def _unfold(self, open_: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if open_ else Qt.ArrowType.RightArrow
        self.fold.setArrowType(arrow)
        self.details.setVisible(open_)

    def _write(self, key: str, value: Any) -> None:
        spec = self.rows[key].spec
        if value is None and spec.default is None:
            self.remove(key)
        elif value is None and not spec.optional:
            self.remove(key)  # an emptied field falls back to the preset
        else:
            self.choose(key, value, change_of(spec))

    def choose(self, key: str, value: Any, text: Words) -> None:
        """Write what was chosen into the draft; `text` names the change in the Edit menu."""
        self._draft.set(key, value, text)

    def remove(self, key: str) -> None:
        """Fall back to what the preset or the default says."""
        self._draft.remove(key, change_of(self.rows[key].spec))


def change_of(spec: FieldSpec) -> Words:
    """What the Edit menu calls a change of a field."""

    def words() -> str:
        title = say("recipe", spec.title)
        return translate("changes", "Change {field}").format(field=title)

    return words


def told_value(spec: FieldSpec, value: Any) -> str:
    """A value in words, as a sentence would say it."""
    if value is None:
        return "–"  # left open: what follows then, its help says
    if isinstance(value, bool):
        on = translate("RecipeFields", "on")
        return on if value else translate("RecipeFields", "off")
    if isinstance(value, (int, float)):
        return f"{show_number(value)} {say('recipe', spec.unit)}".strip()
    return dict(option_words(spec)).get(str(value), str(value))

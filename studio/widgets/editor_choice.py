"""Which editor suits which kind of field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio.widgets.field_editors import (
    AutoEditor,
    ChoicesEditor,
    ComboEditor,
    Editor,
    FileEditor,
    LinesEditor,
    NumberEditor,
    SegmentedEditor,
    SwitchEditor,
    TextEditor,
)
from studio.widgets.points_editor import PointsEditor
from studio.wording import say

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from studio.theme import Theme
    from studio.widgets.number_input import Reach


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


def _plain_editor(theme: Theme, spec: FieldSpec, reach: Reach | None) -> Editor:
    options = option_words(spec)
    if spec.kind in ("integer", "number"):
        return NumberEditor(spec, reach)
    if spec.kind == "choice":
        short = len(options) <= 4 and sum(len(words) for _, words in options) <= 30
        return SegmentedEditor(theme, options) if short else ComboEditor(options)
    simple: dict[str, type[Editor]] = {
        "switch": SwitchEditor,
        "text": TextEditor,
        "file": FileEditor,
        "paths": LinesEditor,
        "sentences": LinesEditor,
        "points": PointsEditor,
    }
    return ChoicesEditor(options) if spec.kind == "choices" else simple[spec.kind]()

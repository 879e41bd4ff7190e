"""What is taken out of the text before the model sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.card import Card
from studio.widgets.field_editors import ChoicesEditor
from studio.widgets.recipe_form import RecipeFields
from studio.widgets.rich_tip import tip_html
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.desk import Desk

FIELDS = ("cleaning", "validation", "minimum_characters", "text_field")


class CleaningCard(Card):
    """The switches of the cleaning and the share of text held back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Cleaning"))
        self.set_hint(self.tr("your files stay as they are"))
        self._desk = desk
        self.fields: RecipeFields | None = None
        self._waiting = label(self.tr("Loading the form…"), "dim")
        self.body.addWidget(self._waiting)
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self.body.addWidget(ScrollColumn(self._inside), 1)
        if desk.form is not None:
            self._build()
        else:
            desk.form_ready.connect(self._build)
        desk.theme_changed.connect(self._recolour)

    def _build(self) -> None:
        form = self._desk.form
        if form is None or self.fields is not None:
            return
        specs = {spec.key: spec for spec in form.section("corpus").fields}
        keys = [f"corpus.{name}" for name in FIELDS]
        chosen = [specs[key] for key in keys if key in specs]
        self.fields = RecipeFields(self._desk.theme, self._desk.draft, chosen)
        self._waiting.hide()
        self._column.addWidget(self.fields)
        self._column.addStretch(1)
        self._explain()

    def _explain(self) -> None:
        """Each switch says what it takes out, with an example."""
        tips = {
            "html": self.tr("Takes out tags and comments and reads &amp; as &. Text stays."),
            "unicode": self.tr(
                "Writes é as one character, however the file spells it, so that the same word is "
                "always the same tokens."
            ),
            "control": self.tr(
                "Takes out characters nobody sees: zero-width spaces, direction marks, bells."
            ),
            "whitespace": self.tr(
                "One blank between words, none at the ends of lines, at most one blank line."
            ),
            "duplicates": self.tr(
                "Documents and long lines that come again word for word stay once: headers, "
                "licences and mirrored pages would be learned by heart."
            ),
        }
        row = self.fields.rows.get("corpus.cleaning") if self.fields is not None else None
        if row is None or not isinstance(row.editor, ChoicesEditor):
            return
        row.label.hide()  # the card is called that already
        for name, box in row.editor.boxes.items():
            box.setToolTip(tip_html(tips.get(name, "")))

    def _recolour(self) -> None:
        if self.fields is not None:
            self.fields.set_theme(self._desk.theme)

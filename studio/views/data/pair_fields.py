"""The fields of a section of pairs: what is held back follows the pairs that are named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from engine.form import FieldSpec
from studio.desk import Desk
from studio.reading import SECTIONS
from studio.sample_pairs import without_sample
from studio.widgets.recipe_form import RecipeFields, change_of
from studio.wording import Words

translate = QCoreApplication.translate


class PairFields(RecipeFields):
    """A sample's held-back file leaves with the sample; a share is idle beside named files."""

    def __init__(self, desk: Desk, kind: str, specs: Sequence[FieldSpec]) -> None:
        """`kind` is "labelled" or "parallel"."""
        self._values, self._kind = desk.draft, kind
        self._section = SECTIONS[kind]
        super().__init__(desk.theme, desk.draft, specs)

    def refresh(self, *_: object) -> None:
        """Show the draft as it is now, and whether a share is held back by it."""
        super().refresh()
        row = self.rows.get(f"{self._section}.validation")
        held = ("validation_paths", "validation_source")
        if row is not None:
            named = any(self._values.value(f"{self._section}.{name}") for name in held)
            why = translate("PairFields", "Files to hold back are named: no share is.")
            row.set_idle(why if named else "")

    def choose(self, key: str, value: Any, text: Words) -> None:
        """Write what was chosen; naming other pairs than a sample's drops what it held back."""
        also = self._leftover(value) if key == f"{self._section}.paths" else {}
        if also:
            self._values.update({key: value, **also}, text)
        else:
            super().choose(key, value, text)

    def remove(self, key: str) -> None:
        """Fall back to the default; no pairs of a sample leave nothing of it held back."""
        also = self._leftover(()) if key == f"{self._section}.paths" else {}
        if also:
            self._values.update({key: None, **also}, change_of(self.rows[key].spec))
        else:
            super().remove(key)

    def _leftover(self, paths: Sequence[str]) -> dict[str, list[str] | None]:
        return without_sample(self._values, self._kind, [str(path) for path in paths])

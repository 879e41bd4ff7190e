"""The folded choices as they are in force, to be read at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio.widgets.eliding_label import ElidingLabel
from studio.widgets.recipe_form import told_value
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import say

if TYPE_CHECKING:
    from engine.form import FieldSpec
    from studio.draft import Draft


class ChoicesInForce(QWidget):
    """Name and value of each field, following the draft."""

    def __init__(
        self, draft: Draft, specs: Sequence[FieldSpec], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._draft = draft
        self._values: list[tuple[FieldSpec, QLabel]] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for line, spec in enumerate(specs):
            name, value = ElidingLabel(say("recipe", spec.title), "dim"), label("")
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            source = say("recipe", spec.source)
            for part in (name, value):
                part.setToolTip(tip_html(say("recipe", spec.help), source))
            grid.addWidget(name, line, 0)
            grid.addWidget(value, line, 1)
            self._values.append((spec, value))
        draft.changed.connect(self._follow)
        draft.faults_changed.connect(self._follow)
        self._follow()

    def _follow(self, *_: object) -> None:
        for spec, value in self._values:
            value.setText(told_value(spec, self._draft.effective(spec.key, spec.default)))

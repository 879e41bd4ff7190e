"""What can be chosen of a form a run is written in."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from studio.widgets.rich_tip import tip_html
from studio.widgets.segmented import Segmented
from studio.widgets.text import label

if TYPE_CHECKING:
    from studio.exchange_calls import Weights
    from studio.theme import Theme


class FormOptions(QWidget):
    """Of tables a switch; of capsules which weights, and whether the text goes too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.wide = QCheckBox(self.tr("A row per step, a column per measure"))
        self.wide.setToolTip(tip_html(self.tr("Else: a row per number, which grows no columns")))
        options = [
            ("newest", self.tr("newest checkpoint")),
            ("all", self.tr("all checkpoints")),
            ("none", self.tr("none")),
        ]
        self.weights = Segmented(theme, options)
        self.weights.setAccessibleName(self.tr("Weights"))
        self.weights.choose("newest")
        self.shards = QCheckBox(self.tr("The text it learned from, as tokens"))
        self.warning = label(
            self.tr("Its words can be read again: give it to nobody who may not read the text."),
            "warn",
            wrap=True,
        )
        self.shards.toggled.connect(self.warning.setVisible)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._named = label(self.tr("Weights"), "dim")
        row.addWidget(self._named)
        row.addWidget(self.weights)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.wide)
        column.addLayout(row)
        column.addWidget(self.shards)
        column.addWidget(self.warning)
        self.show_for("huggingface")

    def show_for(self, form: str) -> None:
        """Offer what this form heeds."""
        self.wide.setVisible(form == "csv")
        for part in (self._named, self.weights, self.shards):
            part.setVisible(form == "capsule")
        self.warning.setVisible(form == "capsule" and self.shards.isChecked())
        self.setVisible(form in ("csv", "capsule"))

    @property
    def weights_chosen(self) -> Weights:
        """Which checkpoints go into a capsule."""
        return cast("Weights", self.weights.value)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.weights.set_theme(theme)

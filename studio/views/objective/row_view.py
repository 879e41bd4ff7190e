"""A drawn row on the page: what goes in, what must come out, the marks, and every place of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from studio.views.objective.row_chips import (
    decoder_chips,
    decoder_names,
    input_chips,
    input_names,
    legend,
    note_names,
    row_chips,
    sight_words,
    target_chips,
)
from studio.views.objective.row_drawing import LATER
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.widgets.token_strip import TokenStrip
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.picture import RowPicture
    from studio.theme import Theme
    from studio.widgets.token_chips import Chip

FADED = 0.4  # of a row that is not the recipe's any more


class RowView(QWidget):
    """Strips of tokens; what a row does not have takes no room."""

    def __init__(self, theme: Theme, between: QWidget, parent: QWidget | None = None) -> None:
        """`between` stands after what is asked and before the whole row."""
        super().__init__(parent)
        self._theme = theme
        self.strips: list[TokenStrip] = []
        self._faded: list[QGraphicsOpacityEffect] = []
        self._names: dict[TokenStrip, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(6)
        self.input = self._strip(self.tr("Input"), self.tr("Input tokens"))
        self.sight = label("", "dim", wrap=True)
        self._column.addWidget(self.sight)
        self.decoder = self._strip(
            self.tr("The decoder is given, and must write"), self.tr("Tokens of the decoder")
        )
        self.targets = self._strip(self.tr("Targets"), self.tr("Targets"))
        self.legend = self._strip("", self.tr("What the marks mean"))
        self.remark = label("", "dim", wrap=True)
        self._column.addWidget(self.remark)
        self._column.addSpacing(4)
        self._column.addWidget(between)
        self._column.addLayout(self._row_head())
        self.row = self._strip("", self.tr("The whole row"))
        self._column.addSpacing(6)
        self._column.addWidget(
            label(self.tr("Other draws, as later epochs bring them"), "dim", wrap=True)
        )
        name = self.tr("The row in a later epoch")
        self.later = [self._strip("", name) for _ in range(LATER)]
        self._column.addStretch(1)

    def _strip(self, title: str, name: str) -> TokenStrip:
        strip = TokenStrip(self._theme)
        strip.set_clickable(False)
        strip.setAccessibleName(name)
        faded = QGraphicsOpacityEffect(strip)
        faded.setOpacity(FADED)
        faded.setEnabled(False)
        strip.setGraphicsEffect(faded)
        self._faded.append(faded)
        if title:
            self._names[strip] = label(title, "dim")
            self._column.addWidget(self._names[strip])
        self._column.addWidget(strip)
        self.strips.append(strip)
        return strip

    def _row_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        title = label(self.tr("The exact row"), "dim")
        title.setToolTip(
            tip_html(
                self.tr(
                    "One row as the trainer reads it: place by place, with its position and the "
                    "segment it may attend to."
                )
            )
        )
        self.note = label("", "hint")
        self.note.setAlignment(Qt.AlignmentFlag.AlignRight)
        head.addWidget(title)
        head.addWidget(self.note, 1)
        return head

    def show_picture(self, picture: RowPicture) -> None:
        """Show a row."""
        written = bool(picture.decoder)
        self._names[self.input].setText(
            self.tr("The encoder reads") if written else self.tr("Input")
        )
        self.input.show_chips(input_chips(picture), input_names(picture))
        self.sight.setText(sight_words(picture))
        self.sight.setVisible(bool(self.sight.text()))
        self._show(self.decoder, decoder_chips(picture), decoder_names(picture))
        self._show(self.targets, target_chips(picture))
        self._show(self.legend, legend(picture))
        self.row.show_chips(row_chips(picture), note_names(picture))
        self.note.setText(self.tr("tokens: {count}").format(count=len(picture.tokens)))
        self.remark.setText(say("objectives", picture.note))
        self.remark.setVisible(bool(picture.note))

    def show_later(self, pictures: Sequence[RowPicture]) -> None:
        """Show what later epochs make of the same text."""
        for strip, picture in zip(self.later, pictures, strict=True):
            strip.show_chips(input_chips(picture))

    def show_old(self, old: bool) -> None:
        """Fade what is drawn, where it is not what the recipe makes any more."""
        for faded in self._faded:
            faded.setEnabled(old)

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        for strip in self.strips:
            strip.set_theme(theme)

    def _show(self, strip: TokenStrip, chips: Sequence[Chip], names: Sequence[str] = ()) -> None:
        strip.show_chips(chips, names)
        strip.setVisible(bool(chips))
        if strip in self._names:
            self._names[strip].setVisible(bool(chips))

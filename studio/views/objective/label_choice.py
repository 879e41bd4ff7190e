"""Which of the labels of the material a pair has: buttons while they are few and short."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from studio.widgets.picker import FEW, Picker
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio.theme import Theme

SHORT = 40  # letters of all buttons together
SHOWN = 12  # of a list


class LabelChoice(QWidget):
    """The names are the person's own: as their files write them, in whatever language."""

    chosen = Signal(str)  # by the person

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._classes: tuple[str, ...] = ()
        self._kept = ""  # what was chosen among labels not known yet
        self.editor: Segmented | Picker | None = None
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)

    @property
    def value(self) -> str:
        """The label shown; "" where no labels are known."""
        return self._kept if self.editor is None else self.editor.value

    def offer(self, classes: Sequence[str], chosen: str) -> None:
        """Offer these labels and show one of them; the first where it is none of them."""
        if tuple(classes) != self._classes or self.editor is None:
            self._classes = tuple(classes)
            self._build()
        self._kept = chosen
        if self.editor is not None:
            self.editor.choose(chosen if chosen in self._classes else self._classes[0])

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self._theme = theme
        if self.editor is not None:
            self.editor.set_theme(theme)

    def _build(self) -> None:
        if self.editor is not None:
            self._row.removeWidget(self.editor)
            self.editor.hide()
            self.editor.deleteLater()
            self.editor = None
        if not self._classes:
            return
        options = [(name, name) for name in self._classes]
        if len(options) <= FEW and sum(map(len, self._classes)) <= SHORT:
            self.editor = Segmented(self._theme, options)
            self._row.addWidget(self.editor, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self.editor = _list(options)
            self._row.addWidget(self.editor, 1)
        self.editor.setAccessibleName(self.tr("Label"))
        self.editor.chosen.connect(self.chosen)


def _list(options: Sequence[tuple[str, str]]) -> Picker:
    """A list that asks for no more room than there is, however long a label."""
    made = Picker(options)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(SHOWN)
    made.setMaxVisibleItems(SHOWN)
    return made

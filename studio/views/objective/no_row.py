"""What stands where no row can: why, and the way to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from studio.sample_pairs import stood_in_for
from studio.views.objective.row_drawing import PARTS
from studio.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from engine.faults import FieldFault
    from studio.draft import Draft


class NoRow(EmptyState):
    """Sends one to Data for text, to the field at fault, or trains the tokenizer."""

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent=parent)
        self._draft = draft
        self.explain("", has_words=False)

    def explain(self, hindrance: str, *, has_words: bool) -> None:
        """Say what is missing: words of the person's own, a field mended, or the tokenizer."""
        if not has_words:
            self.say(
                self.tr("No text yet"),
                self.tr("Tokens come from your own text. Choose some on the Data page first."),
                self.tr("Go to Data"),
            )
        elif fault_of_the_row(self._draft) is not None:
            words = {
                "data": self.tr("Go to Data"),
                "model": self.tr("Go to Model"),
                "train": self.tr("Go to Train"),
            }
            button = words.get(mended_on(self._draft), "")
            self.say(self.tr("No row to show yet"), hindrance, button)
        else:
            self.say(
                self.tr("No tokenizer yet"),
                self.tr("The row is made of tokens; the vocabulary is learned from your text."),
                self.tr("Train tokenizer"),
            )


def fault_of_the_row(draft: Draft) -> FieldFault | None:
    """The first fault of what a row depends on; samples stand in for pairs nobody named."""
    mended = stood_in_for(draft)
    faults = (one for one in draft.faults if one.place.startswith(PARTS))
    return next((one for one in faults if one.place not in mended), None)


def mended_on(draft: Draft) -> str:
    """The page on which what hinders the row is mended; "" where it is the Objective page."""
    fault = fault_of_the_row(draft)
    section = fault.place.partition(".")[0] if fault is not None else "corpus"
    return {"objectives": "", "model": "model", "training": "train"}.get(section, "data")

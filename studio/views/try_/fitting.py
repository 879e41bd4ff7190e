"""How much of a text a model had room for, in plain words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.wording import number, percent, sentences

if TYPE_CHECKING:
    from engine.answers import Fitted

translate = QCoreApplication.translate


UNKNOWN = "[UNK]"
NOTABLE = 0.1  # of the tokens


def fitting_words(fitted: Fitted, tokens: Sequence[str] = ()) -> str:
    """What was left out, read in parts or not known; "" where all was read as it stands."""
    parts = []
    if fitted.windows > 1:
        words = translate(
            "try",
            "The text has {given} tokens and the model reads {room} at once: "
            "it was read through {windows} windows.",
        )
        parts.append(
            words.format(
                given=number(sum(fitted.given)),
                room=number(fitted.room),
                windows=number(fitted.windows),
            )
        )
    if fitted.total_left_out:
        words = translate(
            "try",
            "The model reads {room} tokens at once: {left} of {given} were left out.",
        )
        parts.append(
            words.format(
                room=number(fitted.room),
                left=number(fitted.total_left_out),
                given=number(sum(fitted.given)),
            )
        )
    if fitted.unknown > NOTABLE:
        words = translate(
            "try",
            "{share} of the text is unknown to this run and read as [UNK]: what it says of it "
            "means little. Choose a run that learned from such text.",
        )
        parts.append(words.format(share=percent(fitted.unknown)))
    unknown = sum(token == UNKNOWN for token in tokens)
    if unknown:
        words = translate("try", "{count} of the words are not in the vocabulary: read as [UNK].")
        parts.append(words.format(count=number(unknown)))
    return sentences(*parts)

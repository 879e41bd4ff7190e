"""A drawn row as chips: the input, the targets, the meaning of the marks, and the whole row."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from studio.widgets.token_chips import Mark, mark_words
from studio.widgets.token_strip import Chip
from studio.wording import say

if TYPE_CHECKING:
    from engine.objectives.picture import RowPicture, TokenPicture

translate = QCoreApplication.translate
ASKED: tuple[Mark, ...] = ("masked", "random", "kept")


def input_chips(picture: RowPicture) -> list[Chip]:
    """What goes in, without the padding at the end."""
    return [
        Chip(token.text, token.mark, token.joins, _tip(token))
        for token in picture.tokens
        if token.mark != "padding"
    ]


def target_chips(picture: RowPicture) -> list[Chip]:
    """What must come out: the hidden tokens with the mark of their place, and the label."""
    chips = []
    for index, text in picture.targets:
        token = picture.tokens[index]
        place = translate("row_chips", "asked at position {position}")
        chips.append(Chip(text, token.mark, False, place.format(position=token.position)))
    if picture.label:
        chips.append(Chip(say("objectives", picture.label), "plain"))
    return chips


def legend(picture: RowPicture) -> list[Chip]:
    """The marks that occur, each with how often."""
    counts: Counter[Mark] = Counter(token.mark for token in picture.tokens)
    words = mark_words()
    return [Chip(f"{words[mark]}: {counts[mark]}", mark) for mark in ASKED if counts[mark]]


def row_chips(picture: RowPicture) -> list[Chip]:
    """Every place of the row with its position and segment."""
    return [
        Chip(
            token.text,
            token.mark,
            False,
            _tip(token),
            (str(token.position), "–" if token.segment < 0 else str(token.segment)),
        )
        for token in picture.tokens
    ]


def _tip(token: TokenPicture) -> str:
    if token.mark in ASKED:
        return translate("row_chips", "was “{token}”").format(token=token.original)
    return ""

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
ASKED: tuple[Mark, ...] = (
    "masked",
    "random",
    "kept",
    "swapped",
    "cut",
    "generated",
    "deleted",
)


def input_chips(picture: RowPicture) -> list[Chip]:
    """What goes in, without the padding at the end; with the answers where every place is asked."""
    asked = dict(picture.targets) if _is_directed(picture) else {}
    left_out = _left_out(picture)
    chips: list[Chip] = []
    for place, token in enumerate(picture.tokens):
        gone = left_out.get(place, [])
        chips += gone
        if token.mark != "padding":
            joins = token.joins and not gone
            notes = _beneath(picture, place, asked)
            chips.append(Chip(token.text, token.mark, joins, _tip(token), notes))
    return chips


def _left_out(picture: RowPicture) -> dict[int, list[Chip]]:
    """What the row lacks without a trace, by the place before which it stood."""
    tip = translate("row_chips", "left out: nothing of it is read")
    found: dict[int, list[Chip]] = {}
    for place, text in picture.left_out:
        found.setdefault(place, []).append(Chip(text, "deleted", False, tip))
    return found


def input_names(picture: RowPicture) -> list[str]:
    """What stands beneath the places of the input."""
    if not _is_directed(picture):
        return []
    names = [translate("row_chips", "must name")]
    return [*names, translate("row_chips", "seen")] if picture.sight == "prefix" else names


def _beneath(picture: RowPicture, place: int, asked: dict[int, str]) -> tuple[str, ...]:
    if not _is_directed(picture):
        return ()
    answer, way = asked.get(place, "–"), "↔" if picture.tokens[place].visible else "→"
    return (answer, way) if picture.sight == "prefix" else (answer,)


def sight_words(picture: RowPicture) -> str:
    """What a place of the row may see; "" where it sees all of its segment."""
    if picture.sight == "causal":
        return translate("row_chips", "→ Every place sees only what stands before it.")
    if picture.sight == "prefix":
        return translate(
            "row_chips",
            "↔ The beginning is seen by every place; → the rest only by what comes after it.",
        )
    return ""


def decoder_chips(picture: RowPicture) -> list[Chip]:
    """What a decoder is given, with what it must write beneath each place."""
    answers = dict(picture.answers)
    return [
        Chip(token.text, token.mark, False, "", (answers.get(place, "–"),))
        for place, token in enumerate(picture.decoder)
        if token.mark != "padding"
    ]


def decoder_names(picture: RowPicture) -> list[str]:
    """What stands beneath the places of a decoder."""
    return [translate("row_chips", "must write")] if picture.decoder else []


def target_chips(picture: RowPicture) -> list[Chip]:
    """What must come out: the hidden tokens with the mark of their place, and the label.

    Answers that stand beneath their places already are not said twice.
    """
    chips = []
    for index, text in () if _is_directed(picture) else picture.targets:
        token = picture.tokens[index]
        place = translate("row_chips", "asked at position {position}")
        chips.append(Chip(text, token.mark, False, place.format(position=token.position)))
    if picture.label:
        chips.append(Chip(say("objectives", picture.label), "plain"))
    return chips


def _is_directed(picture: RowPicture) -> bool:
    return picture.sight != "both"


def legend(picture: RowPicture) -> list[Chip]:
    """The marks that occur, each with how often."""
    shown = (*picture.tokens, *picture.decoder)
    counts: Counter[Mark] = Counter(token.mark for token in shown)
    counts["deleted"] = len(picture.left_out)
    words = mark_words()
    return [Chip(f"{words[mark]}: {counts[mark]}", mark) for mark in ASKED if counts[mark]]


def note_names(picture: RowPicture) -> list[str]:
    """What stands beneath each place: its position, its segment and, for pairs, its sentence."""
    names = [translate("row_chips", "position"), translate("row_chips", "segment")]
    return [*names, translate("row_chips", "sentence")] if _is_pair(picture) else names


def row_chips(picture: RowPicture) -> list[Chip]:
    """Every place of the row with its notes; the padding at the end as one."""
    pair = _is_pair(picture)
    filled = [token for token in picture.tokens if token.mark != "padding"]
    chips = [
        Chip(token.text, token.mark, False, _tip(token), _notes(token, pair)) for token in filled
    ]
    empty = picture.tokens[len(filled) :]
    if empty:
        span = f"{empty[0].position}–{empty[-1].position}"
        notes = (span, "–", "–") if pair else (span, "–")
        tip = translate("row_chips", "Nothing stands here: the row is longer than the text.")
        chips.append(Chip(f"{empty[0].text} × {len(empty)}", "padding", False, tip, notes))
    return chips


def _is_pair(picture: RowPicture) -> bool:
    return any(token.token_type for token in picture.tokens)


def _notes(token: TokenPicture, pair: bool) -> tuple[str, ...]:
    notes = (str(token.position), "–" if token.segment < 0 else str(token.segment))
    return (*notes, "AB"[token.token_type]) if pair else notes


def _tip(token: TokenPicture) -> str:
    if token.mark in ASKED and token.original:
        return translate("row_chips", "was “{token}”").format(token=token.original)
    return ""

"""Labelled: texts with a class each, found in the columns of a table. Torch-free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.corpus.columns import USUAL
from engine.evaluation.tables import Row, Rows
from engine.faults import Fault, listed
from engine.wording import translate

TEXTS = (
    "text", "sentence", "review", "content", "comment", "title", "sentence1", "question", "query",
    "文本", "句子", "内容", "评论",
)  # fmt: skip
LABELS = (*USUAL["label"], "labels", "sentiment", "category", "topic", "类别", "情感")
LOOKED_AT = 200  # rows
MOST_CLASSES = 100


@dataclass(frozen=True, slots=True)
class Labelled:
    """The rows that have both a text and a class."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    columns: tuple[str, str]  # of text and label, as people know them
    left_out: int  # rows without one of them


def labelled_of(rows: Rows, text: str = "", label: str = "") -> Labelled:
    """By the names or numbers (from 1) of two columns; "" finds them.

    Raises Fault where they cannot be told, or there are no two classes, or far too many.
    """
    titled = rows.titled()
    places = _place(titled, text, TEXTS), _place(titled, label, LABELS)
    if places[0] is not None and places[1] is not None and _names(titled, text, label):
        found, names = titled.rows, titled.names or ()
    else:
        found, names = rows.rows, rows.names or ()
        places = _unnamed(rows, text, label)
    at, of = places
    if at is None or of is None or at == of:
        raise _unknown(titled)
    cells = [(_cell(row, at), _cell(row, of)) for row in found]
    kept = [(one, own) for one, own in cells if one and own]
    labels = {own for _, own in kept}
    if not 2 <= len(labels) <= MOST_CLASSES:
        raise _no_classes(rows, len(labels))
    columns = tuple(names[place] if place < len(names) else str(place + 1) for place in (at, of))
    return Labelled(
        tuple(one for one, _ in kept),
        tuple(own for _, own in kept),
        (columns[0], columns[1]),
        len(cells) - len(kept) + rows.malformed,
    )


def _names(rows: Rows, text: str, label: str) -> bool:
    """Whether the first row names columns, as far as anybody can tell."""
    lowered = {name.lower() for name in rows.names or ()}
    return all(
        name.lower() in lowered if name else bool(lowered & set(usual))
        for name, usual in ((text, TEXTS), (label, LABELS))
    )


def _place(rows: Rows, name: str, usual: Sequence[str]) -> int | None:
    if name:
        place = rows.column(name)
        return int(name) - 1 if place is None and name.isdecimal() and int(name) > 0 else place
    places = (rows.column(one) for one in usual)
    return next((place for place in places if place is not None), None)


def _unnamed(rows: Rows, text: str, label: str) -> tuple[int | None, int | None]:
    """Columns asked for by number; else the text is the longest, the label what comes back most."""
    width = min((len(row) for row in rows.rows[:LOOKED_AT]), default=0)
    given = [int(name) - 1 if name.isdecimal() else None for name in (text, label)]
    if any(name and place is None for name, place in zip((text, label), given, strict=True)):
        return None, None
    free = [place for place in range(width) if place not in given]
    some = rows.rows[:LOOKED_AT]
    at, of = given
    if at is None and free:
        at = max(free, key=lambda place: sum(len(row[place]) for row in some))
        free.remove(at)
    if of is None and free:
        of = min(free, key=lambda place: (len({row[place] for row in some}), -place))
    return at, of


def _cell(row: Row, place: int) -> str:
    return row[place].strip() if 0 <= place < len(row) else ""


def _unknown(rows: Rows) -> Fault:
    return Fault(
        translate("faults", "It is not known which columns of {path} hold text and label."),
        why=translate("faults", "Its first row is: {names}."),
        now=translate("faults", "Name them, or give their numbers from 1."),
        path=str(rows.path),
        names=listed(list(rows.names or ())) if rows.names else "–",
    )


def _no_classes(rows: Rows, count: int) -> Fault:
    return Fault(
        translate("faults", "The label column of {path} has {count} different labels."),
        why=translate("faults", "There must be from 2 to {most}."),
        now=translate("faults", "Name the columns of text and label, or give their numbers."),
        path=str(rows.path),
        count=count,
        most=MOST_CLASSES,
    )

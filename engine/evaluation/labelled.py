"""Labelled: texts with a class each, found in the columns of a table. Torch-free."""

from __future__ import annotations

from dataclasses import dataclass

from engine.evaluation.tables import Row, Rows
from engine.examples.columns import NONE, Columns, find_columns
from engine.examples.format import Wanted
from engine.faults import Fault, listed
from engine.wording import translate

LOOKED_AT = 1000  # rows
MOST_CLASSES = 100


@dataclass(frozen=True, slots=True)
class Labelled:
    """The rows that have both a text and a class."""

    texts: tuple[str, ...]
    labels: tuple[str, ...]
    columns: tuple[str, str]  # of text and label, as people know them
    left_out: int  # rows without one of them


def labelled_of(rows: Rows, text: str = "", label: str = "") -> Labelled:
    """By the names or numbers (from 1) of two columns; "" finds them, as in examples of a task.

    Raises Fault where they cannot be told, or there are no two classes, or far too many.
    """
    named = rows.names is not None
    cells = (rows.names, *rows.rows) if rows.names is not None else rows.rows
    found = _columns(rows, cells[:LOOKED_AT], text, label, named=named)
    at, of = found.places["first"], found.places["label"]
    body = cells[1:] if found.header else cells
    pairs = [(_cell(row, at), _cell(row, of)) for row in body]
    kept = [(one, own) for one, own in pairs if one and own]
    labels = {own for _, own in kept}
    if not 2 <= len(labels) <= MOST_CLASSES:
        raise _no_classes(rows, len(labels))
    return Labelled(
        tuple(one for one, _ in kept),
        tuple(own for _, own in kept),
        (found.names[at], found.names[of]),
        len(pairs) - len(kept) + rows.malformed,
    )


def _columns(rows: Rows, cells: tuple[Row, ...], text: str, label: str, *, named: bool) -> Columns:
    roles = {"first": text, "second": NONE, "label": label}
    wanted = Wanted("classification", roles=roles)
    try:
        return find_columns(cells, wanted, str(rows.path), named=named)
    except Fault as fault:  # it speaks of recipes
        raise _unknown(rows.titled()) from fault


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

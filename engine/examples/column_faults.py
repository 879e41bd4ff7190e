"""Faults of columns that are not where a recipe says."""

from __future__ import annotations

from collections.abc import Sequence

from engine.faults import Fault, listed
from engine.wording import translate

ROLES = {
    "first": translate("faults", "the text"),
    "second": translate("faults", "the second text"),
    "label": translate("faults", "the label"),
    "word": translate("faults", "the word"),
    "tag": translate("faults", "the tag"),
}


def no_column(key: str, asked: str) -> Fault:
    """The fault of a column without a name that was asked for by one."""
    return Fault(
        translate("faults", "There is no column “{asked}”: such a file has no names of columns."),
        now=translate("faults", "Give its number, counted from 1: set {key}."),
        asked=asked,
        key=key,
    )


def unknown_columns(path: str, roles: Sequence[str], names: Sequence[str]) -> Fault:
    """The fault of a table of whose columns it cannot be told what they hold."""
    keys = ", ".join(f"task.{role}" for role in roles)
    return Fault(
        translate("faults", "It is not seen which column of {path} holds {roles}."),
        why=translate("faults", "It has: {names}."),
        now=translate(
            "faults",
            "Name its columns (“Correct…” on the Tune page, {keys} in a recipe), or choose a file "
            "whose columns are called like those that were learned from.",
        ),
        path=path,
        roles=_named(roles),
        names=listed(names or ["–"]),
        keys=keys,
    )


def _named(roles: Sequence[str]) -> Fault:
    """What columns are for, in words that go on with a sentence."""
    named, *others = (Fault(ROLES[role]) for role in roles)
    for other in others:
        named = Fault(translate("faults", "{one} and {other}"), one=named, other=other)
    return named

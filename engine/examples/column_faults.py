"""Faults of columns that are not where a recipe says."""

from __future__ import annotations

from collections.abc import Sequence

from engine.faults import Fault, listed
from engine.wording import translate


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
        translate("faults", "It is not known which columns of {path} are {roles}."),
        why=translate("faults", "It has: {names}."),
        now=translate("faults", "Name its columns in the recipe: set {keys}."),
        path=path,
        roles=", ".join(roles),
        names=listed(names or ["–"]),
        keys=keys,
    )

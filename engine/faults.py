"""Faults a person can act on: what happened, where, why, and what to do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, Union

from engine.wording import fill, translate

Value = Union[str, int, float, "Fault"]


class Fault(Exception):
    """Something went wrong that a person can mend.

    `what`, `why` and `now` are English sentences marked with `translate("faults", …)`; the keyword
    `values` fill their `{fields}`; the window translates a sentence first and fills it afterwards.
    Values are strings and numbers, so that a fault crosses process borders as plain data; where a
    value is itself a sentence for people it is a fault, and is translated like one. Words of
    others (a system's, a library's) are always values, never sentences: they may hold braces.
    """

    def __init__(self, what: str, *, why: str = "", now: str = "", **values: Value) -> None:
        super().__init__(what)
        self.what, self.why, self.now, self.values = what, why, now, values

    def without_advice(self) -> Fault:
        """What happened and why, to stand in another fault, which says what to do."""
        return Fault(self.what, why=self.why, now="", **self.values)

    def __str__(self) -> str:
        parts = (self.what, self.why, self.now)
        return " ".join(fill(part, self.values) for part in parts if part)

    def as_data(self) -> dict[str, Any]:
        """The fault as plain data; `Fault.from_data` reads it back."""
        values = plain_values(self.values)
        return {"what": self.what, "why": self.why, "now": self.now, "values": values}

    @staticmethod
    def from_data(data: dict[str, Any]) -> Fault:
        """Rebuild a fault another process sent."""
        values = values_of(data["values"])
        return Fault(data["what"], why=data["why"], now=data["now"], **values)


def told(error: BaseException) -> Value:
    """An error as a value of a sentence: a fault stays a sentence, all else is words of others."""
    return error if isinstance(error, Fault) else str(error) or type(error).__name__


def plain_values(values: Mapping[str, Value]) -> dict[str, Any]:
    """The values of a sentence as plain data; `values_of` reads them back."""
    return {
        name: {"fault": value.as_data()} if isinstance(value, Fault) else value
        for name, value in values.items()
    }


def values_of(data: Mapping[str, Any]) -> dict[str, Value]:
    """Rebuild the values of a sentence that another process sent, or a file holds."""
    return {
        name: Fault.from_data(value["fault"]) if isinstance(value, dict) else value
        for name, value in data.items()
    }


def listed(names: Sequence[str], most: int = 300) -> Value:
    """Names as a value of a sentence: as many as fit `most` characters, and how many more.

    One that alone is longer is cut.
    """
    names = [name if len(name) <= most else f"{name[: most - 1]}…" for name in names]
    ends = list(accumulate(len(name) + len(", ") for name in names))
    kept = max(1, sum(end - len(", ") <= most for end in ends))
    shown = ", ".join(names[:kept])
    if kept >= len(names):
        return shown
    more = translate("faults", "{names} and {count} more")
    return Fault(more, names=shown, count=len(names) - kept)


class Cancelled(Exception):
    """Work ended early because somebody asked for it; nothing is broken."""


class Unfit(ValueError):
    """A value of a recipe that cannot be; raised by its section, which knows no place.

    `message` is marked with `translate("faults", …)`; `values` fill its `{fields}`.
    """

    def __init__(self, message: str, **values: str | int | float) -> None:
        super().__init__(fill(message, values))
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault of a recipe: the dotted key it stands at, and what is wrong there."""

    place: str
    message: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {fill(self.message, dict(self.values))}"


class WrongUsage(Fault):
    """What was asked for cannot be, whatever is there; the command line ends with status 2."""


class RecipeFault(WrongUsage):
    """Every fault of a recipe at once."""

    def __init__(self, faults: list[FieldFault], *, source: str = "") -> None:
        super().__init__(
            translate("faults", "The recipe {source} has {count} fault(s).")
            if source
            else translate("faults", "The recipe has {count} fault(s)."),
            now=translate("faults", "Mend the places listed and try again."),
            source=source,
            count=len(faults),
        )
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {fault}" for fault in self.faults)])

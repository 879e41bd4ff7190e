"""Faults a person can act on: what happened, where, why, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass
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

    def __str__(self) -> str:
        parts = (self.what, self.why, self.now)
        return " ".join(fill(part, self.values) for part in parts if part)

    def as_data(self) -> dict[str, Any]:
        """The fault as plain data; `Fault.from_data` reads it back."""
        values = {
            name: {"fault": value.as_data()} if isinstance(value, Fault) else value
            for name, value in self.values.items()
        }
        return {"what": self.what, "why": self.why, "now": self.now, "values": values}

    @staticmethod
    def from_data(data: dict[str, Any]) -> Fault:
        """Rebuild a fault another process sent."""
        values = {
            name: Fault.from_data(value["fault"]) if isinstance(value, dict) else value
            for name, value in data["values"].items()
        }
        return Fault(data["what"], why=data["why"], now=data["now"], **values)


class Cancelled(Exception):
    """Work ended early because somebody asked for it; nothing is broken."""


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One fault of a recipe: the dotted key it stands at, and what is wrong there."""

    place: str
    message: str
    values: tuple[tuple[str, str | int | float], ...] = ()

    def __str__(self) -> str:
        return f"{self.place}: {fill(self.message, dict(self.values))}"


class RecipeFault(Fault):
    """Every fault of a recipe at once; the command line ends with status 2."""

    def __init__(self, faults: list[FieldFault], *, source: str = "") -> None:
        super().__init__(
            translate("faults", "The recipe {source} has {count} fault(s)."),
            now=translate("faults", "Mend the places listed and try again."),
            source=source,
            count=len(faults),
        )
        self.faults = tuple(faults)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {fault}" for fault in self.faults)])

"""Settings: the values of a foreign config.json, each asked for by what may stand there."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.faults import Fault, Value
from engine.wording import translate

LARGEST = 2**31


class Settings:
    """The values of one file. What is missing has the default `transformers` gives it."""

    def __init__(self, path: Path, values: Mapping[str, Any]) -> None:
        self.path, self.values = path, values

    def count(self, name: str, default: int | None = None, *, least: int = 1) -> int:
        """A whole number of `least` or more; Fault else, and where it is missing."""
        value = self.values.get(name)
        value = default if value is None else value
        if type(value) is not int or not least <= value < LARGEST:
            raise self.refused(name, value, Fault(translate("faults", "a whole number")))
        return value

    def share(self, name: str, default: float) -> float:
        """A number from 0 to 0.9, as dropout has it."""
        value = self.values.get(name)
        value = default if value is None else value
        if type(value) not in (int, float) or not 0.0 <= value <= 0.9:
            known = Fault(translate("faults", "a number from 0 to 0.9"))
            raise self.refused(name, value, known)
        return float(value)

    def epsilon(self, name: str, default: float, *known: float) -> float:
        """A number that is one of `known`."""
        value = self.values.get(name)
        value = default if value is None else value
        if type(value) in (int, float) and math.isfinite(value):
            for one in known:
                if math.isclose(value, one, rel_tol=1e-6):
                    return one
        raise self.refused(name, value, ", ".join(map(str, sorted(set(known)))))

    def only(self, name: str, *allowed: Any, default: Any = None) -> None:
        """Fault where anything stands there but one of `allowed`, or nothing."""
        value = self.values.get(name, default)
        if value is not None and not any(_same(value, one) for one in allowed):
            nothing = Fault(translate("faults", "nothing at all"))
            raise self.refused(name, value, ", ".join(map(_shown, allowed)) or nothing)

    def named(self, name: str, known: Mapping[str, str], default: str) -> str:
        """What a word stands for here; Fault where it is none of those known."""
        value = self.values.get(name)
        value = default if value is None else value
        if not isinstance(value, str) or value not in known:
            raise self.refused(name, value, ", ".join(known))
        return known[value]

    def table(self, name: str) -> dict[str, Any]:
        """A table inside; empty where there is none."""
        value = self.values.get(name)
        return value if isinstance(value, dict) else {}

    def words(self, name: str) -> list[str]:
        """A list of words; empty where there is none."""
        value = self.values.get(name)
        found = value if isinstance(value, list) else []
        return [one[:200] for one in found if isinstance(one, str)]

    def refused(self, name: str, found: Any, known: Value) -> Fault:
        """That a model with this choice cannot be imported."""
        return Fault(
            translate("faults", "The model in {path} cannot be imported."),
            why=translate("faults", "Its {field} is {found}; here it can be: {known}."),
            now=translate("faults", "Choose another model."),
            path=str(self.path),
            field=name,
            found=_shown(found)[:200],
            known=known,
        )


def _same(one: Any, other: Any) -> bool:
    return type(one) is type(other) and bool(one == other)


def _shown(value: Any) -> str:
    if value is None:
        return "–"
    return str(value).lower() if isinstance(value, bool) else str(value)

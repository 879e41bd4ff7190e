"""What of a recipe's sections could be read: enough to hold some fields against others."""

from __future__ import annotations

from typing import Any

from engine.options import UNREADABLE


def given(section: Any, *names: str) -> tuple[Any, ...] | None:
    """The fields of these names; None where one of them could not be read."""
    values = tuple(UNREADABLE if section is None else getattr(section, name) for name in names)
    return None if any(value is UNREADABLE for value in values) else values

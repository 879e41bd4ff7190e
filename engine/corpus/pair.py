"""A pair of passages as reading yields it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages, cleaned, and what somebody said of them."""

    file: int  # counted in reading order
    row: int  # counted within the file
    first: str
    second: str
    label: str  # as the file writes it; "" where pairs have none
    validation: bool

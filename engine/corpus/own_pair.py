"""A pair a person looks at: out of their files, or typed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OwnPair:
    """Two passages as they stand in a file, and which class they are of."""

    first: str
    second: str
    label: str = ""  # one of `classes`; "" where nobody labelled the pair
    classes: tuple[str, ...] = ()  # of all labels there are, in the order they are trained in

    @property
    def text(self) -> str:
        """Both passages as prose."""
        return f"{self.first} {self.second}".strip()

"""Format: one way to write examples down. Each has a file of its own in `formats`, found by name.

Formats read what nobody vouches for: they run in the limited child (serving.py), and what they
yield are records of plain data, which `records.py` makes examples of.
"""

from __future__ import annotations

import pkgutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import Any, ClassVar, Literal

from engine.corpus.columns import Header
from engine.corpus.decoding import one_newline
from engine.examples.example import Kind

Loss = Literal["malformed", "too_long", "empty"]
Record = tuple[Any, ...]  # what it holds is said by the format's kind; see records.py
Found = Record | Loss

SHOWN = 20  # rows of a preview
SHOWN_CHARACTERS = 200  # of a cell of it
LONGEST = 1 << 16  # characters of a text
LONGEST_CONTEXT = 1 << 20  # characters of what questions are asked about


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a recipe says of the columns: a name or a number from 1 per role; "" finds it."""

    kind: Kind | None = None  # None: not yet known
    header: Header = "auto"
    roles: Mapping[str, str] = field(default_factory=dict)
    labelled: bool = True  # whether a file without labels or tags is refused

    def role(self, name: str) -> str:
        """What is said of a role."""
        return self.roles.get(name, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the beginning of a file shows to one format."""

    sureness: float  # 0 … 1; 0: it is not of this format
    kinds: tuple[Kind, ...] = ()  # what its rows can be, the surest first
    columns: tuple[str, ...] = ()  # names, or numbers from 1
    header: bool = False
    roles: Mapping[str, str] = field(default_factory=dict)  # per role a column
    preview: tuple[tuple[str, ...], ...] = ()
    labelled: bool = True  # whether it says what is to be learned
    scheme: str = ""  # of tags
    rivals: tuple[str, ...] = ()  # columns that could be the labels too

    def as_data(self) -> dict[str, Any]:
        """Plain data; `from_data` reads it back."""
        data = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return data | {"roles": dict(self.roles)}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Seen:
        """Rebuild what the child tells."""
        lists = {name: tuple(data[name]) for name in ("kinds", "columns", "rivals")}
        preview = tuple(tuple(row) for row in data["preview"])
        return Seen(**{**data, **lists, "preview": preview})


NOT_SEEN = Seen(sureness=0.0)


@dataclass(frozen=True, slots=True)
class Opened:
    """A text being read: `chunks` starts anew every time, its newlines as they are."""

    path: str
    chunks: Callable[[], Iterator[str]]
    head: str = ""  # its first characters, newlines being "\\n"

    def text(self) -> Iterator[str]:
        """From its beginning, newlines being "\\n"."""
        return one_newline(self.chunks())


class Format(ABC):
    """One way to write examples down; stateless."""

    name: ClassVar[str]
    kinds: ClassVar[tuple[Kind, ...]]

    @abstractmethod
    def look(self, text: Opened, wanted: Wanted) -> Seen:
        """What the beginning of a text shows; a sureness of 0 where it is something else."""

    @abstractmethod
    def records(self, texts: Sequence[Opened], wanted: Wanted) -> Iterator[Found]:
        """Every record of a text (or of one and its answers), or why one is left out.

        Raises Fault where they cannot be read so.
        """


@cache
def formats() -> Mapping[str, Format]:
    """Every format by its name: those of all files in the package `formats`."""
    package = import_module("engine.examples.formats")
    modules = [
        import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    ]
    own = (
        one
        for module in modules
        for one in vars(module).values()
        if isinstance(one, type) and issubclass(one, Format) and one.__module__ == module.__name__
    )
    return {one.name: one() for one in own}


def shortened(cell: str) -> str:
    """A cell as a preview shows it."""
    cell = " ".join(cell[: 2 * SHOWN_CHARACTERS].split())
    return cell if len(cell) <= SHOWN_CHARACTERS else f"{cell[: SHOWN_CHARACTERS - 1]}…"

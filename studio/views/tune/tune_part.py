"""What a part of the Tune page is, and how the page finds all of them.

A new part is one new file here, `something_part.py`, with a class deriving from `TunePart` named
in its `PART`. The page shows a tab for each, in their order; with one part alone, none.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from studio.desk import Desk


class TunePart(QWidget):
    """A tab of the page. It is made with the page, and may wait with its work for `showEvent`."""

    name: ClassVar[str]  # kept in the settings: which one was on top
    order: ClassVar[int]

    asked = Signal(str)  # to show the part of this name

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @staticmethod
    @abstractmethod
    def tab() -> str:
        """The word on the tab."""

    @staticmethod
    def tip() -> str:
        """What one does there; shown over the tab."""
        return ""

    def recolour(self) -> None:
        """Hand the theme to the parts that keep one."""


def part_classes() -> list[type[TunePart]]:
    """Every part in this folder, in order."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    found: list[type[TunePart]] = []
    for module in pkgutil.iter_modules(folder):
        if module.name.endswith("_part") and module.name != "tune_part":
            part = importlib.import_module(f"{package}.{module.name}").PART
            assert issubclass(part, TunePart)
            found.append(part)
    return sorted(found, key=lambda part: part.order)

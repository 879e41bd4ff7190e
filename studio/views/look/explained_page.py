"""A page that shows how a number comes about: panels one beneath another, rows and arrays."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.widgets.number_map import NumberMap
from studio.widgets.sheet import Sheet
from studio.widgets.step_panel import StepPanel
from studio.widgets.table import Table, small_table

if TYPE_CHECKING:
    from studio.theme import Theme


class Coloured(Protocol):
    """A part that keeps a theme."""

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""


Part = TypeVar("Part", bound=Coloured)


class ExplainedPage(Sheet):
    """Panels in a column; each hands its colours on."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._coloured: list[Coloured] = []
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(14)
        self.build()
        self.column.addStretch(1)

    @abstractmethod
    def build(self) -> None:
        """Put the panels in."""

    def panel(self, title: str, tip: str, source: str = "") -> StepPanel:
        """One more panel beneath the others."""
        made = self.coloured(StepPanel(self.theme, title, tip, source))
        self.column.addWidget(made)
        return made

    def numbers(self, panel: StepPanel, name: str, told: str) -> NumberMap:
        """One more map of numbers in a panel; `name` stands before it, `told` says what it is."""
        made = self.coloured(NumberMap(self.theme, told))
        panel.add(made, name)
        return made

    def coloured(self, part: Part) -> Part:
        """Have a part follow the theme; returns it."""
        self._coloured.append(part)
        return part

    def set_theme(self, theme: Theme) -> None:
        """Follow another set of colours."""
        self.theme = theme
        for part in self._coloured:
            part.set_theme(theme)

    def table(self) -> Table:
        """The numbers as rows; none as long as nothing was explained."""
        return small_table([], [])

    def arrays(self) -> dict[str, NDArray[Any]]:
        """The numbers as they are, by name."""
        return {}


def arrays_of(explained: Any) -> dict[str, NDArray[Any]]:
    """Every array and number of a dataclass, by the name of its field."""
    found = {}
    for field in fields(explained):
        held = getattr(explained, field.name)
        if isinstance(held, np.ndarray | int | float | bool):
            found[field.name] = np.asarray(held)
        elif isinstance(held, tuple) and held and isinstance(held[0], str | int):
            found[field.name] = np.array(held)
    return found

"""What a view of the heads is, and how the page finds all of them.

A new view is one new file here, `something_view.py`, with a class deriving from `View` named in
its `VIEW`.
"""

from __future__ import annotations

import importlib
import pkgutil
from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.theme import Theme
    from studio.views.look.looking import Looking
    from studio.widgets.export_button import Exportable


class View(QWidget):
    """One way to see the chosen heads. It is made when first chosen, and draws while visible."""

    name: ClassVar[str]  # of its file, and as it is kept between launches
    order: ClassVar[int] = 0  # among the tabs
    told = Signal(str, str)  # what the card's header says at its right, and what explains that
    drawn = Signal()  # something came that can be copied and saved
    redrawn = Signal()  # and what was there before may no longer be

    def __init__(self, desk: Desk, looking: Looking, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.looking = desk, looking
        looking.changed.connect(self.redraw_if_visible)
        desk.theme_changed.connect(self._theme_changed)

    @staticmethod
    @abstractmethod
    def title() -> str:
        """What its tab says."""

    @staticmethod
    def tip() -> str:
        """What it is good for, in two lines, with its source."""
        return ""

    @property
    def theme(self) -> Theme:
        """The colours of the moment."""
        return self.desk.theme

    def subject(self) -> Exportable | None:
        """What is copied and saved of it; None: nothing now."""
        return None

    def corner(self) -> QWidget | None:
        """What stands in the card's header while it is shown: always the same widget."""
        return None

    def heading(self) -> str:
        """What the card is called while it is shown."""
        return self.title()

    def redraw(self) -> None:
        """Draw everything anew; called only while visible."""

    def recolour(self) -> None:
        """Hand the theme to the parts that keep one."""

    def redraw_if_visible(self) -> None:
        """`redraw`, where anybody could see it and there is something to see."""
        if self.isVisible() and self.looking.seen is not None:
            self.redraw()
            self.redrawn.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw_if_visible()

    def _theme_changed(self) -> None:
        self.recolour()
        self.redraw_if_visible()


def view_classes() -> list[type[View]]:
    """Every view in this folder, in the order of their tabs."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    found: list[type[View]] = []
    for module in pkgutil.iter_modules(folder):
        if module.name.endswith("_view"):
            view = importlib.import_module(f"{package}.{module.name}").VIEW
            assert issubclass(view, View)
            found.append(view)
    return sorted(found, key=lambda view: view.order)

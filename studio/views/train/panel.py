"""What a part of the Train page is, and how the page finds all of them.

A new part is one new file here, `something_panel.py`, with a class deriving from `Panel` named in
its `PANEL`.
"""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING, ClassVar, Literal

from PySide6.QtGui import QShowEvent

from studio.widgets.card import Card

if TYPE_CHECKING:
    from engine.history import History
    from studio.desk import Desk
    from studio.theme import Theme
    from studio.views.train.watch import Watch

Place = Literal["main", "foot", "side"]


class Panel(Card):
    """A card that draws the shown run. It draws only while it can be seen."""

    place: ClassVar[Place] = "main"  # the large left one, the row beneath it, the right column
    order: ClassVar[int] = 0  # within its place
    stretch: ClassVar[int] = 1
    every: ClassVar[int] = 1  # of so many pictures of a run that trains, one is drawn

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__()
        self.desk, self.watch = desk, watch
        self._before: History | None = None
        self._tick = self.order  # panels take turns
        desk.live.advanced.connect(self._live_advanced)
        desk.shown_changed.connect(self.redraw_if_visible)
        desk.form_ready.connect(self.redraw_if_visible)
        desk.theme_changed.connect(self._theme_changed)
        watch.changed.connect(self.redraw_if_visible)

    @property
    def history(self) -> History | None:
        """What the shown run has measured."""
        return self.desk.shown.history if self.desk.shown is not None else None

    @property
    def theme(self) -> Theme:
        """The colours of the moment."""
        return self.desk.theme

    def is_another(self, history: History | None) -> bool:
        """Whether this is another record than at the last call: a zoom does not outlive its run."""
        before, self._before = self._before, history
        return history is not before

    def redraw(self) -> None:
        """Draw everything anew from the model; called only while visible."""

    def recolour(self) -> None:
        """Hand the theme to the parts that keep one."""

    def redraw_if_visible(self) -> None:
        """`redraw`, where anybody could see it."""
        if self.isVisible():
            self.redraw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.redraw()

    def _live_advanced(self) -> None:
        self._tick += 1
        if self._tick % self.every == 0 and self.desk.shown is not None and self.desk.shown.is_live:
            self.redraw_if_visible()

    def _theme_changed(self) -> None:
        self.recolour()
        self.redraw_if_visible()


def panel_classes() -> list[type[Panel]]:
    """Every panel in this folder, by place and order."""
    package = __name__.rpartition(".")[0]
    folder = importlib.import_module(package).__path__
    found: list[type[Panel]] = []
    for module in pkgutil.iter_modules(folder):
        if module.name.endswith("_panel"):
            panel = importlib.import_module(f"{package}.{module.name}").PANEL
            assert issubclass(panel, Panel)
            found.append(panel)
    return sorted(found, key=lambda panel: (panel.place, panel.order))

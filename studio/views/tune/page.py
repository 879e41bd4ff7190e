"""The Tune page: teach a trained run a task, and see what it can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from studio.views.tune.tune_part import TunePart, part_classes
from studio.widgets.faces import Faces
from studio.widgets.segmented import Segmented

if TYPE_CHECKING:
    from studio.desk import Desk

GAP, MARGIN = 12, 16
ON_TOP = "tune.part"  # option


class Page(QWidget):
    """The parts, one of them on top."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self.parts: dict[str, TunePart] = {part.name: part(desk) for part in part_classes()}
        tabs = [(name, part.tab()) for name, part in self.parts.items()]
        self.tabs = Segmented(desk.theme, tabs)
        self.tabs.setAccessibleName(self.tr("What to do with the run"))
        for name, part in self.parts.items():
            self.tabs.set_tip(name, part.tip())
        self.tabs.chosen.connect(self.choose)
        self.stack = Faces()
        for part in self.parts.values():
            self.stack.addWidget(part)
            part.asked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.stack, 1)
        self.tabs.setVisible(len(self.parts) > 1)
        desk.theme_changed.connect(self._recolour)
        desk.part_asked.connect(self.choose)
        self._show(str(desk.settings.option(ON_TOP, "tasks")))

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Tune")

    @property
    def part(self) -> TunePart:
        """The one on top."""
        return self.parts[self.tabs.value]

    def choose(self, name: str) -> None:
        """Show a part."""
        self._desk.settings.set_option(ON_TOP, name)
        self._show(name)

    def _show(self, name: str) -> None:
        self.tabs.choose(name if name in self.parts else next(iter(self.parts)))
        sizes = QSizePolicy.Policy
        for part in self.parts.values():  # those out of sight need no room
            policy = sizes.Preferred if part is self.part else sizes.Ignored
            part.setSizePolicy(policy, policy)
        self.stack.setCurrentWidget(self.part)

    def _recolour(self) -> None:
        self.tabs.set_theme(self._desk.theme)
        for part in self.parts.values():
            part.recolour()

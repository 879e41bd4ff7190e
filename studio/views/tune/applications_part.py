"""Applications: what a model can be made for, each begun by a press."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from engine.tasks.applications import application
from studio.applications import offers, press, take
from studio.views.tune.tune_part import TunePart
from studio.widgets.application_list import ApplicationList
from studio.widgets.scrolling import ScrollColumn

if TYPE_CHECKING:
    from studio.desk import Desk

translate = QCoreApplication.translate


class ApplicationsPart(TunePart):
    """A task goes on under Tasks, with our own examples in place; the others on their pages."""

    name, order = "applications", 1

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.list = ApplicationList(offers())
        self.list.chosen.connect(self.begin)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ScrollColumn(self.list))

    @staticmethod
    def tab() -> str:
        return translate("tuning", "Applications")

    @staticmethod
    def tip() -> str:
        return translate("tuning", "Begin with something a model can be made for")

    def begin(self, name: str) -> None:
        """Begin with the application of this name."""
        wished = press(self.desk, application(name))
        if wished is not None:
            instead = self._names()
            self.asked.emit("tasks")  # first: the examples come in sight as they change
            take(self.desk, name, wished)
            self.desk.saying.emit(self._told(name, instead))

    def _names(self) -> str:
        """The files to learn from that are chosen now."""
        paths = self.desk.tuning.value("task.train", ())
        return ", ".join(PurePath(path).name for path in paths)

    def _told(self, name: str, instead: str) -> str:
        title = next(one.title for one in offers() if one.name == name)
        if not instead:
            return self.tr("Our own examples of “{title}” are chosen").format(title=title)
        words = self.tr("Our own examples of “{title}” instead of {files}: Undo brings those back")
        return words.format(title=title, files=instead)


PART = ApplicationsPart

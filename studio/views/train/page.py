"""The Train page: start a run, or watch and steer one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from studio.live import State
from studio.views.train.panel import Panel, Place, panel_classes
from studio.views.train.preparing_card import PreparingCard
from studio.views.train.recent_runs import RecentRuns
from studio.views.train.run_head import RunHead
from studio.views.train.settings_card import SettingsCard
from studio.views.train.start_card import StartCard
from studio.views.train.tiles import Tiles
from studio.views.train.watch import Watch
from studio.widgets.columns import Columns
from studio.widgets.empty_state import EmptyState
from studio.widgets.fault_box import FaultBox
from studio.widgets.scrolling import ScrollColumn
from studio.widgets.sheet import Sheet

if TYPE_CHECKING:
    from studio.desk import Desk
    from studio.shown import ShownRun

GAP, MARGIN, ABOVE = 12, 16, 8


class Page(QWidget):
    """Two faces: the start of a run, and the run shown."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self._desk = desk
        self._wants_new = False
        self.watch = Watch(desk, self)
        self.panels = [panel(desk, self.watch) for panel in panel_classes()]
        self.start = StartCard(desk)
        self.settings = SettingsCard(desk)
        self.recent = RecentRuns(desk)
        self.head = RunHead(desk)
        self.tiles = Tiles(desk)
        self.preparing = PreparingCard(desk)
        self.fault = FaultBox()  # why the run shown ended
        self.start_fault = FaultBox()  # why the last start came to nothing
        self.waiting = EmptyState("", "")
        self.back = QPushButton(self.tr("‹ Back to the run"))
        self.back.setProperty("kind", "link")
        self.faces = QStackedWidget()
        self.faces.addWidget(self._start_face())
        self.faces.addWidget(self._run_face())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.faces)
        self._connect()
        self.follow()

    def title(self) -> str:
        """What the rail calls it."""
        return self.tr("Train")

    # laying out

    def _start_face(self) -> QWidget:
        face = Sheet()
        column = QVBoxLayout(face)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.start_fault)
        left = Sheet()
        runs = QVBoxLayout(left)
        runs.setContentsMargins(0, 0, 0, 0)
        runs.setSpacing(GAP)
        runs.addWidget(self.start)
        runs.addWidget(self.recent, 1)
        columns = Columns()
        columns.add(left, 55, 480)
        columns.add(self.settings, 45, 400)
        column.addWidget(columns, 1)
        return ScrollColumn(face)

    def _run_face(self) -> QWidget:
        self._inside = QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(MARGIN, ABOVE, MARGIN, MARGIN)
        column.setSpacing(GAP)
        for part in (self.head, self.fault, self.tiles, self.preparing):
            column.addWidget(part)
        column.addWidget(self.waiting, 1)
        self._measured = _Measured()
        column.addWidget(self._measured, 1)
        main, beside = QWidget(), QWidget()
        left, side = QVBoxLayout(main), QVBoxLayout(beside)
        for layout in (left, side):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(GAP)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        self._add(left, "main")
        self._add(foot, "foot")
        left.addLayout(foot, 1)
        left.setStretch(0, 2)
        self._add(side, "side")
        self._measured.add(main, 61, 560)
        self._measured.add(beside, 39, 600)
        return ScrollColumn(self._inside)

    def _add(self, layout: QBoxLayout, place: Place) -> None:
        for panel in self.panels:
            if panel.place == place:
                layout.addWidget(panel, panel.stretch)

    # following

    def _connect(self) -> None:
        desk = self._desk
        desk.shown_changed.connect(self._show_run)
        desk.live.state_changed.connect(self.follow)
        desk.live.advanced.connect(self._advance)
        desk.live.failed.connect(self._told_here)  # after the window was told
        desk.failed_start.changed.connect(self.follow)
        self.fault.dismiss_button.clicked.connect(self._put_away)
        self.start_fault.dismiss_button.clicked.connect(desk.failed_start.clear)
        desk.start_asked.connect(self._start)
        self.start.started.connect(self._show_run)
        self.head.new_asked.connect(lambda: self._want_new(True))
        self.head.discard_asked.connect(lambda: self._trigger("discard"))
        self.back.clicked.connect(lambda _checked=False: self._want_new(False))

    def follow(self, *_: object) -> None:
        """Show the face and the parts that fit how things stand."""
        shown, live = self._desk.shown, self._desk.live
        self.faces.setCurrentIndex(0 if shown is None or self._wants_new else 1)
        self.back.setVisible(shown is not None)
        self._tell_failed_start()
        if shown is None:
            self._told_here()
            return
        preparing = shown.is_live and live.state in (State.PREPARING, State.STOPPING)
        measured = shown.history.training.num_rows > 0 or shown.history.last_evaluation is not None
        self.preparing.setVisible(preparing and not measured)
        self.tiles.setVisible(measured)
        self._measured.setVisible(measured)
        self.waiting.setVisible(not measured)
        self._tell_waiting(shown)
        error, doing = self._fault_of(shown)
        if error is None:
            self.fault.clear()
        elif self.fault.problem is None:
            self.fault.show_error(error, doing)
        self._told_here()

    def _tell_failed_start(self) -> None:
        failed = self._desk.failed_start
        if failed.error is None or failed.run is not None:
            self.start_fault.clear()
        elif self.start_fault.problem is None:
            self.start_fault.show_error(failed.error, failed.doing())

    def _fault_of(self, shown: ShownRun) -> tuple[BaseException | None, str]:
        """What is to be told of a run, and what was tried: going on with it, or training."""
        failed, ended = self._desk.failed_start, shown.history.ended
        if failed.error is not None and failed.run == shown.path:
            return failed.error, failed.doing()
        error = None if ended is None or shown.put_away else ended.error
        return error, self.tr("Training")

    def _put_away(self) -> None:
        shown, failed = self._desk.shown, self._desk.failed_start
        if shown is None:
            return
        if failed.run == shown.path and failed.error is not None:
            failed.clear()
        else:
            shown.put_end_away()

    def _tell_waiting(self, shown: ShownRun) -> None:
        if shown.is_live:
            self.waiting.say(
                self.tr("Nothing was measured yet"),
                self.tr("Curves, attention and answers appear here with the first steps."),
            )
        elif shown.imported:
            words = self.tr(
                "{name} was trained elsewhere: look into it, try it, tune it, or begin a new run "
                "with its weights."
            )
            self.waiting.say(self.tr("No curves here"), words.format(name=shown.name))
        else:
            words = self.tr("{name} ended before its first step.").format(name=shown.name)
            self.waiting.say(self.tr("Nothing was measured"), words)

    def _told_here(self) -> None:
        """What this page tells of a run, or of a start, need not stand above it too."""
        shown, failed = self._desk.shown, self._desk.failed_start
        told: list[BaseException | None] = [failed.error] if self.start_fault.isVisible() else []
        if shown is not None and self.fault.isVisible():
            told.append(self._fault_of(shown)[0])
        for error in told:
            if error is not None:
                self._desk.problems.settle(error)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._told_here()

    def _advance(self) -> None:
        """The first measurement and the end of a run change the face; most ticks do not."""
        history = self._desk.live.history
        if self._measured.isHidden() or history.ended is not None:
            self.follow()

    def _show_run(self) -> None:
        self._wants_new = False
        self.fault.clear()
        self.follow()

    def _want_new(self, wanted: bool) -> None:
        self._wants_new = wanted
        self.follow()

    def _start(self) -> None:
        self._want_new(True)  # where it says what stands in the way
        self.start.begin()

    def _trigger(self, command: str) -> None:
        """Carry a command of the window out, with the question it asks."""
        for action in self.window().actions():
            if isinstance(action, QAction) and action.objectName() == command:
                action.trigger()


class _Measured(Columns):
    """The panels together. They take what room there is and ask for as little as they can."""

    def hasHeightForWidth(self) -> bool:
        return False  # or the scroll area would grow them to their favourite height

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


__all__ = ["Page", "Panel"]

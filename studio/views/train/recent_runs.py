"""The runs of this workspace, the most lately changed first; one can be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem

from studio.live import State
from studio.run_curves import objective_title
from studio.widgets.card import Card
from studio.widgets.rich_tip import tip_html
from studio.widgets.text import label
from studio.wording import number

if TYPE_CHECKING:
    from engine.runs import RunSummary
    from studio.desk import Desk

MOST = 100


class RecentRuns(Card):
    """Name, state, steps and last validation loss of each run."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.set_title(self.tr("Runs in this workspace"))
        self.list = QTreeWidget()
        self.list.setAccessibleName(self.tr("Runs in this workspace"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setStyleSheet("QTreeWidget { border: 0; }")
        self.list.setMinimumHeight(80)
        self.list.setHeaderLabels(
            [self.tr("Name"), self.tr("State"), self.tr("Steps"), self.tr("Validation loss")]
        )
        self.list.setToolTip(self.tr("Open a run with a double click or Enter"))
        self.list.itemActivated.connect(self._open)
        self.none = label(self.tr("None yet. The first one appears here."), "dim")
        self.body.addWidget(self.none)
        self.body.addWidget(self.list, 1)
        self.body.addStretch(0)
        desk.runs_changed.connect(self.refresh)
        desk.form_ready.connect(self.refresh)  # which knows what losses are called
        desk.live.state_changed.connect(self._follow_state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Show the runs known now."""
        if not self.isVisible():
            return
        runs = self._desk.runs[:MOST]
        self.none.setVisible(not runs)
        self.list.setVisible(bool(runs))
        self.list.clear()
        for run in runs:
            self.list.addTopLevelItem(self._item(run))
        for column in range(3):
            self.list.resizeColumnToContents(column)
            self.list.setColumnWidth(column, self.list.columnWidth(column) + 16)

    def _follow_state(self, state: State) -> None:
        if state in (State.PREPARING, State.IDLE):  # it began or ended
            self.refresh()
            return
        for at, run in enumerate(self._desk.runs[:MOST]):
            item = self.list.topLevelItem(at)  # None: not listed yet
            if item is not None and self._desk.live.trains(run.path):
                item.setText(1, self._state(run))

    def _item(self, run: RunSummary) -> QTreeWidgetItem:
        losses = [
            f"{objective_title(self._desk, name)} {number(loss, 2)}"
            for name, loss in run.validation.items()
        ]
        steps = number(run.status.step)
        item = QTreeWidgetItem([run.name, self._state(run), steps, " · ".join(losses)])
        item.setData(0, Qt.ItemDataRole.UserRole, str(run.path))
        why = str(run.damaged) if run.damaged is not None else run.status.message
        for column in (0, 1) if why else ():
            item.setToolTip(column, tip_html(why))
        if losses:
            item.setToolTip(3, tip_html("\n".join(losses)))
        return item

    def _state(self, run: RunSummary) -> str:
        if run.damaged is not None:
            return self.tr("damaged")
        if self._desk.live.trains(run.path):  # whatever its file said before it went on
            return self._live_state()
        return {
            "new": self.tr("new"),
            "preparing": self.tr("preparing"),
            "running": self.tr("training"),
            "stopped": self.tr("stopped"),
            "finished": self.tr("finished"),
            "failed": self.tr("failed"),
            "crashed": self.tr("ended without warning"),
        }[run.status.state]

    def _live_state(self) -> str:
        live = self._desk.live
        if not live.begun:
            return self.tr("preparing")
        return self.tr("paused") if live.state is State.PAUSED else self.tr("training")

    def _open(self, item: QTreeWidgetItem, _column: int) -> None:
        path = item.data(0, Qt.ItemDataRole.UserRole)
        for run in self._desk.runs:
            if str(run.path) == path and run.damaged is None:
                self._desk.open_run(run.path)

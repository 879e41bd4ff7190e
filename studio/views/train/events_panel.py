"""What happened in the run: checkpoints, notices, its beginning and end; the newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from studio.run_curves import objective_title
from studio.views.train.panel import Panel
from studio.widgets.rich_tip import tip_html
from studio.wording import notice_words, number, short_bytes

if TYPE_CHECKING:
    from engine.events import CheckpointSaved, Noticed
    from engine.history import History
    from studio.desk import Desk
    from studio.views.train.watch import Watch

Line = tuple[int, str, str, int | None]  # step, words, level, checkpoint
MOST = 200


class EventsPanel(Panel):
    """A list; a checkpoint in it can be opened on the Try page."""

    place, order, stretch = "foot", 2, 2

    def __init__(self, desk: Desk, watch: Watch) -> None:
        super().__init__(desk, watch)
        self.set_title(self.tr("Events"))
        self._drawn: tuple[object, ...] = ()
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Events of the run"))
        self.list.setStyleSheet("QListWidget { border: 0; } QListWidget::item { padding: 3px 0; }")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setToolTip(self.tr("Open a checkpoint with a double click or Enter to try it"))
        self.list.setMinimumHeight(60)
        self.list.itemActivated.connect(self._open)
        desk.checkpoints_changed.connect(self.redraw_if_visible)
        self.body.addWidget(self.list, 1)

    def redraw(self) -> None:
        history = self.history
        if history is None:
            self._drawn = ()
            self.list.clear()
            return
        key = (
            len(history.checkpoints),
            self.desk.checkpoints,
            len(history.notices),
            self.desk.form is not None,
            history.started,
            history.ended,
            self.theme.name,
        )
        if not self.is_another(history) and key == self._drawn:
            return
        self._drawn = key
        self.list.clear()
        for line in self._lines(history)[:MOST]:
            self.list.addItem(self._item(line))

    def _lines(self, history: History) -> list[Line]:
        lines = [self._saved_line(saved) for saved in history.checkpoints]
        for notice in history.notices:
            level = "warn" if notice.level == "warning" else ""
            lines.append((notice.step, notice_words(self._named(notice)), level, None))
        lines.sort(key=lambda line: line[0], reverse=True)
        started, ended = history.started, history.ended
        if ended is not None:
            words, level = {
                "finished": (self.tr("finished"), "good"),
                "stopped": (self.tr("stopped and saved"), ""),
                "failed": (self.tr("failed"), "bad"),
            }[ended.ending]
            lines.insert(0, (ended.step, words, level, None))
        if started is not None:
            words = self.tr("began: {parameters} parameters, {device}, {dtype}").format(
                parameters=number(started.parameters), device=started.device, dtype=started.dtype
            )
            lines.append((started.step, words, "", None))
        return lines

    def _named(self, notice: Noticed) -> Noticed:
        """A notice that calls an objective by its title."""
        name = notice.values.get("name")
        known = self.history.objectives() if self.history is not None else ()
        if name not in known:
            return notice
        return replace(notice, values={**notice.values, "name": objective_title(self.desk, name)})

    def _saved_line(self, saved: CheckpointSaved) -> Line:
        """Only what is still there can be opened."""
        words = self.tr("checkpoint saved, {size} in {seconds} s").format(
            size=short_bytes(saved.num_bytes), seconds=f"{max(saved.seconds, 0.1):.1f}"
        )
        if self.desk.shown is not None and self.desk.shown.keeps(saved.step):
            return saved.step, words, "", saved.step
        return saved.step, self.tr("{event}; no longer kept").format(event=words), "dim", None

    def _item(self, line: Line) -> QListWidgetItem:
        step, words, level, checkpoint = line
        sign = {"warn": "⚠ ", "bad": "✕ ", "good": "✓ "}.get(level, "▴ " if checkpoint else "· ")
        item = QListWidgetItem(
            sign + self.tr("{step}: {event}").format(step=number(step), event=words)
        )
        item.setData(Qt.ItemDataRole.UserRole, checkpoint)
        item.setToolTip(tip_html(self.tr("Step {step}").format(step=number(step))))
        if level:
            item.setForeground(QColor(getattr(self.theme, level)))
        return item

    def _open(self, item: QListWidgetItem) -> None:
        step = item.data(Qt.ItemDataRole.UserRole)
        if step is not None:
            self.desk.choose_checkpoint(step)
            self.desk.go_to.emit("try_")


PANEL = EventsPanel

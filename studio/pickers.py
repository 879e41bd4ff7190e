"""Fills the top bar's pickers from the desk, and tells the desk what was picked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from engine.runs import RunSummary
from studio import language
from studio.computing import Computing
from studio.desk import Desk
from studio.devices import AUTO, device_choices
from studio.devices import KEY as DEVICE
from studio.run_curves import objective_title
from studio.widgets.rich_tip import tip_html
from studio.widgets.top_bar import Choice, TopBar
from studio.wording import number

translate = QCoreApplication.translate

OTHER = "other"  # the line that asks for another workspace


class Pickers(QObject):
    """Keeps the pickers true while runs come, train and end."""

    def __init__(self, desk: Desk, bar: TopBar, enter: Callable[[Path | None], None]) -> None:
        """`enter` opens a workspace; None asks for one."""
        super().__init__(bar)
        self._desk, self._bar, self._enter = desk, bar, enter
        self._computing = Computing(self)
        bar.workspace.picked.connect(self._workspace_picked)
        bar.run.picked.connect(self._run_picked)
        bar.checkpoint.picked.connect(desk.choose_checkpoint)
        bar.device.picked.connect(self._device_picked)
        desk.workspace_changed.connect(self._show_workspaces)
        desk.runs_changed.connect(self._show_runs)
        desk.shown_changed.connect(self._show_runs)
        desk.checkpoints_changed.connect(self._show_checkpoints)
        desk.checkpoint_changed.connect(self._show_checkpoint)
        desk.machine_ready.connect(self._show_devices)
        desk.draft.changed.connect(self._show_devices)
        desk.live.state_changed.connect(self._follow)
        desk.live.advanced.connect(self._show_facts)
        self._fill_language_menu()
        for show in (
            self._show_workspaces,
            self._show_runs,
            self._show_checkpoints,
            self._show_devices,
            self._show_facts,
            self._follow,
        ):
            show()

    def _follow(self) -> None:
        idle = not self._desk.live.active
        self._bar.workspace.setEnabled(idle)
        tip = self.tr("The folder with your runs, tokenizers and texts")
        waits = self.tr("Another workspace can be opened when no run is under way.")
        self._bar.workspace.setToolTip(tip if idle else waits)
        self._show_runs()

    def _show_workspaces(self) -> None:
        here = str(self._desk.workspace.path)
        paths = dict.fromkeys([here, *self._desk.settings.now.recent])
        choices = [Choice(Path(path).name, path, path) for path in paths]
        choices.append(Choice(self.tr("Open another…"), OTHER, line=True))
        self._bar.workspace.offer(choices, here)

    def _show_runs(self) -> None:
        shown = self._desk.shown
        choices = [
            Choice(self._run_words(run), str(run.path), self._run_tip(run))
            for run in self._desk.runs
        ]
        if shown is not None and str(shown.path) not in [choice.value for choice in choices]:
            choices.insert(0, Choice(shown.name, str(shown.path)))
        choices.insert(0, Choice(self.tr("No run") if choices else self.tr("No run yet"), None))
        self._bar.run.offer(choices, str(shown.path) if shown is not None else None)
        self._show_facts()

    def _run_words(self, run: RunSummary) -> str:
        state = {
            "crashed": self.tr("ended without warning"),
            "failed": self.tr("failed"),
            "stopped": self.tr("stopped"),
        }.get(run.status.state, "")
        if self._desk.live.trains(run.path):
            state = ""  # what its file said before it went on
        state = self.tr("damaged") if run.damaged is not None else state
        return f"{run.name} · {state}" if state else run.name

    def _run_tip(self, run: RunSummary) -> str:
        losses = (
            f"{objective_title(self._desk, name)} {number(loss, 2)}"
            for name, loss in run.validation.items()
        )
        step = self.tr("step {step}").format(step=number(run.status.step))
        return "\n".join([str(run.path), step, *losses])

    def _show_checkpoints(self) -> None:
        steps = [info.step for info in self._desk.checkpoints]
        newest = self.tr("Newest checkpoint") if steps else self.tr("No checkpoint yet")
        choices = [Choice(newest, None)]
        choices += [
            Choice(self.tr("step {step}").format(step=number(step)), step)
            for step in reversed(steps)
        ]
        self._bar.checkpoint.offer(choices, self._desk.checkpoint)
        self._bar.checkpoint.setEnabled(bool(steps))

    def _show_checkpoint(self) -> None:
        self._bar.checkpoint.show_value(self._desk.checkpoint)

    def _show_devices(self) -> None:
        chosen = str(self._desk.draft.value(DEVICE, AUTO))
        choices = [Choice(words, value) for value, words in device_choices(self._desk.machine)]
        if chosen not in [choice.value for choice in choices]:
            choices.append(Choice(chosen, chosen))
        self._bar.device.offer(choices, chosen)

    def _show_facts(self) -> None:
        started = self._desk.shown.history.started if self._desk.shown is not None else None
        words = f"{started.device} · {started.dtype}" if started is not None else ""
        if self._bar.facts.text() != words:
            self._bar.facts.setText(words)
            tip = self._computing.tip(started) if started is not None else ""
            self._bar.facts.setToolTip(tip_html(tip))

    def _fill_language_menu(self) -> None:
        menu = QMenu(self._bar)
        names = {"system": self.tr("As the system"), **language.NAMES}
        self._language_choices = QActionGroup(menu)  # one of them is ticked, whatever is clicked
        for name, words in names.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(self._desk.settings.now.language == name)
            action.triggered.connect(self._language_setter(name))
            self._language_choices.addAction(action)
        self._bar.language.setMenu(menu)

    def _language_setter(self, name: str) -> Callable[[bool], None]:
        def chosen(_checked: bool = False) -> None:
            self._desk.settings.set(language=name)

        return chosen

    def _workspace_picked(self, value: str) -> None:
        self._bar.workspace.show_value(str(self._desk.workspace.path))
        self._enter(None if value == OTHER else Path(value))

    def _run_picked(self, value: str | None) -> None:
        if value is None:
            self._desk.show_run(None)
        else:
            self._desk.open_run(Path(value))

    def _device_picked(self, value: str) -> None:
        if value == AUTO:
            self._desk.draft.remove(DEVICE, _device_chosen)
        else:
            self._desk.draft.set(DEVICE, value, _device_chosen)


def _device_chosen() -> str:
    return translate("changes", "Choose the device")

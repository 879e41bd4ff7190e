"""The picker of a second checkpoint, asked the same beside the first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from engine.runs import Run
from studio.asking import Asked
from studio.problems import problem_of
from studio.widgets.text import label
from studio.widgets.top_bar import Choice, Picker
from studio.wording import number

if TYPE_CHECKING:
    from studio.desk import Desk

KEPT = "try.beside"  # option


@dataclass(frozen=True, slots=True)
class Known:
    """What was read of another run."""

    steps: tuple[int, ...] = ()
    recipe: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""  # it could not be read


def read_run(path: Path) -> Known:
    """A run's checkpoints and its recipe; called in a job."""
    run = Run.open(path)
    return Known(tuple(info.step for info in run.checkpoints()), run.recipe_data)


class Beside(QWidget):
    """No second one, another checkpoint of the shown run, or any of another run."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._path, self._step = self._kept()  # no step: the newest
        self._known: dict[Path, Known] = {}
        tip = self.tr("A second checkpoint that is asked the same, for comparison")
        self.run = Picker(self.tr("Run beside"), tip)
        self.step = Picker(self.tr("Checkpoint beside"), tip)
        self.run.picked.connect(self._pick_run)
        self.step.picked.connect(self._pick_step)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(label(self.tr("Beside"), "dim"))
        row.addWidget(self.run)
        row.addWidget(self.step)
        desk.runs_changed.connect(self.follow)
        desk.shown_changed.connect(self.follow)
        desk.checkpoints_changed.connect(self.follow)
        desk.workspace_changed.connect(self._leave)
        self.choose(self._path, self._step)

    @property
    def path(self) -> Path | None:
        """The run beside; None where there is none."""
        return self._path

    @property
    def asked(self) -> Asked | None:
        """The checkpoint beside, as far as is known."""
        steps = self._steps()
        if self._path is None or not steps:
            return None
        step = self._step if self._step in steps else max(steps)
        return Asked(self._desk.workspace.path, self._path, step)

    @property
    def why(self) -> str:
        """Why there is none though one was chosen; "" while it is being read."""
        known = self._known.get(self._path) if self._path is not None else None
        if known is None or self._of_shown():
            return ""
        no_checkpoint = self.tr("{run} has no checkpoint.").format(run=self.run.currentText())
        return known.why or ("" if known.steps else no_checkpoint)

    @property
    def recipe(self) -> Mapping[str, Any]:
        """By which the run beside was trained; empty until it is known."""
        shown = self._desk.shown
        if shown is not None and self._of_shown():
            return shown.recipe
        known = self._known.get(self._path) if self._path is not None else None
        return known.recipe if known is not None else {}

    def choose(self, path: Path | None, step: int | None = None) -> None:
        """Put a run beside, or none."""
        self._path, self._step = path, step
        kept = [] if path is None else [str(path), step]
        self._desk.settings.set_option(KEPT, kept)
        self.look_again()
        self.follow()
        self.changed.emit()

    def look_again(self) -> None:
        """Read anew what another run keeps: it may train on, or have lost some."""
        if self._path is not None and not self._of_shown():
            self._read(self._path)

    def follow(self) -> None:
        """Offer what there is now."""
        shown = self._desk.shown
        choices = [Choice(self.tr("None"), None)]
        if shown is not None:
            choices.append(Choice(shown.name, str(shown.path)))
        choices += [
            Choice(run.name, str(run.path), line=index == 0)
            for index, run in enumerate(self._others())
        ]
        values = [choice.value for choice in choices]
        if self._path is not None and str(self._path) not in values:
            choices.append(Choice(self._path.name, str(self._path)))
        self.run.offer(choices, str(self._path) if self._path is not None else None)
        steps = sorted(self._steps(), reverse=True)
        words = self.tr("step {step}")
        self.step.offer(
            [
                Choice(self.tr("Newest checkpoint"), None),
                *(Choice(words.format(step=number(step)), step) for step in steps),
            ],
            self._step if self._step in steps else None,
        )
        self.step.setVisible(self._path is not None)

    def _kept(self) -> tuple[Path | None, int | None]:
        """What was chosen before, where it lies in this workspace still."""
        match self._desk.settings.option(KEPT, []):
            case [str(path), int() | None as step] if self._is_here(Path(path)):
                return Path(path), step
        return None, None

    def _is_here(self, path: Path) -> bool:
        return path.parent == self._desk.workspace.runs_folder and path.is_dir()

    def _others(self) -> list[Any]:
        shown = self._desk.shown
        return [
            run
            for run in self._desk.runs
            if run.damaged is None and (shown is None or run.path != shown.path)
        ]

    def _of_shown(self) -> bool:
        return self._desk.shown is not None and self._path == self._desk.shown.path

    def _steps(self) -> tuple[int, ...]:
        if self._of_shown():
            return tuple(info.step for info in self._desk.checkpoints)
        known = self._known.get(self._path) if self._path is not None else None
        return known.steps if known is not None else ()

    def _read(self, path: Path) -> None:
        def arrived(known: Known) -> None:
            self._known[path] = known
            if path == self._path:
                self.follow()
                self.changed.emit()

        self._desk.jobs.run(
            lambda _control, _progress: read_run(path),
            title=self.tr("Reading the checkpoints"),
            then=arrived,
            failed=lambda error: arrived(Known(why=problem_of(error).text())),
        )

    def _pick_run(self, value: str | None) -> None:
        self.choose(None if value is None else Path(value))

    def _pick_step(self, step: int | None) -> None:
        self.choose(self._path, step)

    def _leave(self) -> None:
        self._known.clear()
        self.choose(None)

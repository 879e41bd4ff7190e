"""The runs discarded since the start: they can be taken back; those from before are removed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from engine.runs import Workspace
from studio.jobs import Jobs


class Trash(QObject):
    """Knows what was discarded, in each workspace worked in."""

    changed = Signal()  # what can be taken back, or whether to say so

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._discarded: list[tuple[Path, str]] = []  # workspace, run; the last one last
        self._spared: dict[Path, set[str]] = {}  # workspace, runs that may be taken back
        self._emptied: set[Path] = set()  # workspaces whose trash is of this start
        self.to_be_said = False  # how the run discarded last is taken back

    def put(self, workspace: Workspace, name: str) -> None:
        """Discard a run; raises Fault where it is at work."""
        self._spared.setdefault(workspace.path, set()).add(name)  # an emptying may be under way
        workspace.discard(name)
        self._discarded.append((workspace.path, name))
        self._emptied.add(workspace.path)  # from now on it holds what may be taken back
        self.to_be_said = True
        self.changed.emit()

    def newest(self, workspace: Workspace) -> str | None:
        """The run discarded last that can be taken back; None where there is none."""
        here = [name for path, name in self._discarded if path == workspace.path]
        return here[-1] if here else None

    def leave_unsaid(self) -> None:
        """Nobody need be told any more; it can still be taken back."""
        if self.to_be_said:
            self.to_be_said = False
            self.changed.emit()

    def take_back(self, workspace: Workspace) -> str | None:
        """Restore the run discarded last; its name, or None where there is none."""
        here = [entry for entry in self._discarded if entry[0] == workspace.path]
        if not here:
            return None
        name = workspace.restore(here[-1][1])
        self._discarded.remove(here[-1])
        self.changed.emit()
        return name

    def empty(self, workspace: Workspace) -> None:
        """Remove in the background what was discarded before this start: once a workspace."""
        if workspace.path in self._emptied:
            return
        self._emptied.add(workspace.path)
        spared = self._spared.setdefault(workspace.path, set())
        self._jobs.run(
            lambda _control, _progress: workspace.empty_trash(spared),
            title=self.tr("Emptying the trash"),
        )

"""Which workspace a window works in: found, made where it is missing, and held."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from engine import disk
from engine.disk import Lock
from engine.faults import Fault
from engine.runs import Workspace, default_workspace
from studio.draft import FILE as DRAFT


@dataclass(frozen=True, slots=True)
class Held:
    """A workspace no other window works in."""

    workspace: Workspace
    lock: Lock
    passed_over: Fault | None = None  # why it is not the one worked in last

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.workspace.path


def hold(path: Path) -> Held:
    """Open a workspace and take its lock; raises Fault where either is impossible."""
    workspace = Workspace.open(path.absolute())
    lock = workspace.lock()
    lock.acquire()
    workspace.sweep()
    return Held(workspace, lock)


def hold_at_start(asked: Path | None, last: str) -> Held:
    """The workspace asked for, else the last one, else the usual one.

    The last one may lie on a disk that is not there now, or be in use: then the usual one serves.
    What was asked for, by option or CLOZE_STUDIO_WORKSPACE, is opened or refused.
    """
    if asked is None and last and "CLOZE_STUDIO_WORKSPACE" not in os.environ:
        try:
            return hold(_there(Path(last)))
        except Fault as fault:
            usual = default_workspace().absolute()
            if usual == Path(last):
                raise
            held = hold(usual)
            return Held(held.workspace, held.lock, passed_over=fault)
    return hold(asked or default_workspace())


def is_untouched(workspace: Workspace) -> bool:
    """Whether nothing was chosen here yet and nothing trained."""
    with disk.reaching(workspace.runs_folder):
        return not (workspace.path / DRAFT).exists() and not any(workspace.runs_folder.iterdir())


def _there(folder: Path) -> Path:
    """The folder, if it is there: an empty one is not made where a disk is missing."""
    if not folder.is_dir():
        missing = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        raise disk.disk_fault(missing, folder)
    return folder

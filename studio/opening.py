"""Which workspace a window works in: found, made where it is missing, and held."""

from __future__ import annotations

import errno
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from engine import disk
from engine.disk import InUse, Lock
from engine.faults import Fault
from engine.runs import Workspace, default_workspace
from studio.draft import FILE as DRAFT


@dataclass(frozen=True, slots=True)
class Held:
    """A workspace no other window works in."""

    workspace: Workspace
    lock: Lock
    passed_over: Fault | None = None  # why it is not the one worked in last, or the usual one
    spare: bool = False  # a passing one, of this start: nothing else could be written

    @property
    def path(self) -> Path:
        """Its folder."""
        return self.workspace.path


def hold(path: Path) -> Held:
    """Open a workspace and take its lock; raises Fault where either is impossible."""
    path = path.absolute()
    disk.make_folder(path)
    disk.check_writable(path)  # said now, and of the folder, not of a file in it an hour later
    workspace = Workspace.open(path)
    lock = workspace.lock()
    lock.acquire()
    try:
        workspace.sweep()
    except Fault:
        lock.release()
        raise
    return Held(workspace, lock)


def hold_at_start(asked: Path | None, last: str) -> Held:
    """The workspace asked for, else the last one, else the usual one, else a spare one.

    The last one may lie on a disk that is not there now, or be in use: then the usual one serves.
    Where that cannot be written either, a spare one does, so that another can be chosen; in use
    it is refused, for its window is there. What was asked for, by option or
    CLOZE_STUDIO_WORKSPACE, is opened or refused.
    """
    if asked is not None or "CLOZE_STUDIO_WORKSPACE" in os.environ:
        return hold(asked or default_workspace())
    usual = default_workspace().absolute()
    passed_over: Fault | None = None
    if last and Path(last) != usual:
        try:
            return hold(_there(Path(last)))
        except Fault as fault:
            passed_over = fault
    try:
        return replace(hold(usual), passed_over=passed_over)
    except InUse:
        raise
    except Fault as fault:
        spare = Path(tempfile.mkdtemp(prefix="cloze-studio-"))
        return replace(hold(spare), passed_over=fault, spare=True)


def is_untouched(workspace: Workspace) -> bool:
    """Whether nothing was chosen here yet and nothing trained."""
    with disk.reaching(workspace.runs_folder):
        return not (workspace.path / DRAFT).exists() and not any(workspace.runs_folder.iterdir())


def _there(folder: Path) -> Path:
    """The folder, if it is there: an empty one is not made where a disk is missing."""
    with disk.reaching(folder):
        if not folder.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
    return folder

"""Prepared folders, each made once: whoever asks next finds it there."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engine import disk
from engine.control import Control
from engine.events import Prepared, Progress
from engine.wording import translate

WAIT_SECONDS = 0.1
MOST_BYTES = 20_000_000_000  # of prepared texts that are kept

T = TypeVar("T")


def made_once(
    path: Path,
    opened: Callable[[], T | None],
    make: Callable[[], T],
    control: Control | None = None,
    progress: Progress | None = None,
) -> T:
    """What `opened` finds in the folder `path`, else what `make` puts there; one at a time.

    Raises Cancelled within a second of being asked to stop, also while another makes it.
    """
    disk.make_folder(path.parent)
    lock = disk.Lock(path.parent / f"{path.name}.lock")
    _wait_for(lock, control, progress)
    try:
        found = opened()
        if found is None:
            for partial in path.parent.glob(f"{path.name}.partial-*"):
                disk.remove(partial)  # the lock is ours: whoever wrote it was killed
            found = make()
            disk.prune_folders(path.parent, path, MOST_BYTES)
        disk.mark_used(path)
        return found
    finally:
        lock.discard()


def _wait_for(lock: disk.Lock, control: Control | None, progress: Progress | None) -> None:
    told = False
    while not lock.try_acquire():
        if progress is not None and not told:
            words = translate("notices", "another Cloze Studio prepares this text")
            progress(Prepared("encoding", 0, None, "", words))
            told = True
        if control is not None:
            control.check()
        time.sleep(WAIT_SECONDS)

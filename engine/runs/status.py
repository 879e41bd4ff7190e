"""Status of a run: what it is doing, or how it ended, in one small file."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from engine import disk
from engine.faults import Fault

State = Literal["new", "preparing", "running", "stopped", "finished", "failed", "crashed"]

AT_WORK = ("preparing", "running")  # somebody holds the run's lock, or it crashed

STATUS = "status.json"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Status:
    """How a run stands; `updated` is stamped when it is written."""

    state: State
    step: int = 0
    total_steps: int | None = None  # None where the budget is minutes
    message: str = ""  # the fault that ended it
    summary: dict[str, Any] | None = None  # the last stdout line of `train`
    updated: float = 0.0  # seconds since 1970

    @property
    def resumable(self) -> bool:
        """Whether training can go on: from a checkpoint, or from the start where there is none."""
        return self.state in ("new", "stopped", "failed", "crashed")


def lock_path(run: Path) -> Path:
    """The lock of a run's one writer."""
    return run / _LOCK


def status_bytes(status: Status) -> bytes:
    """The content of a status file."""
    stamped = replace(status, updated=time.time())
    return f"{disk.seal(asdict(stamped), indent=1)}\n".encode("ascii")


def write_status(run: Path, status: Status) -> None:
    """Replace the status of the run in the folder `run`."""
    disk.write_bytes(run / STATUS, status_bytes(status))


def read_status(run: Path) -> Status:
    """The status; "crashed" where it speaks of work and nobody holds the run's lock.

    A damaged status file is a crashed run too, with the fault as its message.
    """
    status = _read(run)
    if status.state in AT_WORK and not disk.is_locked(lock_path(run)):
        status = _read(run)  # its writer may have ended in good order since
        if status.state in AT_WORK:
            return replace(status, state="crashed")
    return status


def _read(run: Path) -> Status:
    try:
        return status_of(disk.read_json(run / STATUS, sealed=True))
    except (Fault, TypeError, ValueError) as error:
        return Status("running", message=str(error))


def status_of(data: dict[str, Any]) -> Status:
    """The status a file's plain data tells; ValueError or TypeError where it tells none."""
    if data.get("state") not in get_args(State):
        raise ValueError(f"unknown state {data.get('state')!r}")
    return Status(**data)

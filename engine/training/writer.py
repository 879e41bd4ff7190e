"""The thread that writes checkpoints while training goes on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from engine.runs.checkpoint import CheckpointInfo
from engine.training.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Written:
    """How writing one snapshot ended."""

    step: int
    info: CheckpointInfo | None  # None: it failed
    error: Exception | None
    seconds: float


class CheckpointWriter:
    """Writes one snapshot at a time.

    Whoever has a newer one while it is busy waits with taking it: so there is never more than one
    copy in memory, and what is written is as new as can be.
    """

    def __init__(self, save: Callable[[Snapshot], CheckpointInfo]) -> None:
        self._save = save
        self._thread: threading.Thread | None = None
        self._written: Written | None = None
        # Beside join(): one that Ctrl+C interrupts may take the thread for ended from then on.
        self._ended = threading.Event()

    @property
    def busy(self) -> bool:
        """Whether a snapshot is being written, or its result was not taken yet."""
        return self._thread is not None

    def write(self, snapshot: Snapshot) -> None:
        """Begin to write; only while not busy. Raises RuntimeError where no thread can be had."""
        assert not self.busy
        self._ended.clear()
        self._written = None
        self._thread = threading.Thread(
            target=self._work, args=(snapshot,), name="checkpoint writer"
        )
        try:
            self._thread.start()
        except RuntimeError:  # nobody must wait for a thread that could not be had
            self._thread = None
            raise

    def finished(self) -> Written | None:
        """How the last write ended, once; None while there is nothing to tell."""
        if self._thread is None or not self._ended.is_set():
            return None
        return self.wait()

    def wait(self) -> Written | None:
        """Wait for the write under way; how it ended, or None where there is none."""
        if self._thread is None:
            return None
        self._ended.wait()
        self._thread.join()
        self._thread = None
        return self._written

    def _work(self, snapshot: Snapshot) -> None:
        start = time.perf_counter()
        info, error = None, None
        try:
            info = self._save(snapshot)
        except Exception as caught:  # noqa: BLE001 - told to the training thread, which decides
            error = caught
        finally:
            self._written = Written(snapshot.step, info, error, time.perf_counter() - start)
            self._ended.set()

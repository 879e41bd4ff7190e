"""Work on data nobody vouches for, in a child process with limits on memory, time and file size.

The child runs one function `serve(channel)`; both sides exchange messages (channel.py). The child
never outlives its parent: it ends itself when its input closes.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self

import psutil

from engine.channel import Channel, Message, read_message, write_message
from engine.control import Control
from engine.faults import Fault
from engine.wording import translate

POLL_SECONDS = 0.05
WATCH_SECONDS = 0.2
WAITING = 4  # messages a child may be ahead of its parent
NO_MEMORY = 77  # exit status of a child that met its memory limit
KILLED = {getattr(signal, name, None) for name in ("SIGKILL", "SIGTERM")}  # as a system short of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a child may use."""

    memory_bytes: int = 1 << 30
    cpu_seconds: float = 8.0  # between two messages
    idle_seconds: float = 60.0  # of waiting for a message, whatever the child does
    file_bytes: int = 1 << 16  # it may write per file: a few lines to stderr


Reason = Literal["memory", "time", "crash", "idle", "killed", "start"]


class ChildLost(Exception):
    """The child ended without answering: `reason` says why, `detail` what it printed last."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason, self.detail = reason, detail

    @property
    def by_its_work(self) -> bool:
        """Whether what it did ended it, and would again: no busy machine, nobody from outside."""
        return self.reason in ("memory", "time", "crash")

    @property
    def why(self) -> Fault:
        """The reason as a sentence for people, to stand in another fault."""
        sentences = {
            "memory": translate("faults", "It took more memory than is allowed."),
            "time": translate("faults", "It took too long."),
            "idle": translate("faults", "It took too long."),
            "killed": translate("faults", "The system ended the process that did it."),
            "crash": translate("faults", "The process that did it broke off: {detail}."),
            "start": translate("faults", "The system starts no other process: {detail}."),
        }
        return Fault(sentences[self.reason], detail=self.detail)


class Child:
    """A limited child process that serves `target` ("package.module:function").

    A context manager: leaving it ends the child at once. Safe to use from one thread. The times in
    `limits` may be changed between two messages. Raises ChildLost where the system starts no other
    process.
    """

    def __init__(self, target: str, limits: Limits) -> None:
        self.limits = limits
        self._errors = _last_words()
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "engine.limits", target, _as_argument(limits)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=_environment(),
                start_new_session=True,  # Ctrl+C reaches the parent, which ends the child in order
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # no console flashes
            )
        except OSError as error:  # no room for another process
            self._errors.close()
            raise ChildLost("start", error.strerror or str(error)) from error
        self._arrived: queue.Queue[Message | None] = queue.Queue(WAITING)
        self._thread = threading.Thread(target=self._collect, name="child-reader", daemon=True)
        self._thread.start()

    def send(self, head: dict[str, Any], payload: bytes = b"") -> None:
        """Hand a message to the child, which takes it at once whatever it is doing."""
        assert self._process.stdin is not None
        try:
            write_message(self._process.stdin, head, payload)
        except OSError as error:
            raise self._lost() from error

    def receive(self, control: Control | None = None) -> Message:
        """The next message. Raises ChildLost at a limit or crash, Cancelled when asked to stop."""
        watch: _Watch | None = None
        while True:
            if control is not None:
                control.check()
            with contextlib.suppress(queue.Empty):
                message = self._arrived.get(timeout=POLL_SECONDS)
                if message is None:
                    raise self._lost()
                return message
            watch = watch or _Watch(self._process.pid, self.limits)
            reason = watch.exceeded()
            if reason is not None:
                self._process.kill()
                raise ChildLost(reason)

    def close(self) -> None:
        """End the child, whatever it is doing."""
        self._process.kill()
        while self._thread.is_alive():  # it may wait for a place in the queue
            with contextlib.suppress(queue.Empty):
                self._arrived.get(timeout=POLL_SECONDS)
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                with contextlib.suppress(OSError):  # unsent bytes have nowhere to go
                    stream.close()

    def _collect(self) -> None:
        assert self._process.stdout is not None
        message: Message | None = Message({})
        while message is not None:
            message = read_message(self._process.stdout)
            self._arrived.put(message)

    def _lost(self) -> ChildLost:
        status = self._process.wait()
        self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, self._errors.tell() - 4000))
        printed = self._errors.read().decode("utf-8", "replace").strip()
        lines = printed.splitlines() or [f"exit status {status}"]
        out_of_memory = ("MemoryError", "memory allocation", "bad_alloc", "out of memory")
        if -status in KILLED:
            return ChildLost("killed")
        if status == NO_MEMORY or any(sign in printed for sign in out_of_memory):
            return ChildLost("memory", lines[-1])
        return ChildLost("crash", lines[-1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _last_words() -> IO[bytes]:
    """A file for what a child prints, for a pipe nobody drains would block it."""
    try:
        return tempfile.TemporaryFile()
    except OSError:  # no disk takes a file: the work goes on, its last words are lost
        return open(os.devnull, "w+b")


class _Watch:
    """Measures a child from outside, on every system alike."""

    def __init__(self, pid: int, limits: Limits) -> None:
        self._limits = limits
        self._begun = self._looked = time.monotonic()
        self._process: psutil.Process | None = None
        with contextlib.suppress(psutil.Error):
            self._process = psutil.Process(pid)
        self._cpu_before = self._cpu()

    def _cpu(self) -> float:
        with contextlib.suppress(psutil.Error):
            if self._process is not None:
                times = self._process.cpu_times()
                return float(times.user + times.system)
        return 0.0

    def exceeded(self) -> Literal["memory", "time", "idle"] | None:
        now = time.monotonic()
        if now - self._looked < WATCH_SECONDS or self._process is None:
            return None
        self._looked = now
        with contextlib.suppress(psutil.Error):
            if self._process.memory_info().rss > self._limits.memory_bytes:
                return "memory"
        if self._cpu() - self._cpu_before > self._limits.cpu_seconds:
            return "time"
        return "idle" if now - self._begun > self._limits.idle_seconds else None


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parent.parent)
    found = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([root, found] if found else [root]),
        "PYTHONHASHSEED": "0",  # line hashes agree between a child and its successor
        "PYTHONDONTWRITEBYTECODE": "1",
        "MALLOC_ARENA_MAX": "2",  # address space is what the limit counts
        "OPENBLAS_NUM_THREADS": "1",
    }


def _as_argument(limits: Limits) -> str:
    return json.dumps({"memory": limits.memory_bytes, "file": limits.file_bytes})


def _apply(limits: dict[str, int]) -> None:
    if sys.platform == "win32":
        return  # the parent watches memory and time from outside
    import resource

    for kind, value in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_FSIZE, limits["file"]),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # a lower limit may be in force already
            resource.setrlimit(kind, (value, value))
    with contextlib.suppress(AttributeError, ValueError):
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # an OSError says more than a dead child


def tighten(num_bytes: int) -> None:
    """In the child, once it has loaded what it works with: so much more may be taken, and no more.

    Without effect where the system knows no such limit.
    """
    if sys.platform != "win32":
        import resource

        most = psutil.Process().memory_info().vms + num_bytes
        with contextlib.suppress(ValueError, OSError):  # a lower limit may be in force already
            resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _main(target: str, limits: str) -> None:
    source = os.fdopen(os.dup(0), "rb")
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    _apply(json.loads(limits))
    module, _, function = target.partition(":")
    try:
        getattr(import_module(module), function)(Channel(source, sink))
    except MemoryError:
        os._exit(NO_MEMORY)
    except BaseException:  # noqa: BLE001 - said on stderr, then the process ends
        traceback.print_exc()
        os._exit(1)
    os._exit(0)  # the thread that waits for the parent would disturb an orderly exit


if __name__ == "__main__":
    _main(*sys.argv[1:])

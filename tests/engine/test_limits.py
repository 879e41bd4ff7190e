"""Children: limited, never left behind, never in the way."""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import psutil
import pytest

from engine.channel import Message
from engine.control import Control
from engine.faults import Cancelled
from engine.limits import Child, ChildLost, Limits
from engine.resources import PACKAGE, cache_folder, resource

TARGETS = "tests.engine.limits_targets"


def child(name: str, **limits: float) -> Child:
    return Child(f"{TARGETS}:{name}", Limits(**limits))  # type: ignore[arg-type]


def ask(own: Child, control: Control | None = None) -> Message:
    own.send({})
    return own.receive(control)


def test_messages_cross_whole_both_ways() -> None:
    with child("echo") as own:
        own.send({"名": "值", "path": "\udcff"}, bytes(range(256)) * 5000)
        message = own.receive()
    assert message.head == {"名": "值", "path": "\udcff"}
    assert message.payload == (bytes(range(256)) * 5000)[::-1]


def test_a_child_beyond_its_memory_is_lost_for_that_reason() -> None:
    with child("swell", memory_bytes=256 << 20) as own, pytest.raises(ChildLost) as lost:
        ask(own)
    assert lost.value.reason == "memory"


@pytest.mark.parametrize(
    ("name", "limits", "reason"),
    [("spin", {"cpu_seconds": 0.3}, "time"), ("sleep", {"idle_seconds": 0.3}, "idle")],
)
def test_a_child_beyond_its_time_is_lost_for_that_reason(
    name: str, limits: dict[str, float], reason: str
) -> None:
    with child(name, **limits) as own, pytest.raises(ChildLost) as lost:
        ask(own)
    assert lost.value.reason == reason
    assert lost.value.by_its_work == (reason == "time")  # a busy machine lets it wait


@pytest.mark.skipif(sys.platform == "win32", reason="no signals there")
def test_a_child_that_somebody_killed_is_not_to_blame() -> None:
    with child("process_id") as own:
        os.kill(ask(own).head["pid"], signal.SIGKILL)
        with pytest.raises(ChildLost) as lost:
            own.receive()
    assert lost.value.reason == "killed"
    assert not lost.value.by_its_work


@pytest.mark.parametrize(("name", "detail"), [("fall", ""), ("refuse", "no thank you")])
def test_a_child_that_breaks_off_is_lost_with_what_it_said(name: str, detail: str) -> None:
    with child(name) as own, pytest.raises(ChildLost) as lost:
        ask(own)
    assert lost.value.reason == "crash"
    assert detail in lost.value.detail


def test_a_child_that_prints_much_does_not_block() -> None:
    with child("chatter") as own:
        own.send({})
        assert own.receive().head == {"done": True}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_child_cannot_write_large_files(tmp_path: Path) -> None:
    with child("write_much") as own:
        own.send({"path": str(tmp_path / "much")})
        assert own.receive().head == {"refused": errno.EFBIG}
    assert (tmp_path / "much").stat().st_size <= 1 << 16


def test_leaving_ends_a_child_that_is_still_sending() -> None:
    with child("flood") as own:
        own.send({})
        own.receive()
        pid = own._process.pid
    assert not psutil.pid_exists(pid)


@pytest.mark.parametrize("code", [errno.ENOENT, errno.ENOSPC, errno.EROFS])
def test_a_child_works_where_no_temporary_file_can_be_made(
    monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refuse() -> object:
        raise OSError(code, "No usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", refuse)
    with child("echo") as own:
        own.send({}, b"abc")
        assert own.receive().payload == b"cba"
    with child("refuse") as own, pytest.raises(ChildLost) as lost:
        ask(own)
    assert lost.value.reason == "crash"


def test_a_system_that_starts_no_process_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> object:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(subprocess, "Popen", refuse)
    with pytest.raises(ChildLost) as lost:
        child("echo")
    assert lost.value.reason == "start"
    assert "starts no other process: Resource temporarily" in str(lost.value.why)


def test_a_stop_ends_the_wait() -> None:
    control = Control()
    timer = threading.Timer(0.2, control.stop)
    timer.start()
    with child("sleep") as own, pytest.raises(Cancelled):
        ask(own, control)
    timer.join()


def test_a_child_dies_with_its_parent() -> None:
    script = (
        "import os\n"
        "from engine.limits import Child, Limits\n"
        f"own = Child('{TARGETS}:process_id', Limits(cpu_seconds=60))\n"
        "own.send({})\n"
        "print(own.receive().head['pid'], flush=True)\n"
        "os._exit(9)\n"
    )
    root = str(PACKAGE.parent)
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True)
    pid = int(done.stdout)
    with contextlib.suppress(psutil.NoSuchProcess):
        psutil.Process(pid).wait(timeout=10)
    assert not psutil.pid_exists(pid)


def test_resources_are_found_and_the_cache_can_be_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    assert resource("samples", "english").is_dir()
    monkeypatch.setenv("CLOZE_STUDIO_CACHE", "/somewhere/else")
    assert cache_folder() == Path("/somewhere/else")
    monkeypatch.delenv("CLOZE_STUDIO_CACHE")
    assert cache_folder().name == "cloze-studio"

"""Huge pages are asked for where they are granted, once, and never against a person's wish."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine import huge_pages

SCRIPT = """
import os, sys
from pathlib import Path
from engine import huge_pages
huge_pages.GRANTED = Path(sys.argv[1])
huge_pages.start_again()
print(os.getpid(), os.environ.get(huge_pages.VARIABLE), sys.argv[2:], sys.flags.dev_mode)
"""


@pytest.fixture
def granted(tmp_path: Path) -> Path:
    file = tmp_path / "enabled"
    file.write_text("always [madvise] never\n", encoding="ascii")
    return file


@pytest.mark.skipif(sys.platform != "linux", reason="huge pages are asked for on Linux alone")
def test_a_program_starts_again_as_it_was_started(granted: Path) -> None:
    command = [sys.executable, "-X", "dev", "-c", SCRIPT, str(granted), "a b", "--c"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    wanted = huge_pages.WISH if huge_pages.glibc() else None
    assert told.strip() == f"{process.pid} {wanted} ['a b', '--c'] True"


@pytest.fixture(autouse=True)
def nothing_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(huge_pages.VARIABLE, "")  # so that it is put back as it was
    monkeypatch.delenv(huge_pages.VARIABLE)


def test_they_are_asked_for_where_they_are_granted(
    granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _starts_again(granted, monkeypatch) is huge_pages.glibc()


@pytest.mark.parametrize("state", ["[always] madvise never", "always madvise [never]", None])
def test_where_it_gains_nothing_nothing_is_done(
    state: str | None, granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted.unlink()
    if state is not None:
        granted.write_text(state, encoding="ascii")
    assert not _starts_again(granted, monkeypatch)


def test_what_a_person_has_set_stays(granted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(huge_pages.VARIABLE, "glibc.malloc.check=1")
    assert not _starts_again(granted, monkeypatch)
    assert os.environ[huge_pages.VARIABLE] == "glibc.malloc.check=1"


def test_a_debugger_keeps_its_program(granted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "gettrace", lambda: print)
    assert not _starts_again(granted, monkeypatch)


def test_a_program_that_cannot_start_again_goes_on(
    granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(huge_pages, "GRANTED", granted)
    monkeypatch.setattr(sys, "executable", str(granted.parent / "nowhere"))
    huge_pages.start_again()


def _starts_again(granted: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    began: list[list[str]] = []
    monkeypatch.setattr(huge_pages, "GRANTED", granted)
    monkeypatch.setattr(os, "execv", lambda _path, words: began.append(words))
    huge_pages.start_again()
    return bool(began)

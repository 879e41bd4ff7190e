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
given = os.environ.get(huge_pages.VARIABLE)
huge_pages.start_again()
left = [name for name in (huge_pages.VARIABLE, huge_pages.ASKED) if name in os.environ]
print(os.getpid(), given, left, sys.argv[2:], sys.flags.dev_mode)
"""


@pytest.fixture
def granted(tmp_path: Path) -> Path:
    file = tmp_path / "enabled"
    file.write_text("always [madvise] never\n", encoding="ascii")
    return file


@pytest.fixture(autouse=True)
def nothing_wished(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*huge_pages.SET_BY_PEOPLE, huge_pages.ASKED):
        monkeypatch.setenv(name, "")  # so that it is put back as it was
        monkeypatch.delenv(name)
    monkeypatch.setattr(sys, "gettrace", lambda: None)  # coverage follows tests as debuggers do


def starts(granted: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """The environments of the programs that `start_again` would become."""
    began: list[dict[str, str]] = []
    monkeypatch.setattr(huge_pages, "GRANTED", granted)
    monkeypatch.setattr(huge_pages, "is_known", lambda: True)
    monkeypatch.setattr(os, "execve", lambda _path, _words, environment: began.append(environment))
    huge_pages.start_again()
    return began


@pytest.mark.skipif(sys.platform != "linux", reason="huge pages are asked for on Linux alone")
def test_a_program_starts_again_as_it_was_started_and_passes_nothing_on(granted: Path) -> None:
    command = [sys.executable, "-X", "dev", "-c", SCRIPT, str(granted), "a b", "--c"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        told, _ = process.communicate(timeout=60)
    assert process.returncode == 0
    wanted = huge_pages.WISH if huge_pages.is_known() else None
    assert told.strip() == f"{process.pid} {wanted} [] ['a b', '--c'] True"


def test_they_are_asked_for_where_they_are_granted(
    granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (environment,) = starts(granted, monkeypatch)
    assert environment[huge_pages.VARIABLE] == huge_pages.WISH
    assert huge_pages.VARIABLE not in os.environ


def test_once_is_enough_even_where_the_wish_got_lost(
    granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (environment,) = starts(granted, monkeypatch)
    monkeypatch.setenv(huge_pages.ASKED, environment[huge_pages.ASKED])
    assert not starts(granted, monkeypatch)


@pytest.mark.parametrize("state", ["[always] madvise never", "always madvise [never]", None])
def test_where_it_gains_nothing_nothing_is_done(
    state: str | None, granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted.unlink()
    if state is not None:
        granted.write_text(state, encoding="ascii")
    assert not starts(granted, monkeypatch)


@pytest.mark.parametrize("name", huge_pages.SET_BY_PEOPLE)
def test_what_a_person_has_set_stays(
    name: str, granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, "1")
    assert not starts(granted, monkeypatch)
    assert os.environ[name] == "1"


def test_a_debugger_keeps_its_program(granted: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "gettrace", lambda: print)
    assert not starts(granted, monkeypatch)


@pytest.mark.parametrize(
    ("told", "known"),
    [("glibc 2.36", True), ("glibc 2.35", True), ("glibc 2.31", False), ("musl 1.2", False)],
)
def test_older_libraries_do_not_know_the_wish(
    told: str, known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "confstr", lambda _name: told, raising=False)
    assert huge_pages.is_known() is known


def test_a_program_that_cannot_start_again_goes_on(
    granted: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def refuse(path: str, _words: object, _environment: object) -> None:
        tried.append(path)
        raise OSError("no such program")

    monkeypatch.setattr(huge_pages, "GRANTED", granted)
    monkeypatch.setattr(huge_pages, "is_known", lambda: True)
    monkeypatch.setattr(os, "execve", refuse)
    huge_pages.start_again()
    assert tried == [sys.executable]
    assert huge_pages.VARIABLE not in os.environ

"""Managed files are written whole or not at all, and every changed byte is noticed and named."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from engine import disk
from engine.faults import Cancelled, Fault
from tests.engine.failing_disk import FailingDisk, Killed


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_is_replaced_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    disk.write_text(path, "old")
    disk.write_text(path, "neu 新")
    assert disk.read_text(path) == "neu 新"
    assert names(tmp_path) == ["a.txt"]


def test_pieces_become_a_file_once_the_last_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    disk.write_pieces(path, (f"{n}\n".encode() for n in range(3)))
    assert path.read_bytes() == b"0\n1\n2\n"

    def breaking_off() -> Iterator[bytes]:
        yield b"half"
        raise Cancelled

    with pytest.raises(Cancelled):
        disk.write_pieces(path, breaking_off())
    assert names(tmp_path) == ["a.csv"]
    assert path.read_bytes() == b"0\n1\n2\n"


@pytest.mark.parametrize("at", range(1, 7))
@pytest.mark.parametrize("killing", [False, True])
def test_a_write_that_fails_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, killing: bool
) -> None:
    path = tmp_path / "a.json"
    disk.write_json(path, {"n": 1}, sealed=True)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "operations", FailingDisk(at, killing=killing))
        with pytest.raises(Killed if killing else Fault):
            disk.write_json(path, {"n": 2}, sealed=True)
    assert killing or names(tmp_path) == ["a.json"], "a living writer tidies up by itself"
    disk.sweep_partials(tmp_path)
    assert names(tmp_path) == ["a.json"]
    assert disk.read_json(path, sealed=True)["n"] == (2 if at == 6 else 1)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "no space"),
        (errno.EDQUOT, "no space"),
        (errno.EROFS, "access is refused"),
        (errno.EACCES, "access is refused"),
        (errno.EIO, "cannot be reached"),
        (errno.ENOENT, "cannot be reached"),
        (errno.EBUSY, "could not be written"),
    ],
)
def test_a_failing_disk_is_named_with_the_next_step(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    monkeypatch.setattr(disk, "operations", FailingDisk(2, code=code))
    with pytest.raises(Fault) as caught:
        disk.write_bytes(tmp_path / "model", b"1234")
    assert said in str(caught.value)
    assert str(tmp_path / "model") in str(caught.value)
    assert str(disk.reason_of(OSError(code, os.strerror(code)))) in str(caught.value)
    assert caught.value.now


def test_a_missing_file_is_a_fault_naming_it(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"gone\.json"):
        disk.read_json(tmp_path / "gone.json")


@pytest.mark.parametrize("value", [{}, {"a": 1}, {"a": [1.5, None, "é新\ud800"], "b": {"c": ","}}])
@pytest.mark.parametrize("sealed", [False, True])
def test_json_comes_back(tmp_path: Path, value: dict[str, object], sealed: bool) -> None:
    disk.write_json(tmp_path / "a.json", value, sealed=sealed)
    assert disk.read_json(tmp_path / "a.json", sealed=sealed) == value
    if sealed and value:  # any reader of JSON can read it
        assert set(json.loads((tmp_path / "a.json").read_text())) == {*value, "crc"}


def test_every_changed_byte_of_a_sealed_file_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "queue.json"
    disk.write_json(path, {"waiting": ["a", "b"], "n": 12}, sealed=True)
    good = path.read_bytes()
    for place in range(len(good)):
        for bit in (0, 1, 5, 7):
            bad = bytearray(good)
            bad[place] ^= 1 << bit
            path.write_bytes(bad)
            with pytest.raises(disk.Damaged, match=r"queue\.json.*Put back a copy"):
                disk.read_json(path, sealed=True)


def write_folder(path: Path, content: bytes = b"0123456789") -> None:
    with disk.NewFolder(path) as folder:
        folder.write("a.bin", content)
        with folder.stream("b.bin") as file:
            file.write(content)
            file.write(memoryview(content))
            file.write(b"")


def test_a_folder_appears_whole_with_its_sums(tmp_path: Path) -> None:
    write_folder(tmp_path / "f")
    assert names(tmp_path) == ["f"]
    assert names(tmp_path / "f") == ["a.bin", "b.bin", "manifest.json"]
    assert disk.is_whole(tmp_path / "f")
    facts = disk.read_manifest(tmp_path / "f")["b.bin"]
    assert facts == {"bytes": 20, "sha256": disk.sha256(tmp_path / "f" / "b.bin")}
    assert disk.read_verified(tmp_path / "f", "b.bin") == b"0123456789" * 2


def test_names_and_lengths_are_checked_without_reading(tmp_path: Path) -> None:
    for damage in (b"0123456789012", b"0", b"", None):
        path = tmp_path / f"f{damage!r}"
        write_folder(path)
        (path / "a.bin").unlink()
        if damage is not None:
            (path / "a.bin").write_bytes(damage)
        assert not disk.is_whole(path, sums=False)
        with pytest.raises(disk.Damaged, match=r"a\.bin.*(bytes instead of 10|missing)"):
            disk.verify_folder(path)


def test_a_folder_given_up_leaves_nothing(tmp_path: Path) -> None:
    def break_off() -> None:
        with disk.NewFolder(tmp_path / "f") as folder:
            folder.write("a.bin", b"1")
            folder.mkdir("inside")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        break_off()
    assert names(tmp_path) == []


def test_a_folder_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    write_folder(tmp_path / "f", b"old")
    with pytest.raises(Fault, match="already"):
        write_folder(tmp_path / "f", b"new")
    assert (tmp_path / "f" / "a.bin").read_bytes() == b"old"


def test_a_name_taken_at_the_last_moment_stays_with_its_taker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check = disk.NewFolder._check_free
    seen: list[str] = []

    def be_late(folder: disk.NewFolder) -> None:
        check(folder)
        seen.append("free")
        if len(seen) == 2:  # the last look before it takes its name
            write_folder(tmp_path / "theirs", b"1")
            (tmp_path / "theirs").rename(tmp_path / "new")

    monkeypatch.setattr(disk.NewFolder, "_check_free", be_late)
    with pytest.raises(disk.Taken, match="already"):
        write_folder(tmp_path / "new", b"2")
    assert names(tmp_path) == ["new"]
    assert (tmp_path / "new" / "a.bin").read_bytes() == b"1"


@pytest.mark.parametrize("name", ["../a", "a/b", "manifest.json", ""])
def test_a_file_of_a_folder_stays_in_it(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be"), disk.NewFolder(tmp_path / "f") as folder:
        folder.write(name, b"1")
    assert names(tmp_path) == []


def test_a_manifest_cannot_point_outside(tmp_path: Path) -> None:
    write_folder(tmp_path / "f")
    (tmp_path / "secret").write_bytes(b"1")
    entry = {"bytes": 1, "sha256": disk.sha256(tmp_path / "secret")}
    disk.write_json(tmp_path / "f" / "manifest.json", {"files": {"../secret": entry}}, sealed=True)
    with pytest.raises(disk.Damaged, match=r"manifest\.json"):
        disk.verify_folder(tmp_path / "f")


@pytest.mark.parametrize("killing", [False, True])
def test_replacing_a_folder_fails_without_loss_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool
) -> None:
    path = tmp_path / "f"
    at = 0
    while True:
        at += 1
        disk.remove(path)
        write_folder(path, b"old")
        failing = FailingDisk(at, killing=killing)
        raised: BaseException | None = None
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                with disk.NewFolder(path, replace=True) as folder:
                    folder.write("a.bin", b"new")
            except (Fault, Killed) as error:
                raised = error
        disk.sweep_partials(tmp_path)
        disk.verify_folder(path)
        content = (path / "a.bin").read_bytes()
        assert names(tmp_path) == ["f"], failing.calls
        assert content == b"new" if raised is None else content in (b"old", b"new")
        if not failing.failed:
            break
    assert at > 14


def test_a_folder_half_removed_is_never_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for at in range(1, 6):
        write_folder(tmp_path / "f")
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", FailingDisk(at, killing=True))
            with pytest.raises(Killed):
                disk.remove(tmp_path / "f")
        assert at == 1 or not (tmp_path / "f").exists()
        disk.sweep_partials(tmp_path)
        disk.remove(tmp_path / "f")
        assert names(tmp_path) == []


def test_removal_follows_no_links(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "precious").write_text("1")
    (tmp_path / "f").mkdir()
    (tmp_path / "f" / "link").symlink_to(tmp_path / "kept")
    disk.remove(tmp_path / "f")
    assert names(tmp_path) == ["kept"]
    assert names(tmp_path / "kept") == ["precious"]


def test_a_name_is_not_taken_from_another(tmp_path: Path) -> None:
    disk.make_folder(tmp_path / "a" / "b" / "c")
    disk.make_folder(tmp_path / "d")
    with pytest.raises(Fault):
        disk.rename(tmp_path / "a", tmp_path / "d")
    assert names(tmp_path) == ["a", "d"]


def test_a_folder_cannot_be_made_where_a_file_is(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1")
    with pytest.raises(Fault):
        disk.make_folder(tmp_path / "a" / "b")
    with pytest.raises(Fault):
        disk.make_folder(tmp_path / "a")


def test_a_name_that_is_taken_asks_for_another_one(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).write_text(name)
    with pytest.raises(Fault, match=r"There is a .*b already\. Choose another name"):
        disk.rename(tmp_path / "a", tmp_path / "b")


def test_a_folder_that_cannot_be_listed_is_swept_another_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    assert disk.sweep_partials(tmp_path) == []

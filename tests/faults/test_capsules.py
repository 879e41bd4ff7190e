"""Capsules nobody vouches for: refused by name, in little memory, and nothing is left."""

from __future__ import annotations

import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from engine.exchange.capsule import most_bytes
from engine.exchange.capsule_opening import open_capsule
from engine.faults import Fault
from engine.runs.run import Run
from tests.engine.capsule_samples import (
    MODEL,
    bent,
    capsule,
    entry,
    member,
    put,
    sealed,
    write,
)
from tests.faults.capsule_refusals import new_runs, refused


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return new_runs(tmp_path)


def test_the_sample_itself_opens(tmp_path: Path, runs: Path) -> None:
    opened = open_capsule(capsule(tmp_path / "good.cloze"), runs)
    run = Run.open(opened)
    assert run.status().state == "finished"
    assert [info.step for info in run.checkpoints()] == [7]
    assert len(run.history().notices) == 50


OUTSIDE = "leads out of its folder"
DEVICE = "means a device"
ELSE = "does not belong there"


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("../evil", OUTSIDE),
        ("../../evil.json", OUTSIDE),
        ("evaluations/../../evil.json", OUTSIDE),
        ("checkpoints/step-00000007/../../evil", OUTSIDE),
        ("/etc/evil", OUTSIDE),
        ("//server/share/evil", OUTSIDE),
        ("C:/evil", OUTSIDE),
        ("C:evil", OUTSIDE),
        ("\\evil", OUTSIDE),
        ("..\\evil", OUTSIDE),
        ("evaluations\\evil.json", "another place on other systems"),
        ("evaluations/con.json", DEVICE),
        ("evaluations/NUL.json", DEVICE),
        ("evaluations/com1.json", DEVICE),
        ("evaluations/Lpt9.x.json", DEVICE),
        ("evaluations/aux .json", DEVICE),
        ("evaluations/a b.json", ELSE),
        ("evil.sh", ELSE),
        (".lock", ELSE),
        ("manifest.json", ELSE),
        ("inner.zip", ELSE),
        ("evaluations/", ELSE),
        ("evaluations/evil\n.json", ELSE),
        ("evaluations/evil.json:stream", ELSE),
        ("evaluations/evil.json.", ELSE),
        ("evaluations/evil\u202ejson.exe", ELSE),
        (f"evaluations/{'法' * 90}.json", ELSE),
        ("checkpoints/step-00000007/evil", ELSE),
        ("checkpoints/step-7/state.json", ELSE),
        ("recipe.toml/evil", ELSE),
        ("shards/../evil", OUTSIDE),
        ("shards/0123/facts.json", ELSE),
        ("Recipe.toml", ELSE),
        ("./recipe.toml", ELSE),
        ("", ELSE),
    ],
)
def test_names(tmp_path: Path, runs: Path, name: str, why: str) -> None:
    path = capsule(tmp_path / "bad.cloze", member(name, b"evil"))
    with refused(runs, why):
        open_capsule(path, runs)


def test_a_name_with_an_end_inside(tmp_path: Path, runs: Path) -> None:
    path = capsule(tmp_path / "bad.cloze", member("evaluations/evilX.json", sealed(f1=1)))

    def change(data: bytearray) -> None:
        data[:] = data.replace(b"evilX.json", b"evil\0.json")

    with refused(runs, "no file can have"):
        open_capsule(bent(path, change), runs)


@settings(max_examples=300, deadline=None)
@given(
    some.text(max_size=60)
    | some.lists(
        some.sampled_from(
            [
                "..",
                "con",
                "evaluations",
                "a.json",
                "checkpoints",
                "step-00000007",
                "C:",
                "",
                "state.json",
                "法.json",
            ]
        )
    ).map("/".join)
)
def test_no_name_that_is_let_in_leads_out(name: str) -> None:
    try:
        most_bytes(name)
    except Fault:
        return
    root = Path("/runs/one")
    assert (root / name).resolve().is_relative_to(root)
    assert not set(name) & set('\\:*?"<>|\0')
    assert all(place and place.strip(" .") == place for place in name.split("/"))


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_what_is_no_file(tmp_path: Path, runs: Path, kind: int) -> None:
    evil = member("evaluations/evil.json", b"/etc/passwd", mode=kind | 0o777)
    with refused(runs, "is a link, or no file"):
        open_capsule(capsule(tmp_path / "bad.cloze", evil), runs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("evaluations/a.json", "evaluations/a.json"),
        ("evaluations/a.json", "evaluations/A.json"),
        ("evaluations/é.json", "evaluations/e\u0301.json"),
        ("evaluations/straße.json", "evaluations/STRASSE.json"),
    ],
)
def test_two_of_one_name(tmp_path: Path, runs: Path, one: str, other: str) -> None:
    both = [member(name, sealed(f1=1)) for name in (one, other)]
    with refused(runs, "two files of the name|does not belong"):
        open_capsule(capsule(tmp_path / "bad.cloze", *both), runs)


def test_bombs(tmp_path: Path, runs: Path) -> None:
    bomb = member("metrics.jsonl", bytes(80 << 20))
    path = capsule(tmp_path / "bad.cloze", bomb, changed={"metrics.jsonl": None})
    assert path.stat().st_size < 1 << 20
    with refused(runs, "more than 100 times its size"):
        open_capsule(path, runs)
    path = capsule(tmp_path / "bad.cloze", changed={"notes.md": bytes(17 << 20)})
    with refused(runs, "notes.md in it would be far too large"):
        open_capsule(path, runs)
    bomb = member(MODEL, bytes(50 << 20), packed=zipfile.ZIP_DEFLATED)
    path = capsule(tmp_path / "bad.cloze", bomb, changed={MODEL: None})
    with refused(runs, "model.safetensors in it would be far too large"):
        open_capsule(path, runs)


def test_a_zip_within_is_only_bytes(tmp_path: Path, runs: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(30 << 20))
    path = capsule(tmp_path / "odd.cloze", changed={"notes.md": inner.getvalue()})
    opened = open_capsule(path, runs)
    assert (opened / "notes.md").read_bytes() == inner.getvalue()


def test_very_many_members(tmp_path: Path, runs: Path) -> None:
    crowd = [member(f"evaluations/{number}.json") for number in range(9000)]
    with refused(runs, "too many files in it: 90"):
        open_capsule(capsule(tmp_path / "bad.cloze", *crowd), runs)


def test_an_enormous_directory(tmp_path: Path, runs: Path) -> None:
    """Its announced length alone refuses it: not one entry is read."""
    path = capsule(tmp_path / "bad.cloze")

    def change(data: bytearray) -> None:
        end = len(data) - 22
        begin = struct.unpack_from("<L", data, end + 16)[0]
        directory = bytes(data[begin:end])
        more = directory * (5_000_000 // len(directory))
        data[end:end] = more
        struct.pack_into("<L", data, end + len(more) + 12, len(directory) + len(more))

    with refused(runs, "too many files"):
        open_capsule(bent(path, change), runs)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (put("notes.md", 24, "<L", 50), "notes.md in it is damaged|damaged"),
        (put("notes.md", 24, "<L", 10**6), "notes.md in it is damaged|damaged"),
        (put("notes.md", 20, "<L", 5), "one behind another|damaged"),
        (put("notes.md", 20, "<L", 10**6), "one behind another"),
        (put("notes.md", 42, "<L", 0), "one behind another"),
        (put("notes.md", 42, "<L", 0xFFFFFF00), "one behind another|damaged"),
        (put("notes.md", 16, "<L", 12345), "damaged"),
        (put("notes.md", 8, "<H", 1), "is encrypted"),
        (put("notes.md", 8, "<H", 0x2000), "is encrypted"),
        (put("notes.md", 8, "<H", 0x20), "packed in a way that is not known"),
        (put("notes.md", 10, "<H", 99), "packed in a way that is not known"),
        (put(MODEL, 24, "<L", 12), "damaged"),
    ],
    ids=map(str, range(12)),  # a function is called otherwise in every process
)
def test_directories_that_lie(
    tmp_path: Path, runs: Path, change: Callable[[bytearray], None], why: str
) -> None:
    path = bent(capsule(tmp_path / "bad.cloze"), change)
    with refused(runs, why):
        open_capsule(path, runs)


@pytest.mark.parametrize("packed", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing(tmp_path: Path, runs: Path, packed: int) -> None:
    odd = member("evaluations/a.json", sealed(f1=1), packed=packed)
    with refused(runs, "packed in a way that is not known"):
        open_capsule(capsule(tmp_path / "bad.cloze", odd), runs)


def test_members_that_share_bytes(tmp_path: Path, runs: Path) -> None:
    """One body, many names: a bomb without nesting (Fifield 2019)."""
    more = [member(f"evaluations/{number}.json", sealed(f1=1)) for number in range(3)]
    path = capsule(tmp_path / "bad.cloze", *more)

    def change(data: bytearray) -> None:
        place = entry(data, "evaluations/0.json") + 42
        offset = struct.unpack_from("<L", data, place)[0]
        put("evaluations/1.json", 42, "<L", offset)(data)

    with refused(runs, "one behind another"):
        open_capsule(bent(path, change), runs)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.99, 0.9999])
def test_cut_short(tmp_path: Path, runs: Path, share: float) -> None:
    path = capsule(tmp_path / "bad.cloze")
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    with refused(runs, "end is missing"):
        open_capsule(path, runs)


def test_more_before_or_behind(tmp_path: Path, runs: Path) -> None:
    data = capsule(tmp_path / "bad.cloze").read_bytes()
    for odd in (b"#!/bin/sh\n" + data, data + b"more", data[:-2] + b"\x04\x00more"):
        (tmp_path / "bad.cloze").write_bytes(odd)
        with refused(runs, "end is missing"):
            open_capsule(tmp_path / "bad.cloze", runs)


def test_what_is_no_capsule(tmp_path: Path, runs: Path) -> None:
    for data in (b"", b"PK\x05\x06", b"hello", bytes(22), bytes(100_000)):
        (tmp_path / "bad.cloze").write_bytes(data)
        with refused(runs, "no zip at all"):
            open_capsule(tmp_path / "bad.cloze", runs)
    write(tmp_path / "bad.cloze", [member("recipe.toml", b"x")])
    with refused(runs, "There is no capsule.json in it"):
        open_capsule(tmp_path / "bad.cloze", runs)
    with pytest.raises(Fault, match=r"gone.cloze cannot be reached"):
        open_capsule(tmp_path / "gone.cloze", runs)
    with pytest.raises(Fault, match="folder"):
        open_capsule(tmp_path, runs)

"""Capsules nobody vouches for: refused by name, soon, in little memory, and nothing is left."""

from __future__ import annotations

import io
import json
import stat
import struct
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from engine.disk import seal
from engine.exchange.capsule import most_bytes
from engine.exchange.capsule_opening import open_capsule
from engine.faults import Fault
from engine.runs.run import Run
from tests.engine.capsule_samples import (
    MODEL,
    bent,
    capsule,
    entry,
    listing,
    member,
    parts,
    put,
    sealed,
    write,
)

SECONDS, MEGABYTES = 10, 300


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    folder = tmp_path / "workspace" / "runs"
    folder.mkdir(parents=True)
    return folder


@contextmanager
def refused(runs: Path, why: str) -> Iterator[None]:
    """Inside, a capsule is refused with these words; soon, in little memory, leaving nothing."""
    before = time.monotonic()
    tracemalloc.start()
    try:
        with pytest.raises(Fault, match=why):
            yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert time.monotonic() - before < SECONDS
    assert peak < MEGABYTES << 20
    assert not list(runs.iterdir())
    assert list(runs.parent.iterdir()) == [runs]
    around = [path for path in runs.parent.parent.iterdir() if path.suffix != ".cloze"]
    assert around == [runs.parent]


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
    ids=str,
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


def test_lists_of_contents_that_lie(tmp_path: Path, runs: Path) -> None:
    right = parts()
    wrong = {name: data for name, data in right.items() if name != "notes.md"}
    for contents, why in (
        (listing(wrong), "names other files: notes.md"),
        (listing(right | {"evaluations/b.json": b""}), "names other files: evaluations/b.json"),
        (listing(right | {"../evil": b""}), r"names other files: \.\./evil"),
        (listing(right | {"notes.md": b"x" * 100}), "notes.md in it is damaged"),
        (listing(right | {"notes.md": b"x"}), "notes.md in it is damaged"),
        (listing(right, capsule=2), "made by a newer Cloze Studio.*number 2; 1 is known"),
        (listing(right, capsule=10**400), "made by a newer"),
        (listing(right, capsule=0), "list of contents cannot be read"),
        (listing(right, capsule="1"), "list of contents cannot be read"),
        (listing(right, parts=[]), "list of contents cannot be read"),
        (listing(right, parts={"recipe.toml": {"bytes": -1, "sha256": ""}}), "cannot be read"),
        (b"[" * 200_000, "list of contents cannot be read"),
        (b'{"capsule": ' + b"9" * 100_000 + b"}", "list of contents cannot be read"),
        (b"\xff\xfe", "list of contents cannot be read"),
        (b" " * (5 << 20), "capsule.json in it would be far too large"),
    ):
        path = capsule(tmp_path / "bad.cloze", contents=contents)
        with refused(runs, why):
            open_capsule(path, runs)


def test_parts_that_are_missing(tmp_path: Path, runs: Path) -> None:
    for name in ("recipe.toml", "tokenizer.json", "environment.json", "status.json"):
        with refused(runs, f"There is no {name} in it"):
            open_capsule(capsule(tmp_path / "bad.cloze", changed={name: None}), runs)
    with refused(runs, "step-00000007 in it is not whole"):
        open_capsule(capsule(tmp_path / "bad.cloze", changed={MODEL: None}), runs)


ROW = {"event": "Noticed", "step": 1, "level": "note", "what": "w", "values": {}}


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("recipe.toml", b"\xff", "recipe.toml in it cannot be read"),
        ("recipe.toml", b"a = [" * 20_000, "recipe"),
        ("recipe.toml", b"a = " + b"[" * 100_000, "recipe"),
        ("recipe.toml", b"[model]\nwidth = -3", "model.width"),
        ("recipe.toml", b"[future]\nx = 1", "future: unknown key"),
        ("tokenizer.json", b"{}", "tokenizer"),
        ("tokenizer.json", b"[" * 1_000_000, "tokenizer"),
        ("environment.json", b"{}", "environment.json in it cannot be read"),
        ("environment.json", b"[" * 1_000_000, "environment.json in it cannot be read"),
        ("environment.json", sealed(execution=3), "environment.json in it cannot be read"),
        ("environment.json", sealed(packages=[3]), "environment.json in it cannot be read"),
        ("status.json", b"{}", "status.json in it cannot be read"),
        ("status.json", sealed(state="evil"), "status.json in it cannot be read"),
        ("status.json", sealed(state="new", evil=1), "status.json in it cannot be read"),
        ("status.json", sealed(state="new", step="x"), "status.json in it cannot be read"),
        ("metrics.jsonl", b"x" * (3 << 20), "row of metrics.jsonl in it is far too long"),
        ("metrics.jsonl", f"{seal(ROW | {'step': 'x'})}\n".encode(), "metrics.jsonl in it cannot"),
        (
            "metrics.jsonl",
            f"{seal({'event': 'StepFinished', 'step': 1, 'losses': {'a': 10**400}})}\n".encode(),
            "metrics.jsonl in it cannot",
        ),
        ("evaluations/names-1.json", b"{}", "names-1.json in it cannot be read"),
        ("checkpoints/step-00000007/state.json", b"[" * 100_000, "step-00000007 in it cannot"),
        ("checkpoints/step-00000007/state.json", b'{"step": 8}', "step-00000007 in it cannot"),
    ],
)
def test_parts_of_the_wrong_kind(
    tmp_path: Path, runs: Path, name: str, data: bytes, why: str
) -> None:
    """Their sums are right: whoever packed them meant it."""
    path = capsule(tmp_path / "bad.cloze", changed={name: data})
    with refused(runs, why):
        open_capsule(path, runs)


def test_a_machine_is_not_told_to_compute_with_a_billion_threads(
    tmp_path: Path, runs: Path
) -> None:
    usual = {"device": "cpu", "dtype": "fp32", "attention": "sdpa", "threads": 1, "micro_batch": 1}
    for wrong in ({"threads": 10**9}, {"micro_batch": 0}, {"dtype": "evil"}, {"threads": "2"}):
        environment = sealed(execution=usual | wrong)
        path = capsule(tmp_path / "bad.cloze", changed={"environment.json": environment})
        with refused(runs, "environment.json in it cannot be read"):
            open_capsule(path, runs)
    path = capsule(tmp_path / "ok.cloze", changed={"environment.json": sealed(execution=usual)})
    assert open_capsule(path, runs).is_dir()


def test_text_of_another_run(tmp_path: Path, runs: Path) -> None:
    facts = member(f"shards/{'0' * 32}/facts.json", b"{}")
    with refused(runs, "not what the run began with: 0000"):
        open_capsule(capsule(tmp_path / "bad.cloze", facts), runs)


def test_names_of_runs_are_checked(tmp_path: Path, runs: Path) -> None:
    for name in ("../evil", "", "con\0", "x" * 500, "/evil", 3):
        opened = open_capsule(capsule(tmp_path / "odd.cloze", run=name), runs)
        assert opened.parent == runs
        assert opened.is_dir()
    assert list(runs.parent.iterdir()) == [runs]


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some.integers(0, 10**9), some.integers(1, 255))
def test_any_changed_byte_is_noticed_or_means_nothing(
    tmp_path: Path, runs: Path, place: int, change: int
) -> None:
    path = capsule(tmp_path / "bent.cloze")

    def bend(data: bytearray) -> None:
        data[place % len(data)] ^= change

    try:
        opened = open_capsule(bent(path, bend), runs, name="bent")
    except Fault:
        assert not list(runs.iterdir())
        return
    whole = parts()
    for name in ("recipe.toml", "tokenizer.json", "notes.md", "metrics.jsonl", MODEL):
        assert (opened / name).read_bytes() == whole[name]
    for found in sorted(runs.rglob("*"), reverse=True):
        found.rmdir() if found.is_dir() else found.unlink()


def test_a_sum_that_is_wrong_names_the_part(tmp_path: Path, runs: Path) -> None:
    told = json.loads(listing(parts()))["parts"]
    told["notes.md"]["sha256"] = "0" * 64
    with refused(runs, "notes.md in it is damaged"):
        open_capsule(capsule(tmp_path / "bad.cloze", parts=told), runs)

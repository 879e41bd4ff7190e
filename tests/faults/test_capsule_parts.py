"""Parts of capsules that are not what they must be, though the zip around them is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from engine.disk import seal
from engine.exchange.capsule_checks import whole_rows
from engine.exchange.capsule_opening import open_capsule
from engine.faults import Fault
from tests.engine.capsule_samples import MODEL, bent, capsule, listing, member, parts, sealed
from tests.faults.capsule_refusals import new_runs, refused


@pytest.fixture
def runs(tmp_path: Path) -> Path:
    return new_runs(tmp_path)


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
        ("recipe.toml", b"a." * 500_000 + b"a = 1", r"recipe.toml in it .*It took too long"),
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
        ("metrics.jsonl", b"\n" * (60 << 20), "metrics.jsonl in it cannot be read"),
        ("metrics.jsonl", b"x" * (3 << 20), "row of metrics.jsonl in it is far too long"),
        ("metrics.jsonl", f"{seal(ROW | {'step': 'x'})}\n".encode(), "metrics.jsonl in it cannot"),
        (
            "metrics.jsonl",
            f"{seal({'event': 'StepFinished', 'step': 1, 'losses': {'a': 10**400}})}\n".encode(),
            "metrics.jsonl in it cannot",
        ),
        (
            "evaluations/names-1.json",
            sealed(a=[[]] * 2_000_000),
            "names-1.json in it cannot be read .*too many values",
        ),
        ("evaluations/names-1.json", b"{}", "names-1.json in it cannot be read"),
        ("checkpoints/step-00000007/state.json", b"[" * 100_000, "step-00000007 in it cannot"),
        (
            "checkpoints/step-00000007/state.json",
            b'{"step": 7, "state": {"a": [' + b"[]," * 2_000_000 + b"1]}}",
            "too many values",
        ),
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


def test_a_row_without_end_is_not_waited_for() -> None:
    taken = 0

    def pieces() -> Iterator[bytes]:
        nonlocal taken
        for _ in range(64):
            taken += 1
            yield b"x" * (1 << 20)

    with pytest.raises(Fault, match="far too long"):
        list(whole_rows(pieces()))
    assert taken <= 2


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


def test_a_sum_that_is_wrong_names_the_part(tmp_path: Path, runs: Path) -> None:
    told = json.loads(listing(parts()))["parts"]
    told["notes.md"]["sha256"] = "0" * 64
    with refused(runs, "notes.md in it is damaged"):
        open_capsule(capsule(tmp_path / "bad.cloze", parts=told), runs)


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

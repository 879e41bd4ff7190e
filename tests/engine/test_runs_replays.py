"""Probes come back as they were taken, or are named as damaged; their room is bounded."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors import safe_open

from engine import disk
from engine.disk import Damaged
from engine.events import Candidate, MaskPrediction, ProbeTaken, SentenceProbe
from engine.faults import Fault
from engine.runs import Run
from engine.runs.replays import Replays, Room, _sentence, surplus
from tests.engine.failing_disk import FailingDisk, Killed
from tests.engine.run_samples import full_probe, new_run, probe, same_probe


def test_a_probe_comes_back(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (0, 20, 40):
        run.write_probe(probe(step))
    again = Run.open(run.path)
    assert again.probe_steps() == [0, 20, 40]
    assert same_probe(again.read_probe(20), probe(20))
    with pytest.raises(Fault, match="step-00000030"):
        again.read_probe(30)


def test_a_kept_probe_is_a_safetensors_file(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.write_probe(probe(7))
    with safe_open(run.path / "probes" / "step-00000007.safetensors", "np") as file:
        names = sorted(file.keys())
        attention = file.get_tensor(names[1])
    assert names == ["attention.000", "attention.001"]
    np.testing.assert_array_equal(attention, probe(7).sentences[1].attention)


def test_a_probe_of_an_older_program_is_read(tmp_path: Path) -> None:
    entry = {
        "sentence": "a [MASK]",
        "tokens": ["a", "[MASK]", "[SEP]"],
        "predictions": [{"position": 1, "candidates": [["door", 0.25]]}],
    }
    seen = _sentence(entry, np.zeros((1, 1, 3, 3), np.float16))
    assert seen.predictions[0].candidates == (Candidate("door", 0.25),)
    assert seen.framing == (2,)


def test_all_that_may_be_seen_of_a_sentence_comes_back(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.write_probe(full_probe(7))
    found = Run.open(run.path).read_probe(7)
    assert same_probe(found, full_probe(7))
    assert [one.sides for one in found.sentences] == [("trunk", "decoder", "cross"), ("trunk",)]


# Written by the program before pairs, decoders and judgements were recorded.
OLDER = (
    b"\xd0\x01\0\0\0\0\0\0"
    rb'{"__metadata__":{"sha256":"e3991fe258ac35a25023893f242ea2bb1f19ca7efc4e99cdc622aa1eaf894eb5"'
    rb',"probe":"{\"step\": 40, \"seconds\": 2.5, \"sentences\": [{\"sentence\": \"She \\u2014 [M'
    rb"ASK].\", \"tokens\": [\"[CLS]\", \"\\u65b0\", \"[MASK]\", \"[SEP]\"], \"framing\": [0, 3],"
    rb" \"predictions\": [{\"position\": 2, \"candidates\": [[\"door\", 0.25, false], [\"\\u65b0\""
    rb', 0.125, true]]}]}]}"},"attention.000":{"dtype":"F16","shape":[1,1,4,4],"data_offsets":[0,3'
    rb"2]}}      "
)


def test_a_file_of_an_older_program_is_opened_as_it_was(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    attention = (np.arange(16).reshape(1, 1, 4, 4) / 16).astype(np.float16)
    file = run.path / "probes" / "step-00000040.safetensors"
    file.write_bytes(OLDER + attention.tobytes())
    assert Run.open(run.path).probe_steps() == [40]
    found = run.read_probe(40)
    candidates = (Candidate("door", 0.25), Candidate("新", 0.125, continues=True))
    expected = SentenceProbe(
        "She — [MASK].",
        ("[CLS]", "新", "[MASK]", "[SEP]"),
        attention,
        (MaskPrediction(2, candidates),),
        (0, 3),
    )
    assert same_probe(found, ProbeTaken(40, 2.5, (expected,)))
    assert found.sentences[0].sides == ("trunk",)


def test_the_room_is_told(tmp_path: Path) -> None:
    replays = Replays(tmp_path / "probes", megabytes=2.5)
    assert replays.room() == Room(0, 0, 2_500_000)
    for step in (0, 20):
        replays.write(probe(step))
    used = sum(path.stat().st_size for path in replays.folder.iterdir())
    for again in (replays, Replays(replays.folder, megabytes=2.5)):
        assert again.room() == Room(2, used, 2_500_000)
    run = new_run(tmp_path / "run")
    run.write_probe(probe(0))
    assert (run.room().num_kept, run.room().granted) == (1, 1_000_000)


def test_every_single_byte_counts(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.write_probe(probe(7, length=2))
    path = run.path / "probes" / "step-00000007.safetensors"
    good = path.read_bytes()
    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1 << (place % 8)
        path.write_bytes(bad)
        with pytest.raises(Damaged, match="step-00000007"):
            run.read_probe(7)
    for bad in (b"", good[:-1], good + b"\0", bytes(len(good)), good[: len(good) // 2]):
        path.write_bytes(bad)
        with pytest.raises(Damaged, match="step-00000007"):
            run.read_probe(7)
    assert run.history().last_probe is None
    run.write_probe(probe(7))
    assert same_probe(run.read_probe(7), probe(7))


@pytest.mark.parametrize(
    "wrong",
    [
        {"tokens": ("[CLS]", "新", "[SEP]")},
        {"written": ("[PAD]",)},
        {"attention": np.zeros((2, 4, 4), np.float16)},
        {"cross": np.zeros((3, 2, 4, 3), np.float16)},
        {"tokens": ("[CLS]", "新", 3, "[SEP]")},
        {"second": 9},
        {"second": "2"},
    ],
)
def test_a_whole_file_whose_maps_are_not_of_its_tokens_is_none(
    tmp_path: Path, wrong: dict[str, Any]
) -> None:
    run, good = new_run(tmp_path / "run"), full_probe(20)
    (sentence,) = good.sentences[:1]
    run.write_probe(replace(good, sentences=(replace(sentence, **wrong),)))
    with pytest.raises(Damaged, match="no probe"):
        run.read_probe(20)


def test_swapped_probes_are_noticed(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    run.write_probe(probe(10))
    folder = run.path / "probes"
    (folder / "step-00000010.safetensors").rename(folder / "step-00000020.safetensors")
    with pytest.raises(Damaged, match="belongs to step 10"):
        run.read_probe(20)


@pytest.mark.parametrize("killing", [False, True], ids=["fails", "kills"])
def test_keeping_a_probe_fails_without_loss_at_every_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, killing: bool
) -> None:
    run = new_run(tmp_path / "run")
    run.write_probe(probe(10))
    failing, written = FailingDisk(), False
    while not written:
        failing = FailingDisk(failing.at + 1, killing=killing)
        with monkeypatch.context() as patch:
            patch.setattr(disk, "operations", failing)
            try:
                run.write_probe(probe(20))
                written = True
            except (Fault, Killed):
                pass
        again = Run.open(run.path)
        assert all(path.suffix == ".safetensors" for path in (run.path / "probes").iterdir())
        for step in again.probe_steps():
            assert same_probe(again.read_probe(step), probe(step))
        assert 10 in again.probe_steps()
    assert failing.at == 7


def test_probes_of_later_steps_go_before_a_resume(tmp_path: Path) -> None:
    run = new_run(tmp_path / "run")
    for step in (10, 20, 30):
        run.write_probe(probe(step))
    run.cut_after(20)
    assert run.probe_steps() == [10, 20]


def test_the_budget_holds_and_the_first_and_newest_stay(tmp_path: Path) -> None:
    one = len_of(tmp_path)
    replays = Replays(tmp_path / "probes", megabytes=one * 10.5 / 1e6)
    for step in range(0, 2000, 20):
        replays.write(probe(step))
        kept = replays.steps()
        assert kept[0] == 0
        assert kept[-1] == step
        total = sum(path.stat().st_size for path in replays.folder.iterdir())
        assert total <= one * 10.5
    assert len(kept) >= 9
    gaps = np.diff(kept)
    assert gaps[1:].max() > 2 * gaps[-3:].max(), f"older probes stand sparser: {kept}"
    assert Replays(replays.folder).steps() == kept


def len_of(tmp_path: Path) -> int:
    replays = Replays(tmp_path / "one")
    replays.write(probe(1980))
    return next(replays.folder.iterdir()).stat().st_size


@pytest.mark.parametrize("budget", [1, 2, 5, 50, 5000])
def test_only_what_is_too_much_goes(budget: int) -> None:
    sizes = dict.fromkeys(range(0, 1000, 10), 1)
    kept = set(sizes) - set(surplus(sizes, budget))
    assert len(kept) == min(budget, 100)
    assert 990 in kept
    assert (0 in kept) is (budget > 1)


@pytest.mark.parametrize("room", [0.9, 1.0, 1.9, 2.0, 2.5])
def test_the_budget_holds_also_where_it_is_small(tmp_path: Path, room: float) -> None:
    budget = int(len_of(tmp_path) * room)
    replays = Replays(tmp_path / "probes", megabytes=budget / 1e6)
    for step in range(1000, 1100, 20):  # as many digits as the one that was measured
        assert replays.write(probe(step)) == int(room)
        assert sum(path.stat().st_size for path in replays.folder.iterdir()) <= budget
        kept = [] if room < 1 else [step] if room < 2 else sorted({1000, step})
        assert replays.steps() == kept

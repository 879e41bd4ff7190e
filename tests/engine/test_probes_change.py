"""How heads came to be: distances by hand, and a run's recorded probes read one by one."""

from __future__ import annotations

import weakref
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engine.control import Control
from engine.events import Prepared, ProbeTaken, SentenceProbe
from engine.faults import Cancelled, Fault
from engine.probes.change import change, changed_most, formation
from engine.runs import Run
from tests.engine.run_samples import new_run

EVEN = [[0.5, 0.5], [0.5, 0.5]]
FORWARD = [[0.0, 1.0], [0.0, 1.0]]
ITSELF = [[1.0, 0.0], [0.0, 1.0]]


def look(
    *heads: object, sentence: str = "a b", tokens: tuple[str, ...] = ("a", "b")
) -> SentenceProbe:
    return SentenceProbe(sentence, tokens, np.array([heads], np.float16), ())


def keep(run: Run, step: int, *sentences: SentenceProbe) -> None:
    run.write_probe(ProbeTaken(step, 0.0, sentences))


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Two heads: one comes to look at itself, the other stays; the text moves to second place."""
    run = new_run(tmp_path / "run")
    other = look(FORWARD, FORWARD, sentence="x")
    keep(run, 0, look(EVEN, FORWARD))
    keep(run, 10, look(FORWARD, FORWARD), other)
    keep(run, 30, other, look(ITSELF, FORWARD))
    keep(run, 40, other, look(ITSELF, FORWARD))
    return run


def test_the_distance_worked_out_by_hand() -> None:
    # Row 0: |0.5 − 1| + |0.5 − 0| = 1, half of it 0.5; row 1: all of it went elsewhere, 1.
    one = np.array([[[[0.5, 0.5], [1, 0]]]], np.float16)
    other = np.array([[[[1, 0], [0, 1]]]], np.float16)
    assert change(one, other).tolist() == [[0.75]]
    assert change(one, one).tolist() == [[0.0]]
    assert change(other, one).tolist() == [[0.75]]
    with pytest.raises(ValueError, match="one shape"):
        change(one, other[..., :1])


def test_the_change_is_a_share_of_attention() -> None:
    rng = np.random.default_rng(0)
    maps = rng.random((2, 3, 4, 9, 9))
    one, other = maps / maps.sum(axis=-1, keepdims=True)
    expected = np.minimum(one, other).sum(axis=-1).mean(axis=-1)  # what stayed
    np.testing.assert_allclose(change(one, other), 1 - expected, atol=1e-6)


def test_how_heads_came_to_be(run: Run) -> None:
    told: list[Prepared] = []
    found = formation(run, 1, "trunk", progress=told.append)
    assert found.steps == (0, 10, 30, 40)
    # Even to forward: 0.5 in both rows. Forward to itself: all of row 0, nothing of row 1.
    assert found.changes[:, 0].tolist() == [[0.5, 0.0], [0.5, 0.0], [0.0, 0.0]]
    assert found.nearness[:, 0].tolist() == [[0.5, 1.0], [0.5, 1.0], [1.0, 1.0], [1.0, 1.0]]
    assert found.left_out == {}
    assert changed_most(found, 0, 0) == 10
    assert [(one.done, one.total) for one in told] == [(0, 4), (1, 4), (2, 4), (3, 4)]


def test_the_step_at_which_a_head_changed_most(run: Run) -> None:
    keep(run, 50, look(ITSELF, [[1.0, 0.0], [1.0, 0.0]]))
    found = formation(run, 0, "trunk")
    assert changed_most(found, 0, 1) == 50
    assert changed_most(found, 0, 0) == 10
    alone = replace(found, steps=(7,), changes=found.changes[:0])
    assert changed_most(alone, 0, 0) == 7


def test_damaged_and_vanished_looks_are_left_out_and_told(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def path(step: int) -> Path:
        return run.path / "probes" / f"step-{step:08d}.safetensors"

    steps = run.probe_steps()
    path(10).unlink()
    path(40).write_bytes(b"damaged")
    monkeypatch.setattr(run, "probe_steps", lambda: steps)
    found = formation(run, 1, "trunk")  # of the newest that can be read
    assert found.steps == (0, 30)
    assert found.changes[:, 0, 0].tolist() == [0.5]
    assert found.nearness[-1].tolist() == [[1.0, 1.0]]
    assert sorted(found.left_out) == [10, 40]
    assert "step-00000040" in str(found.left_out[40])


def test_steps_that_show_other_tokens_are_left_out(run: Run) -> None:
    keep(run, 50, look(EVEN, EVEN, tokens=("a", "c")))
    found = formation(run, 0, "trunk")
    assert found.steps == (50,)
    assert found.changes.shape == (0, 1, 2)
    assert sorted(found.left_out) == [0, 10, 30, 40]
    assert "At step 10" in str(found.left_out[10])


def test_a_side_of_its_own(run: Run) -> None:
    cross = np.array([[[[0.5, 0.5]]]], np.float16)
    seen = replace(look(EVEN, EVEN), written=("w",), decoder=cross[..., :1] * 2, cross=cross)
    keep(run, 60, seen)
    keep(run, 70, replace(seen, cross=np.array([[[[1.0, 0.0]]]], np.float16)))
    found = formation(run, 0, "cross")
    assert found.steps == (60, 70)
    assert found.changes.tolist() == [[[0.5]]]
    assert sorted(found.left_out) == [0, 10, 30, 40]


@pytest.mark.parametrize(("index", "side"), [(5, "trunk"), (-1, "trunk"), (0, "decoder")])
def test_what_was_never_recorded_is_a_fault(run: Run, index: int, side: str) -> None:
    with pytest.raises(Fault, match="no recorded look at this"):
        formation(run, index, side)  # type: ignore[arg-type]


def test_a_run_without_looks_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(Fault, match="no recorded look"):
        formation(new_run(tmp_path / "run"), 0, "trunk")


def test_it_ends_when_asked_to(run: Run) -> None:
    control = Control()

    def stop(prepared: Prepared) -> None:
        if prepared.done == 1:
            control.stop()

    with pytest.raises(Cancelled):
        formation(run, 1, "trunk", control, stop)


def test_looks_are_read_one_by_one(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in range(50, 90, 5):
        keep(run, step, look(EVEN, FORWARD), look(ITSELF, ITSELF, sentence="large"))
    alive: list[weakref.ref[np.ndarray]] = []
    most = 0
    read = run.read_probe

    def watched(step: int) -> ProbeTaken:
        nonlocal most
        probe = read(step)
        alive.extend(weakref.ref(one.attention) for one in probe.sentences)
        most = max(most, sum(one() is not None for one in alive))
        return probe

    monkeypatch.setattr(run, "read_probe", watched)
    assert len(formation(run, 0, "trunk").steps) == 12
    assert most == 2  # both sentences of the one at hand

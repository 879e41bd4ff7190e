"""Event files: TensorBoard's own reader finds in them what the run has measured."""

from __future__ import annotations

import math
import sys
from pathlib import Path
from typing import Any

import pytest

from engine.control import Control
from engine.exchange.tensorboard import write_event_files
from engine.faults import Cancelled, Fault
from tests.engine.measured_run import measured_run


@pytest.fixture
def accumulator() -> Any:
    reading = pytest.importorskip(
        "tensorboard.backend.event_processing.event_accumulator",
        reason="the extra `tensorboard` is not installed",
    )
    return reading.EventAccumulator


def test_tensorboard_reads_what_was_measured(tmp_path: Path, accumulator: Any) -> None:
    run = measured_run(tmp_path / "run")
    file = write_event_files(run.path, tmp_path / "events")
    assert [path.name for path in (tmp_path / "events").iterdir()] == [file.name]

    read = accumulator(str(tmp_path / "events"))
    read.Reload()
    losses = read.Scalars("loss/masked_lm/training")
    assert [one.step for one in losses] == [1, 2, 3, 4]
    assert [one.value for one in losses[:2]] == pytest.approx([3.0, 1 / 3], rel=1e-6)
    assert math.isnan(losses[2].value)
    (validation,) = read.Scalars("loss/masked_lm/validation")
    assert (validation.step, validation.value) == (2, 2.5)
    ended = run.status().updated
    before = [ended - one.wall_time for one in losses]
    assert before == pytest.approx([0.3, 0.2, 0.1, 0.0], abs=1e-5)
    assert {
        "learning_rate/training",
        "gradient_norm/training",
        "tokens_per_second/training",
        "weight/next_sentence/training",
        "accuracy/next_sentence/training",
        "metric/accuracy/validation",
        f"{run.evaluations.entries()[0].path.stem}/metric.f1/evaluation",
    } <= set(read.Tags()["scalars"])
    assert read.Tags()["tensors"] == ["recipe"]
    (recipe,) = read.Tensors("recipe")
    assert 'preset = "bert-tiny"' in recipe.tensor_proto.string_val[0].decode()


def test_the_same_run_gives_the_same_file(tmp_path: Path, accumulator: Any) -> None:
    run = measured_run(tmp_path / "run")
    one = write_event_files(run.path, tmp_path / "one")
    other = write_event_files(run.path, tmp_path / "other")
    assert one.name == other.name
    assert one.read_bytes() == other.read_bytes()


def test_what_is_missing_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run = measured_run(tmp_path / "run")
    for name in [name for name in sys.modules if name.split(".")[0] == "tensorboard"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tensorboard", None)
    with pytest.raises(Fault, match=r"TensorBoard is not installed.*cloze-studio\[tensorboard\]"):
        write_event_files(run.path, tmp_path / "events")
    assert not (tmp_path / "events").exists()


def test_nothing_is_left_of_what_nobody_wants(tmp_path: Path, accumulator: Any) -> None:
    run = measured_run(tmp_path / "run")
    control = Control()
    control.stop()
    with pytest.raises(Cancelled):
        write_event_files(run.path, tmp_path / "events", control=control)
    assert not list(tmp_path.glob("events/*"))

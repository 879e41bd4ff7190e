"""Devices: the picker, seeds and execution as plain data."""

import json

import pytest
import torch

from engine import devices
from engine.devices import Execution
from engine.faults import Fault


def test_the_processor_is_always_listed_and_named() -> None:
    listed = devices.list_devices()
    assert listed[-1].id == "cpu"
    assert listed[-1].name
    assert listed[-1].memory_bytes > 0


def test_auto_takes_the_first_device_listed() -> None:
    assert str(devices.pick_device("auto")) == devices.list_devices()[0].id


@pytest.mark.parametrize("name", ["cuda:99", "tpu", ""])
def test_a_device_that_is_not_here_is_a_fault_naming_those_that_are(name: str) -> None:
    with pytest.raises(Fault, match="cpu"):
        devices.pick_device(name)


def test_generators_of_different_purposes_differ_and_of_the_same_agree() -> None:
    def draw(seed: int, purpose: str) -> list[float]:
        generator = devices.new_generator(seed, purpose)
        return torch.rand(4, generator=generator).tolist()

    assert draw(0, "weights") == draw(0, "weights")
    assert draw(0, "weights") != draw(0, "dropout")
    assert draw(0, "weights") != draw(1, "weights")
    assert draw(2**63 - 1, "weights")


def test_the_seed_leaves_torchs_own_generator_alone() -> None:
    before = torch.get_rng_state()
    torch.rand(4, generator=devices.new_generator(0, "weights"))
    assert torch.equal(before, torch.get_rng_state())


def test_execution_survives_the_journey_through_json() -> None:
    execution = Execution(
        device="cpu",
        dtype="bf16",
        attention="explicit",
        threads=2,
        micro_batch=8,
        measured={"bf16 explicit 2 threads 8 rows": 210.5, "compile": "off"},
    )
    assert Execution.from_data(json.loads(json.dumps(execution.as_data()))) == execution


def test_threads_are_at_least_one_and_at_most_the_cores() -> None:
    assert 1 <= devices.usable_threads() <= (torch.get_num_threads() or 1) * 64


def test_the_matrix_peak_is_positive() -> None:
    assert devices.matrix_peak(torch.device("cpu"), torch.float32, size=64) > 0


def test_memory_in_use_counts_this_process() -> None:
    assert devices.memory_in_use(torch.device("cpu")) > 10_000_000


def test_memory_of_a_gpu_is_its_peak_since_it_was_last_asked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    peak = [70]
    monkeypatch.setattr(torch.cuda, "max_memory_allocated", lambda device: peak[0])
    monkeypatch.setattr(torch.cuda, "reset_peak_memory_stats", lambda device: peak.insert(0, 20))
    assert devices.memory_in_use(torch.device("cuda:0")) == 70
    assert devices.memory_in_use(torch.device("cuda:0")) == 20


def test_denormals_are_flushed_only_inside() -> None:
    tiny = torch.tensor(1e-310, dtype=torch.float64)
    with devices.flushing_denormals():
        assert (tiny * 1.0).item() == 0.0
    assert (tiny * 1.0).item() > 0.0

"""Flags: a GPU's updates are known one step later, and the host never runs further ahead."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from engine.devices import Execution
from engine.training.flags import Flags
from engine.training.learner import Learner
from tests.engine.training_samples import sample_learner, sample_recipe

SECOND = torch.device("cuda:1")


class Event:
    """Stands in for CUDA's: remembers the stream it was recorded on and whether it was awaited."""

    made: list[Event]

    def __init__(self) -> None:
        self.stream: Any = None
        self.awaited = False
        Event.made.append(self)

    def record(self, stream: Any = None) -> None:
        self.stream = stream

    def synchronize(self) -> None:
        self.awaited = True


@pytest.fixture
def cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    """As much of CUDA as flags need."""
    Event.made = []
    monkeypatch.setattr(torch.cuda, "Event", Event)
    monkeypatch.setattr(torch.cuda, "current_stream", lambda device=None: f"stream of {device}")
    monkeypatch.setattr(torch, "empty_like", lambda flag, **_: flag.clone())


@pytest.mark.usefixtures("cuda")
def test_all_but_the_newest_are_waited_for() -> None:
    flags = Flags(SECOND)
    flags.send(torch.tensor(1.0))
    assert flags.read(but=1) == ()
    flags.send(torch.tensor(0.0))
    flags.send(torch.tensor(1.0))
    assert flags.read(but=1) == (True, False)
    assert [event.awaited for event in Event.made] == [True, True, False]
    assert flags.read() == (True,)
    assert flags.read() == ()


@pytest.mark.usefixtures("cuda")
def test_a_flag_is_recorded_on_the_stream_of_its_own_device() -> None:
    Flags(SECOND).send(torch.tensor(0.0))
    assert Event.made[0].stream == "stream of cuda:1"


def test_a_learner_makes_its_device_the_threads_own(monkeypatch: pytest.MonkeyPatch) -> None:
    chosen: list[torch.device] = []
    monkeypatch.setattr(torch.cuda, "set_device", chosen.append)
    monkeypatch.setattr(Learner, "to", lambda self, device: self)
    monkeypatch.setattr(Learner, "generators", dict)
    monkeypatch.setattr("engine.training.learner._generators", lambda learner: [])
    execution = Execution(device="cuda:1", dtype="bf16", attention="sdpa", threads=1, micro_batch=1)
    sample_learner(sample_recipe()).prepare(execution)
    assert chosen == [SECOND]

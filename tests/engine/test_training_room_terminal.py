"""A disk that is full at the end of a run, as the terminal tells of it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from engine.__main__ import main
from engine.control import Control
from engine.events import StateChanged
from engine.runs.run import Run
from tests.engine.assembly_samples import write_recipe
from tests.engine.test_training_room import FullAtTheEnd


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """`train` on a disk that is full at its end; what happens during a wait is given."""
    full = FullAtTheEnd(monkeypatch)
    emit = StateChanged.__init__

    def watched(self: StateChanged, *given: Any, **named: Any) -> None:
        emit(self, *given, **named)
        full(self)

    def train(meanwhile: Callable[[FullAtTheEnd, int], None]) -> int:
        waits = [0]
        waited = Control.wait_for_stop

        def at_once(control: Control, seconds: float) -> bool:
            waits[0] += 1
            meanwhile(full, waits[0])
            return waited(control, 0)

        monkeypatch.setattr(Control, "wait_for_stop", at_once)
        monkeypatch.setattr(StateChanged, "__init__", watched)
        recipe = str(write_recipe(tmp_path))
        return main(["train", recipe, "--runs", str(tmp_path / "runs"), "--name", "a"])

    return train


def test_the_terminal_says_what_to_do_and_goes_on(
    tmp_path: Path, terminal: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    assert terminal(FullAtTheEnd.mend) == 0
    out, err = capfd.readouterr()
    assert "The disk is full" in err
    assert '"steps": 30' in out
    run = Run.open(tmp_path / "runs" / "a")
    assert run.status().state == "finished"
    latest = run.latest()
    assert latest is not None
    assert latest.step == 30


def test_ctrl_c_in_the_terminal_gives_up_and_says_so(
    tmp_path: Path, terminal: Callable[..., int], capfd: pytest.CaptureFixture[str]
) -> None:
    def press(full: FullAtTheEnd, number: int) -> None:
        if number == 2:
            signal.raise_signal(signal.SIGINT)

    assert terminal(press) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert "giving up what is not saved" in err
    assert "The last checkpoint could not be saved" in err
    assert "nothing was saved before" in err

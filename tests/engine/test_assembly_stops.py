"""Stops while a run is made ready: heard at once, and the run can go on."""

from __future__ import annotations

import pkgutil
import shutil
from pathlib import Path

import pytest

from engine.assembly import resume
from engine.control import Control
from engine.events import Prepared
from engine.faults import Cancelled
from engine.recipe import recipe_of_run
from engine.runs.run import Run
from engine.tokenizer.tokenizer import Tokenizer
from engine.training.building import build_learner
from engine.training.optimizers import Optimizer
from tests.engine.assembly_samples import (
    resume_to_end,
    sample,
    start,
    start_and_end,
    weights,
)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished run of 30 steps; not to be changed."""
    folder = tmp_path_factory.mktemp("trained")
    start_and_end(sample(folder), folder / "runs" / "one")
    return folder / "runs" / "one"


def test_a_run_cancelled_while_measuring_can_go_on(tmp_path: Path) -> None:
    path, control = tmp_path / "runs" / "one", Control()

    def cancel(event: object) -> None:
        if isinstance(event, Prepared) and event.phase == "measuring":
            control.stop()

    with pytest.raises(Cancelled):
        start(sample(tmp_path), path)(cancel, control)

    assert Run.open(path).status().state == "stopped"
    assert resume_to_end(path).summary["steps"] == 30


class StopsAt(Control):
    """Stopped just before it is asked for the n-th time what to do, once the model is built."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.building, self.left = False, number

    def hear(self, event: object) -> None:
        self.building |= isinstance(event, Prepared) and event.phase == "building"

    def check(self) -> None:
        if self.building:
            self.left -= 1
            if not self.left:
                self.stop()
        super().check()


def counted(patch: pytest.MonkeyPatch, place: str) -> list[object]:
    """What the function of that place is called with first, from now on."""
    found: list[object] = []
    module, _, name = place.rpartition(".")
    real = pkgutil.resolve_name(place)

    def call(*given: object, **named: object) -> object:
        found.append(given[0])
        return real(*given, **named)

    patch.setattr(pkgutil.resolve_name(module), name, call)
    return found


def test_a_stop_while_weights_are_drawn_is_heard_before_the_next_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = counted(monkeypatch, "engine.models.initialisation.normal_")
    control, path = StopsAt(4), tmp_path / "runs" / "one"

    with pytest.raises(Cancelled):
        start(sample(tmp_path), path)(control.hear, control)

    assert len(drawn) < 4
    assert Run.open(path).status().state == "stopped"
    assert resume_to_end(path).summary["steps"] == 30


def test_a_stop_while_moments_are_made_is_heard_before_the_next_one(
    trained: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = recipe_of_run(Run.open(trained).recipe_toml, trained)
    learner = build_learner(recipe, Tokenizer.open(Run.open(trained).tokenizer_path))
    made = counted(monkeypatch, "torch.zeros_like")
    control = StopsAt(4)
    control.building = True

    with pytest.raises(Cancelled):
        Optimizer(learner, recipe.training, check=control.check)

    assert len(made) == 3


def test_a_stop_while_a_checkpoint_is_read_is_heard_at_every_piece(
    trained: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "copy"
    shutil.copytree(trained, path)
    monkeypatch.setattr("engine.disk.folders.CHUNK", 4096)
    files = (Run.open(path).latest() or pytest.fail("none")).path.glob("*.safetensors")
    pieces = sum(-(-file.stat().st_size // 4096) for file in files)
    told = StopsAt(0)  # never
    resume(path)(told.hear, told)

    # All that was read was then taken over, tensor by tensor.
    assert -told.left > pieces + len(weights(path)) > pieces > 20
    for number in range(1, -told.left, -told.left // 6):
        control = StopsAt(number)
        with pytest.raises(Cancelled):
            resume(path)(control.hear, control)
        assert Run.open(path).status().state == "stopped"
        assert not Run.open(path).damaged
    assert resume_to_end(path).summary["steps"] == 30
